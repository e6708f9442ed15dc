import { WHITE, css, mix } from '../colour.ts'
import { person } from '../figures.ts'
import { hash } from '../numbers.ts'
import { bed } from '../props/furniture.ts'
import type { Scene } from '../scene.ts'
import { drawHall, sideWindow } from '../shells.ts'

/** A ward at night: beds on both sides, drawn curtains, green lines on monitors. */
export const ward: Scene = {
  words: 'hospital_ward:6 ward:4 between_beds:2 monitor:2 icu:4 intensive_care:4 patient:2 drip:2 pulse_line:2',
  palettes: ['ward', 'clinic', 'moon'],
  flight: { speed: 2.2, eye: 1.55, room: [0.7, 0.6] },
  far: 32,
  fog: 15,
  isIndoors: true,
  cast: 'none',
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.mid, p.shade, 0.45)
    const w = 3.4
    const h = 2.9
    const plan = {
      halfWidth: w,
      height: h,
      floor: mix(p.shade, p.mid, 0.35),
      ceiling: mix(p.shade, p.ink, 0.4),
      wall: mix(p.shade, p.mid, 0.25),
    }
    const cloth = mix(p.haze, p.mid, 0.35)
    return {
      paint: t => {
        drawHall(stage, plan)
        stage.flare(0.5, 0.3, p.haze)
        stage.rows(5.4, (z, i) => {
          for (const s of [-1, 1] as const) {
            const zz = z + (s > 0 ? 1.4 : 0)
            if (s > 0)
              sideWindow(stage, w, 1.1, 2.4, zz + 0.6, zz + 2.2, mix(p.ink, p.shade, 0.4), mix(p.mid, p.haze, 0.5))
            stage.level(
              h - 0.01,
              s * 1.9 - 0.25,
              s * 1.9 + 0.25,
              zz + 1,
              zz + 2,
              mix(p.key, p.haze, 0.3),
              hash(i, s) < 0.35 ? 1 : 0.12,
              0.7,
            )
            const x0 = s < 0 ? -3 : 1.9
            bed(stage, x0, x0 + 1.1, zz + 0.7, mix(p.haze, p.mid, 0.3), mix(p.key, p.haze, 0.3))
            const mx = s * 1.5
            stage.box(mx, mx + s * 0.3, 1.35, 1.8, zz + 2.2, zz + 2.5, mix(p.ink, p.shade, 0.3))
            stage.front(zz + 2.19, mx - 0.3, mx + 0.3, 1.38, 1.78, mix(p.ink, p.shade, 0.2))
            const left = stage.spot(mx - 0.26, 1.56, zz + 2.18)
            const right = stage.spot(mx + 0.26, 1.56, zz + 2.18)
            if (left && right && left.depth > 1) {
              const { ctx } = stage
              ctx.strokeStyle = css(mix([90, 255, 150], p.key, 0.2), 0.9 * stage.fadeIn(left.depth))
              ctx.lineWidth = Math.max(0.8, left.scale * 0.012)
              ctx.beginPath()
              ctx.moveTo(left.x, left.y)
              const beat = (t * 0.9 + hash(i, s, 4)) % 1
              const span = right.x - left.x
              const peak = left.scale * 0.14
              ctx.lineTo(left.x + span * Math.max(0.02, beat - 0.1), left.y)
              ctx.lineTo(left.x + span * beat, left.y - peak)
              ctx.lineTo(left.x + span * Math.min(0.98, beat + 0.06), left.y + peak * 0.6)
              ctx.lineTo(left.x + span * Math.min(0.99, beat + 0.1), left.y)
              ctx.lineTo(right.x, right.y)
              ctx.stroke()
              stage.glow(mx, 1.56, zz + 2.1, 0.7, [70, 220, 130], 0.3)
            }
            const edge = s * (1.3 + 0.08 * Math.sin(t * 0.8 + i))
            const folds = 7
            const from = zz + 3.6
            for (let k = folds - 1; k >= 0; k--) {
              const share = hash(seed, i, s, 2) * 0.7 + 0.3
              stage.polygon(
                [
                  edge + s * 0.07 * (k & 1),
                  0.4,
                  from + k * 0.16 * share,
                  edge + s * 0.07 * (1 - (k & 1)),
                  0.4,
                  from + (k + 1) * 0.16 * share,
                  edge + s * 0.07 * (1 - (k & 1)),
                  2.35,
                  from + (k + 1) * 0.16 * share,
                  edge + s * 0.07 * (k & 1),
                  2.35,
                  from + k * 0.16 * share,
                ],
                mix(cloth, p.ink, k & 1 ? 0.35 : 0.1),
                0.96,
              )
            }
            if (hash(seed, i, s, 6) < 0.3) {
              const span = (w - 1.3) / 6
              for (let k = 5; k >= 0; k--) {
                const [near, far] = [edge + s * span * k, edge + s * span * (k + 1)]
                const fold = mix(cloth, p.ink, k & 1 ? 0.34 : 0.16)
                stage.front(from + (k & 1) * 0.05, near, far, 0.4, 2.35, fold)
              }
            }
            stage.rod(edge, 2.37, zz, edge, 2.37, zz + 4.2, 0.03, p.haze, 0.7)
          }
        })
        person(stage, 0.9, 0, stage.camera.z + 9 - Math.min(2, t * 0.3), 'woman', {
          pose: 'stand',
          colour: mix(p.haze, WHITE, 0.2),
          phase: t,
        })
      },
    }
  },
}
