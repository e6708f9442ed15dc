import { linearOf, oklabOf, type Oklab } from './oklab.ts'
import { planeOf, type Plane } from './plane.ts'

/** How many regions the colours of a picture are averaged over: across and down. */
export const REGIONS = { columns: 3, rows: 3 } as const

/** One picture of a clip, made small. */
export type SeamFrame = {
  /** When the picture stands, in film seconds from the cut: the outgoing clip's are below 0. Ascending. */
  readonly seconds: number
  /** BT.709 luma, 0..255; square pixels. */
  readonly luma: Plane
  /** Mean colour of all, from linear light. */
  readonly mean: Oklab
  /** Mean colours of `REGIONS`, row by row. */
  readonly regions: readonly Oklab[]
}

/**
 * The pictures on both sides of a cut, in the order in which they play, all of one size: the last of the outgoing clip and
 * the first of the incoming one. A picture that a film of another rate shows twice is here once.
 */
export type SeamFrames = { readonly before: readonly SeamFrame[]; readonly after: readonly SeamFrame[] }

/**
 * The size at which pictures of a film's shape are measured: even sides, about 160 x 90 pixels in all.
 */
export function seamSize(film: { readonly width: number; readonly height: number }): {
  readonly width: number
  readonly height: number
} {
  const side = Math.sqrt((160 * 90) / (film.width * film.height))
  const even = (length: number): number => Math.max(16, 2 * Math.round((length * side) / 2))
  return { width: even(film.width), height: even(film.height) }
}

/** Reads a small picture of three bytes a pixel: red, green, blue, full range. Throws RangeError on another size. */
export function seamFrameOf(rgb: Uint8Array, width: number, height: number, seconds: number): SeamFrame {
  if (rgb.length !== width * height * 3) throw new RangeError(`${rgb.length} bytes are not ${width} x ${height} pixels`)
  const luma = planeOf(width, height)
  const { columns, rows } = REGIONS
  const sums = new Float64Array(columns * rows * 4)
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * rows) / height) * columns
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3
      const [red, green, blue] = [rgb[at]!, rgb[at + 1]!, rgb[at + 2]!]
      luma.data[y * width + x] = 0.2126 * red + 0.7152 * green + 0.0722 * blue
      const sum = (row + Math.floor((x * columns) / width)) * 4
      sums[sum]! += linearOf(red)
      sums[sum + 1]! += linearOf(green)
      sums[sum + 2]! += linearOf(blue)
      sums[sum + 3]! += 1
    }
  }
  const regions = Array.from({ length: columns * rows }, (_, region) =>
    meanOf(sums.subarray(region * 4, region * 4 + 4)),
  )
  const whole = [0, 1, 2, 3].map(part => {
    let sum = 0
    for (let at = part; at < sums.length; at += 4) sum += sums[at]!
    return sum
  })
  return { seconds, luma, mean: meanOf(whole), regions }
}

function meanOf([red = 0, green = 0, blue = 0, count = 1]: ArrayLike<number> & Iterable<number>): Oklab {
  return oklabOf(red / count, green / count, blue / count)
}
