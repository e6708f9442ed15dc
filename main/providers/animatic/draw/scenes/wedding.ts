import { WHITE, css, mix } from '../colour.ts'
import { person } from '../figures.ts'
import { clamp, hash } from '../numbers.ts'
import { lightString } from '../props/lamps.ts'
import type { Scene } from '../scene.ts'
import { drawHall, fillWithLight } from '../shells.ts'
import type { Stage } from '../stage.ts'

/** A round table under a cloth, with candles and flowers. */
function candleTable(stage: Stage, x: number, z: number, side: number, t: number): void {
  const { palette: p, ctx, camera } = stage
  const top = stage.spot(x, 0.78, z)
  const foot = stage.spot(x, 0, z)
  if (!top || !foot || top.depth > stage.far || top.depth < 0.7) return
  const r = 0.85 * top.scale
  if (top.x + r < 0 || top.x - r > stage.width) return
  const flat = clamp((camera.y - 0.78) / top.depth, 0.04, 0.6) * r
  const alpha = stage.fadeIn(top.depth) * stage.passing(top.depth)
  const cloth = stage.tint(mix(p.key, p.haze, 0.4), top.depth)
  const dark = stage.tint(mix(p.haze, p.shade, 0.5), top.depth)
  const gradient = ctx.createLinearGradient(top.x - r, 0, top.x + r, 0)
  gradient.addColorStop(0, css(side < 0 ? dark : cloth, alpha))
  gradient.addColorStop(1, css(side < 0 ? cloth : dark, alpha))
  ctx.fillStyle = gradient
  ctx.beginPath()
  ctx.moveTo(top.x - r, top.y)
  ctx.lineTo(foot.x - r * 1.08, foot.y)
  ctx.quadraticCurveTo(foot.x, foot.y + flat * 1.3, foot.x + r * 1.08, foot.y)
  ctx.lineTo(top.x + r, top.y)
  ctx.fill()
  ctx.fillStyle = css(stage.tint(p.key, top.depth), alpha)
  ctx.beginPath()
  ctx.ellipse(top.x, top.y, r, flat, 0, 0, 6.283)
  ctx.fill()
  for (const [dx, high] of [
    [-0.14, 0.3],
    [0.04, 0.42],
    [0.2, 0.26],
  ] as const) {
    stage.front(z, x + dx - 0.015, x + dx + 0.015, 0.78, 0.78 + high, mix(p.key, p.haze, 0.3))
    stage.glow(
      x + dx,
      0.82 + high,
      z - 0.01,
      0.24,
      mix(p.accent, p.key, 0.6),
      0.85 + 0.15 * Math.sin(t * 9 + x + dx * 40),
    )
  }
  for (const dx of [-0.4, -0.3, 0.36, 0.45]) stage.ball(x + dx, 0.9, z, 0.09, mix(p.key, WHITE, dx > 0 ? 0.6 : 0.2))
}

/** A wedding hall: an aisle between candle tables, hung cloth, garlands of light. */
export const wedding: Scene = {
  words:
    'wedding:3 wedding_hall:5 bride:2 groom:2 marriage:2.5 banquet:3 reception:2 altar:3 church:2.5 chapel:3 cathedral:3 ceremony:2.5 vow:2 aisle:1 guest:1.2 candle:.6 white_flower:1',
  palettes: ['love', 'gold', 'milk', 'dream'],
  flight: { speed: 3, eye: 1.6, room: [1, 1.2] },
  far: 44,
  fog: 20,
  isIndoors: true,
  cast: { distance: 6.5 },
  air: 'confetti',
  build: stage => {
    const { palette: p, seed } = stage
    fillWithLight(stage)
    const w = 4 + hash(seed, 1) * 0.8
    const h = 4.8 + hash(seed, 2)
    const plan = {
      halfWidth: w,
      height: h,
      floor: mix(p.mid, p.shade, 0.45),
      ceiling: mix(p.shade, p.mid, 0.5),
      wall: mix(p.mid, p.haze, 0.3),
      runner: mix(p.accent, p.key, 0.45),
    }
    return {
      paint: t => {
        drawHall(stage, plan)
        stage.flare(0.7, 0.5)
        stage.rows(2.6, z => {
          for (const s of [-1, 1]) {
            for (let k = 3; k >= 0; k--) {
              const a = z + k * 0.65
              const cloth = mix(mix(p.haze, p.key, 0.35), p.shade, (k & 1 ? 0.36 : 0.05) + (s > 0 ? 0.12 : 0))
              stage.side(s * w * 0.985, 0, h, a, a + 0.66, cloth)
            }
          }
          const sag = (u: number): number => h - 0.2 - Math.sin(Math.PI * u) * 1.1
          for (let k = 0; k < 6; k++) {
            const u = k / 6
            const v = (k + 1) / 6
            stage.polygon(
              [
                -w + u * 2 * w,
                sag(u),
                z,
                -w + v * 2 * w,
                sag(v),
                z,
                -w + v * 2 * w,
                sag(v) + 0.5,
                z + 0.9,
                -w + u * 2 * w,
                sag(u) + 0.5,
                z + 0.9,
              ],
              mix(p.key, p.mid, 0.15 + Math.abs(u - 0.42) * 0.7),
              0.85,
            )
          }
          lightString(stage, -w, h - 0.36, z, w, h - 0.36, z, 1.1, 11, [p.key], t, 0.2)
        })
        stage.rows(3.4, (z, i) => {
          for (const s of [-1, 1]) {
            const zz = z + 1.2 + (s > 0 ? 0.8 : 0)
            candleTable(stage, s * 2.9, zz, s, t)
            if (hash(seed, i, s) < 0.55)
              person(stage, s * 1.75, 0, zz + 1, hash(i, s, 3) < 0.5 ? 'woman' : 'man', {
                pose: 'stand',
                phase: t + i,
                tilt: s * -0.03,
              })
          }
        })
      },
    }
  },
}
