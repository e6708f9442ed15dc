import { WHITE, mix } from '../colour.ts'
import { hash } from '../numbers.ts'
import { pine } from '../props/trees.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** Winter woods and hills under deep snow. */
export const snow: Scene = {
  words: 'snow:1.6 snowy:2 blizzard:3 winter:1.2 ski:3 frost:1.5 icy:1.5 glacier:3 ice:1.5 arctic:3 snowfield:1',
  palettes: ['winter', 'frost', 'dream', 'moon'],
  flight: { speed: 3.8, eye: 1.6, room: [1.3, 2] },
  far: 50,
  fog: 19,
  horizon: 0.54,
  way: { sway: 2, swayLength: 70, hills: 1, hillLength: 70 },
  cast: { distance: 6.5 },
  air: 'snow',
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, WHITE, p.isNight ? 0 : 0.3)
    const white = mix(p.haze, WHITE, p.isNight ? 0.15 : 0.6)
    const sky = makeSky(stage, {
      stars: p.isNight ? 160 : 0,
      sun: { x: (hash(seed, 1) - 0.5) * 0.5, y: 0.18, radius: 0.045 },
      ridges: { count: 3, height: 0.2, from: mix(p.haze, p.mid, 0.3), to: mix(p.mid, white, 0.4), jagged: true },
    })
    return {
      paint: () => {
        sky()
        stage.flare(0.7, 0.35, p.key, 0, -0.15)
        stage.strip(0, -90, 90, white, mix(white, p.mid, 0.35))
        stage.strip(0.006, -0.8, 0.8, mix(white, p.mid, 0.3), mix(white, p.shade, 0.3), 0.6)
        stage.rows(2.4, (z, i) => {
          for (let n = 0; n < 4; n++) {
            const x = (n & 1 ? 1 : -1) * (2.4 + (n > 1 ? 4.5 : 0) + hash(seed, i, n, 1) * 6)
            pine(stage, x, z + hash(i, n, 2) * 2, 2.6 + hash(i, n, 3) * 3.4, true)
          }
        })
      },
    }
  },
}
