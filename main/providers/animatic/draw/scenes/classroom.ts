import { mix } from '../colour.ts'
import { hash } from '../numbers.ts'
import { table } from '../props/furniture.ts'
import type { Scene } from '../scene.ts'
import { drawHall, fillWithLight, lightPatch, sideWindow } from '../shells.ts'

/** Rows of desks before tall windows, a board with chalk planets far ahead. */
export const classroom: Scene = {
  words:
    'classroom:4 class:1.5 lesson:2 teacher:2 desk:1 pupil:2 exam:2 blackboard:3 chalkboard:3 raised_hands:.5 homework:2',
  palettes: ['autumn', 'gold', 'spring', 'dawn'],
  flight: { speed: 3, eye: 1.7, room: [1, 0.7] },
  far: 38,
  fog: 17,
  pitch: -0.06,
  isIndoors: true,
  cast: { distance: 7 },
  air: 'dust',
  build: stage => {
    const { palette: p, seed } = stage
    fillWithLight(stage)
    const w = 3.7 + hash(seed, 1) * 0.7
    const h = 3.2
    const plan = {
      halfWidth: w,
      height: h,
      floor: mix(p.mid, p.shade, 0.45),
      ceiling: mix(p.haze, p.mid, 0.35),
      wall: mix(p.haze, p.mid, 0.35),
      dado: mix(p.mid, p.accent, 0.35),
      dadoHeight: 0.95,
    }
    const paint = (): void => {
      drawHall(stage, plan)
      stage.flare(0.6, 0.3)
      const far = stage.camera.z + 24
      stage.front(far, -2.6, 2.6, 0.9, 2.7, mix(p.ink, p.shade, 0.4), 1, 0.5)
      for (let k = 0; k < 5; k++)
        stage.ball(
          -1.9 + k * 0.95,
          1.5 + hash(seed, k, 6) * 0.8,
          far - 0.1,
          0.1 + hash(seed, k, 7) * 0.16,
          mix(p.key, p.haze, 0.2),
          0.7,
          0.6,
        )
      const ring = stage.spot(0.4, 1.85, far - 0.1)
      if (ring) {
        stage.ctx.strokeStyle = '#ffffff99'
        stage.ctx.lineWidth = Math.max(0.6, ring.scale * 0.03)
        stage.ctx.beginPath()
        stage.ctx.ellipse(ring.x, ring.y, ring.scale * 0.5, ring.scale * 0.13, -0.3, 0, 6.283)
        stage.ctx.stroke()
      }
      stage.rows(3.4, (z, _, random) => {
        sideWindow(stage, -w, 1, 2.95, z + 0.5, z + 2.9, mix(p.ink, p.shade, 0.7))
        const c = mix(p.accent, p.key, random(1) * 0.7)
        stage.side(w * 0.998, 1.3, 2.3, z + 0.7, z + 0.9 + random(2) * 1.4, mix(p.ink, p.mid, 0.3))
        stage.side(w * 0.996, 1.36, 2.24, z + 0.76, z + 0.84 + random(2) * 1.4, c)
        lightPatch(stage, -1, w, z + 0.7, z + 2.7, 3.2, 0.26)
      })
      stage.rows(1.8, (z, i) => {
        for (const x of [-2.8, 2.8, -1.5, 1.5]) {
          const wood = mix(p.accent, p.mid, 0.35 + hash(i, x * 4, 2) * 0.3)
          table(stage, x, z, 0.9, 0.5, 0.74, mix(wood, p.key, 0.15))
          const depth = z - stage.camera.z
          if (depth > 15) continue
          if (hash(i, x * 4, 5) < 0.4) stage.level(0.75, x - 0.15, x + 0.15, z + 0.1, z + 0.35, p.key)
          stage.level(0.44, x - 0.2, x + 0.2, z - 0.5, z - 0.15, wood)
          stage.front(z - 0.5, x - 0.2, x + 0.2, 0.66, 0.92, mix(wood, p.ink, 0.25))
        }
      })
      stage.flare(0.9, 0.12, p.key, -0.8, -0.2)
    }
    return { paint }
  },
}
