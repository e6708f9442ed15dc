import { WHITE, mix } from '../colour.ts'
import { hash, wrap } from '../numbers.ts'
import { tree } from '../props/trees.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'
import { bubble } from '../props/bubble.ts'

/** Soap bubbles over a garden lawn. */
export const bubbles: Scene = {
  words: 'bubble:5 soap_bubble:6 soap:3 balloon:3 champagne:3 foam:2.5 chewing_gum:3 gum:2.5 lollipop:2',
  palettes: ['dream', 'candy', 'noon', 'coral'],
  flight: { speed: 2.4, eye: 2, room: [1.2, 1] },
  far: 34,
  fog: 20,
  horizon: 0.6,
  cast: { distance: 6 },
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.35)
    const sky = makeSky(stage, {
      heaps: 5,
      sun: { x: (hash(seed, 1) - 0.5) * 0.6, y: 0.3, radius: 0.06 },
      ridges: { count: 2, height: 0.09, from: mix(p.haze, p.mid, 0.5), to: mix(p.mid, p.shade, 0.35) },
    })
    const lawn = mix([96, 160, 110], p.mid, 0.5)
    return {
      paint: t => {
        sky()
        stage.flare(0.8, 0.35, p.key, 0, -0.25)
        stage.strip(0, -80, 80, lawn, mix(lawn, p.shade, 0.4))
        stage.rows(7, (z, i) => {
          for (const s of [-1, 1]) tree(stage, s * (7 + hash(seed, i, s) * 7), z, 3.5 + hash(i, s, 2) * 2, i + s)
          stage.begin()
          for (let k = 0; k < 7; k++)
            for (const s of [-1, 1])
              stage.add([
                s * 6,
                0,
                z + k,
                s * 6,
                0,
                z + k + 0.7,
                s * 6,
                1.1,
                z + k + 0.7,
                s * 6,
                1.3,
                z + k + 0.35,
                s * 6,
                1.1,
                z + k,
              ])
          stage.fillAdded(mix(p.key, WHITE, 0.4), 0.9)
        })
        stage.rows(1.1, (z, i) => {
          for (let n = 0; n < 6; n++) {
            const r = (k: number): number => hash(seed, i, n, k)
            const y = 0.4 + wrap(r(2) * 5 + t * (0.15 + r(3) * 0.3), 5.2)
            const x = (r(1) - 0.5) * 11 + Math.sin(t * 0.9 + n + i) * 0.2
            bubble(stage, x, y, z + r(4), 0.07 + r(5) ** 2 * 0.42, true)
          }
        })
        bubble(stage, 0, 2 + 0.1 * Math.sin(t), stage.camera.z + Math.max(1.6, 5.6 - t * 0.7), 0.62, true)
      },
    }
  },
}
