import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'

/** What a file is sent with: its type, and how long a browser may keep it. */
export type FileHeaders = { readonly contentType: string; readonly cacheControl: string }

/**
 * A range without an end is cut off here: a player asks for the rest of a film, reads a little of it and then waits, and a browser has
 * only six connections to one address. Players and decoders ask again where an answer ends.
 */
const MOST_AT_ONCE = 2 * 1024 ** 2

type Range = { readonly start: number; readonly end: number }

/**
 * A file as the answer to a request: all of it, or the one range that is asked for (206, or 416 where it has none such), read as it is
 * sent. Null where there is no such file.
 */
export async function sendFile(
  request: Request,
  path: string,
  sent: FileHeaders,
  base: Headers,
): Promise<Response | null> {
  const stats = await stat(path).catch(() => null)
  if (!stats?.isFile()) return null
  const headers = new Headers(base)
  const tag = `"${stats.size.toString(36)}-${Math.floor(stats.mtimeMs).toString(36)}"`
  headers.set('content-type', sent.contentType)
  headers.set('cache-control', sent.cacheControl)
  headers.set('accept-ranges', 'bytes')
  headers.set('etag', tag)
  if (request.headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers })

  const wanted = request.headers.get('range')
  const isCurrent = [null, tag].includes(request.headers.get('if-range'))
  const range = wanted !== null && isCurrent ? rangeOf(wanted, stats.size) : 'whole'
  if (range === 'none') {
    headers.set('content-range', `bytes */${stats.size}`)
    headers.set('content-length', '0')
    return new Response(null, { status: 416, headers })
  }
  const { start, end } = range === 'whole' ? { start: 0, end: stats.size } : range
  headers.set('content-length', `${end - start}`)
  if (range !== 'whole') headers.set('content-range', `bytes ${start}-${end - 1}/${stats.size}`)
  const status = range === 'whole' ? 200 : 206
  if (request.method === 'HEAD' || end === start) return new Response(null, { status, headers })
  return new Response(streamOf(path, { start, end }), { status, headers })
}

/** The range of a Range header in a file of `size` bytes, or its beginning where it has no end; several, or what cannot be read, is the whole file. */
export function rangeOf(header: string, size: number): Range | 'whole' | 'none' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim())
  const [, from = '', to = ''] = match ?? []
  if (!match || (from === '' && to === '')) return 'whole'
  if (from === '') {
    const start = Math.max(0, size - Number(to))
    return start < size ? { start, end: size } : 'none'
  }
  const start = Number(from)
  const end = Math.min(size, to === '' ? start + MOST_AT_ONCE : Number(to) + 1)
  if (to !== '' && Number(to) < start) return 'whole'
  return start < size ? { start, end } : 'none'
}

function streamOf(path: string, { start, end }: Range): ReadableStream<Uint8Array> {
  const stream = createReadStream(path, { start, end: end - 1, highWaterMark: 256 * 1024 })
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>
}
