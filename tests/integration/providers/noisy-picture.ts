import { createCanvas } from '@napi-rs/canvas'
import { randomFillSync } from 'node:crypto'

/** A PNG of noise, which nothing makes smaller: about three bytes for each of its points. */
export function noisyPicture(width: number, height: number): Buffer {
  const context = createCanvas(width, height).getContext('2d')
  const noise = context.createImageData(width, height)
  randomFillSync(noise.data)
  for (let at = 3; at < noise.data.length; at += 4) noise.data[at] = 255
  context.putImageData(noise, 0, 0)
  return context.canvas.toBuffer('image/png')
}
