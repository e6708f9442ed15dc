import { css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { hash } from '../numbers.ts'
import type { Stage } from '../stage.ts'
import { standing } from './standing.ts'

/** A tall daisy with a bent stem that leans with the wind. */
export function flower(
  stage: Stage,
  x: number,
  z: number,
  height: number,
  petal: Rgb,
  heart: Rgb,
  t: number,
  id: number,
): void {
  const place = standing(stage, x, 0, z, height * 0.6, height)
  if (!place) return
  const { spot, alpha } = place
  const { ctx, palette } = stage
  const h = height * spot.scale
  const lean = (Math.sin(t * 1.1 + id) * 0.06 + (hash(id, 1) - 0.5) * 0.3) * h
  const cx = spot.x + lean
  const cy = spot.y - h
  ctx.strokeStyle = css(stage.tint(mix(palette.shade, palette.ink, 0.3), spot.depth), alpha)
  ctx.lineWidth = Math.max(0.7, h * 0.028)
  ctx.beginPath()
  ctx.moveTo(spot.x, spot.y)
  ctx.quadraticCurveTo(spot.x, spot.y - h * 0.6, cx, cy)
  ctx.stroke()
  const r = h * 0.2
  ctx.fillStyle = css(stage.tint(petal, spot.depth), alpha)
  ctx.beginPath()
  for (let k = 0; k < 9; k++) {
    const angle = (k / 9) * 6.283 + id
    const px = cx + Math.cos(angle) * r
    const py = cy + Math.sin(angle) * r * 0.8
    ctx.moveTo(px + r * 0.42, py)
    ctx.ellipse(px, py, r * 0.52, r * 0.3, angle, 0, 6.283)
  }
  ctx.fill()
  ctx.fillStyle = css(stage.tint(heart, spot.depth), alpha)
  ctx.beginPath()
  ctx.ellipse(cx, cy, r * 0.5, r * 0.42, 0, 0, 6.283)
  ctx.fill()
}

/** A fan of blades, as grass, corn or ferns. */
export function tuft(
  stage: Stage,
  x: number,
  z: number,
  height: number,
  colour: Rgb,
  t: number,
  id: number,
  blades: number,
  spread: number,
): void {
  const place = standing(stage, x, 0, z, height, height)
  if (!place) return
  const { spot, alpha } = place
  const { ctx } = stage
  const h = height * spot.scale
  ctx.fillStyle = css(stage.tint(colour, spot.depth), alpha)
  ctx.beginPath()
  const count = h < 14 ? 2 : blades
  for (let k = 0; k < count; k++) {
    const u = count > 1 ? k / (count - 1) - 0.5 : 0
    const tip = spot.x + (u * 2 * spread + Math.sin(t * 1.3 + id + k) * 0.08) * h
    const top = spot.y - h * (0.65 + 0.35 * hash(id, k))
    const foot = spot.x + u * h * 0.22
    const wide = h * 0.035
    ctx.moveTo(foot - wide, spot.y)
    ctx.quadraticCurveTo(foot - wide + u * h * 0.2, spot.y - h * 0.5, tip, top)
    ctx.quadraticCurveTo(foot + wide + u * h * 0.3, spot.y - h * 0.45, foot + wide, spot.y)
  }
  ctx.fill()
}
