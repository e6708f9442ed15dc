import { mix } from '../colour.ts'
import { hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { ceilingPanels, drawHall, fillWithLight, lightPatch, sideDoor } from '../shells.ts'

/** A long school corridor: lockers, doors, ceiling lights. */
export const corridor: Scene = {
  words:
    'school:2 locker:3 corridor:2 hallway:2.5 school_corridor:4 high_school:3 hall:1 passage:.5 graduation:2 college:1.5',
  palettes: ['gold', 'spring', 'dawn', 'noon'],
  flight: { speed: 4.8, eye: 1.5, room: [0.8, 0.7] },
  far: 46,
  fog: 17,
  way: { sway: 0.5, swayLength: 46 },
  isIndoors: true,
  cast: {},
  air: 'dust',
  build: stage => {
    const { palette: p, seed } = stage
    fillWithLight(stage)
    const w = 1.6 + hash(seed, 1) * 0.5
    const h = 2.8 + hash(seed, 2) * 0.5
    const lockers = mix(p.accent, p.mid, 0.15 + hash(seed, 3) * 0.4)
    const isSunny = hash(seed, 4) < 0.6
    const plan = {
      halfWidth: w,
      height: h,
      floor: mix(p.mid, p.ink, 0.35),
      ceiling: mix(p.haze, p.mid, 0.5),
      wall: mix(p.mid, p.haze, 0.4),
      dado: mix(p.shade, p.mid, 0.3),
    }
    const paint = (): void => {
      drawHall(stage, plan)
      stage.flare(0.55, 0.5)
      ceilingPanels(stage, 3.2, h, 0.4, 1.3, p.key)
      stage.rows(6.4, (z, i) => {
        for (const s of [-1, 1] as const) {
          const x = s * w
          if ((i + (s > 0 ? 1 : 0)) & 1) {
            sideDoor(
              stage,
              x,
              z + 2.2,
              1.15,
              2.15,
              mix(p.accent, p.shade, s < 0 ? 0.25 : 0.45),
              mix(p.ink, p.shade, 0.6),
              p.key,
            )
            if (isSunny) lightPatch(stage, s, w, z + 2, z + 3.6, w * 1.5, 0.26)
            continue
          }
          const d = x * 0.95
          for (let k = 8; k >= 0; k--) {
            const a = z + 0.5 + k * 0.6
            const depth = stage.side(
              d,
              0.08,
              1.95,
              a,
              a + 0.56,
              mix(lockers, p.ink, (s < 0 ? 0.08 : 0.26) + hash(i, k, s, 9) * 0.16),
            )
            if (!depth || depth > 12) continue
            stage.begin()
            for (const y of [1.62, 1.72]) stage.addSide(d * 0.998, y, y + 0.04, a + 0.14, a + 0.42)
            stage.addSide(d * 0.998, 0.98, 1.16, a + 0.44, a + 0.49)
            stage.fillAdded(p.ink, 0.5)
          }
          stage.polygon(
            [d, 1.95, z + 0.5, d, 1.95, z + 5.9, x, 1.95, z + 5.9, x, 1.95, z + 0.5],
            mix(lockers, p.key, 0.4),
          )
          stage.front(z + 0.5, d, x, 0, 1.95, mix(lockers, p.ink, 0.5))
        }
      })
    }
    return { paint }
  },
}
