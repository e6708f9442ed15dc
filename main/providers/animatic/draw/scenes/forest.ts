import { mix } from '../colour.ts'
import { clamp, hash } from '../numbers.ts'
import { tuft } from '../props/plants.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** A forest: trunks racing past, beams of light standing between them. */
export const forest: Scene = {
  words:
    'forest:4 wood:1 tree:1 trunk:2 jungle:3.5 pine:1.5 pine_forest:5 birch:3 path:.8 trail:1.5 woodland:4 sunbeam:1 scout:1.5 grove:3',
  palettes: ['moss', 'autumn', 'dawn', 'storm', 'moon'],
  flight: { speed: 4.6, eye: 1.6, room: [1.3, 1.4] },
  far: 44,
  fog: 15,
  horizon: 0.55,
  way: { sway: 2.2, swayLength: 70, hills: 0.8, hillLength: 60 },
  cast: { distance: 7 },
  air: 'dust',
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, p.isNight ? 0 : 0.3)
    const sky = makeSky(stage, {
      stops: [
        [1, mix(p.shade, p.mid, 0.4)],
        [0.45, mix(p.mid, p.haze, 0.3)],
        [0.1, mix(p.haze, p.key, 0.3)],
        [0, mix(stage.fogColour, p.key, 0.3)],
        [-0.2, p.haze],
      ],
    })
    const ground = mix(p.mid, p.shade, 0.5)
    const isBirch = hash(seed, 1) < 0.3
    return {
      paint: t => {
        sky()
        stage.flare(0.7, 0.35, p.key, 0, -0.08)
        stage.strip(0, -70, 70, ground, mix(ground, p.ink, 0.5))
        stage.strip(0.01, -0.9, 0.9, mix(p.mid, p.haze, 0.3), mix(p.mid, p.shade, 0.4), 0.85)
        stage.rows(1.7, (z, i) => {
          const depth = z - stage.camera.z
          const count = depth > 26 ? 3 : 4
          for (let n = 0; n < count; n++) {
            const s = n & 1 ? 1 : -1
            const x = s * (1.9 + (n > 1 ? 3.6 : 0) + hash(seed, i, n, 1) * 5.5)
            const zz = z + hash(i, n, 2) * 1.5
            const alpha = stage.passing(zz - stage.camera.z)
            if (alpha <= 0) continue
            const half = 0.14 + hash(i, n, 3) * 0.2
            const lean = (hash(i, n, 4) - 0.5) * 1.1
            const bark = isBirch
              ? mix(mix(p.key, p.haze, 0.4), p.shade, hash(i, n, 5) * 0.4)
              : mix(p.ink, p.shade, 0.15 + hash(i, n, 5) * 0.45)
            stage.polygon(
              [
                x - half * 1.7,
                -0.1,
                zz,
                x + half * 1.7,
                -0.1,
                zz,
                x + half,
                0.7,
                zz,
                x + lean + half * 0.6,
                12,
                zz,
                x + lean - half * 0.6,
                12,
                zz,
                x - half,
                0.7,
                zz,
              ],
              bark,
              alpha,
            )
            if (depth < 12) {
              const lit = x < 0 ? 1 : -1
              stage.polygon(
                [
                  x + lit * half * 0.5,
                  0.7,
                  zz - 0.01,
                  x + lit * half,
                  0.7,
                  zz - 0.01,
                  x + lean + lit * half * 0.6,
                  12,
                  zz - 0.01,
                  x + lean + lit * half * 0.3,
                  12,
                  zz - 0.01,
                ],
                mix(bark, p.key, 0.4),
                alpha * 0.8,
              )
              if (isBirch)
                for (let k = 0; k < 4; k++)
                  stage.front(
                    zz - 0.02,
                    x - half * 0.8,
                    x + half * (hash(i, n, k) - 0.4),
                    0.9 + k * 0.8,
                    0.97 + k * 0.8,
                    p.ink,
                    0.7,
                  )
            }
            if (hash(i, n, 6) < 0.5) {
              const y = 3 + hash(i, n, 7) * 4
              stage.rod(
                x + lean * 0.3,
                y,
                zz,
                x + lean * 0.3 - s * (1.2 + hash(i, n, 8)),
                y + 1.1,
                zz,
                half * 0.5,
                bark,
                alpha,
              )
            }
          }
          if (depth < 20)
            for (const s of [-1, 1])
              tuft(
                stage,
                s * (1.1 + hash(seed, i, s, 20) * 3),
                z,
                0.35 + hash(i, s, 21) * 0.4,
                mix(mix(p.accent, p.shade, 0.6), p.mid, hash(i, s, 22) * 0.6),
                t,
                i,
                6,
                0.7,
              )
          if (i % 3 === 0) {
            const x = (hash(seed, i, 30) - 0.5) * 7
            stage.adding(() =>
              stage.polygon(
                [x - 0.2, 9, z, x + 0.8, 9, z, x + 2.6, 0, z + 0.5, x + 0.6, 0, z + 0.5],
                p.key,
                (0.09 + 0.03 * Math.sin(t * 0.8 + i)) * clamp(depth / 7),
                0.2,
              ),
            )
          }
          if (i % 2 === 0) {
            const y = 7.5 + hash(i, 33) * 2
            for (const s of [-1, 1])
              stage.ball(
                s * (2.5 + hash(i, s, 34) * 4),
                y,
                z,
                1.8 + hash(i, s, 35),
                mix(mix(p.accent, p.shade, 0.6), p.mid, 0.3),
                0.85,
              )
          }
        })
      },
    }
  },
}
