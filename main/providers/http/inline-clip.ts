import { open, rename, rm, writeFile, type FileHandle } from 'node:fs/promises'
import type { Response } from 'undici'
import { createBase64Decoder, longStringOf, readWithoutLongStrings, type TakeLong } from './long-strings.ts'
import type { Answer, Call, ServiceHttp } from './service-http.ts'

/** A clip takes as long as a download of it. */
const TIMEOUT_MS = 15 * 60_000

/**
 * A call whose answer may hold a clip in base64, which is passed over as it arrives: of each long string a mark is left in the
 * answer. Rejects as `ServiceHttp.call`.
 */
export function callPassingClip(http: ServiceHttp, call: Call, take: TakeLong = () => {}): Promise<Answer> {
  const read = (response: Response): Promise<string> =>
    readWithoutLongStrings((response.body ?? []) as AsyncIterable<Uint8Array>, take)
  return http.call({ timeoutMs: TIMEOUT_MS, ...call, read })
}

/**
 * Makes a call and writes the clip that its answer holds in base64 to `toPath`; leaves that alone where `find` sees none in the
 * answer. `find` gets the answer with marks in the place of long strings, and gives the string, or the mark, of the clip.
 * Rejects as `ServiceHttp.call`, and with errors of the disk.
 */
export async function callForInlineClip(
  http: ServiceHttp,
  call: Call,
  toPath: string,
  find: (answer: Answer) => string | null,
): Promise<{ readonly answer: Answer; readonly isWritten: boolean }> {
  // Begins as `toPath` does, by which a run that finds it after a stop knows whose it is.
  const path = `${toPath}.inline`
  try {
    let wanted: number | null = null
    for (;;) {
      const { answer, last } = await callWriting(http, call, path, wanted)
      const clip = find(answer)
      if (clip === null) return { answer, isWritten: false }
      const long = longStringOf(clip)
      if (long === null) await writeFile(path, Buffer.from(clip, 'base64'))
      if (long === null || long === last) {
        await rename(path, toPath)
        return { answer, isWritten: true }
      }
      // The clip is hardly ever followed by another long string; then it is asked for alone.
      if (wanted === long) throw new Error('the clip in the answer comes and goes')
      wanted = long
    }
  } finally {
    await rm(path, { force: true })
  }
}

/** Writes each long string of the answer over the one before, or the `wanted` one alone; `last` is the one that was written. */
async function callWriting(
  http: ServiceHttp,
  call: Call,
  path: string,
  wanted: number | null,
): Promise<{ readonly answer: Answer; readonly last: number | null }> {
  let last: number | null = null
  let file: FileHandle | undefined
  let decoder = createBase64Decoder()
  let ofDisk: unknown
  async function write(index: number, piece: Uint8Array): Promise<void> {
    try {
      if (index !== last) {
        await file?.close()
        file = await open(path, 'w')
        decoder = createBase64Decoder()
        last = index
      }
      await file?.writeFile(decoder.decode(piece))
    } catch (error) {
      ofDisk = error
      throw error
    }
  }
  try {
    const take: TakeLong = (index, piece) => (wanted === null || index === wanted ? write(index, piece) : undefined)
    const answer = await callPassingClip(http, call, take)
    await file?.writeFile(decoder.end())
    return { answer, last }
  } catch (error) {
    // A full disk is no matter of the service.
    throw ofDisk ?? error
  } finally {
    await file?.close()
  }
}
