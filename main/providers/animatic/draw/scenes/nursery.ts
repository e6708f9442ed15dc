import { WHITE, css, mix } from '../colour.ts'
import type { Scene } from '../scene.ts'
import { drawHall, fillWithLight, lightPatch, sideWindow } from '../shells.ts'

/** A nursery: mobiles of birds and moons turning over cots, soft curtains, toys. */
export const nursery: Scene = {
  words: 'nursery:4 cot:2.5 cradle:3 mobile:2.5 baby:1.5 crib:3 lullaby:2 teddy:2 infant:2',
  palettes: ['candy', 'dream', 'dawn', 'love'],
  flight: { speed: 1.8, eye: 1.5, room: [0.6, 0.6] },
  far: 26,
  fog: 13,
  pitch: 0.05,
  isIndoors: true,
  cast: 'none',
  air: 'dust',
  build: stage => {
    const { palette: p } = stage
    fillWithLight(stage, 0.5)
    const w = 2.6
    const h = 2.8
    const plan = {
      halfWidth: w,
      height: h,
      floor: mix(p.mid, p.haze, 0.5),
      ceiling: mix(p.haze, p.key, 0.4),
      wall: mix(p.haze, p.mid, 0.3),
      dado: mix(p.key, p.haze, 0.4),
      dadoHeight: 0.8,
    }
    const { ctx } = stage
    return {
      paint: t => {
        drawHall(stage, plan)
        stage.flare(0.6, 0.4)
        stage.rows(4, (z, i, random) => {
          const s = i & 1 ? 1 : -1
          for (let k = 0; k < 10; k++)
            stage.side(
              s * w * 0.998,
              1 + random(k) * 1.5,
              1.12 + random(k) * 1.5,
              z + k * 0.5,
              z + k * 0.5 + 0.12,
              mix(p.key, p.accent, random(k + 20)),
              0.6,
            )
          sideWindow(stage, -s * w, 1, 2.3, z + 1.4, z + 3.2, mix(p.key, WHITE, 0.5))
          lightPatch(stage, -s as -1 | 1, w, z + 1.5, z + 3.2, 3, 0.26)
          for (const a of [0.9, 3.1]) {
            for (let k = 2; k >= 0; k--)
              stage.polygon(
                [
                  -s * w * 0.97,
                  0.3,
                  z + a + k * 0.22,
                  -s * w * 0.97,
                  0.3,
                  z + a + 0.26 + k * 0.22 + 0.08 * Math.sin(t * 1.2 + a + i),
                  -s * w * 0.97,
                  2.55,
                  z + a + k * 0.2 + 0.24,
                  -s * w * 0.97,
                  2.55,
                  z + a + k * 0.2,
                ],
                mix(mix(p.accent, [255, 150, 170], 0.6), p.key, 0.25 + k * 0.22),
                0.85,
              )
          }
          const x = s * 1.5
          const rail = mix(p.key, WHITE, 0.4)
          stage.box(x - 0.5, x + 0.5, 0.35, 0.5, z + 1.6, z + 2.8, mix(p.key, p.accent, 0.25))
          for (const side of [-0.5, 0.5]) {
            for (let k = 0; k <= 6; k++)
              stage.rod(x + side, 0.3, z + 1.6 + k * 0.2, x + side, 0.95, z + 1.6 + k * 0.2, 0.03, rail)
            stage.rod(x + side, 0.95, z + 1.6, x + side, 0.95, z + 2.8, 0.05, rail)
          }
          for (let k = 0; k <= 5; k++)
            stage.rod(x - 0.5 + k * 0.2, 0.3, z + 1.58, x - 0.5 + k * 0.2, 0.95, z + 1.58, 0.03, rail)
          stage.rod(x - 0.5, 0.95, z + 1.58, x + 0.5, 0.95, z + 1.58, 0.05, rail)
          for (let k = 0; k < 3; k++)
            stage.ball(-x + k * 0.35 - 0.3, 0.13, z + 2 + k * 0.3, 0.13, k === 1 ? p.accent : mix(p.mid, p.key, 0.3))
          const hub = z + 2.4
          stage.rod(x * 0.5, 2.1, hub, x * 0.5, h, hub, 0.012, p.shade)
          for (let k = 0; k < 6; k++) {
            const angle = t * 0.7 + (k / 6) * 6.283 + i
            const mx = x * 0.5 + Math.cos(angle) * 0.8
            const mz = hub + Math.sin(angle) * 0.8
            const y = 1.72 + (k % 2) * 0.16 + Math.sin(t + k) * 0.03
            stage.rod(mx, y, mz, x * 0.5, 2.12, hub, 0.008, p.shade, 0.7)
            const spot = stage.spot(mx, y, mz)
            if (!spot || spot.depth < 0.6) continue
            const r = 0.2 * spot.scale
            ctx.fillStyle = css(
              stage.tint(k % 3 === 0 ? mix(p.accent, p.key, 0.2) : mix(p.key, WHITE, 0.5), spot.depth),
              stage.passing(spot.depth),
            )
            ctx.beginPath()
            if (k % 3 === 0) {
              ctx.arc(spot.x, spot.y, r, 0.6, 5.6)
              ctx.quadraticCurveTo(spot.x + r * 0.1, spot.y, spot.x + r * 0.82, spot.y + r * 0.56)
            } else {
              const flap = Math.sin(t * 2 + k) * r * 0.3
              ctx.moveTo(spot.x - r * 1.2, spot.y - flap)
              ctx.quadraticCurveTo(spot.x - r * 0.4, spot.y - r * 0.5, spot.x, spot.y + r * 0.1)
              ctx.quadraticCurveTo(spot.x + r * 0.4, spot.y - r * 0.5, spot.x + r * 1.2, spot.y - flap)
              ctx.quadraticCurveTo(spot.x + r * 0.4, spot.y + r * 0.1, spot.x, spot.y + r * 0.5)
              ctx.quadraticCurveTo(spot.x - r * 0.4, spot.y + r * 0.1, spot.x - r * 1.2, spot.y - flap)
            }
            ctx.fill()
          }
        })
      },
    }
  },
}
