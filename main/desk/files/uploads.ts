import { createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { v7 as uuid } from 'uuid'
import { libraryTrouble } from '#main/library/disk-trouble.ts'
import type { Library } from '#main/library/library.ts'
import { StudioError } from '#model/errors.ts'

export type Upload = {
  /** What the file is called on the person's side. */
  readonly fileName: string
  /** As the browser announced it. */
  readonly sizeBytes: number
  readonly body: Readable
}

/** More than the longest take in the best quality; a song or a clip is far below. */
const MOST_BYTES = 64 * 2 ** 30
/** What stays free on the disk: a library that cannot write its next row is of no use. */
const LEAST_FREE_BYTES = 512 * 2 ** 20
/** Whoever has not taken an upload in by now has closed the page. */
const KEPT_MS = 6 * 3_600_000

/**
 * Takes in a file that a browser sends, and answers the id under which `resolveUpload` finds it. It lies in this process's
 * own work folder, which goes with the process: nothing is left of what was cut off, or never used.
 * @throws StudioError upload/too-big | upload/no-room | upload/cut-off | library/disk-full | library/read-only
 */
export async function receiveUpload(library: Pick<Library, 'dir' | 'workDir'>, upload: Upload): Promise<string> {
  const uploads = uploadsFolder(library)
  await removeStale(uploads)
  await checkRoom(library, upload)
  const id = uuid()
  const folder = join(uploads, id)
  try {
    mkdirSync(folder, { recursive: true })
    const partial = join(folder, safeName(upload.fileName))
    let receivedBytes = 0
    await pipeline(
      upload.body,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          receivedBytes += chunk.length
          if (receivedBytes > upload.sizeBytes) throw cutOff(upload)
          yield chunk
        }
      },
      createWriteStream(partial, { flags: 'wx' }),
    )
    if (receivedBytes !== upload.sizeBytes) throw cutOff(upload)
    return id
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    const isBroken = error instanceof Error && 'code' in error && BROKEN_OFF.has(String(error.code))
    throw isBroken ? cutOff(upload, error) : libraryTrouble(error, library.dir)
  }
}

const BROKEN_OFF = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'])

/**
 * The path of an upload that has arrived.
 * @throws StudioError upload/gone
 */
export function resolveUpload(library: Pick<Library, 'workDir'>, id: string): string {
  const folder = join(uploadsFolder(library), id)
  const [name] = existsSync(folder) ? readdirSync(folder) : []
  if (name === undefined) {
    throw new StudioError('upload/gone', 'The uploaded file is no longer there. Choose it again.')
  }
  return join(folder, name)
}

/**
 * The name as it came, but for what some system forbids in one: clips are matched to shots by the words in their names, so
 * it is kept long. No name that Windows reserves is left as it is.
 */
function safeName(fileName: string): string {
  const cleaned = fileName
    .normalize('NFC')
    .replaceAll(/[\p{C}<>:"/\\|?*]+/gu, ' ')
    .trim()
  const { stem = cleaned, extension = '' } = /^(?<stem>.+)(?<extension>\.[a-z0-9]{1,8})$/is.exec(cleaned)?.groups ?? {}
  // 50 of the widest characters are 200 bytes, and no file system takes less than 255.
  const short = Array.from(stem)
    .slice(0, 50)
    .join('')
    .replace(/[. ]+$/, '')
  return `${short === '' || RESERVED.test(short) ? '_' : ''}${short}${extension}`
}

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

function uploadsFolder(library: Pick<Library, 'workDir'>): string {
  return join(library.workDir, 'uploads')
}

async function removeStale(uploads: string): Promise<void> {
  const names = await readdir(uploads).catch(() => [])
  for (const name of names) {
    const path = join(uploads, name)
    const stats = await stat(path).catch(() => null)
    if (stats && Date.now() - stats.mtimeMs > KEPT_MS) await rm(path, { recursive: true, force: true })
  }
}

async function checkRoom(library: Pick<Library, 'dir'>, { fileName, sizeBytes }: Upload): Promise<void> {
  if (sizeBytes > MOST_BYTES) throw new StudioError('upload/too-big', `"${fileName}" is too big to be taken in.`)
  const { bavail, bsize } = await statfs(library.dir)
  if (bavail * bsize - sizeBytes >= LEAST_FREE_BYTES) return
  throw new StudioError('upload/no-room', `There is no room for "${fileName}" on the library's disk. Free some space.`)
}

function cutOff({ fileName }: Upload, cause?: unknown): StudioError {
  return new StudioError('upload/cut-off', `"${fileName}" did not arrive whole. Choose it again.`, { cause })
}
