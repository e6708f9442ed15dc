import { WHITE, css, mix } from '../colour.ts'
import { hash } from '../numbers.ts'
import type { Stage } from '../stage.ts'
import { standing } from './standing.ts'

/** A tree with a round crown. */
export function tree(stage: Stage, x: number, z: number, height: number, id: number): void {
  const place = standing(stage, x, 0, z, height * 0.5, height)
  if (!place) return
  const { spot, alpha } = place
  const { ctx, palette } = stage
  const h = height * spot.scale
  const green = mix(mix(palette.accent, palette.shade, 0.5), palette.mid, 0.35)
  ctx.fillStyle = css(stage.tint(mix(palette.ink, palette.shade, 0.3), spot.depth), alpha)
  ctx.fillRect(spot.x - h * 0.025, spot.y - h * 0.5, h * 0.05, h * 0.5)
  const lit = stage.aimX > spot.x ? 1 : -1
  const layers = h < 30 ? 1 : 2
  for (let n = 0; n < layers; n++) {
    ctx.fillStyle = css(stage.tint(n ? mix(green, palette.key, 0.3) : mix(green, palette.ink, 0.3), spot.depth), alpha)
    ctx.beginPath()
    for (let k = 0; k < 6; k++) {
      const angle = k * 1.05 + id
      const r = h * (0.15 + 0.09 * hash(id, k)) * (n ? 0.7 : 1)
      const cx = spot.x + Math.cos(angle) * h * 0.2 + n * lit * h * 0.05
      const cy = spot.y - h * (0.7 + 0.15 * Math.sin(angle * 1.7) + n * 0.06)
      ctx.moveTo(cx + r, cy)
      ctx.ellipse(cx, cy, r, r * 0.9, 0, 0, 6.283)
    }
    ctx.fill()
  }
}

/** A spruce, with snow on its branches where asked. */
export function pine(stage: Stage, x: number, z: number, height: number, snow: boolean): void {
  const place = standing(stage, x, 0, z, height * 0.3, height)
  if (!place) return
  const { spot, alpha } = place
  const { ctx, palette } = stage
  const h = height * spot.scale
  const body = mix(palette.ink, mix(palette.shade, palette.accent, snow ? 0 : 0.25), 0.55)
  ctx.fillStyle = css(stage.tint(palette.ink, spot.depth), alpha)
  ctx.fillRect(spot.x - h * 0.02, spot.y - h * 0.2, h * 0.04, h * 0.2)
  const tiers = h < 40 ? 3 : 4
  for (let k = 0; k < tiers; k++) {
    const base = spot.y - h * (0.1 + (k * 0.8) / tiers)
    const wide = h * 0.27 * (1 - (k / tiers) * 0.78)
    const top = base - h * 0.36
    ctx.fillStyle = css(stage.tint(mix(body, palette.mid, k * 0.07), spot.depth), alpha)
    ctx.beginPath()
    ctx.moveTo(spot.x - wide, base)
    ctx.quadraticCurveTo(spot.x, base + h * 0.05, spot.x + wide, base)
    ctx.quadraticCurveTo(spot.x + wide * 0.25, base - h * 0.15, spot.x, top)
    ctx.quadraticCurveTo(spot.x - wide * 0.25, base - h * 0.15, spot.x - wide, base)
    ctx.fill()
    if (!snow || h < 30) continue
    ctx.fillStyle = css(stage.tint(mix(palette.key, WHITE, 0.5), spot.depth), alpha * 0.85)
    ctx.beginPath()
    ctx.moveTo(spot.x - wide * 0.62, base - h * 0.06)
    ctx.quadraticCurveTo(spot.x - wide * 0.2, base - h * 0.16, spot.x, top)
    ctx.quadraticCurveTo(spot.x + wide * 0.1, base - h * 0.17, spot.x + wide * 0.34, base - h * 0.1)
    ctx.quadraticCurveTo(spot.x - wide * 0.1, base - h * 0.12, spot.x - wide * 0.62, base - h * 0.06)
    ctx.fill()
  }
}

/** A slender dark tree, as beside southern graves. */
export function cypress(stage: Stage, x: number, z: number, height: number): void {
  const place = standing(stage, x, 0, z, height * 0.2, height)
  if (!place) return
  const { spot, alpha } = place
  const { ctx, palette } = stage
  const h = height * spot.scale
  ctx.fillStyle = css(stage.tint(mix(palette.ink, palette.shade, 0.35), spot.depth), alpha)
  ctx.beginPath()
  ctx.moveTo(spot.x, spot.y - h)
  ctx.bezierCurveTo(
    spot.x + h * 0.16,
    spot.y - h * 0.55,
    spot.x + h * 0.13,
    spot.y - h * 0.1,
    spot.x + h * 0.03,
    spot.y,
  )
  ctx.lineTo(spot.x - h * 0.03, spot.y)
  ctx.bezierCurveTo(spot.x - h * 0.13, spot.y - h * 0.1, spot.x - h * 0.16, spot.y - h * 0.55, spot.x, spot.y - h)
  ctx.fill()
}
