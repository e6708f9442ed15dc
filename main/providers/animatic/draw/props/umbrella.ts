import { css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import type { Stage } from '../stage.ts'
import { standing } from './standing.ts'

/** An open umbrella over a walking person. */
export function umbrella(stage: Stage, x: number, y: number, z: number, radius: number, colour: Rgb): void {
  const place = standing(stage, x, y, z, radius, radius)
  if (!place) return
  const { spot, alpha } = place
  const { ctx, palette } = stage
  const r = radius * spot.scale
  ctx.fillStyle = css(stage.tint(colour, spot.depth), alpha)
  ctx.beginPath()
  ctx.moveTo(spot.x - r, spot.y)
  ctx.bezierCurveTo(spot.x - r * 0.8, spot.y - r * 0.85, spot.x + r * 0.8, spot.y - r * 0.85, spot.x + r, spot.y)
  for (let k = 2; k >= -2; k--)
    ctx.quadraticCurveTo(
      spot.x + r * (k * 0.4 + 0.2) - r * 0.2,
      spot.y - r * 0.14,
      spot.x + r * (k * 0.4 - 0.2),
      spot.y,
    )
  ctx.fill()
  if (r < 8) return
  ctx.strokeStyle = css(mix(palette.key, colour, 0.5), alpha * 0.6)
  ctx.lineWidth = Math.max(0.7, r * 0.03)
  ctx.beginPath()
  ctx.moveTo(spot.x - r, spot.y)
  ctx.bezierCurveTo(spot.x - r * 0.8, spot.y - r * 0.85, spot.x + r * 0.8, spot.y - r * 0.85, spot.x + r, spot.y)
  ctx.stroke()
}
