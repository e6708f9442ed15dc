import { boxMean, halve, planeOf, smooth, type Plane } from './plane.ts'

/** A picture at one size, with the place of the frame's middle in it (pixels, counted from the first pixel's middle). */
export type Level = { readonly plane: Plane; readonly centreX: number; readonly centreY: number }

/** A picture's texture at three sizes, the finest first. */
export type PreparedPicture = { readonly levels: readonly Level[] }

const LEVELS = 3
/** The neighbourhood whose mean and contrast are taken off: light that changes, and a vignette, are gone with them. */
const NEIGHBOURHOOD = 9
/** Contrast below this many levels of 255 is noise or sky, and is not raised to full. */
const LEAST_CONTRAST = 4

/** Brings luma 0..255 to texture: mean 0 and contrast 1 everywhere, but less where there is none. */
export function prepare(luma: Plane, centre: { readonly x: number; readonly y: number }): PreparedPicture {
  const levels: Level[] = [{ plane: textureOf(smooth(luma)), centreX: centre.x, centreY: centre.y }]
  while (levels.length < LEVELS) {
    const { plane, centreX, centreY } = levels.at(-1)!
    const half = halve(plane)
    if (half.width < 16 || half.height < 12) break
    levels.push({ plane: half, centreX: (centreX - 0.5) / 2, centreY: (centreY - 0.5) / 2 })
  }
  return { levels }
}

function textureOf(luma: Plane): Plane {
  const mean = boxMean(luma, NEIGHBOURHOOD)
  const { width, height } = luma
  const texture = planeOf(width, height)
  const squares = planeOf(width, height)
  for (let i = 0; i < texture.data.length; i += 1) {
    const off = luma.data[i]! - mean.data[i]!
    texture.data[i] = off
    squares.data[i] = off * off
  }
  const variance = boxMean(squares, NEIGHBOURHOOD)
  for (let i = 0; i < texture.data.length; i += 1) {
    texture.data[i]! /= Math.sqrt(variance.data[i]! + LEAST_CONTRAST * LEAST_CONTRAST)
  }
  return texture
}
