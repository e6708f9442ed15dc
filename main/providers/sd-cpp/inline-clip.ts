import { StudioError } from '#model/errors.ts'

/** A clip lies in the answer as base64 in this field; what comes before it is short. */
const FIELD = /"b64_json"\s*:\s*"/
const MOST_BEFORE_CHARS = 64 * 1024
/** No clip that comes in one answer is larger. */
const MAX_BYTES = 1024 ** 3

/** What was found of an answer: where the clip begins in it, or the whole of it, which has none. */
export type Beginning =
  | { readonly hasClip: true; readonly rest: AsyncIterable<string> }
  | { readonly hasClip: false; readonly text: string }

/**
 * Reads an answer up to the clip in it, or to its end. The clip itself is not read.
 * @throws StudioError service/too-large of one that has no clip and does not end
 */
export async function readUpToClip(body: AsyncIterable<Uint8Array>): Promise<Beginning> {
  const decoder = new TextDecoder()
  const chunks = body[Symbol.asyncIterator]()
  let text = ''
  for (;;) {
    const { done, value } = await chunks.next()
    text += done ? decoder.decode() : decoder.decode(value, { stream: true })
    const found = FIELD.exec(text)
    if (found) return { hasClip: true, rest: restOf(text.slice(found.index + found[0].length), chunks, decoder) }
    if (done) return { hasClip: false, text }
    if (text.length > MOST_BEFORE_CHARS) {
      await chunks.return?.()
      throw new StudioError('service/too-large', 'The service answers about the job without end.')
    }
  }
}

async function* restOf(
  first: string,
  chunks: AsyncIterator<Uint8Array>,
  decoder: InstanceType<typeof TextDecoder>,
): AsyncGenerator<string, void, undefined> {
  try {
    yield first
    for (let next = await chunks.next(); !next.done; next = await chunks.next())
      yield decoder.decode(next.value, { stream: true })
  } finally {
    await chunks.return?.()
  }
}

/**
 * The bytes of a clip, as they come.
 * @throws StudioError service/cut-off where it does not come to its end | service/too-large
 */
export async function* decodeClip(rest: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let left = ''
  let bytes = 0
  for await (const text of rest) {
    const end = text.indexOf('"')
    const isLast = end >= 0
    left += (isLast ? text.slice(0, end) : text).replaceAll(/[\\\s]/g, '')
    const whole = isLast ? left.length : left.length - (left.length % 4)
    const piece = Buffer.from(left.slice(0, whole), 'base64')
    left = left.slice(whole)
    bytes += piece.byteLength
    if (bytes > MAX_BYTES)
      throw new StudioError('service/too-large', 'The clip is larger than 1 GB, which is not fetched.')
    yield piece
    if (isLast) return
  }
  throw new StudioError('service/cut-off', `The clip was cut off after ${bytes} bytes. It is fetched again.`)
}
