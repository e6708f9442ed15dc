import { mix } from '../colour.ts'
import { hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'

/** A round road or train tunnel of lit ribs. */
export const tunnel: Scene = {
  words: 'tunnel:3.2 road_tunnel:5 underpass:3 pipe:2 wormhole:3 sodium:2 sewer:2 mine:2',
  palettes: ['neon', 'ember', 'dusk', 'night', 'sea'],
  flight: { speed: 11, eye: 1.6, room: [0.9, 0.7] },
  far: 60,
  fog: 24,
  way: { sway: 3, swayLength: 120 },
  isIndoors: true,
  cast: {},
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.35)
    const radius = 3.1
    const sides = 16
    const middle = 1.5
    const ring: (readonly [number, number])[] = []
    for (let k = 0; k <= sides; k++) {
      const a = -0.5 + (k / sides) * 4.14
      ring.push([Math.cos(a) * radius, Math.max(0, middle + Math.sin(a) * radius)])
    }
    const gap = hash(seed, 1) < 0.5 ? 4 : 3
    return {
      paint: () => {
        stage.clear(mix(stage.fogColour, p.key, 0.3))
        stage.flare(0.4, 0.7)
        stage.strip(0, -2.9, 2.9, mix(p.ink, p.shade, 0.55), mix(p.ink, p.shade, 0.35))
        stage.rows(2, (z, i) => {
          const isRib = i % gap === 0
          for (let k = 0; k < sides; k++) {
            const [x0, y0] = ring[k]!
            const [x1, y1] = ring[k + 1]!
            const up = (y0 + y1) / 2 / 5
            const base = isRib ? mix(p.accent, p.mid, 0.35) : mix(p.shade, p.mid, (i & 1) * 0.14 + 0.12)
            stage.polygon(
              [x0, y0, z, x1, y1, z, x1, y1, z + 2.02, x0, y0, z + 2.02],
              mix(base, p.ink, 0.42 - up * 0.34 + (x0 > 0 ? 0.08 : 0)),
            )
          }
          stage.level(0.006, -0.09, 0.09, z, z + 1.1, p.key, 0.6)
          for (const s of [-1, 1]) {
            stage.level(0.006, s * 2.4 - 0.06, s * 2.4 + 0.06, z, z + 2, p.key, 0.35)
            const light = s < 0 ? p.key : mix(p.accent, p.key, 0.5)
            stage.polygon(
              [s * 2.1, 3.7, z + 0.3, s * 2.1, 3.7, z + 1.6, s * 2.34, 3.48, z + 1.6, s * 2.34, 3.48, z + 0.3],
              light,
              1,
              0.85,
            )
            stage.glow(s * 2.2, 3.55, z + 0.9, 1, light, 0.5)
            if (i % 2 === 0)
              stage.adding(() => stage.level(0.008, s * 1.7 - 0.5, s * 1.7 + 0.5, z - 0.2, z + 1.9, light, 0.13, 0.4))
          }
        })
      },
    }
  },
}
