import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Shell } from '#main/host.ts'
import { someProject, temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { temporaryContext, testHost } from '#main/testing/temporary-studio.ts'
import { createFilesDesk, resolveFile } from './files-desk.ts'

const said: unknown[] = []
const SHELL: Shell = {
  pickFiles: (kind, { isMany }) => Promise.resolve(isMany ? [`/a.${kind}`, `/b.${kind}`] : [`/a.${kind}`]),
  pickFolder: () => Promise.resolve(null),
  pickSavePlace: ({ suggestedPath }) => Promise.resolve(suggestedPath),
  reveal: path => said.push(['reveal', path]),
  openPath: path => Promise.resolve(void said.push(['open', path])),
  openExternal: () => Promise.resolve(),
  notify: () => {},
  setProgress: () => {},
  keepAwake: () => {},
  onWish: () => () => {},
  showCommands: () => {},
}
const desktop = () => temporaryContext(undefined, testHost({ shell: SHELL, version: '1.2.3' }))

test('the desktop asks with its own dialogs, a browser has none', async () => {
  const desk = createFilesDesk(desktop())
  expect(await desk.pick({ what: 'files', kind: 'clips', title: 'Clips', isMany: true })).toEqual([
    '/a.clips',
    '/b.clips',
  ])
  expect(await desk.pick({ what: 'folder', title: 'A folder' })).toEqual([])
  expect(await desk.pick({ what: 'save', title: 'Save', suggestedPath: '/film.mp4' })).toEqual(['/film.mp4'])
  expect(desk.system()).toMatchObject({ isDesktop: true, version: '1.2.3' })

  const served = createFilesDesk(temporaryContext())
  expect(await served.pick({ what: 'folder', title: 'A folder' })).toBeNull()
  expect(served.system()).toMatchObject({ isDesktop: false, version: null })
  expect(() => served.reveal({ kind: 'media', id: 'x' })).toThrow('The desktop app can')
})

test('a window names our own files by their ids, and only those that are there are shown', async () => {
  const context = desktop()
  const desk = createFilesDesk(context)
  const { library } = context
  const folder = temporaryFolder()
  const clip = join(folder, 'clip.mp4')
  const film = join(folder, 'film.mp4')
  writeFileSync(clip, 'clip')
  writeFileSync(film, 'film')
  const id = await library.media.importFile(clip, 'take', { link: true })
  const projectId = someProject(library)
  library.db.run(
    "INSERT INTO sequence (id, project_id, name, document_json, assembled_hash, revision, created_at_ms) VALUES ('s', ?, 'Cut', '{}', '', 1, 0)",
    [projectId],
  )
  library.db.run(
    "INSERT INTO render (id, project_id, sequence_id, settings_json, output_path, state, created_at_ms) VALUES ('r', ?, 's', '{}', ?, 'running', 0)",
    [projectId, film],
  )
  const gone = 'The file is no longer where it was'
  expect(() => desk.reveal({ kind: 'render', id: 'r' })).toThrow(gone)
  library.db.run("UPDATE render SET state = 'done'")
  desk.reveal({ kind: 'render', id: 'r' })
  await desk.open({ kind: 'media', id })
  expect(said.splice(0)).toEqual([
    ['reveal', film],
    ['open', clip],
  ])
  rmSync(film)
  expect(() => desk.reveal({ kind: 'render', id: 'r' })).toThrow(gone)
  expect(() => desk.reveal({ kind: 'media', id: '../../etc/passwd' })).toThrow(gone)
})

test('a given file is a whole path or an upload that has arrived', () => {
  const context = temporaryContext()
  expect(resolveFile(context, { kind: 'path', path: '/songs/a.wav' })).toBe('/songs/a.wav')
  expect(() => resolveFile(context, { kind: 'path', path: 'a.wav' })).toThrow('no whole path')
  expect(() => resolveFile(context, { kind: 'upload', id: '0198c0de-0000-7000-8000-000000000000' })).toThrow(
    'no longer there',
  )
})
