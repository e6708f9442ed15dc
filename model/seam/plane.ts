/** A grey picture, row by row. Pixel (x, y) stands at `data[y * width + x]`. */
export type Plane = { readonly width: number; readonly height: number; readonly data: Float32Array }

export function planeOf(width: number, height: number): Plane {
  return { width, height, data: new Float32Array(width * height) }
}

/** Weighs every pixel 2 and its neighbours 1, along rows and then columns: removes what lies between pixels. */
export function smooth({ width, height, data }: Plane): Plane {
  const rows = new Float32Array(data.length)
  for (let y = 0; y < height; y += 1) {
    const start = y * width
    for (let x = 0; x < width; x += 1) {
      const left = data[start + (x > 0 ? x - 1 : x)]!
      const right = data[start + (x < width - 1 ? x + 1 : x)]!
      rows[start + x] = (left + 2 * data[start + x]! + right) / 4
    }
  }
  const out = new Float32Array(data.length)
  for (let y = 0; y < height; y += 1) {
    const above = (y > 0 ? y - 1 : y) * width
    const below = (y < height - 1 ? y + 1 : y) * width
    const start = y * width
    for (let x = 0; x < width; x += 1) {
      out[start + x] = (rows[above + x]! + 2 * rows[start + x]! + rows[below + x]!) / 4
    }
  }
  return { width, height, data: out }
}

/** Half the size, each pixel the mean of four; an odd last row or column is left out. */
export function halve({ width, height, data }: Plane): Plane {
  const half = planeOf(width >> 1, height >> 1)
  for (let y = 0; y < half.height; y += 1) {
    const top = 2 * y * width
    const bottom = top + width
    for (let x = 0; x < half.width; x += 1) {
      const at = 2 * x
      half.data[y * half.width + x] =
        (data[top + at]! + data[top + at + 1]! + data[bottom + at]! + data[bottom + at + 1]!) / 4
    }
  }
  return half
}

/** The mean of the square of `2 * radius + 1` pixels around each pixel, as far as it lies inside. */
export function boxMean({ width, height, data }: Plane, radius: number): Plane {
  const rows = new Float32Array(data.length)
  for (let y = 0; y < height; y += 1) runningMean(data, rows, y * width, 1, width, radius)
  const out = new Float32Array(data.length)
  for (let x = 0; x < width; x += 1) runningMean(rows, out, x, width, height, radius)
  return { width, height, data: out }
}

function runningMean(
  from: Float32Array,
  to: Float32Array,
  start: number,
  step: number,
  count: number,
  radius: number,
): void {
  let sum = 0
  for (let i = 0; i < Math.min(radius, count); i += 1) sum += from[start + i * step]!
  for (let i = 0; i < count; i += 1) {
    if (i + radius < count) sum += from[start + (i + radius) * step]!
    if (i - radius - 1 >= 0) sum -= from[start + (i - radius - 1) * step]!
    const inside = Math.min(count - 1, i + radius) - Math.max(0, i - radius) + 1
    to[start + i * step] = sum / inside
  }
}

/** The value between four pixels; NaN outside of the picture. */
export function valueAt({ width, height, data }: Plane, x: number, y: number): number {
  const left = Math.floor(x)
  const top = Math.floor(y)
  if (!(left >= 0 && top >= 0 && left < width - 1 && top < height - 1)) return Number.NaN
  const [right, down] = [x - left, y - top]
  const at = top * width + left
  const upper = data[at]! + right * (data[at + 1]! - data[at]!)
  const lower = data[at + width]! + right * (data[at + width + 1]! - data[at + width]!)
  return upper + down * (lower - upper)
}
