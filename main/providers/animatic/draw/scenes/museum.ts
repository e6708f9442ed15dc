import { WHITE, mix } from '../colour.ts'
import { person } from '../figures.ts'
import { hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { drawHall, fillWithLight } from '../shells.ts'

/** A gallery: pictures in lamplight, statues, a few visitors. */
export const museum: Scene = {
  words: 'studio:3 empty_room:2.5 spotlight:3 audition:2 museum:3.5 gallery:3.5 exhibition:3 statue:2.5 mannequin:2.5',
  palettes: ['milk', 'dusk', 'dream', 'grief'],
  flight: { speed: 2.6, eye: 1.6, room: [1, 0.8] },
  far: 40,
  fog: 18,
  isIndoors: true,
  cast: { distance: 7 },
  air: 'dust',
  build: stage => {
    const { palette: p, seed } = stage
    fillWithLight(stage, 0.5)
    const w = 4
    const h = 4.4
    const plan = {
      halfWidth: w,
      height: h,
      floor: mix(p.haze, p.mid, 0.4),
      ceiling: mix(p.haze, p.key, 0.3),
      wall: mix(p.key, p.haze, 0.4),
    }
    return {
      paint: t => {
        drawHall(stage, plan)
        stage.flare(0.6, 0.4)
        stage.rows(4.6, (z, i) => {
          for (const s of [-1, 1]) {
            const tone = mix(mix(p.accent, p.mid, hash(seed, i, s)), p.shade, hash(i, s, 2) * 0.5)
            stage.side(s * w * 0.995, 1, 2.9, z + 0.8, z + 3.2, mix(p.ink, p.accent, 0.3))
            stage.side(s * w * 0.99, 1.12, 2.78, z + 0.95, z + 3.05, mix(p.key, WHITE, 0.2))
            stage.side(s * w * 0.985, 1.3, 2.6, z + 1.15, z + 2.85, tone)
            stage.side(
              s * w * 0.98,
              1.3,
              1.3 + hash(i, s, 3),
              z + 1.15,
              z + 1.15 + hash(i, s, 4) * 1.7,
              mix(tone, p.key, 0.4),
            )
            stage.glow(s * w * 0.9, 3.1, z + 2, 1, p.key, 0.45)
            stage.pool(s * 3, 0.01, z + 2, 1.6, p.key, 0.3)
          }
          if (i % 2 === 0) {
            const x = i % 4 === 0 ? 1.7 : -1.7
            stage.box(x - 0.35, x + 0.35, 0, 0.9, z + 3.6, z + 4.2, mix(p.key, WHITE, 0.4))
            person(stage, x, 0.9, z + 3.9, i % 4 === 0 ? 'woman' : 'man', {
              pose: 'raise',
              phase: i,
              colour: mix(p.haze, p.shade, 0.25),
              shadow: false,
              tall: 1.2,
            })
          }
          if (hash(seed, i, 6) < 0.4)
            person(stage, (hash(i, 7) - 0.5) * 4, 0, z, 'woman', { pose: 'stand', phase: t + i })
        })
      },
    }
  },
}
