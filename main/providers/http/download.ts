import { createWriteStream } from 'node:fs'
import { rm, stat, truncate } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'undici'
import { StudioError } from '#model/errors.ts'
import type { ServiceHttp } from './service-http.ts'

/** No clip is larger. */
const MAX_BYTES = 4 * 1024 ** 3
/** So long without a byte, and the download is cut and gone on with later. */
const IDLE_MS = 60_000
const WHOLE_MS = 60 * 60_000
const MOST_REDIRECTS = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** The file is not there under its address (any more): a fresh one has to be asked for. Its message is for people. */
export class AddressExpired extends Error {
  override readonly name = 'AddressExpired'
}

export type Download = {
  readonly from: string | URL
  readonly toPath: string
  readonly signal: AbortSignal
  readonly idleMs?: number
}

/**
 * Writes a file of a service to `toPath`, going on behind what lies there already where the service can. Rejects with
 * AddressExpired, StudioError service/cut-off (what came stays, another call goes on with it) | service/no-answer (nothing came, or
 * an error of the service's own) | service/too-large | service/url-refused | service/no-download, and as `ServiceHttp.open`.
 */
export async function download(http: ServiceHttp, { from, toPath, signal, idleMs = IDLE_MS }: Download): Promise<void> {
  const idle = new AbortController()
  const all = AbortSignal.any([signal, idle.signal, AbortSignal.timeout(WHOLE_MS)])
  const timer = setTimeout(() => idle.abort(new Error('idle')), idleMs)
  const begun = await sizeOf(toPath)
  let isAnswered = false
  try {
    const response = await openFollowing(http, { from, signal: all, begun })
    isAnswered = true
    timer.refresh()
    const encoding = response.headers.get('content-encoding') ?? 'identity'
    // Packed though it was not asked for so, a little of it may become a full disk.
    if (encoding !== 'identity') throw noDownload(`the service sends it packed (${encoding.slice(0, 20)})`)
    const { startAt, total } = await placeOf(response, begun, toPath)
    if (startAt === null) return
    if ((total ?? 0) > MAX_BYTES) throw tooLarge()
    await truncate(toPath, startAt).catch(() => {})
    let bytes = startAt
    async function* counted(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of body) {
        timer.refresh()
        bytes += chunk.byteLength
        if (bytes > MAX_BYTES) throw tooLarge()
        yield chunk
      }
    }
    const body = (response.body ?? []) as AsyncIterable<Uint8Array>
    await pipeline(counted(body), createWriteStream(toPath, { flags: startAt === 0 ? 'w' : 'a' }), { signal: all })
    if (total !== null && bytes !== total) throw cutOff(bytes, total)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof StudioError || error instanceof AddressExpired || isOfDisk(error)) throw error
    if (!isAnswered) throw noAnswer(`nothing came within ${idleMs / 1000} seconds`)
    throw cutOff(await sizeOf(toPath), null)
  } finally {
    clearTimeout(timer)
  }
}

type Opening = Pick<Download, 'from' | 'signal'> & { readonly begun: number }

async function openFollowing(http: ServiceHttp, { from, signal, begun }: Opening): Promise<Response> {
  // Without an encoding, the bytes are those of the file.
  const headers: Record<string, string> = { 'accept-encoding': 'identity' }
  if (begun > 0) headers['range'] = `bytes=${begun}-`
  let to: string | URL = from
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const response: Response = await http.open({ method: 'GET', to, signal, headers })
    if (!REDIRECTS.has(response.status)) return response
    await response.body?.cancel()
    const next = URL.parse(response.headers.get('location') ?? '', http.urlOf(to).href)
    if (next === null) throw noDownload('the service sends it to an address that is none')
    to = next
  }
  throw noDownload('the service sends it from one address to the next without end')
}

/** Where in the file what comes belongs, and how long the whole is, where that is told; null = it is there already. */
async function placeOf(
  response: Response,
  begun: number,
  toPath: string,
): Promise<{ readonly startAt: number | null; readonly total: number | null }> {
  const { status, headers } = response
  if (status === 206) {
    const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? []
    if (Number(start) === begun) return { startAt: begun, total: total === '*' ? null : Number(total) }
  }
  if (status === 200) {
    const length = headers.get('content-length')
    return { startAt: 0, total: length === null ? null : Number(length) }
  }
  await response.body?.cancel()
  if (status === 416 && headers.get('content-range') === `bytes */${begun}`) return { startAt: null, total: begun }
  // What lies there is not the beginning of what is offered: from the start, then.
  if (status === 206 || status === 416) {
    await rm(toPath, { force: true })
    throw cutOff(0, null)
  }
  if ([401, 403, 404, 410].includes(status)) {
    const message = `The clip is not handed out any more: the service answered with status ${status}. Look there whether it still has it.`
    throw new AddressExpired(message)
  }
  if (status >= 500 || status === 408 || status === 429) throw noAnswer(`the service answered with status ${status}`)
  throw noDownload(`the service answered with status ${status}`, { status })
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0
}

function isOfDisk(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    /^(ENOSPC|EDQUOT|EFBIG|EROFS|EIO|EACCES|EPERM|ENOENT)$/.test(String(error.code))
  )
}

function noDownload(why: string, details: Record<string, unknown> = {}): StudioError {
  return new StudioError('service/no-download', `The clip cannot be fetched: ${why}.`, { details })
}

function noAnswer(why: string): StudioError {
  return new StudioError('service/no-answer', `The clip does not come yet: ${why}.`)
}

function cutOff(bytes: number, total: number | null): StudioError {
  const of = total === null ? '' : ` of ${total}`
  return new StudioError(
    'service/cut-off',
    `The download was cut off after ${bytes}${of} bytes. It goes on from there.`,
  )
}

function tooLarge(): StudioError {
  return new StudioError(
    'service/too-large',
    `The clip is larger than ${MAX_BYTES / 1024 ** 3} GB, which is not fetched.`,
  )
}
