import type { IncomingMessage, ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { Answer } from './answer.ts'
import { sha256 } from './books.ts'
import type { Clock } from './clock.ts'
import { findFault, type Fault } from './faults.ts'
import { bendBody } from './serve-call.ts'

const PIECE = 64 * 1024

/** Sends an answer with what its faults do to it on the way. Resolves when it is sent or nobody listens any more. */
export async function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  faults: readonly Fault[],
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const huge = findFault(faults, 'huge-body')
  if (huge) {
    response.writeHead(answer.status, answer.headers)
    return sendHuge(response, huge.bytes === 'endless' ? Number.POSITIVE_INFINITY : huge.bytes, answer.isClip === true)
  }
  const { status, headers, body } = answer.isClip ? cutRange(request, answer, faults) : whole(answer, faults)
  response.writeHead(status, { ...headers, 'content-length': body.length })
  if (request.method === 'HEAD') return end(response)
  const truncate = findFault(faults, 'truncate')
  const slow = findFault(faults, 'slow-body')
  const upTo = truncate ? Math.min(truncate.atByte, body.length) : body.length
  if (slow) await drip(response, body.subarray(0, upTo), slow.bytesPerSecond, clock, signal)
  else if (truncate) await write(response, body.subarray(0, upTo))
  else return end(response, body)
  if (truncate) response.destroy()
  else await end(response)
}

/** Resolves when the last byte has been handed over, or the connection is gone. */
async function end(response: ServerResponse, body: Buffer | string = ''): Promise<void> {
  const gone = response.destroyed ? Promise.resolve() : once(response, 'close').catch(() => undefined)
  await Promise.race([new Promise<void>(resolve => response.end(body, () => resolve())), gone])
}

type Sending = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer }

function whole(answer: Answer, faults: readonly Fault[]): Sending {
  return { status: answer.status, headers: answer.headers, body: bendBody(answer, faults) }
}

/** One range, `bytes=a-b`, `bytes=a-` or `bytes=-n`; any other is ignored, as HTTP allows. */
function cutRange(request: IncomingMessage, answer: Answer, faults: readonly Fault[]): Sending {
  const { body } = answer
  const etag = `"${sha256(body).slice(0, 16)}"`
  const headers: Record<string, string> = { ...answer.headers, etag }
  if (findFault(faults, 'ignore-range')) {
    delete headers['accept-ranges']
    return { status: 200, headers, body }
  }
  const asked = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '')
  const condition = request.headers['if-range']
  if (!asked || (condition !== undefined && condition !== etag)) return { status: 200, headers, body }
  const [, from = '', to = ''] = asked
  const start = from === '' ? Math.max(0, body.length - Number(to)) : Number(from)
  const end = from === '' || to === '' ? body.length - 1 : Math.min(Number(to), body.length - 1)
  if (findFault(faults, 'range-416') || start >= body.length || start > end) {
    return { status: 416, headers: { 'content-range': `bytes */${body.length}` }, body: Buffer.alloc(0) }
  }
  headers['content-range'] = `bytes ${start}-${end}/${body.length}`
  return { status: 206, headers, body: body.subarray(start, end + 1) }
}

/** Bytes without meaning; those that are to be JSON open and close it. No length is said beforehand. */
async function sendHuge(response: ServerResponse, bytes: number, isClip: boolean): Promise<void> {
  let left = bytes
  if (!isClip) await write(response, Buffer.from('{"padding":"'))
  const piece = Buffer.alloc(PIECE, 0x61)
  while (left > 0 && !response.destroyed) {
    await write(response, piece.subarray(0, Math.min(left, PIECE)))
    left -= PIECE
  }
  await end(response, isClip ? '' : '"}')
}

async function drip(
  response: ServerResponse,
  body: Buffer,
  bytesPerSecond: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  for (let at = 0; at < body.length && !response.destroyed; at += bytesPerSecond) {
    await write(response, body.subarray(at, at + bytesPerSecond))
    await clock.sleep(1000, signal)
  }
}

/** Resolves when there is room for more, or the connection is gone. */
async function write(response: ServerResponse, bytes: Buffer): Promise<void> {
  if (response.destroyed || bytes.length === 0) return response.flushHeaders()
  const written = new Promise<void>(resolve => response.write(bytes, () => resolve()))
  const gone = new AbortController()
  await Promise.race([written, once(response, 'close', { signal: gone.signal }).catch(() => undefined)])
  gone.abort()
}
