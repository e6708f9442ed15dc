import { mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { person } from '../figures.ts'
import { cycle, hash } from '../numbers.ts'
import { tree } from '../props/trees.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** Swings, slide and merry-go-round under huge clouds. */
export const playground: Scene = {
  words:
    'playground:5 swing:2 slide:1.5 merry_go_round:2.5 sandpit:3 seesaw:3 climbing_frame:3 kindergarten:3 recess:2',
  palettes: ['noon', 'candy', 'summer', 'autumn'],
  flight: { speed: 2.8, eye: 1.5, room: [0.9, 1] },
  far: 46,
  fog: 22,
  cast: 'none',
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.3)
    const sky = makeSky(stage, {
      heaps: 9,
      sun: { x: (hash(seed, 1) - 0.5) * 0.8, y: 0.4, radius: 0.05 },
      ridges: { count: 2, height: 0.08, from: mix(p.haze, p.mid, 0.5), to: mix(p.mid, p.shade, 0.4) },
    })
    const grass = mix([110, 160, 84], p.mid, 0.4)
    const paints: readonly Rgb[] = [[224, 70, 60], [246, 190, 60], [60, 140, 200], [90, 170, 90], p.accent]
    return {
      paint: t => {
        sky()
        stage.flare(0.9, 0.3, p.key, 0, -0.3)
        stage.strip(0, -80, 80, grass, mix(grass, p.shade, 0.4))
        stage.strip(0.01, -2.2, 2.2, mix(p.haze, p.key, 0.3), mix(p.mid, p.haze, 0.4))
        stage.rows(6, (z, i) => {
          const s = i & 1 ? 1 : -1
          const kind = ((i % 3) + 3) % 3
          const paint = cycle(paints, i)
          tree(stage, -s * (8 + hash(seed, i) * 5), z + 2, 4 + hash(i, 2) * 2, i)
          if (kind === 0) {
            for (const x of [s * 1.3, s * 4.1]) {
              stage.rod(x, 0, z - 0.8, x, 2.7, z, 0.09, paint)
              stage.rod(x, 0, z + 0.8, x, 2.7, z, 0.09, paint)
            }
            stage.rod(s * 1.3, 2.7, z, s * 4.1, 2.7, z, 0.1, paint)
            for (const x of [2, 3.3]) {
              const a = Math.sin(t * 2.1 + i + x) * 0.75
              const zz = z + Math.sin(a) * 2
              const y = 2.7 - Math.cos(a) * 2.05
              for (const d of [-0.18, 0.18]) stage.rod(s * x + d, 2.7, z, s * x + d, y, zz, 0.025, p.ink, 0.7)
              stage.level(y, s * x - 0.22, s * x + 0.22, zz - 0.1, zz + 0.1, p.ink)
              person(stage, s * x, y - 0.4, zz, x > 2.5 ? 'girl' : 'boy', {
                phase: a * 3,
                colour: mix(cycle(paints, i + 2), p.ink, 0.35),
                tilt: 0,
                shadow: false,
              })
            }
          } else if (kind === 1) {
            const x = s * 2.6
            stage.rod(x - 0.3, 0, z + 3, x - 0.3, 2.4, z + 3, 0.08, p.shade)
            stage.rod(x + 0.3, 0, z + 3, x + 0.3, 2.4, z + 3, 0.08, p.shade)
            for (let k = 1; k < 6; k++) stage.rod(x - 0.3, k * 0.34, z + 3, x + 0.3, k * 0.34, z + 3, 0.05, p.shade)
            stage.polygon(
              [x - 0.35, 2.05, z + 2.8, x + 0.35, 2.05, z + 2.8, x + 0.35, 0.3, z - 0.2, x - 0.35, 0.3, z - 0.2],
              paint,
            )
            for (const d of [-0.35, 0.35])
              stage.polygon(
                [x + d, 2.05, z + 2.8, x + d, 2.35, z + 2.8, x + d, 0.55, z - 0.2, x + d, 0.3, z - 0.2],
                mix(paint, p.ink, 0.25),
              )
            person(
              stage,
              x,
              1.95 - ((t * 0.7 + hash(i, 5)) % 1) * 1.6,
              z + 2.6 - ((t * 0.7 + hash(i, 5)) % 1) * 2.6,
              'boy',
              { pose: 'raise', shadow: false, colour: mix(cycle(paints, i + 3), p.ink, 0.3) },
            )
          } else {
            const x = s * 2.8
            const disc: number[] = []
            for (let k = 0; k < 14; k++)
              disc.push(x + Math.cos(k * 0.4488) * 1.5, 0.3, z + 1.5 + Math.sin(k * 0.4488) * 1.5)
            stage.polygon(disc, paint)
            stage.rod(x, 0.3, z + 1.5, x, 1.3, z + 1.5, 0.1, p.ink)
            for (let k = 0; k < 5; k++) {
              const a = t * 1.7 + k * 1.257
              stage.rod(x, 1.2, z + 1.5, x + Math.cos(a) * 1.3, 0.9, z + 1.5 + Math.sin(a) * 1.3, 0.05, p.shade)
              person(stage, x + Math.cos(a) * 1.25, 0.3, z + 1.5 + Math.sin(a) * 1.25, k & 1 ? 'girl' : 'boy', {
                pose: 'reach',
                colour: mix(cycle(paints, k + i), p.ink, 0.3),
                tilt: Math.cos(a) * 0.2,
                shadow: false,
              })
            }
          }
        })
        for (let k = 0; k < 4; k++)
          person(
            stage,
            (k - 1.5) * 0.9,
            0,
            stage.camera.z + 7 + k * 1.4 - Math.min(2, t * 0.4),
            k & 1 ? 'boy' : 'girl',
            { phase: t * 9 + k, colour: mix(paints[k]!, p.ink, 0.35) },
          )
      },
    }
  },
}
