import { mix } from '../colour.ts'
import { hash } from '../numbers.ts'
import { puff } from '../props/puff.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** Through a country of clouds, a thin bright sea far below. */
export const clouds: Scene = {
  words:
    'cloud:2.5 sky:1.2 vapour:3 towering_cloud:5 heaven:2 airplane:3 angel:3 above_the_clouds:5 weightless:1.5 bird:.4',
  palettes: ['coral', 'dream', 'dawn', 'dusk', 'noon'],
  flight: { speed: 6, eye: 2.4, room: [1.6, 1] },
  far: 56,
  fog: 24,
  horizon: 0.53,
  cast: { pose: 'float', ground: 1.4, distance: 6 },
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, p.isNight ? 0 : 0.15)
    const sunX = (hash(seed, 1) - 0.5) * 0.4
    const sky = makeSky(stage, {
      sun: { x: sunX, y: 0.08, radius: 0.08 },
      heaps: 5,
      streaks: 6,
      stars: p.isNight ? 200 : 0,
    })
    const isTunnel = hash(seed, 2) < 0.5
    return {
      paint: t => {
        sky()
        stage.flare(0.7, 0.4, p.key, sunX, -0.08)
        stage.strip(-12, -400, 400, mix(p.haze, p.key, 0.35), mix(p.mid, p.haze, 0.3))
        stage.rows(2.3, (z, i) => {
          for (let n = 0; n < 3; n++) {
            const r = (k: number): number => hash(seed, i, n, k)
            let x = (r(1) - 0.5) * 30 + (n ? 1 : -1) * 2.4
            let y = -0.6 - r(2) * 1.6 - (Math.abs(x) < 3 ? 0.8 : 0) + Math.abs(x) * 0.045
            if (isTunnel) {
              const angle = r(1) * 6.283
              x = Math.cos(angle) * (4.6 + r(5) * 3)
              y = 2.2 + Math.sin(angle) * (3.4 + r(5) * 2)
            } else if (n === 2) {
              x = (r(1) < 0.5 ? -1 : 1) * (5 + r(1) * 16)
              y = 5.5 + r(2) * 4
            }
            puff(
              stage,
              x + Math.sin(t * 0.2 + i) * 0.2,
              y,
              z + r(3) * 1.8,
              (n === 2 ? 0.8 : 1.15) + r(4) * 1.1,
              i * 3 + n,
            )
          }
        })
      },
    }
  },
}
