import { mix } from '../colour.ts'
import { hash } from '../numbers.ts'
import { bed, chair, table } from '../props/furniture.ts'
import type { Scene } from '../scene.ts'
import { doorway, drawHall, fillWithLight, lightPatch, sideWindow } from '../shells.ts'

/** A bedroom by night or morning: bed, window, posters, a lamp, clothes; the flight drifts through its like again. */
export const bedroom: Scene = {
  words:
    'bedroom:4.5 bed:1.2 pillow:2 teenage:1 suitcase:1.5 poster:1.2 insomnia:2 dormitory:3 hotel_room:3 sleeping:.8 blanket:.4',
  palettes: ['moon', 'night', 'dream', 'love'],
  flight: { speed: 1.7, eye: 1.75, room: [0.6, 0.5] },
  far: 30,
  fog: 15,
  pitch: -0.07,
  isIndoors: true,
  cast: 'none',
  air: 'dust',
  build: (stage, hints) => {
    const { palette: p, seed } = stage
    fillWithLight(stage, 0.35)
    const w = 2.7
    const h = 2.7
    const plan = {
      halfWidth: w,
      height: h,
      floor: mix(p.shade, p.mid, 0.3),
      ceiling: mix(p.shade, p.ink, 0.2),
      wall: mix(p.shade, p.mid, 0.55),
    }
    const bedSide = hash(seed, 1) < 0.5 ? -1 : 1
    const hasSuitcase = hints.says('suitcase trunk packing')
    return {
      paint: t => {
        drawHall(stage, plan)
        stage.flare(0.5, 0.25, p.haze)
        stage.rows(7, (z, i, random) => {
          sideWindow(stage, -bedSide * w, 0.9, 2.3, z + 1.4, z + 3.4, mix(p.ink, p.shade, 0.4), mix(p.haze, p.key, 0.5))
          lightPatch(stage, -bedSide as -1 | 1, w, z + 1.5, z + 3.3, 3.6, 0.34)
          for (const a of [1, 3.5])
            stage.polygon(
              [
                -bedSide * w * 0.97,
                0.2,
                z + a,
                -bedSide * w * 0.97,
                0.2,
                z + a + 0.4 + 0.06 * Math.sin(t + a),
                -bedSide * w * 0.97,
                2.5,
                z + a + 0.35,
                -bedSide * w * 0.97,
                2.5,
                z + a,
              ],
              mix(p.mid, p.haze, 0.4),
              0.85,
            )
          stage.level(0.006, -1.2, 1.2, z + 0.6, z + 3.8, mix(p.accent, p.shade, 0.55), 0.9)
          for (let k = 0; k < 5; k++) {
            const a = z + 0.3 + k * 1.25
            const y = 1.35 + random(k + 4) * 0.4
            stage.side(
              bedSide * w * 0.995,
              y,
              y + 0.75,
              a,
              a + 0.6 + random(k) * 0.3,
              mix(mix(p.accent, p.key, random(k + 8)), p.ink, 0.25),
            )
            stage.side(
              bedSide * w * 0.993,
              y + 0.2,
              y + 0.5,
              a + 0.12,
              a + 0.45,
              mix(p.haze, p.ink, random(k + 12) * 0.6),
              0.8,
            )
          }
          const x0 = bedSide < 0 ? -2.6 : 1.2
          bed(stage, x0, x0 + 1.4, z + 1.2, mix(p.accent, p.mid, 0.4), mix(p.key, p.haze, 0.4))
          const cabinet = bedSide * 2.3
          stage.box(cabinet - 0.25, cabinet + 0.25, 0, 0.55, z + 3.4, z + 3.9, mix(p.accent, p.ink, 0.5))
          stage.front(z + 3.6, cabinet - 0.02, cabinet + 0.02, 0.55, 0.8, p.ink)
          stage.front(z + 3.6, cabinet - 0.14, cabinet + 0.14, 0.78, 0.98, p.key, 1, 0.7)
          stage.glow(cabinet, 0.9, z + 3.6, 1.1, mix(p.key, p.accent, 0.3), 0.55)
          table(stage, -bedSide * 1.9, z + 4.6, 1.1, 0.6, 0.74, mix(p.accent, p.ink, 0.35))
          if (Math.sin(t * 6 + i) > -0.3) stage.glow(-bedSide * 1.75, 0.9, z + 4.6, 0.12, [255, 70, 60], 1)
          chair(stage, -bedSide * 1.2, z + 4.4, mix(p.accent, p.shade, 0.4))
          if (hasSuitcase) {
            const s = x0 + 0.7
            stage.box(s - 0.45, s + 0.45, 0.71, 0.9, z + 1.3, z + 1.9, mix(p.accent, p.ink, 0.3))
            stage.polygon(
              [s - 0.45, 0.9, z + 1.9, s + 0.45, 0.9, z + 1.9, s + 0.45, 1.4, z + 2.1, s - 0.45, 1.4, z + 2.1],
              mix(p.accent, p.ink, 0.2),
            )
            stage.level(0.905, s - 0.38, s + 0.38, z + 1.35, z + 1.86, mix(p.key, p.haze, 0.4))
          }
          for (let k = 0; k < 4; k++)
            stage.level(
              0.012 + k * 0.002,
              (random(k + 30) - 0.5) * 2.4,
              (random(k + 30) - 0.5) * 2.4 + 0.5,
              z + k * 1.1,
              z + k * 1.1 + 0.4,
              mix(p.mid, p.accent, random(k + 34)),
              0.8,
            )
          doorway(stage, z + 6.6, w, h, 0.75, 2.1, mix(p.shade, p.ink, 0.25), mix(p.mid, p.haze, 0.3))
        })
      },
    }
  },
}
