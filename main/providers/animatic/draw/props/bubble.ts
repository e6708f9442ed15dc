import { WHITE, css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { clamp } from '../numbers.ts'
import type { Stage } from '../stage.ts'

/** One soap bubble: thin film of colours, a window of light. */
export function bubble(stage: Stage, x: number, y: number, z: number, radius: number, hasHouse: boolean): void {
  const spot = stage.spot(x, y, z)
  if (!spot || spot.depth < 0.7) return
  const { ctx, palette: p } = stage
  const alpha = stage.fadeIn(spot.depth) * (1 - 0.6 * stage.fog(spot.depth)) * clamp((spot.depth - 0.7) / 0.9)
  const r = radius * spot.scale
  if (r < 0.7 || alpha < 0.03 || spot.x + r < 0 || spot.x - r > stage.width) return
  if (r > 5) {
    ctx.fillStyle = css(mix(p.haze, WHITE, 0.4), 0.15 * alpha)
    ctx.beginPath()
    ctx.ellipse(spot.x, spot.y, r, r, 0, 0, 6.284)
    ctx.fill()
  }
  if (hasHouse && r > 14) {
    ctx.fillStyle = css(mix(p.accent, p.shade, 0.3), alpha * 0.55)
    const s = r * 0.34
    ctx.beginPath()
    ctx.rect(spot.x - s, spot.y - s, s * 2, s)
    ctx.moveTo(spot.x - s * 1.2, spot.y)
    ctx.lineTo(spot.x + s * 1.2, spot.y)
    ctx.lineTo(spot.x, spot.y + s)
    ctx.fill()
    ctx.fillStyle = css(mix([90, 160, 80], p.mid, 0.3), alpha * 0.5)
    ctx.beginPath()
    ctx.ellipse(spot.x, spot.y - r * 0.62, r * 0.66, r * 0.28, 0, 0, 6.284)
    ctx.fill()
  }
  const lines: readonly (readonly [number, number, number, number, Rgb, number])[] = [
    [1, 0, 6.284, 0.05, mix(p.key, WHITE, 0.4), 0.8],
    [0.92, 0.4, 2.2, 0.07, [255, 140, 190], 0.5],
    [0.9, 2.6, 4, 0.06, [110, 210, 255], 0.5],
    [0.76, 3.7, 4.6, 0.12, WHITE, 0.85],
  ]
  for (const [share, from, to, width, colour, a] of r > 4 ? lines : lines.slice(0, 1)) {
    ctx.strokeStyle = css(colour, a * alpha)
    ctx.lineWidth = Math.max(0.6, r * width)
    ctx.beginPath()
    ctx.ellipse(spot.x, spot.y, r * share, r * share, 0, from, to)
    ctx.stroke()
  }
}
