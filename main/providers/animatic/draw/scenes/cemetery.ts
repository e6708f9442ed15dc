import { mix } from '../colour.ts'
import { person } from '../figures.ts'
import { hash } from '../numbers.ts'
import { cypress } from '../props/trees.ts'
import { umbrella } from '../props/umbrella.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** Black umbrellas, cypresses and stones beside a wet gravel path. */
export const cemetery: Scene = {
  words: 'funeral:5 cemetery:4.5 graveyard:4.5 grave:3 cypress:2 tomb:2.5 churchyard:3 gravel_path:1.2 mourner:3',
  palettes: ['grief', 'storm', 'winter'],
  flight: { speed: 2.6, eye: 1.8, room: [0.8, 2.2] },
  far: 56,
  fog: 22,
  horizon: 0.48,
  cast: 'none',
  build: (stage, hints) => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.mid, 0.1)
    const sky = makeSky(stage, {
      stops: [
        [1, p.mid],
        [0.5, mix(p.mid, p.haze, 0.5)],
        [0.1, p.haze],
        [0, stage.fogColour],
        [-0.3, p.haze],
      ],
      streaks: 10,
      ridges: { count: 2, height: 0.07 },
    })
    const lawn = mix(mix([70, 86, 66], p.mid, 0.4), p.shade, 0.2)
    return {
      paint: t => {
        sky()
        stage.flare(0.5, 0.3)
        stage.strip(0, -90, 90, lawn, mix(lawn, p.ink, 0.35))
        stage.strip(0.01, -1.3, 1.3, mix(p.haze, p.mid, 0.3), mix(p.mid, p.shade, 0.35))
        stage.rows(3, (z, i) => {
          stage.adding(() => stage.level(0.015, -0.9 + hash(i, 1), 0.2 + hash(i, 1), z, z + 0.8, p.haze, 0.2, 0.2))
          for (const s of [-1, 1]) {
            if (hash(seed, i, s) < 0.75) {
              const x = s * (3 + hash(seed, i, s, 2) * 4.5)
              const tall = 0.8 + hash(i, s, 3) * 0.5
              const stone = mix(p.haze, p.shade, 0.25 + hash(i, s, 4) * 0.3)
              stage.box(x - 0.32, x + 0.32, 0, tall, z, z + 0.14, stone)
              if (hash(i, s, 5) < 0.35) {
                stage.front(z, x - 0.06, x + 0.06, tall, tall + 0.65, stone)
                stage.front(z, x - 0.24, x + 0.24, tall + 0.34, tall + 0.46, stone)
              }
            }
            if (i % 3 === 0) cypress(stage, s * (4.2 + hash(i, s, 6) * 1.5), z + 1, 5 + hash(i, s, 7) * 3)
          }
        })
        const walkers = 14
        for (let n = walkers; n >= 0; n--) {
          const x = ((n * 7) % 5) * 0.62 - 1.24 + (hash(n, 1) - 0.5) * 0.3
          const z = stage.camera.z + 4.6 + n * 1.15 - Math.min(2.5, t * 0.5)
          person(stage, x, 0, z, n % 3 === 0 ? 'man' : n % 3 === 1 ? 'woman' : 'elder', {
            phase: t * 3 + n,
            scarf: hints.hasScarf && n === 3,
            colour: mix(p.ink, p.shade, 0.12),
          })
          umbrella(stage, x, 1.86 + (n % 3) * 0.06, z - 0.02, 0.66, mix(p.ink, p.shade, 0.15 + (n % 4) * 0.05))
        }
      },
    }
  },
}
