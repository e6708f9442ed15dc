type Pixels = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number }

/**
 * Blurs as ffmpeg's `gblur` does in one step: a recursive filter there and back, along the rows and then the columns, whose edges go
 * on for ever. A true Gaussian of the same sigma is softer in its middle, and the preview would not be the render's picture.
 */
export function blurInPlace({ data, width, height }: Pixels, sigma: number): void {
  const lambda = (sigma * sigma) / 2
  const nu = (1 + 2 * lambda - Math.sqrt(1 + 4 * lambda)) / (2 * lambda)
  const scale = (nu / lambda) ** 2
  const values = Float32Array.from(data)
  for (let channel = 0; channel < 3; channel += 1) {
    for (let y = 0; y < height; y += 1) blurLine(values, 4 * y * width + channel, 4, width, nu)
    for (let x = 0; x < width; x += 1) blurLine(values, 4 * x + channel, 4 * width, height, nu)
    for (let at = channel; at < values.length; at += 4) data[at] = values[at]! * scale
  }
}

/** `count` values from `start` on, `step` apart. */
function blurLine(values: Float32Array, start: number, step: number, count: number, nu: number): void {
  const edge = 1 / (1 - nu)
  const last = start + (count - 1) * step
  values[start] = values[start]! * edge
  for (let at = start + step; at <= last; at += step) values[at] = values[at]! + nu * values[at - step]!
  values[last] = values[last]! * edge
  for (let at = last - step; at >= start; at -= step) values[at] = values[at]! + nu * values[at + step]!
}
