import type { WaveColumns } from './wave-columns.ts'

export type WaveColours = {
  /** The extremes. */
  readonly wave: string
  /** What most of the sound keeps within. */
  readonly core: string
}

export type WaveArea = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Draws columns, one each point of the device, about the middle line of the area; the context's units are CSS points. */
export function drawWave(
  context: CanvasRenderingContext2D,
  columns: WaveColumns,
  area: WaveArea,
  pointsPerUnit: number,
  colours: WaveColours,
): void {
  const layers = [
    [colours.wave, columns.low, columns.high],
    [colours.core, columns.coreLow, columns.coreHigh],
  ] as const
  const middle = area.y + area.height / 2
  const half = area.height / 2
  // Silence is a hairline, not nothing.
  const least = 1 / pointsPerUnit
  for (const [colour, low, high] of layers) {
    context.fillStyle = colour
    context.beginPath()
    for (let column = 0; column < low.length; column += 1) {
      const top = middle - high[column]! * half
      const height = Math.max(least, (high[column]! - low[column]!) * half)
      context.rect(area.x + column / pointsPerUnit, top, least, height)
    }
    context.fill()
  }
}

/** Draws single samples as a curve, for a zoom at which a sample is wider than a point. `values` begin at `x`, `step` units apart. */
export function drawSamples(
  context: CanvasRenderingContext2D,
  values: Float32Array,
  x: number,
  step: number,
  area: WaveArea,
  colour: string,
): void {
  const middle = area.y + area.height / 2
  context.strokeStyle = colour
  context.lineWidth = 1.5
  context.lineJoin = 'round'
  context.beginPath()
  for (const [index, value] of values.entries()) context.lineTo(x + index * step, middle - (value * area.height) / 2)
  context.stroke()
  if (step < 6) return
  context.fillStyle = colour
  for (const [index, value] of values.entries()) {
    context.beginPath()
    context.arc(x + index * step, middle - (value * area.height) / 2, 2, 0, 2 * Math.PI)
    context.fill()
  }
}
