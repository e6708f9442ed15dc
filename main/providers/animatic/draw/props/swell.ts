import { css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { clamp, hash, wander } from '../numbers.ts'
import type { Stage } from '../stage.ts'

/** Rows of rolling crests with broken glints under the light, from depth `high` to `low`. `calm` 0..1 flattens them. */
export function swell(stage: Stage, t: number, high: number, low: number, calm: number, sunX: number, tone: Rgb): void {
  const { palette: p, ctx, camera, seed } = stage
  stage.rows(1, (z, i) => {
    const d = z - camera.z
    if (d > high || d <= low || d < 0.9 || (d > 14 && i & 1) || (d > 30 && i & 3) || (d > 60 && i & 7)) return
    const at = stage.spot(camera.x, 0, z)
    if (!at) return
    const half = stage.width * 0.72
    const steps = d < 12 ? 22 : 12
    const height = Math.min(0.17, 0.05 + d * 0.006) * at.scale * (1.1 - calm)
    const alpha = stage.fadeIn(d) * clamp((d - 0.9) * 0.8)
    const roll = Math.tan(camera.roll)
    const xs: number[] = []
    const ys: number[] = []
    for (let k = 0; k <= steps; k++) {
      const sx = stage.width / 2 - half + (2 * half * k) / steps
      const x = (sx - at.x) / at.scale + camera.x
      const wave = wander(x * 0.45 + i * 13.7, seed) * 0.8 + Math.sin(x * 0.8 + i * 2.1 + t * 1.3) * 0.5
      xs.push(sx)
      ys.push(at.y + (sx - at.x) * roll - wave * height)
    }
    ctx.fillStyle = css(stage.tint(mix(tone, i & 1 ? p.mid : p.ink, i & 1 ? 0.35 : 0.28), d), alpha * 0.6)
    ctx.beginPath()
    ctx.moveTo(xs[0]!, ys[0]! + height * 2.6)
    for (let k = 0; k <= steps; k++) ctx.lineTo(xs[k]!, ys[k]!)
    ctx.lineTo(xs[steps]!, ys[steps]! + height * 2.6)
    ctx.fill()
    if (d < 40) {
      ctx.strokeStyle = css(mix(p.haze, p.key, 0.5), alpha * 0.2)
      ctx.lineWidth = Math.max(0.7, Math.min(0.02 * at.scale, 3))
      ctx.beginPath()
      for (let k = 1; k <= steps; k++) {
        if (hash(i, k) > 0.6) continue
        ctx.moveTo(xs[k - 1]!, ys[k - 1]!)
        ctx.lineTo(xs[k]!, ys[k]!)
      }
      ctx.stroke()
    }
    ctx.globalCompositeOperation = 'lighter'
    ctx.fillStyle = css(p.key, 0.5 * alpha)
    ctx.beginPath()
    const spread = stage.unit * 0.07 + (at.y - stage.aimY) * 0.5
    for (let k = 0; k < 6; k++) {
      const u = hash(i, k, 31) * 2 - 1
      const sx = stage.aimX + sunX * stage.unit + u * Math.abs(u) * spread
      const wide =
        (0.1 + 0.26 * hash(i, k, 33)) *
        Math.min(at.scale, stage.unit * 0.14) *
        (0.5 + 0.5 * Math.sin(t * 3 + k * 2 + i))
      if (wide < 0.5) continue
      const share = clamp((sx - xs[0]!) / (2 * half)) * steps
      const sy = ys[Math.min(steps, Math.round(share))]!
      const thick = Math.max(0.7, Math.min(0.02 * at.scale, 4))
      ctx.moveTo(sx - wide, sy)
      ctx.quadraticCurveTo(sx, sy - thick, sx + wide, sy)
      ctx.quadraticCurveTo(sx, sy + thick, sx - wide, sy)
    }
    ctx.fill()
    ctx.globalCompositeOperation = 'source-over'
  })
}
