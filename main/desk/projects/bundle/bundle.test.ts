import {
  createWriteStream,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { openLibrary, type Library } from '#main/library/library.ts'
import { FACTS_TABLES } from '#main/library/media-store.ts'
import { COPIED_TABLES, PROJECT_TABLES, readProjectRows } from '#main/library/project-rows.ts'
import { temporaryFolder, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { listSequences } from '#main/sequence/store.ts'
import type { ProjectId } from '#model/ids.ts'
import { copyProject } from '../copy-project.ts'
import { fullProject } from '../testing/full-project.ts'
import { MANIFEST_NAME, type Manifest } from './bundle-format.ts'
import { exportBundle } from './export-bundle.ts'
import { importBundle } from './import-bundle.ts'
import { openZip } from './zip-reader.ts'

const quiet = (): { signal: AbortSignal; onProgress: () => void } => ({
  signal: new AbortController().signal,
  onProgress: () => {},
})

async function exported(library = temporaryLibrary()) {
  const project = await fullProject(library)
  const path = join(temporaryFolder(), 'A Life.flythrough')
  const result = await exportBundle(library, project.projectId, path, quiet())
  return { library, project, path, result }
}

async function readZipText(path: string, name: string): Promise<string> {
  const zip = await openZip(path)
  const chunks: Buffer[] = []
  for await (const chunk of await zip.read(name)) chunks.push(chunk as Buffer)
  zip.close()
  return Buffer.concat(chunks).toString('utf8')
}

/** A bundle with other things in it than were written. */
async function forged(from: string, change: (manifest: Manifest) => unknown, files: Record<string, Buffer> = {}) {
  const manifest = change(JSON.parse(await readZipText(from, MANIFEST_NAME)) as Manifest)
  const path = join(temporaryFolder(), 'forged.flythrough')
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from(JSON.stringify(manifest)), MANIFEST_NAME)
  for (const [name, bytes] of Object.entries(files)) zip.addBuffer(bytes, name, { compress: false })
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
  return path
}

/** A project's rows without what must differ: ids become the order in which they are met. */
function contents(library: Library, id: ProjectId): string {
  const rows = readProjectRows(library.db, id)
  const ids = [
    ...rows.project,
    ...rows.shot,
    ...rows.variable,
    ...rows.take,
    ...rows.request,
    ...rows.look_test,
    ...rows.sequence,
    ...rows.render,
  ].map(row => String(row['id']))
  let text = Object.entries(rows)
    .flatMap(([table, all]) => all.map(row => `${table} ${JSON.stringify(row)}`))
    .join('\n')
  // The longest first: one id may begin as another does.
  for (const [index, one] of ids
    .map((id, index) => [index, id] as const)
    .toSorted((a, b) => b[1].length - a[1].length)) {
    text = text.replaceAll(one, `<${index}>`)
  }
  return text
}

/** What is meant to be another in a copy. */
function asCopied(text: string, title: string): string {
  return text
    .replace('"title":"A Life"', `"title":"${title}"`)
    .replace('"watched_folder":"/downloads","watched_since_ms":6', '"watched_folder":null,"watched_since_ms":null')
    .replace('"state":"queued"', '"state":"cancelled"')
    .replace('"/films/life.mp4"', '"life.mp4"')
}

function comparable(text: string): string[] {
  // The hash of an assembled sequence is made of its ids, and a copy is as old as it is.
  return text
    .replaceAll(/"assembled_hash":"[^"]*"/g, '')
    .replaceAll(/"(created|opened)_at_ms":\d{13}/g, '')
    .split('\n')
    .toSorted()
}

test('a project comes back from its bundle with every row and file it is made of', async () => {
  const { library, project, path } = await exported()
  const other = temporaryLibrary()
  const imported = await importBundle(other, path, quiet())
  expect(imported).toMatchObject({ title: 'A Life', missingCount: 0 })
  expect(imported.projectId).not.toBe(project.projectId)
  const before = comparable(asCopied(contents(library, project.projectId), 'A Life'))
  expect(comparable(contents(other, imported.projectId))).toEqual(before)
  const versions = listSequences(other.db, imported.projectId).map(
    ({ sequence, isEditedByHand }) => `${sequence.name}, ${isEditedByHand ? 'edited' : 'assembled'}`,
  )
  expect(versions.toSorted()).toEqual(['By hand, edited', 'Cut, assembled'])
  for (const id of [project.songId, project.takeMediaId, project.stillId]) {
    const [here, there] = [library.media.byId(id)!, other.media.byId(id)!]
    expect({ ...there, path: '', isLinked: false }).toEqual({ ...here, path: '', isLinked: false })
    expect(readFileSync(there.path).equals(readFileSync(here.path))).toBe(true)
  }
  for (const table of FACTS_TABLES) {
    const of = (one: Library): unknown[] =>
      one.db.all<Record<string, unknown>>(`SELECT * FROM ${table}`).map(row => ({ ...row, created_at_ms: 0 }))
    expect(of(other)).toEqual(of(library))
  }
  expect(
    other.projects
      .search('bubble')
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(['shot', 'take'])
  expect(readdirSync(other.workDir)).toEqual([])
})

test('every table that names a project, a shot, a take or a sequence is known to copies and to the trash', () => {
  const { db } = temporaryLibrary()
  const tables = db.all<{ name: string }>(
    `SELECT DISTINCT schema.name FROM sqlite_schema AS schema, pragma_foreign_key_list(schema.name) AS key
     WHERE schema.type = 'table' AND key."table" IN ('project', 'shot', 'take', 'request', 'sequence', 'render')`,
  )
  const named = tables.map(({ name }) => name).toSorted()
  expect(named).toEqual(
    PROJECT_TABLES.map(({ name }) => name)
      .filter(name => name !== 'project')
      .toSorted(),
  )
})

test('every table that names a media is either a project’s, or goes and travels with the media', () => {
  const { db } = temporaryLibrary()
  const tables = db.all<{ name: string }>(
    `SELECT DISTINCT schema.name FROM sqlite_schema AS schema, pragma_foreign_key_list(schema.name) AS key
     WHERE schema.type = 'table' AND key."table" = 'media'`,
  )
  const ofProjects = new Set<string>(COPIED_TABLES)
  const ofMedia = tables.map(({ name }) => name).filter(name => !ofProjects.has(name))
  expect(ofMedia.toSorted()).toEqual(FACTS_TABLES.toSorted())
})

test('a bundle brought in twice is two projects over one set of files', async () => {
  const { library, path } = await exported()
  const first = await importBundle(library, path, quiet())
  const second = await importBundle(library, path, quiet())
  expect([first.title, second.title]).toEqual(['A Life 2', 'A Life 3'])
  expect(library.db.all('SELECT id FROM media')).toHaveLength(3)
})

test('K2 B8 pictures and clips that a take was begun and ended on come along, though nothing else names them', async () => {
  const library = temporaryLibrary()
  const { projectId } = await fullProject(library)
  const folder = temporaryFolder()
  const still = (name: string) => {
    writeFileSync(join(folder, name), name)
    return library.media.importFile(join(folder, name), 'still')
  }
  const [firstFrame, leadIn] = [await still('first.png'), await still('lead in.mp4')]
  const spec = JSON.stringify({ model: 'm', firstFrame, leadIn })
  library.db.run(`UPDATE request SET spec_json = ? WHERE state = 'queued'`, [spec])
  const path = join(folder, 'x.flythrough')
  await exportBundle(library, projectId, path, quiet())
  const other = temporaryLibrary()
  await importBundle(other, path, quiet())
  for (const id of [firstFrame, leadIn]) expect(existsSync(other.media.pathOf(id))).toBe(true)
  expect(other.db.all(`SELECT spec_json AS spec FROM request WHERE state = 'cancelled'`)).toEqual([{ spec }])
})

test('what may have been sent is asked for by no copy: it is the first one’s to settle', async () => {
  const { library, project } = await exported()
  library.db.run(`UPDATE request SET state = 'uncertain', retry_at_ms = 9 WHERE state = 'queued'`)
  const { projectId } = await copyProject(library, project.projectId, 'A Life copy')
  const states = readProjectRows(library.db, projectId).request.map(row =>
    JSON.stringify([row['state'], row['retry_at_ms']]),
  )
  expect(new Set(states)).toEqual(new Set(['["cancelled",null]', '["ready",null]']))
})

test('a duplicate has the same in it, and no film of its own', async () => {
  const { library, project } = await exported()
  const copy = await copyProject(library, project.projectId, 'A Life copy')
  const rows = readProjectRows(library.db, copy.projectId)
  for (const table of COPIED_TABLES) {
    const wanted = readProjectRows(library.db, project.projectId)[table].length
    expect([table, rows[table].length]).toEqual([table, table === 'render' ? 0 : wanted])
  }
})

test('a file that was gone is told at export, and can be found again after', async () => {
  const library = temporaryLibrary()
  const project = await fullProject(library)
  const kept = `${project.linkedPath}.kept`
  renameSync(project.linkedPath, kept)
  const path = join(temporaryFolder(), 'x.flythrough')
  expect((await exportBundle(library, project.projectId, path, quiet())).missing).toEqual(['take one.mp4'])
  const other = temporaryLibrary()
  expect(await importBundle(other, path, quiet())).toMatchObject({ missingCount: 1 })
  expect(() => other.media.pathOf(project.takeMediaId)).toThrow(expect.objectContaining({ code: 'media/missing' }))
  await other.media.importFile(kept, 'take')
  expect(existsSync(other.media.pathOf(project.takeMediaId))).toBe(true)
})

test('progress ends at all bytes, and a stop leaves nothing', async () => {
  const { library, project } = await exported()
  const folder = temporaryFolder()
  const steps: number[] = []
  const stop = new AbortController()
  await exportBundle(library, project.projectId, join(folder, 'a.flythrough'), {
    signal: stop.signal,
    onProgress: (done, total) => steps.push(done / total),
  })
  expect(steps.at(-1)).toBe(1)
  const stopped = exportBundle(library, project.projectId, join(folder, 'b.flythrough'), {
    signal: stop.signal,
    onProgress: () => stop.abort(new Error('stopped')),
  })
  await expect(stopped).rejects.toThrow('stopped')
  expect(readdirSync(folder)).toEqual(['a.flythrough'])
})

test('an import that is stopped leaves nothing, and can be done again', async () => {
  const { path } = await exported()
  const other = temporaryLibrary()
  const stop = new AbortController()
  const stopped = importBundle(other, path, { signal: stop.signal, onProgress: () => stop.abort(new Error('stopped')) })
  await expect(stopped).rejects.toThrow('stopped')
  expect(readdirSync(other.workDir)).toEqual([])
  expect(other.db.all('SELECT id FROM media')).toEqual([])
  await importBundle(other, path, quiet())
  expect(other.projects.list()).toHaveLength(1)
})

test('a project leaves a library that can only be looked at', async () => {
  const { library, project } = await exported()
  const path = join(temporaryFolder(), 'x.flythrough')
  const readOnly = openLibrary(library.dir, { log: () => {}, readOnly: true })
  await exportBundle(readOnly, project.projectId, path, quiet())
  readOnly.close()
  expect(await importBundle(temporaryLibrary(), path, quiet())).toMatchObject({ title: 'A Life' })
})

test('where a bundle cannot be written is told', async () => {
  const { library, project } = await exported()
  const path = join(temporaryFolder(), 'no such folder', 'x.flythrough')
  await expect(exportBundle(library, project.projectId, path, quiet())).rejects.toMatchObject({
    code: 'bundle/unwritable',
  })
})

test.each([
  ['a newer version', (manifest: Manifest) => ({ ...manifest, version: 99 }), 'bundle/newer'],
  ['an older version', (manifest: Manifest) => ({ ...manifest, version: 0 }), 'bundle/older'],
  ['another format', (manifest: Manifest) => ({ ...manifest, format: 'shopping list' }), 'bundle/damaged'],
  ['a column nobody knows', changedRow('shot', { evil: 1 }), 'bundle/damaged'],
  ['a row without its project', changedRow('shot', { project_id: 'other' }), 'bundle/damaged'],
  ['a judgement nobody gave', changedRow('take', { judgement: 'adored' }), 'bundle/damaged'],
  ['a document that is none', changedRow('sequence', { document_json: '{"tracks":7}' }), 'bundle/damaged'],
  ['no JSON in a document', changedRow('sequence', { document_json: 'evil' }), 'bundle/damaged'],
  ['a media without its file', (manifest: Manifest) => manifest, 'bundle/damaged'],
  [
    'a table nobody knows',
    (manifest: Manifest) => ({ ...manifest, rows: { ...manifest.rows, setting: [] } }),
    'bundle/damaged',
  ],
])('with %s a bundle is refused, and nothing is left of it', async (_name, change, code) => {
  const { path } = await exported()
  const other = temporaryLibrary()
  await expect(importBundle(other, await forged(path, change), quiet())).rejects.toMatchObject({ code })
  for (const table of ['project', 'media', 'shot']) expect(other.db.all(`SELECT * FROM ${table}`)).toEqual([])
  expect(readdirSync(other.workDir)).toEqual([])
})

function changedRow(table: string, change: Record<string, unknown>) {
  return (manifest: Manifest): unknown => ({
    ...manifest,
    media: manifest.media.map(one => ({ ...one, entry: null })),
    rows: { ...manifest.rows, [table]: manifest.rows[table]!.map(row => ({ ...row, ...change })) },
  })
}

test('files that came in before a fault was found go again', async () => {
  const { path, project, library } = await exported()
  const { media } = JSON.parse(await readZipText(path, MANIFEST_NAME)) as Manifest
  const files = Object.fromEntries(media.map(({ id, entry }) => [entry!, readFileSync(library.media.pathOf(id))]))
  const forgery = await forged(
    path,
    manifest => ({
      ...manifest,
      rows: { ...manifest.rows, take: manifest.rows['take']!.map(row => ({ ...row, stars: 9 })) },
    }),
    files,
  )
  const other = temporaryLibrary()
  await expect(importBundle(other, forgery, quiet())).rejects.toMatchObject({ code: 'bundle/damaged' })
  expect(other.db.all('SELECT id FROM media')).toEqual([])
  expect((await other.media.check()).orphans).toEqual([])
  // What a project there has already stays.
  await expect(importBundle(library, forgery, quiet())).rejects.toMatchObject({ code: 'bundle/damaged' })
  expect(existsSync(library.media.pathOf(project.songId))).toBe(true)
})

test('contents that are not what they say are refused', async () => {
  const { path, project } = await exported()
  const { entry } = (JSON.parse(await readZipText(path, MANIFEST_NAME)) as Manifest).media.find(
    ({ id }) => id === project.songId,
  )!
  const forgery = await forged(
    path,
    manifest => ({ ...manifest, media: manifest.media.filter(({ id }) => id === project.songId) }),
    {
      [entry!]: Buffer.alloc(5_000, 7),
    },
  )
  await expect(importBundle(temporaryLibrary(), forgery, quiet())).rejects.toMatchObject({ code: 'bundle/damaged' })
})

test('names in a bundle lead nowhere: files lie where the library puts them', async () => {
  const { path, project } = await exported()
  const other = temporaryLibrary()
  const forgery = await forged(path, manifest => ({
    ...manifest,
    media: manifest.media.map(one => ({ ...one, entry: null, fileName: '../../../etc/passwd' })),
    rows: { ...manifest.rows, render: manifest.rows['render']!.map(row => ({ ...row, output_path: '/bin/sh' })) },
  }))
  const { projectId } = await importBundle(other, forgery, quiet())
  expect(dirname(other.media.byId(project.songId)!.path)).toBe(join(other.dir, 'media', project.songId.slice(0, 2)))
  expect(readProjectRows(other.db, projectId).render[0]!['output_path']).toBe('sh')
})

test.each([
  ['no zip', () => Buffer.from('a shopping list')],
  ['a zip that was cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ['an empty file', () => Buffer.alloc(0)],
])('%s is told as damaged', async (_name, change) => {
  const { path } = await exported()
  const other = join(temporaryFolder(), 'other.flythrough')
  writeFileSync(other, change(readFileSync(path)))
  await expect(importBundle(temporaryLibrary(), other, quiet())).rejects.toMatchObject({ code: 'bundle/damaged' })
  rmSync(other)
  await expect(importBundle(temporaryLibrary(), other, quiet())).rejects.toMatchObject({ code: 'media/unreadable' })
})

test('the bundle is an ordinary zip with readable names', async () => {
  const { path, project, result } = await exported()
  expect(result).toMatchObject({ path, sizeBytes: statSync(path).size, missing: [] })
  const zip = await openZip(path)
  expect(zip.sizeOf(`media/${project.takeMediaId.slice(0, 12)}-take one.mp4`)).toBe(5_000)
  zip.close()
})
