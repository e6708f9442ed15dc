import { WHITE, mix } from '../colour.ts'
import { person } from '../figures.ts'
import { hash } from '../numbers.ts'
import { chair, table } from '../props/furniture.ts'
import type { Scene } from '../scene.ts'
import { drawHall, fillWithLight } from '../shells.ts'

/** A small café: counter, pastry shelves, lamps, tables by a steamed window. */
export const cafe: Scene = {
  words:
    'cafe:4.5 coffee:2.5 bar:2.5 restaurant:3.5 diner:4 pastry:2 bakery:3.5 bistro:4 pub:3.5 waiter:2 cup:1 tea:1.2 milk_in:.5',
  palettes: ['autumn', 'ember', 'gold', 'moss'],
  flight: { speed: 2.3, eye: 1.5, room: [0.6, 0.5] },
  far: 32,
  fog: 15,
  isIndoors: true,
  cast: { pose: 'stand', distance: 6.5, x: 0.2 },
  air: 'dust',
  build: stage => {
    const { palette: p, seed } = stage
    fillWithLight(stage, 0.4)
    const w = 2.7
    const h = 3
    const plan = {
      halfWidth: w,
      height: h,
      floor: mix(p.shade, p.mid, 0.3),
      ceiling: mix(p.shade, p.ink, 0.3),
      wall: mix(p.mid, p.shade, 0.35),
      dado: mix(p.accent, p.ink, 0.45),
      dadoHeight: 1,
    }
    const bar = hash(seed, 1) < 0.5 ? -1 : 1
    return {
      paint: t => {
        drawHall(stage, plan)
        stage.flare(0.5, 0.4)
        stage.rows(3.6, (z, i, random) => {
          for (let k = 0; k < 6; k++)
            for (let n = 0; n < 6; n++)
              if ((k + n) & 1)
                stage.level(
                  0.003,
                  -1.35 + n * 0.6,
                  -0.75 + n * 0.6,
                  z + k * 0.6,
                  z + k * 0.6 + 0.6,
                  mix(p.key, p.mid, 0.5),
                  0.3,
                )
          const x = bar * w
          for (const y of [1.5, 1.95, 2.4]) {
            stage.side(x * 0.97, y - 0.04, y, z, z + 3.6, mix(p.accent, p.ink, 0.3))
            for (let k = 7; k >= 0; k--) {
              const a = z + 0.2 + k * 0.43
              const high = 0.14 + random(k + y * 10) * 0.2
              stage.side(
                x * 0.96,
                y,
                y + high,
                a,
                a + 0.12 + random(k + 40) * 0.12,
                mix(mix(p.key, p.accent, random(k + y * 20)), p.ink, random(k) * 0.35),
                1,
                0.1,
              )
            }
          }
          const front = bar * 1.5
          stage.box(
            front,
            front + bar * 0.6,
            0,
            1.08,
            z + 0.1,
            z + 3.5,
            mix(p.accent, p.ink, 0.3),
            mix(p.key, p.mid, 0.35),
          )
          stage.side(front * 0.995, 0.2, 0.95, z + 0.3, z + 3.3, mix(p.accent, p.mid, 0.3))
          for (let k = 2; k >= 0; k--) {
            const a = z + 0.7 + k
            stage.box(bar * 1.75 - 0.1, bar * 1.75 + 0.1, 1.08, 1.13, a, a + 0.22, mix(p.key, WHITE, 0.5))
            stage.ball(bar * 1.75, 1.18, a + 0.1, 0.07, mix(p.accent, p.key, random(k + 60)))
          }
          stage.side(-x * 0.99, 0.9, 2.6, z + 0.3, z + 3.2, mix(p.ink, p.shade, 0.4))
          stage.side(-x * 0.985, 1, 2.5, z + 0.4, z + 1.7, mix(p.haze, p.key, 0.6), 0.95, 0.5)
          stage.side(-x * 0.985, 1, 2.5, z + 1.8, z + 3.1, mix(p.haze, p.key, 0.5), 0.95, 0.5)
          const tx = -bar * 1.75
          table(stage, tx, z + 1.3, 0.75, 0.7, 0.75, mix(p.accent, p.mid, 0.35))
          for (const k of [0, 1]) {
            stage.ball(tx - 0.16 + k * 0.3, 0.8, z + 1.5, 0.05, mix(p.key, WHITE, 0.6))
            stage.glow(tx - 0.16 + k * 0.3, 0.98 + 0.04 * Math.sin(t * 2 + k), z + 1.5, 0.2, p.key, 0.14)
          }
          chair(stage, tx, z + 0.6, mix(p.accent, p.ink, 0.35))
          if (hash(seed, i, 6) < 0.5)
            person(stage, tx, -0.42, z + 2.3, i & 1 ? 'woman' : 'man', { pose: 'bust', phase: t })
          stage.rod(0, 2.2, z + 1.5, 0, h, z + 1.5, 0.015, p.ink)
          stage.ball(0, 2.15, z + 1.5, 0.13, p.key, 1, 0.8)
          stage.glow(0, 2.12, z + 1.5, 1, p.key, 0.6)
        })
      },
    }
  },
}
