import { flowOf, moveOf } from '../similarity.ts'

/** A camera over an endless pattern: what it does in each frame. Shares are of the frame's width and height. */
export type Flown = {
  readonly width: number
  readonly height: number
  readonly frames: number
  /** Growth from frame to frame, e.g. 1.01. */
  readonly zoom: number
  /** The point that stays, in shares of the frame. */
  readonly centre?: { readonly x: number; readonly y: number }
  readonly pan?: { readonly x: number; readonly y: number }
  readonly rollDegrees?: number
  /** Another pattern. */
  readonly seed?: number
  /** Standard deviation of grain, in levels of 255. */
  readonly grain?: number
  /** Multiplies the light of a frame. */
  readonly exposure?: (frame: number) => number
  /** The flight's frame that is shown in a frame, e.g. twice the same; a fraction is between two. */
  readonly shows?: (frame: number) => number
}

const TILE = 256
const OCTAVES = 9

/** A repeatable random source (mulberry32), 0..1. */
function randomSource(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Draws the pictures, three bytes a pixel. The pattern has detail at every size, so that zooms never run out of it. */
export function drawFlown(flown: Flown): Uint8Array[] {
  const { width, height, frames, zoom, centre = { x: 0.5, y: 0.5 }, pan = { x: 0, y: 0 }, seed = 1 } = flown
  const random = randomSource(seed)
  const tiles = Array.from({ length: OCTAVES }, () => Float32Array.from({ length: TILE * TILE }, () => random() - 0.5))
  const tint = Array.from({ length: OCTAVES }, () => [0.6 + 0.8 * random(), 0.6 + 0.8 * random(), 0.6 + 0.8 * random()])
  const turn = ((flown.rollDegrees ?? 0) * Math.PI) / 180
  const [stepX, stepY] = [zoom * Math.cos(turn), zoom * Math.sin(turn)]
  const [restX, restY] = [(centre.x - 0.5) * width, (centre.y - 0.5) * height]
  // One frame: u -> step * (u - rest) + rest + pan.
  const oneFrame = {
    real: stepX,
    imaginary: stepY,
    shiftX: restX - (stepX * restX - stepY * restY) + pan.x * width,
    shiftY: restY - (stepX * restY + stepY * restX) + pan.y * height,
  }
  const flow = flowOf(oneFrame, 1)
  return Array.from({ length: frames }, (_, frame) => {
    // From a point of the picture back to the pattern: the flow, backwards.
    const shown = flown.shows ? flown.shows(frame) : frame
    const { real, imaginary, shiftX, shiftY } = moveOf(flow, -shown)
    return drawOne(flown, frame, { a: real, b: imaginary, shiftX, shiftY }, tiles, tint, random)
  })
}

type View = { readonly a: number; readonly b: number; readonly shiftX: number; readonly shiftY: number }

function drawOne(
  { width, height, grain = 0, exposure = () => 1 }: Flown,
  frame: number,
  { a, b, shiftX, shiftY }: View,
  tiles: readonly Float32Array[],
  tint: readonly (readonly number[])[],
  random: () => number,
): Uint8Array {
  const picture = new Uint8Array(width * height * 3)
  const pixel = Math.hypot(a, b)
  const light = exposure(frame)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [u, v] = [x - (width - 1) / 2, y - (height - 1) / 2]
      const [px, py] = [a * u - b * v + shiftX, a * v + b * u + shiftY]
      let [red, green, blue] = [120, 110, 100]
      for (let octave = 0; octave < OCTAVES; octave += 1) {
        // Grain sizes from a third of the frame down; those too small for this picture fade out.
        const size = (width / 3) * 2 ** (2 - octave)
        const seen = Math.min(1, Math.max(0, size / pixel / 2 - 1))
        if (seen === 0) break
        const large = Math.min(1, Math.max(0, (3 * width * pixel) / size / 4))
        const value = noiseAt(tiles[octave]!, px / size + 31.7 * octave, py / size + 17.3 * octave) * 120 * seen * large
        red += value * tint[octave]![0]!
        green += value * tint[octave]![1]!
        blue += value * tint[octave]![2]!
      }
      const noise = grain > 0 ? grain * (random() + random() + random() + random() - 2) * Math.sqrt(3) : 0
      const at = (y * width + x) * 3
      picture[at] = clamp(red * light + noise)
      picture[at + 1] = clamp(green * light + noise)
      picture[at + 2] = clamp(blue * light + noise)
    }
  }
  return picture
}

function noiseAt(tile: Float32Array, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [fx, fy] = [eased(x - left), eased(y - top)]
  const [row, below] = [(top & (TILE - 1)) * TILE, ((top + 1) & (TILE - 1)) * TILE]
  const [column, right] = [left & (TILE - 1), (left + 1) & (TILE - 1)]
  const upper = tile[row + column]! + fx * (tile[row + right]! - tile[row + column]!)
  const lower = tile[below + column]! + fx * (tile[below + right]! - tile[below + column]!)
  return upper + fy * (lower - upper)
}

const eased = (share: number): number => share * share * (3 - 2 * share)
const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value)))
