import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  someProject,
  temporaryFolder,
  temporaryLibrary,
  withoutWriting,
} from '#main/library/testing/temporary-library.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import { relinkTo } from './projects/relink.ts'
import { fullProject } from './projects/testing/full-project.ts'
import { createTroubleDesk } from './trouble-desk.ts'

test('files that are not where they were are counted, of one project and of the whole media folder', async () => {
  const library = temporaryLibrary()
  const desk = createTroubleDesk(temporaryContext(library))
  const { projectId, linkedPath, takeMediaId } = await fullProject(library)
  await fullProject(library, { title: 'Another' })
  expect(await desk.health(projectId)).toMatchObject({ isReadOnly: false, isMediaGone: false, missingCount: 0 })
  renameSync(linkedPath, `${linkedPath} away`)
  await desk.retry()
  expect(await desk.health(projectId)).toMatchObject({ isMediaGone: false, missingCount: 1 })
  expect(await desk.health(null)).toMatchObject({ isMediaGone: false, missingCount: 0 })

  // A file that is found again is known at once.
  await relinkTo(library, takeMediaId, `${linkedPath} away`)
  expect(await desk.health(projectId)).toMatchObject({ missingCount: 0 })
  renameSync(join(library.dir, 'media'), join(library.dir, 'media away'))
  await desk.retry()
  expect(await desk.health(null)).toMatchObject({ isMediaGone: true })
})

test('a library that could only be read is written to as soon as it may be', async () => {
  const dir = temporaryFolder()
  const made = temporaryLibrary(dir)
  someProject(made)
  made.close()
  let library = made
  withoutWriting(dir, () => {
    library = temporaryLibrary(dir)
  })
  const desk = createTroubleDesk(temporaryContext(library))
  withoutWriting(dir, () => {
    expect(() => desk.retry()).toThrow(expect.objectContaining({ code: 'library/read-only' }))
  })
  expect(library.db.isReadOnly).toBe(true)
  await desk.retry()
  expect(await desk.health(null)).toMatchObject({ isReadOnly: false })
  someProject(library, 'A second')
  expect(library.projects.list()).toHaveLength(2)
  expect(existsSync(library.workDir)).toBe(true)
})
