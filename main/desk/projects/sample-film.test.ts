import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { temporaryFolder, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { latestSequence } from '#main/sequence/store.ts'
import { ANALYSER_VERSION } from '#main/song/analysis/version.ts'
import { loadAnalysis } from '#main/song/store.ts'
import { listTakes } from '#main/takes/store.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import { openSample } from './sample-film.ts'

const resourcesDir = fileURLToPath(new URL('../../../resources', import.meta.url))
const never = new AbortController().signal

test('the sample film is a finished edit on fourteen circled clips, there in two seconds', async () => {
  const library = temporaryLibrary()
  const startMs = performance.now()
  const { projectId, title } = await openSample(library, resourcesDir, { isAnew: false, signal: never })
  expect(performance.now() - startMs).toBeLessThan(2_000)
  expect(title).toBe('Sample film: One Long Morning')
  expect(library.projects.list()).toMatchObject([{ isSample: true, shotCount: 14, circledCount: 14 }])
  expect(listShots(library.db, projectId).every(shot => shot.place !== null)).toBe(true)
  for (const { take } of listTakes(library.db, projectId)) library.media.pathOf(take.media!.id)
  const { sequence, isEditedByHand } = latestSequence(library.db, projectId)!
  expect(isEditedByHand).toBe(false)
  const items = sequence.tracks[0]!.items
  expect(items.filter(item => item.kind === 'transition').length).toBeGreaterThan(2)
  expect(items.some(item => item.kind === 'gap' || (item.kind === 'clip' && item.source.kind === 'missing'))).toBe(
    false,
  )
  const songId = library.projects.byId(projectId)!.songId!
  // A newer analyser would hear it again at every first opening: then the sample is to be made anew.
  expect(loadAnalysis(library.db, songId, ANALYSER_VERSION)).toBeDefined()
})

test('opened again it is the one that is there; anew it is as it was made, under the name it goes by', async () => {
  const library = temporaryLibrary()
  const first = await openSample(library, resourcesDir, { isAnew: false, signal: never })
  library.projects.rename(first.projectId, 'My sample')
  library.db.run('UPDATE shot SET prompt = ?', ['broken'])
  library.db.run(
    `INSERT INTO history_entry (project_id, document, name, diff_json, created_at_ms) VALUES (?, 'treatment', 'Break it', '[]', 1)`,
    [first.projectId],
  )
  const mediaCount = library.db.all('SELECT id FROM media').length
  const again = await openSample(library, resourcesDir, { isAnew: false, signal: never })
  expect(again).toEqual({ projectId: first.projectId, title: 'My sample', isOldInTrash: false })

  const second = await openSample(library, resourcesDir, { isAnew: true, signal: never })
  expect(second).toMatchObject({ title: 'My sample', isOldInTrash: true })
  expect(library.projects.list().map(({ id }) => id)).toEqual([second.projectId])
  expect(listShots(library.db, second.projectId)[0]!.written.prompt).not.toBe('broken')
  expect(library.projects.listTrash().map(({ id }) => id)).toEqual([first.projectId])
  expect(library.db.all('SELECT id FROM media')).toHaveLength(mediaCount)

  // What no hand has touched leaves nothing behind.
  expect(await openSample(library, resourcesDir, { isAnew: true, signal: never })).toMatchObject({
    isOldInTrash: false,
  })
  expect(library.db.all('SELECT id FROM project')).toHaveLength(2)
})

test('a program without a sample says so', async () => {
  await expect(
    openSample(temporaryLibrary(), temporaryFolder(), { isAnew: false, signal: never }),
  ).rejects.toMatchObject({ code: 'sample/none' })
})
