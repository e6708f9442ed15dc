import { WHITE, mix } from '../colour.ts'
import { person } from '../figures.ts'
import { hash } from '../numbers.ts'
import { chair } from '../props/furniture.ts'
import type { Scene } from '../scene.ts'
import { fillWithLight } from '../shells.ts'

/** An airport terminal: glass on one side, planes beyond, a moving walkway. */
export const airport: Scene = {
  words:
    'airport:4.5 terminal:2.5 departure_gate:2 walkway:2 plane:1 runway:2 boarding:2 check_in:2 arrivals:2.5 moving_walkway:2',
  palettes: ['dawn', 'milk', 'winter', 'noon'],
  flight: { speed: 4, eye: 1.6, room: [1, 1] },
  far: 64,
  fog: 28,
  isIndoors: true,
  cast: { distance: 7, x: 0.4 },
  build: stage => {
    const { palette: p, seed } = stage
    fillWithLight(stage, 0.6)
    const w = 5
    const h = 5.4
    const side = hash(seed, 1) < 0.5 ? -1 : 1
    return {
      paint: t => {
        stage.clear()
        stage.strip(0, side * w, side * 200, mix(p.haze, p.mid, 0.35), mix(p.mid, p.haze, 0.4))
        stage.rows(26, (z, i) => {
          const x = side * (17 + hash(i, 2) * 5)
          const body = mix(p.key, WHITE, 0.4)
          stage.polygon(
            [x, 1.6, z - 6, x, 1.6, z + 9, x, 3.1, z + 11, x, 3.3, z - 5, x, 2.6, z - 7.4],
            mix(body, p.mid, 0.15),
          )
          stage.polygon([x, 3, z + 7.5, x, 6, z + 10.4, x, 6, z + 11.6, x, 3, z + 10.5], p.accent)
          stage.polygon(
            [x - side, 1.9, z, x - side, 1.9, z + 2.4, x - side * 6, 2.1, z + 4.6, x - side * 6, 2.1, z + 3.8],
            mix(body, p.shade, 0.35),
          )
          stage.begin()
          for (let k = 0; k < 12; k++) stage.addSide(x - side * 0.02, 2.55, 2.85, z - 4 + k, z - 3.6 + k)
          stage.fillAdded(p.shade, 0.7)
        })
        stage.flare(0.8, 0.4, p.key, side * 0.35, -0.1)
        stage.strip(0, -w, w, mix(p.haze, p.mid, 0.4), mix(p.mid, p.haze, 0.3))
        stage.strip(h, -w, w, mix(p.haze, p.key, 0.3), mix(p.mid, p.haze, 0.5))
        stage.wall(-side * w, 0, h, mix(p.mid, p.haze, 0.35), mix(p.mid, p.shade, 0.3))
        stage.wall(side * w, 0, 0.5, mix(p.mid, p.shade, 0.4))
        stage.adding(() => stage.strip(0.006, side * w, side * 1.4, p.key, p.key, 0.1))
        stage.rows(4.5, (z, i) => {
          stage.box(side * w, side * (w - 0.14), 0, h, z, z + 0.22, mix(p.shade, p.mid, 0.35))
          stage.side(side * w * 0.998, 2.7, 2.82, z, z + 4.5, mix(p.shade, p.mid, 0.35))
          stage.polygon(
            [-w, h - 0.05, z, w, h - 0.05, z, w, h - 0.05, z + 0.3, -w, h - 0.05, z + 0.3],
            mix(p.mid, p.shade, 0.2),
          )
          stage.level(h - 0.06, -2.6, -1.6, z + 1, z + 3.4, mix(p.key, WHITE, 0.4), 1, 0.6)
          stage.side(
            -side * w * 0.99,
            1,
            2.4,
            z + 0.6,
            z + 3.6,
            hash(i, 3) < 0.5 ? mix(p.accent, p.mid, 0.2) : mix(p.haze, p.key, 0.5),
            0.9,
            0.4,
          )
          for (let k = 0; k < 3; k++)
            if (hash(i, k, 5) < 0.6) chair(stage, -side * (2.6 + k * 0.62), z + 1.5, mix(p.shade, p.accent, 0.3), 0.5)
          if (i % 3 === 0) stage.front(z, -side * 0.4 - 1, -side * 0.4 + 1, 3.3, 3.8, mix(p.ink, p.shade, 0.4), 1, 0.2)
          if (i % 3 === 0)
            stage.front(
              z - 0.01,
              -side * 0.4 - 0.8,
              -side * 0.4 + 0.3,
              3.48,
              3.6,
              mix(p.key, [255, 210, 80], 0.6),
              1,
              0.4,
            )
          if (hash(seed, i, 7) < 0.6)
            person(stage, -side * (1.2 + hash(i, 8) * 2), 0, z, hash(i, 9) < 0.5 ? 'man' : 'woman', {
              phase: t * 5 + i,
            })
        })
        for (const x of [side * 0.5, side * 2.2]) {
          stage.wall(x, 0, 0.9, mix(p.haze, p.key, 0.4), mix(p.haze, p.mid, 0.4), 0.45)
          stage.strip(0.92, x - 0.06, x + 0.06, mix(p.ink, p.shade, 0.4), p.ink)
        }
        stage.rows(
          0.6,
          z =>
            stage.level(
              0.008,
              side * 0.55,
              side * 2.15,
              z + ((t * 0.4) % 0.6),
              z + ((t * 0.4) % 0.6) + 0.3,
              p.shade,
              0.4,
            ),
          1,
          14,
        )
      },
    }
  },
}
