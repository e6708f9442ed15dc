import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Library } from '#main/library/library.ts'
import { PROJECT_TABLES } from '#main/library/project-rows.ts'
import { someProject, temporaryFolder, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import { createProjectsDesk } from './projects-desk.ts'
import { createDiskUse } from './projects/disk-use.ts'
import { fullProject } from './projects/testing/full-project.ts'

function someDesk(library: Library = temporaryLibrary()) {
  return { library, desk: createProjectsDesk(temporaryContext(library)) }
}

const quiet = () => ({ signal: new AbortController().signal, onProgress: () => {} })

test('a card shows what is in the project, with its song’s sections as repaired', async () => {
  const { library, desk } = someDesk()
  const { projectId, songId, takeMediaId } = await fullProject(library)
  expect(desk.list()).toEqual([
    expect.objectContaining({
      id: projectId,
      title: 'A Life',
      songTitle: 'Song',
      artist: 'Singer',
      durationSeconds: 4,
      sections: [
        { label: 'intro', share: 0.25 },
        { label: 'verse', share: 0.75 },
      ],
      posterId: takeMediaId,
      coverId: songId,
      shotCount: 1,
      circledCount: 1,
      takeCount: 2,
      comingCount: 1,
      isRendered: true,
      isSample: false,
    }),
  ])
  const sections = [{ startTicks: 0, endTicks: 4, label: 'chorus', name: null }]
  library.db.run('UPDATE song_repair SET document_json = ?', [JSON.stringify({ grid: null, sections, settled: [] })])
  expect(desk.list()[0]!.sections).toEqual([{ label: 'chorus', share: 1 }])
})

test('a project is made from nothing, renamed, and needs a title of its own', () => {
  const { desk } = someDesk()
  expect(desk.create('  ')).toMatchObject({ title: 'Untitled' })
  const { projectId, title } = desk.create('')
  expect(title).toBe('Untitled 2')
  desk.rename(projectId, '  A Life ')
  expect(desk.list().map(card => card.title)).toContain('A Life')
  expect(() => desk.rename(projectId, 'Untitled')).toThrow(expect.objectContaining({ code: 'project/title-taken' }))
  expect(() => desk.rename('gone' as ProjectId, 'X')).toThrow(expect.objectContaining({ code: 'project/unknown' }))
})

test('the trash takes projects, cancels what was not sent, and gives them back under a free title', async () => {
  const { library, desk } = someDesk()
  const { projectId } = await fullProject(library)
  desk.trash(projectId)
  expect(desk.list()).toEqual([])
  expect(desk.trashed()).toMatchObject([{ id: projectId, comingCount: 0, trashedAtMs: expect.any(Number) as number }])
  someProject(library, 'A Life')
  expect(desk.restore(projectId)).toEqual({ projectId, title: 'A Life 2' })
  expect(desk.trashed()).toEqual([])
})

test('emptying the trash removes the rows and the files nobody else needs, and never a file of the user’s', async () => {
  const { library, desk } = someDesk()
  const { projectId, songId, stillId, linkedPath } = await fullProject(library)
  const copy = await desk.duplicate(projectId)
  const paths = [songId, stillId].map(id => library.media.pathOf(id))
  desk.trash(projectId)
  expect((await desk.diskUse()).trashBytes).toBe(0)
  expect(await desk.emptyTrash(null)).toEqual({ freedBytes: 0 })
  expect(paths.every(path => existsSync(path))).toBe(true)
  desk.trash(copy.projectId)
  expect(await desk.emptyTrash(null)).toEqual({ freedBytes: 10_000 })
  expect(paths.map(path => existsSync(path))).toEqual([false, false])
  expect(existsSync(linkedPath)).toBe(true)
  for (const table of ['project', 'shot', 'take', 'media', 'song_analysis', 'search_entry', 'history_entry']) {
    expect(library.db.all(`SELECT * FROM ${table}`)).toEqual([])
  }
  expect(desk.search('bubble')).toEqual([])
})

test('what undo of another project could bring back keeps its file', async () => {
  const { library, desk } = someDesk()
  const { projectId, stillId } = await fullProject(library)
  const other = someProject(library, 'Other')
  library.db.run(
    `INSERT INTO history_entry (project_id, document, name, diff_json, created_at_ms) VALUES (?, 'treatment', 'Drop a still', ?, 1)`,
    [other, JSON.stringify([{ after: { still_id: stillId } }])],
  )
  desk.trash(projectId)
  await desk.emptyTrash([projectId])
  expect(library.db.all('SELECT id FROM media')).toEqual([{ id: stillId }])
})

test('only what is in the trash can be removed, and not while it is at work', async () => {
  const { library, desk } = someDesk()
  const { projectId } = await fullProject(library)
  await desk.emptyTrash([projectId])
  expect(desk.list()).toHaveLength(1)
  desk.trash(projectId)
  library.db.run(`UPDATE request SET state = 'running' WHERE job_id IS NULL`)
  await expect(desk.emptyTrash(null)).rejects.toMatchObject({ code: 'project/at-work' })
  expect(desk.trashed()).toHaveLength(1)
})

test('media that no project holds any more go with the trash, once they are a day old', async () => {
  const { library, desk } = someDesk()
  const { projectId } = await fullProject(library)
  library.db.run('UPDATE shot SET still_id = NULL')
  library.db.run(`UPDATE variable SET stills_json = '[]'`)
  await desk.emptyTrash(null)
  expect(library.db.all('SELECT id FROM media')).toHaveLength(3)
  library.db.run('UPDATE media SET created_at_ms = 1')
  expect(await desk.emptyTrash(null)).toEqual({ freedBytes: 5_000 })
  expect(library.db.all('SELECT id FROM media')).toHaveLength(2)
  expect(desk.list()).toMatchObject([{ id: projectId }])
})

test('a project whose coming or going was cut off is shown to nobody, and goes the next time', async () => {
  const { library, desk } = someDesk()
  const { projectId, songId, linkedPath } = await fullProject(library)
  const songPath = library.media.pathOf(songId)
  library.db.run('UPDATE project SET trashed_at_ms = 0')
  expect([desk.list(), desk.trashed(), desk.search('bubble')]).toEqual([[], [], []])
  // As long as rows of an import keep coming it is left alone.
  library.db.run('UPDATE project SET opened_at_ms = ?', [Date.now()])
  expect(await desk.clearCutOff()).toBe(0)
  library.db.run('UPDATE project SET opened_at_ms = 0')
  expect(await desk.clearCutOff()).toBe(10_000)
  for (const { name, of } of PROJECT_TABLES) {
    expect(library.db.all(`SELECT * FROM ${name} WHERE ${of}`, [projectId]), name).toEqual([])
  }
  expect(library.db.all('SELECT * FROM search_entry')).toEqual([])
  expect([existsSync(songPath), existsSync(linkedPath)]).toEqual([false, true])
})

test('files without a project that lie in the trash go with it', async () => {
  const { library, desk } = someDesk()
  writeFileSync(join(library.trashDir, 'stray.mp4'), Buffer.alloc(700))
  expect(await desk.diskUse()).toMatchObject({ trashBytes: 700, strayFileCount: 1 })
  expect(await desk.emptyTrash(null)).toEqual({ freedBytes: 700 })
  expect(readdirSync(library.trashDir)).toEqual([])
})

test('disk use is looked at once for all who ask, again after changes, and says what is missing', async () => {
  const library = temporaryLibrary()
  const { projectId, songId } = await fullProject(library)
  mkdirSync(join(library.cacheDir, 'pieces'))
  writeFileSync(join(library.cacheDir, 'pieces', 'one'), Buffer.alloc(300))
  let nowMs = 0
  const look = createDiskUse(library, () => nowMs)
  const first = look()
  expect(look()).toBe(first)
  expect(await first).toMatchObject({
    mediaBytes: 10_000,
    cacheBytes: 300,
    projects: [{ projectId, bytes: 10_000, missingCount: 0 }],
  })
  expect((await first).freeBytes).toBeGreaterThan(0)
  rmSync(library.media.pathOf(songId))
  nowMs = 10_000
  expect(look()).toBe(first)
  const another = await fullProject(library, { title: 'Another' })
  const second = await look()
  expect(second.projects).toContainEqual({ projectId: another.projectId, bytes: 10_000, missingCount: 0 })
  // Files that were there a moment ago are not looked at again for every change.
  expect(second.projects).toContainEqual({ projectId, bytes: 10_000, missingCount: 0 })
  nowMs = 71_000
  expect((await look()).projects).toContainEqual({ projectId, bytes: 10_000, missingCount: 1 })
})

test('the cache is cleared of files, not while a film is rendered', async () => {
  const { library, desk } = someDesk()
  mkdirSync(join(library.cacheDir, 'pieces'))
  writeFileSync(join(library.cacheDir, 'pieces', 'one'), Buffer.alloc(300))
  await fullProject(library)
  library.db.run(`UPDATE render SET state = 'running'`)
  await expect(desk.clearCache()).rejects.toMatchObject({ code: 'library/at-work' })
  library.db.run(`UPDATE render SET state = 'done'`)
  expect(await desk.clearCache()).toEqual({ freedBytes: 300 })
  expect(readdirSync(join(library.cacheDir, 'pieces'))).toEqual([])
})

async function withLostFiles() {
  const { library, desk } = someDesk()
  const project = await fullProject(library)
  const elsewhere = join(temporaryFolder(), 'moved')
  mkdirSync(elsewhere)
  const [song, take] = [join(elsewhere, 'renamed song'), join(elsewhere, 'take one.mp4')]
  renameSync(library.media.pathOf(project.songId), song)
  renameSync(project.linkedPath, take)
  writeFileSync(join(elsewhere, 'of the same size'), Buffer.alloc(5_000))
  return { library, desk, project, elsewhere, song, take }
}

test('missing files are listed with the projects that need them', async () => {
  const { desk, project } = await withLostFiles()
  const projects = [{ projectId: project.projectId, title: 'A Life' }]
  expect(await desk.missing(null)).toMatchObject([
    { mediaId: project.songId, fileName: 'song.m4a', kind: 'song', sizeBytes: 5_000, trouble: 'missing', projects },
    { mediaId: project.takeMediaId, fileName: 'take one.mp4', kind: 'take', trouble: 'missing', projects },
  ])
  expect(await desk.missing('other' as ProjectId)).toEqual([])
})

test('a file is put back by hand: a linked one is found at its new place, one of the library’s own copied in again', async () => {
  const { library, desk, project, song, take, elsewhere } = await withLostFiles()
  const relink = (id: MediaId, path: string): Promise<void> => desk.relink(id, { kind: 'path', path })
  await expect(relink(project.songId, join(elsewhere, 'of the same size'))).rejects.toMatchObject({
    code: 'media/different',
  })
  await relink(project.songId, song)
  await relink(project.takeMediaId, take)
  expect(library.media.pathOf(project.songId).startsWith(library.dir)).toBe(true)
  expect(library.media.pathOf(project.takeMediaId)).toBe(take)
  expect(await desk.missing(null)).toEqual([])
})

test('a folder is looked through for all that is missing, whatever files are called by now', async () => {
  const { library, desk, project, elsewhere } = await withLostFiles()
  const steps: unknown[] = []
  const result = await desk.relinkFrom(null, join(elsewhere, '..'), {
    ...quiet(),
    onProgress: step => steps.push(step),
  })
  expect(result).toEqual({ foundCount: 2, missingCount: 0 })
  expect(steps.at(-1)).toMatchObject({ foundCount: 2 })
  for (const id of [project.songId, project.takeMediaId]) expect(existsSync(library.media.pathOf(id))).toBe(true)
})

test('search hits carry the numbers people know', async () => {
  const { library, desk } = someDesk()
  const { projectId } = await fullProject(library)
  const common = { projectId, projectTitle: 'A Life' }
  expect(desk.search('life')).toEqual([expect.objectContaining({ ...common, kind: 'project', text: 'A Life' })])
  const hits = desk.search('bubble').toSorted((a, b) => a.kind.localeCompare(b.kind))
  expect(hits).toMatchObject([
    { ...common, kind: 'shot', shotNumber: 1, takeNumber: null },
    { ...common, kind: 'take', shotNumber: 1, takeNumber: 1, text: 'fly through the bubble' },
  ])
})

test('without a place a bundle lies in the library, under a name of its own, and comes back from there', async () => {
  const { library, desk } = someDesk()
  const { projectId } = await fullProject(library)
  const first = await desk.exportBundle(projectId, null, quiet())
  const second = await desk.exportBundle(projectId, null, quiet())
  expect([first.path, second.path]).toEqual(
    ['A Life', 'A Life 2'].map(name => join(library.dir, 'bundles', `${name}.flythrough`)),
  )
  expect(await desk.importBundle({ kind: 'path', path: first.path }, quiet())).toMatchObject({ title: 'A Life 2' })
})
