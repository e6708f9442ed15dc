import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as breathe } from 'node:timers/promises'
import { v7 as uuid } from 'uuid'
import { ZodError } from 'zod'
import { diskTrouble } from '#main/library/disk-trouble.ts'
import { sizeOfFile } from '#main/library/files.ts'
import { inSlices } from '#main/library/in-slices.ts'
import type { Library } from '#main/library/library.ts'
import { isWhole, type StagedMedia } from '#main/library/media-store.ts'
import { isStudioError } from '#model/errors.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import { freshRows } from '../fresh-rows.ts'
import { removeFreed } from '../remove-projects.ts'
import { writeProject } from '../write-project.ts'
import {
  damaged,
  MANIFEST_MAX_BYTES,
  MANIFEST_NAME,
  notABundle,
  readManifest,
  type BundledMedia,
} from './bundle-format.ts'
import { checkRows } from './check-rows.ts'
import type { BytesProgress } from './export-bundle.ts'
import { writeSongRows } from './song-rows.ts'
import { openZip, type OpenZip } from './zip-reader.ts'

export type ImportedProject = {
  readonly projectId: ProjectId
  readonly title: string
  /** Files that were not in the bundle either. */
  readonly missingCount: number
}

type Options = {
  readonly signal: AbortSignal
  readonly onProgress: BytesProgress
  readonly isSample?: boolean
}

/**
 * Makes a new project of a bundle, with new ids and a free title. Files are taken in by their contents, one by one and never by a name
 * from the zip; the project is there whole or not at all. A crash may leave files that no project holds: emptying the trash removes them.
 * @throws StudioError bundle/newer | bundle/older | bundle/damaged | media/unreadable | library/disk-full | library/read-only
 */
export async function importBundle(
  library: Pick<Library, 'db' | 'media' | 'projects' | 'workDir'>,
  path: string,
  { signal, onProgress, isSample = false }: Options,
): Promise<ImportedProject> {
  const fileName = basename(path)
  await sizeOfFile(path)
  const zip = await openZip(path).catch((error: unknown) => {
    throw notABundle(fileName, error)
  })
  const staged: StagedMedia[] = []
  /** What this import has brought in. */
  const news = new Set<MediaId>()
  try {
    const manifest = readManifest(await manifestOf(zip, fileName), fileName)
    const rows = await checkRows(library.db, manifest.rows)
    const wanted = manifest.media.filter(media => !isKnown(library, media))
    const totalBytes = wanted.reduce((total, { sizeBytes }) => total + sizeBytes, 0)
    let doneBytes = 0
    for (const media of wanted) {
      if (media.entry === null) continue
      const before = doneBytes
      staged.push(
        await stage(library, zip, media, {
          signal,
          onBytes: bytes => onProgress((doneBytes = before + bytes), totalBytes),
        }),
      )
    }
    const { db } = library
    // One by one: hundreds in one transaction would keep the windows waiting.
    for (let one = staged[0]; one; one = staged[0]) {
      news.add(library.media.settle(one))
      staged.shift()
      await breathe()
    }
    signal.throwIfAborted()
    await inSlices(db, expecting(library, manifest.media, news))
    db.transaction(() => writeSongRows(db, manifest))
    const { title } = manifest
    const fresh = freshRows(rows, { title, isSample, nowMs: Date.now() })
    const result = await writeProject(library, fresh, { asAssembled: new Set(manifest.asAssembled), title, signal })
    const missingCount = manifest.media.filter(media => !isKnown(library, media)).length
    return { ...result, missingCount }
  } catch (error) {
    await removeFreed(library, news)
    signal.throwIfAborted()
    if (isStudioError(error)) throw error
    throw diskTrouble(error) ?? (isOfTheFile(error) ? damaged(fileName, error) : error)
  } finally {
    zip.close()
    for (const { from } of staged) if (from.kind === 'work') await rm(from.path, { force: true })
  }
}

/** Remembers files that came along as missing; those that were not known before are added to `news`. */
function* expecting(
  { media }: Pick<Library, 'media'>,
  all: readonly BundledMedia[],
  news: Set<MediaId>,
): Generator<void, void, void> {
  for (const one of all) {
    if (media.byId(one.id)) continue
    media.expect(one)
    news.add(one.id)
    yield
  }
}

function isKnown({ media }: Pick<Library, 'media'>, { id }: BundledMedia): boolean {
  const known = media.byId(id)
  return known !== undefined && isWhole(known)
}

async function manifestOf(zip: OpenZip, fileName: string): Promise<Buffer> {
  const size = zip.sizeOf(MANIFEST_NAME)
  if (size === undefined || size > MANIFEST_MAX_BYTES) throw notABundle(fileName)
  const chunks: Buffer[] = []
  for await (const chunk of await zip.read(MANIFEST_NAME)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Writes one file of the zip into the work folder, under a name of ours, and takes it only if it is what it says. */
async function stage(
  library: Pick<Library, 'media' | 'workDir'>,
  zip: OpenZip,
  media: BundledMedia,
  { signal, onBytes }: { signal: AbortSignal; onBytes: (bytes: number) => void },
): Promise<StagedMedia> {
  const entry = media.entry ?? ''
  if (zip.sizeOf(entry) !== media.sizeBytes) throw new ForeignContents(`${entry} has another size`)
  const workPath = join(library.workDir, `bundle-${uuid()}`)
  const hash = createHash('sha256')
  let bytes = 0
  const hasher = new Transform({
    transform(chunk: Buffer, _encoding, pass) {
      hash.update(chunk)
      bytes += chunk.byteLength
      onBytes(bytes)
      pass(null, chunk)
    },
  })
  try {
    await pipeline(await zip.read(entry), hasher, createWriteStream(workPath, { flags: 'wx', mode: 0o644 }), { signal })
    if (hash.digest('hex') !== media.id) throw new ForeignContents(`${entry} holds something else`)
    const { fileName, facts } = media
    return await library.media.stageWorkFile(workPath, media.kind, { fileName, ...(facts ? { facts } : {}) })
  } catch (error) {
    await rm(workPath, { force: true })
    throw error
  }
}

class ForeignContents extends Error {}

/** What only a file with faults can cause: its own, or rows that SQLite's rules and ours refuse. */
function isOfTheFile(error: unknown): boolean {
  if (error instanceof ForeignContents || error instanceof ZodError || error instanceof SyntaxError) return true
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    code.startsWith('SQLITE_CONSTRAINT') ||
    code.startsWith('Z_') ||
    code === '' ||
    code === 'ERR_STREAM_PREMATURE_CLOSE'
  )
}
