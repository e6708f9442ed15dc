import type { Canvas } from '@napi-rs/canvas'

/** Mean absolute difference of two pictures' numbers, 0..255. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!)
  return sum / a.length
}

/** The mean colours of a picture's square blocks, red, green, blue each: grain, which changes in every frame, cancels out. */
export function coarse(canvas: Canvas, block = 8): Float64Array {
  const { width, height } = canvas
  const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data
  const across = Math.ceil(width / block)
  const down = Math.ceil(height / block)
  const sums = new Float64Array(across * down * 3)
  const counts = new Float64Array(sums.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (Math.floor(y / block) * across + Math.floor(x / block)) * 3
      for (let k = 0; k < 3; k++) {
        sums[at + k]! += pixels[(y * width + x) * 4 + k]!
        counts[at + k]!++
      }
    }
  }
  return sums.map((sum, k) => sum / counts[k]!)
}
