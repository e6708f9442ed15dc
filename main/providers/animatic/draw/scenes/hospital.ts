import { mix } from '../colour.ts'
import { hash } from '../numbers.ts'
import { bed } from '../props/furniture.ts'
import type { Scene } from '../scene.ts'
import { ceilingDiscs, ceilingPanels, drawHall, fillWithLight, sideDoor } from '../shells.ts'

/** A hospital corridor: handrails, wide doors, round or square lamps, a trolley here and there. */
export const hospital: Scene = {
  words:
    'hospital:3.6 clinic:3 surgery:3 doctor:2 nurse:2 emergency:2 maternity:3 ambulance:1.5 operating:2 hospital_corridor:3',
  palettes: ['clinic', 'milk', 'grief', 'winter'],
  flight: { speed: 4, eye: 1.45, room: [0.8, 0.6] },
  far: 46,
  fog: 18,
  way: { sway: 0.4, swayLength: 50 },
  isIndoors: true,
  cast: { pose: 'stand', distance: 9 },
  build: (stage, hints) => {
    const { palette: p, seed } = stage
    fillWithLight(stage, 0.6)
    const w = 1.8 + hash(seed, 1) * 0.3
    const h = 2.7
    const isRound = hints.says('round ring tunnel') || hash(seed, 2) < 0.4
    const plan = {
      halfWidth: w,
      height: h,
      floor: mix(p.mid, p.haze, 0.35),
      ceiling: mix(p.haze, p.mid, 0.35),
      wall: mix(p.haze, p.mid, 0.25),
      dado: mix(p.mid, p.shade, 0.1),
      dadoHeight: 0.95,
    }
    return {
      paint: () => {
        drawHall(stage, plan)
        stage.flare(0.42, 0.6)
        if (isRound) ceilingDiscs(stage, 2.4, h, 0.5, p.key)
        else ceilingPanels(stage, 2.6, h, 0.6, 1.2, p.key, 0.8)
        for (const s of [-1, 1]) stage.wall(s * w * 0.985, 0.92, 1.04, mix(p.shade, p.mid, 0.3))
        stage.rows(7.8, (z, _, random) => {
          for (const s of [-1, 1])
            sideDoor(
              stage,
              s * w,
              z + (s < 0 ? 1 : 4.4),
              1.5,
              2.15,
              mix(p.mid, p.haze, 0.25),
              mix(p.shade, p.mid, 0.4),
              p.key,
            )
          const signSide = random(2) < 0.5 ? 1 : -1
          stage.side(-w * 0.98 * signSide, 2.15, 2.45, z + 6.2, z + 7.2, p.accent, 0.95, 0.3)
          const s = random(1) < 0.5 ? -1 : 1
          const x0 = s < 0 ? -w + 0.05 : w - 0.8
          bed(stage, x0, x0 + 0.75, z + (s < 0 ? 4 : 1.2), mix(p.key, p.haze, 0.4), p.key)
        })
      },
    }
  },
}
