import { WHITE, mix } from '../colour.ts'
import { person } from '../figures.ts'
import { hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { fillWithLight } from '../shells.ts'

/** A long flight of steps that climbs with the camera, or an escalator that sinks. */
export const stairs: Scene = {
  words:
    'stairs:3.5 staircase:4 step:1.2 climb:.8 upstairs:2.5 escalator:5 subway:2.5 metro:2.5 underground:2 commuter:1.5 ascend:1.5 white_tile:1',
  palettes: ['dusk', 'storm', 'gold', 'clinic'],
  flight: { speed: 2.6, eye: 1.7, room: [0.6, 0.3] },
  far: 26,
  fog: 13,
  isIndoors: true,
  cast: 'none',
  build: (stage, hints) => {
    const { palette: p, seed } = stage
    fillWithLight(stage)
    const isEscalator = hints.says('escalator subway metro underground commuter')
    const slope = isEscalator ? -0.52 : 0.5
    const w = isEscalator ? 2.6 : 2
    const deep = 0.5
    const high = 3.6
    const wall = isEscalator ? mix(p.haze, WHITE, 0.25) : mix(p.mid, p.shade, 0.3)
    return {
      paint: t => {
        const camera = { ...stage.camera }
        camera.y += camera.z * slope
        camera.pitch += slope * 0.62
        stage.look(camera)
        stage.clear()
        stage.flare(0.7, 0.6, p.key, 0, slope < 0 ? 0.1 : -0.2)
        stage.rows(deep, (z, i) => {
          const y = i * deep * slope
          const rise = deep * slope
          const dark = (((i % 12) + 12) % 12 < 6 ? 0 : 0.06) + 0.02
          if (i % 2 === 0) {
            for (const s of [-1, 1]) {
              stage.polygon(
                [
                  s * w,
                  y - 0.6,
                  z,
                  s * w,
                  y - 0.6 + rise * 2,
                  z + deep * 2,
                  s * w,
                  y + high + rise * 2,
                  z + deep * 2,
                  s * w,
                  y + high,
                  z,
                ],
                mix(wall, p.ink, dark + (s > 0 ? 0.18 : 0)),
              )
            }
            stage.polygon(
              [
                -w,
                y + high,
                z,
                w,
                y + high,
                z,
                w,
                y + high + rise * 2,
                z + deep * 2,
                -w,
                y + high + rise * 2,
                z + deep * 2,
              ],
              mix(wall, p.ink, 0.22 + dark),
            )
          }
          if (isEscalator) {
            const move = (t * 0.5) % deep
            for (const [x0, x1, way] of [
              [-2.2, -0.75, -1],
              [-0.35, 0.95, 1],
              [1.3, 2.4, 1],
            ] as const) {
              const zz = z + move * way
              const yy = zz * slope
              stage.level(yy, x0, x1, zz, zz + deep, mix(p.shade, p.mid, 0.45))
              stage.level(yy + 0.005, x0 + 0.04, x1 - 0.04, zz, zz + 0.05, mix([240, 200, 60], p.key, 0.2), 0.8)
            }
            if (i % 2 === 0) {
              for (const x of [-0.55, 1.12]) {
                for (const s of [-0.14, 0.14])
                  stage.polygon(
                    [
                      x + s,
                      y - 0.2,
                      z,
                      x + s,
                      y - 0.2 + rise * 2,
                      z + deep * 2,
                      x + s,
                      y + 0.85 + rise * 2,
                      z + deep * 2,
                      x + s,
                      y + 0.85,
                      z,
                    ],
                    mix(p.mid, p.haze, 0.35),
                  )
                stage.polygon(
                  [
                    x - 0.14,
                    y + 0.85,
                    z,
                    x + 0.14,
                    y + 0.85,
                    z,
                    x + 0.14,
                    y + 0.85 + rise * 2,
                    z + deep * 2,
                    x - 0.14,
                    y + 0.85 + rise * 2,
                    z + deep * 2,
                  ],
                  mix(p.ink, p.shade, 0.35),
                )
              }
            }
            if (i % 5 === 0) {
              for (const s of [-1, 1]) {
                const a = z + 0.3
                const x = s * w * 0.985
                const frame = mix(mix(p.accent, p.key, hash(seed, i, s) * 0.8), p.mid, hash(i, s, 2) * 0.4)
                stage.polygon(
                  [x, y + 1.2, a, x, y + 1.2 + slope * 1.2, a + 1.2, x, y + 2.6 + slope * 1.2, a + 1.2, x, y + 2.6, a],
                  mix(p.ink, p.shade, 0.4),
                )
                stage.polygon(
                  [
                    x * 0.99,
                    y + 1.27,
                    a + 0.08,
                    x * 0.99,
                    y + 1.27 + slope,
                    a + 1.1,
                    x * 0.99,
                    y + 2.5 + slope,
                    a + 1.1,
                    x * 0.99,
                    y + 2.5,
                    a + 0.08,
                  ],
                  frame,
                  1,
                  0.3,
                )
              }
              stage.polygon(
                [
                  -0.5,
                  y + high - 0.02,
                  z,
                  0.5,
                  y + high - 0.02,
                  z,
                  0.5,
                  y + high - 0.02 + slope * 1.6,
                  z + 1.6,
                  -0.5,
                  y + high - 0.02 + slope * 1.6,
                  z + 1.6,
                ],
                mix(p.key, WHITE, 0.4),
                1,
                0.8,
              )
              const zz = z + t * 0.5
              if (hash(seed, i, 5) < 0.8)
                person(stage, 0.6, Math.floor(zz / deep) * deep * slope, zz, hash(i, 6) < 0.5 ? 'man' : 'woman', {
                  pose: 'stand',
                  phase: t,
                })
              if (hash(seed, i, 7) < 0.7)
                person(stage, 1.8, zz * slope, zz + 0.8, hash(i, 8) < 0.5 ? 'woman' : 'man', {
                  pose: 'stand',
                  phase: t,
                })
            }
            return
          }
          stage.front(z, -w, w, y - rise, y, mix(p.shade, p.ink, 0.3))
          stage.level(y, -w, w, z, z + deep, mix(p.mid, p.haze, 0.3))
          stage.level(y + 0.004, -0.8, 0.8, z, z + deep, mix(p.accent, p.mid, 0.2))
          stage.front(z - 0.002, -0.8, 0.8, y - rise, y, mix(p.accent, p.ink, 0.45))
          for (const s of [-1, 1])
            if (i % 2 === 0)
              stage.polygon(
                [
                  s * w * 0.93,
                  y + 1,
                  z,
                  s * w * 0.93,
                  y + 1 + rise * 2,
                  z + deep * 2,
                  s * w * 0.93,
                  y + 1.09 + rise * 2,
                  z + deep * 2,
                  s * w * 0.93,
                  y + 1.09,
                  z,
                ],
                mix(p.key, p.mid, 0.3),
              )
          if (i % 8 === 0) {
            for (const s of [-1, 1]) {
              stage.front(z, s * w * 0.95 - 0.09, s * w * 0.95 + 0.09, y + 2.2, y + 2.5, p.key, 1, 0.7)
              stage.glow(s * w * 0.93, y + 2.35, z, 1.2, p.key, 0.6)
            }
          }
        })
        if (isEscalator) return
        hints.people.forEach((kind, n) => {
          const z = camera.z + 5 - Math.min(1.6, t * 0.4)
          person(stage, (n - (hints.people.length - 1) / 2) * 0.7, Math.floor(z / deep) * deep * slope, z, kind, {
            phase: t * 4.6 + n * 2.6,
            scarf: hints.hasScarf && n === 0,
          })
        })
      },
    }
  },
}
