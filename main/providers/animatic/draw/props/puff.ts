import { css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { clamp, hash } from '../numbers.ts'
import type { Stage } from '../stage.ts'

/** A heap of cloud: shadowed base, lit crown. */
export function puff(stage: Stage, x: number, y: number, z: number, size: number, id: number): void {
  const spot = stage.spot(x, y, z)
  if (!spot || spot.depth < 0.9) return
  const { ctx, palette } = stage
  const alpha = stage.fadeIn(spot.depth) * clamp((spot.depth - 0.9) / 3.2)
  const r = size * spot.scale
  if (spot.x + r * 3 < 0 || spot.x - r * 3 > stage.width || alpha < 0.02 || r < 1) return
  const toward = stage.aimX > spot.x ? 1 : -1
  const layers: readonly (readonly [number, number, number, Rgb])[] = [
    [0, 0, 1, mix(palette.mid, palette.shade, 0.25)],
    [toward * 0.06, -0.13, 0.9, mix(palette.mid, palette.haze, 0.75)],
    [toward * 0.15, -0.27, 0.66, mix(palette.haze, palette.key, 0.8)],
  ]
  for (const [dx, dy, k, colour] of spot.depth > 30 ? layers.slice(1) : layers) {
    ctx.fillStyle = css(stage.tint(colour, spot.depth), alpha * 0.93)
    ctx.beginPath()
    for (let m = 0; m < 7; m++) {
      const u = (m / 6) * 2 - 1
      const rr = r * (0.36 + 0.34 * hash(id, m)) * (1 - u * u * 0.5) * k
      const cx = spot.x + u * r * 1.75 + dx * r
      const cy = spot.y - rr * 0.55 * (1 - u * u * 0.4) + dy * r * (1 - u * u * 0.6)
      ctx.moveTo(cx + rr, cy)
      ctx.ellipse(cx, cy, rr, rr * 0.8, 0, 0, 6.283)
    }
    ctx.fill()
  }
}
