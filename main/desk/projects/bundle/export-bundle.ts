import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Transform } from 'node:stream'
import { ZipFile } from 'yazl'
import { fileErrorFrom } from '#main/library/files.ts'
import type { Library } from '#main/library/library.ts'
import { isWhole } from '#main/library/media-store.ts'
import type { Media } from '#main/library/media.ts'
import { mediaOfProject } from '#main/library/project-media.ts'
import { readProjectRows } from '#main/library/project-rows.ts'
import { readableName } from '#main/library/readable-name.ts'
import { writeBeside } from '#main/library/write-beside.ts'
import { listSequences } from '#main/sequence/store.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId } from '#model/ids.ts'
import { BUNDLE_FORMAT, BUNDLE_VERSION, type BundledMedia, type Manifest, MANIFEST_NAME } from './bundle-format.ts'
import { readSongRows } from './song-rows.ts'

export type BytesProgress = (doneBytes: number, totalBytes: number) => void

export type ExportedBundle = {
  readonly path: string
  readonly sizeBytes: number
  /** Names of files that were gone, and are not in it. */
  readonly missing: readonly string[]
}

type Options = { readonly signal: AbortSignal; readonly onProgress: BytesProgress }

/**
 * Writes a project and all its files into one zip at `path`; what is there already is replaced at the very end. Media are stored as they
 * are: video does not get smaller.
 * @throws StudioError bundle/unwritable, and the signal's reason
 */
export async function exportBundle(
  library: Pick<Library, 'db' | 'media'>,
  projectId: ProjectId,
  path: string,
  { signal, onProgress }: Options,
): Promise<ExportedBundle> {
  const { manifest, files, missing } = describe(library, projectId)
  const text = Buffer.from(JSON.stringify(manifest))
  const totalBytes = files.reduce((total, { media }) => total + media.sizeBytes, text.byteLength)
  let doneBytes = 0

  async function writeZip(part: string): Promise<void> {
    const zip = new ZipFile()
    const failed = once(zip, 'error').then(([error]) => Promise.reject(error as Error))
    failed.catch(() => {})
    const mtime = new Date(manifest.exportedAtMs)
    zip.addBuffer(text, MANIFEST_NAME, { mtime })
    for (const { media, entry } of files) zip.addFile(media.path, entry, { mtime, mode: 0o644, compress: false })
    zip.end()
    const counter = new Transform({
      transform(chunk: Buffer, _encoding, pass) {
        doneBytes += chunk.byteLength
        onProgress(Math.min(doneBytes, totalBytes), totalBytes)
        pass(null, chunk)
      },
    })
    await Promise.race([pipeline(zip.outputStream, counter, createWriteStream(part), { signal }), failed])
    onProgress(totalBytes, totalBytes)
  }

  try {
    await writeBeside(path, writeZip)
    return { path, sizeBytes: doneBytes, missing }
  } catch (error) {
    signal.throwIfAborted()
    throw unwritable(error, path)
  }
}

function describe(
  { db, media }: Pick<Library, 'db' | 'media'>,
  projectId: ProjectId,
): { manifest: Manifest; files: { media: Media; entry: string }[]; missing: string[] } {
  const rows = readProjectRows(db, projectId)
  const all = [...mediaOfProject(db, projectId)].flatMap(id => media.byId(id) ?? [])
  const bundled = all.map(one => ({ media: one, entry: isWhole(one) ? entryOf(one) : null }))
  const manifest: Manifest = {
    format: BUNDLE_FORMAT,
    version: BUNDLE_VERSION,
    exportedAtMs: Date.now(),
    title: String(rows.project[0]?.['title']),
    media: bundled.map(({ media: { id, kind, fileName, sizeBytes, facts }, entry }): BundledMedia => {
      return { id, kind, fileName, sizeBytes, facts, entry }
    }),
    ...readSongRows(
      db,
      all.filter(({ kind }) => kind === 'song').map(({ id }) => id),
    ),
    rows: Object.fromEntries(Object.entries(rows)) as Manifest['rows'],
    asAssembled: listSequences(db, projectId)
      .filter(({ isEditedByHand }) => !isEditedByHand)
      .map(({ sequence }) => sequence.id),
  }
  return {
    manifest,
    files: bundled.flatMap(({ media: one, entry }) => (entry === null ? [] : [{ media: one, entry }])),
    missing: bundled.filter(({ entry }) => entry === null).map(({ media: one }) => one.fileName),
  }
}

/** Readable for whoever opens the zip without us. */
function entryOf({ id, fileName }: Media): string {
  return `media/${id.slice(0, 12)}-${readableName(fileName) || 'file'}`
}

function unwritable(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new StudioError(
        'bundle/unwritable',
        `The disk of ${path} is full. Make room, or choose another place, and export again: the project is as it was.`,
        { cause: error },
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
    case 'EISDIR':
    case 'ENOTDIR':
      return new StudioError('bundle/unwritable', `${path} cannot be written. Choose a folder that is yours.`, {
        cause: error,
      })
    default:
      return fileErrorFrom(error, path)
  }
}
