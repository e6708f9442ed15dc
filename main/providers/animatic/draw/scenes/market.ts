import { WHITE, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { person } from '../figures.ts'
import { cycle, hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** A street market: striped awnings, crates of fruit, hanging cloth. */
export const market: Scene = {
  words:
    'market:3.5 street_market:6 stall:3 bazaar:4 awning:2.5 fruit:1.5 orange:.3 melon:2 fabric:1 souk:4 spice:2 hanging_silk:2 vendor:2 fish_on_ice:2',
  palettes: ['coral', 'summer', 'desert', 'gold'],
  flight: { speed: 2.6, eye: 1.55, room: [0.7, 0.8] },
  far: 36,
  fog: 18,
  cast: { distance: 5.5 },
  way: { sway: 1.2, swayLength: 40 },
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.5)
    const sky = makeSky(stage, { sun: { x: 0.1, y: 0.3, radius: 0.05 }, heaps: 2 })
    const fruit: readonly Rgb[] = [[240, 140, 40], [205, 60, 50], [236, 196, 70], [120, 160, 70], p.accent]
    return {
      paint: t => {
        sky()
        stage.flare(0.7, 0.4)
        stage.strip(0, -40, 40, mix(p.mid, p.haze, 0.45), mix(p.mid, p.shade, 0.3))
        for (const s of [-1, 1]) stage.wall(s * 4.6, 0, 5.5, mix(mix(p.haze, p.accent, s < 0 ? 0.1 : 0.25), p.mid, 0.3))
        stage.rows(3, (z, i, random) => {
          stage.adding(() => stage.level(0.005, -0.6 + random(1), 0.9 + random(1), z + 0.4, z + 1.8, p.key, 0.16, 0.3))
          for (const s of [-1, 1]) {
            const stripe = s < 0 ? p.accent : mix(p.mid, fruit[Math.floor(random(s + 3) * 5)]!, 0.6)
            stage.side(s * 4.55, 2.9, 4.3, z + 0.7, z + 1.7, mix(p.shade, p.ink, 0.3))
            stage.side(s * 4.5, 2.9, 4.3, z + 0.4, z + 0.7, mix(p.accent, p.shade, 0.4))
            for (let k = 0; k < 6; k++)
              stage.polygon(
                [
                  s * 3.4,
                  2.95,
                  z + k * 0.46,
                  s * 3.4,
                  2.95,
                  z + k * 0.46 + 0.46,
                  s * 1.35,
                  2.3,
                  z + k * 0.46 + 0.46,
                  s * 1.35,
                  2.3,
                  z + k * 0.46,
                ],
                mix(k & 1 ? mix(p.key, WHITE, 0.3) : stripe, p.ink, 0.12),
              )
            for (let k = 0; k < 6; k++)
              stage.side(
                s * 1.35,
                2.1 + 0.03 * Math.sin(t * 2 + k + i),
                2.3,
                z + k * 0.46,
                z + k * 0.46 + 0.46,
                k & 1 ? mix(p.key, WHITE, 0.3) : stripe,
              )
            stage.front(z, s * 1.4 - 0.04, s * 1.4 + 0.04, 0, 2.3, mix(p.shade, p.accent, 0.3))
            const x = s * 1.5
            stage.box(x, s * 2.9, 0, 0.72, z + 0.2, z + 2.7, mix(p.accent, p.shade, 0.45))
            const depth = z - stage.camera.z
            for (let k = 3; k >= 0; k--) {
              const colour = fruit[Math.floor(hash(seed, i, k, s) * 5)]!
              const a = z + 0.25 + k * 0.62
              stage.polygon(
                [x, 0.72, a, x, 0.72, a + 0.56, s * 2.5, 1.15, a + 0.56, s * 2.5, 1.15, a],
                mix(colour, p.ink, 0.3),
              )
              if (depth > 13 || depth < -2.5) continue
              stage.begin()
              for (let n = 0; n < 10; n++) {
                const fx = s * (1.6 + (n % 4) * 0.24)
                const fy = 0.82 + (n % 4) * 0.11
                const fz = a + 0.1 + Math.floor(n / 4) * 0.19
                stage.add([fx, fy, fz, fx + 0.06, fy + 0.09, fz, fx, fy + 0.15, fz + 0.02, fx - 0.07, fy + 0.09, fz])
              }
              stage.fillAdded(mix(colour, p.key, 0.2))
            }
            if (random(s + 8) < 0.6)
              person(stage, s * 3.1, 0, z + 1.4, random(s + 9) < 0.5 ? 'man' : 'woman', { pose: 'stand', phase: t + i })
          }
          if (i % 3 === 0) {
            const cloth = cycle(fruit, i)
            const blow = Math.sin(t * 1.4 + i) * 0.14
            stage.polygon(
              [
                -1.2,
                3.2,
                z,
                1.2,
                3.2,
                z,
                1 + blow,
                2.35,
                z,
                0.3 + blow,
                2.2,
                z,
                -0.5 + blow,
                2.4,
                z,
                -1.1 + blow,
                2.25,
                z,
              ],
              mix(cloth, p.key, 0.35),
              0.75 * stage.passing(z - stage.camera.z),
            )
          }
        })
      },
    }
  },
}
