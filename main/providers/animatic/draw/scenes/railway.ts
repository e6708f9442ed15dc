import { mix } from '../colour.ts'
import { hash } from '../numbers.ts'
import { tree } from '../props/trees.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** Tracks across open land, poles and wires marching with them. */
export const railway: Scene = {
  words: 'railway_line:5 railway_track:5 railroad:4 rails:1.2 telegraph:2 telephone_pole:.8',
  palettes: ['autumn', 'dawn', 'dusk', 'storm'],
  flight: { speed: 11, eye: 2, room: [0.8, 1] },
  far: 100,
  fog: 40,
  way: { sway: 8, swayLength: 190, hills: 1.6, hillLength: 150 },
  cast: {},
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.25)
    const sky = makeSky(stage, {
      sun: { x: (hash(seed, 1) - 0.5) * 0.4, y: 0.08, radius: 0.06 },
      streaks: 9,
      ridges: { count: 2, height: 0.1 },
    })
    const land = mix(p.mid, p.accent, 0.25)
    return {
      paint: () => {
        sky()
        stage.flare(0.7, 0.4)
        stage.strip(-0.2, -160, 160, land, mix(land, p.shade, 0.5))
        stage.strip(-0.1, -2.4, 2.4, mix(p.mid, p.shade, 0.35), mix(p.shade, p.ink, 0.15))
        stage.rows(0.75, z => stage.level(-0.05, -1.4, 1.4, z, z + 0.28, mix(p.ink, p.accent, 0.25)), 1, 30)
        for (const x of [-0.75, 0.75])
          stage.strip(0.06, x - 0.05, x + 0.05, mix(p.key, p.haze, 0.4), mix(p.haze, p.mid, 0.3))
        stage.rows(14, (z, i) => {
          stage.front(z, -4.4, -4.22, 0, 6.2, mix(p.ink, p.shade, 0.3))
          stage.front(z, -5.1, -3.5, 5.5, 5.65, mix(p.ink, p.shade, 0.3))
          for (const x of [-5, -3.6]) stage.rod(x, 5.7, z, x, 5.5 + 0.2 * hash(i, 3), z + 14, 0.03, p.ink, 0.8)
          for (const s of [-1, 1])
            tree(stage, s * (9 + hash(seed, i, s) * 20), z + hash(i, 2) * 10, 3 + hash(i, s, 3) * 3, i + s)
        })
      },
    }
  },
}
