import { WHITE, mix } from '../colour.ts'
import { hash } from '../numbers.ts'
import { house } from '../props/house.ts'
import { lampPost } from '../props/lamps.ts'
import { pine, tree } from '../props/trees.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** A quiet street of small houses: a suburb in summer, a village under snow. */
export const village: Scene = {
  words:
    'village:3.5 suburb:3.5 suburban:3.5 lawn:1.5 neighbourhood:2.5 neighborhood:2.5 hometown:3 fence:1.2 driveway:2 village_street:5 quiet_street:2 yellow_window:1 porch:2 cottage:2.5 backyard:1.2',
  palettes: ['dusk', 'summer', 'gold', 'dawn', 'frost'],
  flight: { speed: 4, eye: 1.7, room: [1.3, 2.4] },
  far: 76,
  fog: 30,
  horizon: 0.54,
  way: { sway: 4, swayLength: 150, hills: 1.2, hillLength: 110 },
  cast: { distance: 6 },
  build: (stage, hints) => {
    const { palette: p, seed } = stage
    const isSnowy = p.name === 'frost' || p.name === 'winter' || hints.says('snow snowy winter christmas flake')
    stage.fogColour = mix(p.haze, p.key, p.isNight ? 0 : 0.2)
    const white = p.isNight ? mix(p.haze, WHITE, 0.25) : mix(p.haze, WHITE, 0.6)
    const sky = makeSky(stage, {
      stars: p.isNight ? 220 : 0,
      sun: { x: (hash(seed, 1) - 0.5) * 0.5, y: p.isNight ? 0.34 : 0.05, radius: p.isNight ? 0.035 : 0.07 },
      streaks: isSnowy ? 0 : 9,
      ridges: { count: 2, height: 0.08 },
    })
    const ground = isSnowy ? white : mix(mix(p.accent, p.shade, 0.45), p.mid, 0.35)
    const road = isSnowy ? mix(white, p.mid, 0.35) : mix(p.shade, p.mid, 0.35)
    return {
      paint: () => {
        sky()
        stage.flare(0.7, p.isNight ? 0.2 : 0.45)
        stage.strip(0, -90, 90, ground, mix(ground, p.ink, isSnowy ? 0.15 : 0.4))
        stage.strip(0.01, -2.7, 2.7, road, mix(road, p.ink, 0.25))
        if (isSnowy)
          for (const s of [-0.9, 0.7]) stage.strip(0.014, s, s + 0.3, mix(road, p.shade, 0.3), mix(road, p.shade, 0.4))
        stage.rows(9, (z, i) => {
          for (const s of [-1, 1]) {
            const r = (k: number): number => hash(seed, i, s, k)
            const wall = mix(mix(p.mid, p.haze, r(1) * 0.7), p.accent, r(2) * 0.3)
            house(
              stage,
              s * (6.6 + r(9)),
              z,
              i * 2 + s,
              p.isNight ? mix(wall, p.shade, 0.5) : wall,
              isSnowy ? mix(white, p.mid, 0.1) : mix(p.shade, p.ink, 0.25 + r(3) * 0.4),
            )
            stage.level(0.012, s * 2.7, s * 6.6, z + 2.5, z + 3.6, mix(road, p.haze, 0.2))
            stage.begin()
            for (let k = 8; k >= 0; k--) {
              const a = z + k * 0.66 - 0.1
              if (k === 4) continue
              stage.add([
                s * 4.6,
                0,
                a,
                s * 4.6,
                0,
                a + 0.42,
                s * 4.6,
                0.75,
                a + 0.42,
                s * 4.6,
                0.92,
                a + 0.21,
                s * 4.6,
                0.75,
                a,
              ])
            }
            stage.fillAdded(mix(p.key, p.haze, s > 0 ? 0.5 : 0.3), isSnowy ? 0.7 : 1)
            if (isSnowy) pine(stage, s * (5.6 + r(6)), z - 0.8, 3 + r(7) * 2, true)
            else tree(stage, s * (5.6 + r(6)), z - 0.8, 3.4 + r(7) * 1.8, i * 2 + s)
            if (r(8) < 0.6) lampPost(stage, s * 3.1, z + 7.4, 4.4, 0.6, p.key)
          }
        })
        if (!isSnowy) stage.rows(4, z => stage.level(0.02, -0.06, 0.06, z, z + 1.8, p.key, 0.5))
      },
    }
  },
}
