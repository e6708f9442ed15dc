import { median } from './median.ts'

/** A small grey picture, row by row. All that are compared have one size. */
export type GreyPicture = Uint8Array

/** Fewer pictures than this are no lead: they are as like to each other as two encodings of one picture. */
const LEAST_LEAD = 5
/** The pictures tell where one place fits so much better than another, and the other does not fit. */
const CLEARLY = 0.5
const FITS = 0.01
/** Of the lead's length: as near as this must a clip be to what was asked and the lead together for its length to tell. */
const NEAR = 0.25

/**
 * How many pictures of a clip lead up to the one that its lead ends with. `head` are its first ones, a few more than `lead` has; `longer` is by how
 * many it is longer than was asked for. Services that go on from a clip give it back with what they added, or that alone; some
 * change a few pictures at the joint, or the colours of all.
 *
 *     lead   a b c d e
 *     clip   a b c d e f g h    4
 *     clip   c d e f g h        2
 *     clip   e f g h            0
 *
 * Where nothing moves, or nothing fits, its length tells.
 */
export function leadPicturesIn(lead: readonly GreyPicture[], head: readonly GreyPicture[], longer: number): number {
  const whole = lead.length - 1
  if (whole < LEAST_LEAD || head.length === 0) return 0
  const [ofLead, ofHead] = [lead.map(structureOf), head.map(structureOf)]
  const differences = ofHead.map((_, at) => differenceAt(ofLead, ofHead, at))
  const alone = differences[0]!
  const best = differences.indexOf(Math.min(...differences))
  if (best >= LEAST_LEAD && isClearly(differences[best]!, alone)) return best
  if (isClearly(alone, differences[whole] ?? 0)) return 0
  return Math.abs(longer - whole) <= NEAR * whole ? Math.min(whole, head.length - 1) : 0
}

function isClearly(better: number, worse: number): boolean {
  return better < CLEARLY * worse && worse > FITS
}

/** How unlike the pictures up to `at` are to the last ones of the lead, in the middle: 0 = the same. */
function differenceAt(lead: readonly Structure[], head: readonly Structure[], at: number): number {
  const count = Math.min(at + 1, lead.length)
  return median(Array.from({ length: count }, (_, back) => difference(head[at - back]!, lead.at(-1 - back)!)))
}

/** A picture without its light and its contrast: the squares of it sum up to 1. Null of one without anything on it. */
type Structure = Float32Array | null

function structureOf(picture: GreyPicture): Structure {
  const mean = picture.reduce((sum, value) => sum + value, 0) / picture.length
  const off = Float32Array.from(picture, value => value - mean)
  const squares = off.reduce((sum, value) => sum + value * value, 0)
  return squares < picture.length ? null : off.map(value => value / Math.sqrt(squares))
}

/** 0 = the same, 1 = nothing in common, 2 = the opposite. */
function difference(a: Structure, b: Structure): number {
  if (a === null || b === null) return a === b ? 0 : 1
  let products = 0
  for (let at = 0; at < a.length; at += 1) products += a[at]! * b[at]!
  return 1 - products
}
