import { StudioError } from '#model/errors.ts'

/** A string in JSON longer than this is taken out of it. */
const LONG_BYTES = 64 * 1024
/** The most of the rest. */
const MAX_KEPT_BYTES = 16 * 1024 ** 2
/** The most of all: a clip of 64 MB in base64, and the rest. */
const MAX_BYTES = 104 * 1024 ** 2

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Is given the long strings of a JSON text, numbered from 0, piece by piece and as they stand there: with their escapes. */
export type TakeLong = (index: number, piece: Uint8Array) => Promise<void> | void

/**
 * Reads JSON whose long strings, as a clip in base64, are handed on while they arrive, so that the memory need not hold them. In
 * the text that comes back a mark stands for each; `longStringOf` reads it.
 * @throws StudioError service/too-large
 */
export async function readWithoutLongStrings(body: AsyncIterable<Uint8Array>, take: TakeLong): Promise<string> {
  const kept: Uint8Array[] = []
  let keptBytes = 0
  let bytes = 0
  let index = 0
  let isInString = false
  let isEscaped = false
  let isLong = false
  /** What earlier pieces of the body hold of the string that is being read, as long as it is not a long one. */
  let held: Uint8Array[] = []
  let heldBytes = 0

  function keep(...pieces: readonly Uint8Array[]): void {
    for (const piece of pieces) {
      keptBytes += piece.length
      if (keptBytes > MAX_KEPT_BYTES) throw tooLarge(MAX_KEPT_BYTES)
      if (piece.length > 0) kept.push(piece)
    }
  }

  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > MAX_BYTES) throw tooLarge(MAX_BYTES)
    let keepFrom = 0
    let at = 0
    while (at < chunk.length) {
      if (!isInString) {
        const quote = chunk.indexOf(QUOTE, at)
        isInString = quote !== -1
        at = isInString ? quote + 1 : chunk.length
        if (at === chunk.length) break
      }
      const start = at
      for (; at < chunk.length; at += 1) {
        if (isEscaped) isEscaped = false
        else if (chunk[at] === BACKSLASH) isEscaped = true
        else if (chunk[at] === QUOTE) break
      }
      const isClosed = at < chunk.length
      if (!isLong && heldBytes + at - start > LONG_BYTES) {
        keep(chunk.subarray(keepFrom, start))
        for (const piece of held) await take(index, piece)
        held = []
        isLong = true
      }
      if (isLong) {
        await take(index, chunk.subarray(start, at))
        keepFrom = at
        if (isClosed) keep(Buffer.from(markOf(index)))
        if (isClosed) index += 1
      } else if (isClosed) {
        keep(...held)
      } else {
        keep(chunk.subarray(keepFrom, start))
        held.push(chunk.subarray(start))
        heldBytes += at - start
        keepFrom = at
      }
      if (!isClosed) break
      isInString = false
      isLong = false
      held = []
      heldBytes = 0
      at += 1
    }
    keep(chunk.subarray(keepFrom))
  }
  return Buffer.concat(kept).toString('utf8')
}

/** Escaped as JSON has it, so that no string that is written plainly looks like one. */
function markOf(index: number): string {
  return `\\u0000long string ${index}`
}

/** Which long string a text stands for; null where it is one that was kept. */
export function longStringOf(text: string): number | null {
  // oxlint-disable-next-line no-control-regex
  const [, index] = /^\u0000long string (\d+)$/.exec(text) ?? []
  return index === undefined ? null : Number(index)
}

/** Decodes base64 that comes in pieces and as JSON has it: `/` and `=` may be escaped there. `end` gives what is left. */
export function createBase64Decoder(): { readonly decode: (piece: Uint8Array) => Buffer; readonly end: () => Buffer } {
  let raw = ''
  let clean = ''
  return {
    decode(piece) {
      const text = raw + Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('latin1')
      raw = text.includes('\\') ? (/\\(u[0-9a-f]{0,3})?$/i.exec(text)?.[0] ?? '') : ''
      clean += unescaped(text.slice(0, text.length - raw.length))
      const whole = clean.length - (clean.length % 4)
      const bytes = Buffer.from(clean.slice(0, whole), 'base64')
      clean = clean.slice(whole)
      return bytes
    },
    end: () => Buffer.from(clean, 'base64'),
  }
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return text
  return text.replaceAll(/\\u([0-9a-f]{4})|\\(.)/gi, (_all, code?: string, one?: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16))
    return one === '/' ? one : ''
  })
}

function tooLarge(maxBytes: number): StudioError {
  const message = `The service answered with more than ${Math.round(maxBytes / 1024 ** 2)} MB, which is not read.`
  return new StudioError('service/too-large', message)
}
