import { WHITE, mix } from '../colour.ts'
import { person } from '../figures.ts'
import { hash, wrap } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { doorway, fillWithLight } from '../shells.ts'

/** Carriage after carriage: seats, lamps, fields running in the windows. */
export const train: Scene = {
  words: 'train:3 carriage:4 moving_train:5 compartment:3 railway_carriage:4 wagon:2.5 tram:3 bus:2.5 sliding_door:1.5',
  palettes: ['ember', 'autumn', 'summer', 'gold'],
  flight: { speed: 2.6, eye: 1.6, room: [0.3, 0.3] },
  far: 30,
  fog: 16,
  isIndoors: true,
  cast: { distance: 8 },
  build: stage => {
    const { palette: p, seed } = stage
    fillWithLight(stage, 0.3)
    const w = 1.55
    const h = 2.4
    const wood = mix(p.accent, p.ink, 0.45)
    const seat = mix(p.accent, [150, 40, 44], 0.5)
    const sky = mix(p.haze, p.key, 0.35)
    const grass = mix(p.mid, p.accent, 0.35)
    return {
      paint: t => {
        const rock = { ...stage.camera }
        rock.roll += Math.sin(t * 5.3) * 0.006
        rock.y += Math.sin(t * 10.6) * 0.006
        stage.look(rock)
        stage.clear()
        stage.flare(0.4, 0.45)
        stage.strip(0, -w, w, mix(p.shade, p.ink, 0.3), mix(p.ink, p.shade, 0.4))
        stage.strip(0.004, -0.32, 0.32, mix(seat, p.ink, 0.4), mix(seat, p.ink, 0.5))
        for (const s of [-1, 1]) stage.wall(s * w, 0, h, mix(wood, p.mid, s < 0 ? 0.3 : 0.15), mix(wood, p.ink, 0.2))
        stage.strip(h, -w, w, mix(p.haze, p.mid, 0.4), mix(p.mid, p.shade, 0.3))
        stage.rows(1.9, (z, i) => {
          for (const s of [-1, 1]) {
            const x = s * w * 0.99
            const a = z + 0.25
            const b = z + 1.65
            stage.side(x, 0.92, 1.95, a - 0.06, b + 0.06, mix(p.key, wood, 0.55))
            stage.side(x * 0.998, 0.98, 1.9, a, b, sky, 1, 0.5)
            const hill = 1.3 + 0.12 * Math.sin(i * 1.1 + t * 3 * s)
            stage.polygon(
              [
                x * 0.996,
                0.98,
                a,
                x * 0.996,
                0.98,
                b,
                x * 0.996,
                hill + 0.08 * Math.sin(t * 4 + i),
                b,
                x * 0.996,
                hill,
                a,
              ],
              grass,
              1,
              0.35,
            )
            stage.side(x * 0.995, 0.98, 1.1, a, b, mix(grass, p.shade, 0.4), 1, 0.3)
            const run = wrap(t * 9 + hash(i, s) * 3, 3) / 3
            const at = b - run * (b - a)
            if (run > 0.06 && run < 0.95)
              stage.side(x * 0.993, 1.05, 1.75, at - 0.05, at + 0.03, mix(p.shade, grass, 0.3), 0.8, 0.2)
            stage.adding(() =>
              stage.polygon(
                [x * 0.9, 0.01, a, x * 0.9, 0.01, b, x * 0.15, 0.01, b + 0.5, x * 0.15, 0.01, a + 0.5],
                p.key,
                0.12 + 0.06 * Math.sin(t * 11 + i),
                0.2,
              ),
            )
            stage.box(s < 0 ? -w : 0.5, s < 0 ? -0.5 : w, 0.3, 0.48, z + 0.7, z + 1.3, seat)
            stage.box(
              s < 0 ? -w : 0.5,
              s < 0 ? -0.5 : w,
              0.3,
              1.25,
              z + 1.3,
              z + 1.5,
              seat,
              mix(seat, p.key, 0.25),
              mix(seat, p.ink, 0.25),
            )
            stage.front(
              z + 1.29,
              s < 0 ? -w + 0.1 : 0.6,
              s < 0 ? -0.6 : w - 0.1,
              1.0,
              1.22,
              mix(p.key, p.haze, 0.3),
              0.9,
            )
            if (hash(seed, i, s, 3) < 0.45)
              person(stage, s * 1.05, -0.32, z + 1.05, hash(i, s, 4) < 0.5 ? 'man' : 'woman', {
                pose: 'bust',
                tilt: s * 0.12,
                shadow: false,
              })
            stage.polygon(
              [s * w, 2.05, z, s * w, 2.05, z + 1.9, s * (w - 0.4), 2.05, z + 1.9, s * (w - 0.4), 2.05, z],
              mix(p.key, wood, 0.6),
            )
            if (hash(i, s, 5) < 0.7)
              stage.box(s * w, s * (w - 0.36), 2.06, 2.28, z + 0.3, z + 0.9, mix(p.accent, p.shade, hash(i, s, 6)))
          }
          stage.ball(0, h - 0.1, z + 0.9, 0.11, mix(p.key, WHITE, 0.3), 1, 0.8)
          stage.glow(0, h - 0.14, z + 0.9, 0.9, p.key, 0.5)
          if (i % 4 === 0) doorway(stage, z, w, h, 0.42, 2.05, mix(wood, p.mid, 0.25), mix(p.key, wood, 0.4))
        })
      },
    }
  },
}
