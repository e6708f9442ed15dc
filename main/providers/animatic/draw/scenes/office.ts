import { WHITE, mix } from '../colour.ts'
import { person } from '../figures.ts'
import { hash } from '../numbers.ts'
import { chair } from '../props/furniture.ts'
import type { Scene } from '../scene.ts'
import { drawHall } from '../shells.ts'

/** An open-plan office by night: rows of desks, glowing screens. */
export const office: Scene = {
  words:
    'office:4 desk:1.5 screen:1.2 copier:2 cubicle:3 open_plan:2.5 keyboard:1.5 computer:2 meeting:1.5 boardroom:2 work:.5 server:1.5',
  palettes: ['moon', 'grief', 'clinic', 'night'],
  flight: { speed: 3.2, eye: 1.9, room: [1.2, 1] },
  far: 44,
  fog: 19,
  pitch: -0.05,
  isIndoors: true,
  cast: 'none',
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.shade, p.mid, 0.5)
    const w = 9
    const h = 3.3
    const plan = {
      halfWidth: w,
      height: h,
      floor: mix(p.shade, p.mid, 0.25),
      ceiling: mix(p.ink, p.shade, 0.6),
      wall: mix(p.shade, p.ink, 0.35),
    }
    const desk = mix(p.mid, p.haze, 0.2)
    return {
      paint: t => {
        drawHall(stage, plan)
        stage.flare(0.4, 0.25, p.haze)
        stage.rows(3, (z, i) => {
          for (const x of [-6, -2.4, 2.4, 6]) {
            const isOn = hash(seed, i, x) < 0.24
            stage.level(
              h - 0.02,
              x - 0.5,
              x + 0.5,
              z,
              z + 1.3,
              isOn ? mix(p.key, p.haze, 0.3) : mix(p.shade, p.mid, 0.4),
              1,
              isOn ? 0.7 : 0,
            )
            if (isOn) stage.pool(x, 0.78, z + 0.7, 1.6, p.key, 0.3)
          }
          for (const s of [-1, 1]) {
            stage.side(s * w * 0.99, 0.9, 2.7, z + 0.1, z + 2.8, mix(p.ink, p.shade, 0.3))
            stage.begin()
            for (let k = 0; k < 5; k++) {
              const y = 1 + hash(i, s, k) * 1.5
              const a = z + 0.2 + k * 0.5
              stage.addSide(s * w * 0.985, y, y + 0.12, a, a + 0.14)
            }
            stage.fillAdded(p.key, 0.8, 0.4)
          }
        })
        stage.rows(2.1, (z, i) => {
          for (const x of [-6.4, 6.4, -4, 4, -1.6, 1.6]) {
            const depth = z - stage.camera.z
            if (depth > 30 && Math.abs(x) > 5) continue
            stage.box(x - 0.75, x + 0.75, 0.7, 0.76, z, z + 0.7, desk)
            if (depth > 24) continue
            stage.front(z + 0.68, x - 0.75, x + 0.75, 0.3, 0.72, mix(desk, p.ink, 0.5))
            const isLit = hash(seed, i, x, 2) < 0.4
            const glassy = isLit ? mix(p.haze, WHITE, 0.35) : mix(p.ink, p.shade, 0.4)
            stage.front(z + 0.45, x - 0.3, x + 0.3, 0.86, 1.22, mix(p.ink, p.shade, 0.2))
            stage.front(z + 0.44, x - 0.27, x + 0.27, 0.89, 1.19, glassy, 1, isLit ? 0.6 : 0)
            if (isLit) stage.glow(x, 1.05, z + 0.4, 0.6, mix(p.haze, WHITE, 0.2), 0.22)
            if (depth < 12) chair(stage, x + (hash(i, x, 4) - 0.5) * 0.5, z - 0.5, mix(p.ink, p.shade, 0.5))
          }
        })
        const lampZ = stage.camera.z + 9
        stage.rod(-1.2, 0.76, lampZ, -1.2, 1.25, lampZ, 0.03, p.ink)
        stage.glow(-1.05, 1.2, lampZ, 1.2, mix(p.key, [255, 190, 90], 0.5), 0.8)
        person(stage, -1.5, -0.35, lampZ - 0.5, 'woman', { pose: 'bust', phase: t })
      },
    }
  },
}
