const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
/** Around what a chunk holds: its length and name before, its check sum after. */
const HEAD_BYTES = 8
const CHUNK_BYTES = 12

/** The pixels, and the numbers by which they are shown. */
const PIXELS = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'cHRM', 'gAMA', 'sRGB', 'cICP', 'sBIT', 'pHYs'])
/** What tells how to show them in more than numbers: without it they would be other pixels. */
const BOUND_TO_PIXELS = new Set(['iCCP', 'eXIf'])

/**
 * A PNG without a word, date, place or thumbnail that came along in it, its pixels untouched; null of what is no whole PNG, and of
 * one whose pixels need what would have to go.
 */
export function plainPng(bytes: Buffer): Buffer | null {
  if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return null
  const kept: Buffer[] = [SIGNATURE]
  for (let at = SIGNATURE.length; at + CHUNK_BYTES <= bytes.length;) {
    const name = bytes.toString('latin1', at + 4, at + HEAD_BYTES)
    const end = at + CHUNK_BYTES + bytes.readUInt32BE(at)
    if (BOUND_TO_PIXELS.has(name) || end > bytes.length) return null
    if (PIXELS.has(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') return Buffer.concat(kept)
    at = end
  }
  return null
}
