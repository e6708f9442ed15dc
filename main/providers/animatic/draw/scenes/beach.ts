import { WHITE, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** Wet sand like glass beside a tide line. */
export const beach: Scene = {
  words: 'beach:4 shore:2.5 wet_sand:2.5 low_tide:2.5 dune:1.2 gull:1 seaside:3 coast:1 barefoot:1',
  palettes: ['coral', 'dawn', 'noon', 'dream'],
  flight: { speed: 4.6, eye: 1.3, room: [1.2, 1.6] },
  far: 100,
  fog: 40,
  cast: { distance: 7 },
  air: 'birds',
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.35)
    const side = hash(seed, 1) < 0.5 ? -1 : 1
    const sunX = side * (0.2 + hash(seed, 2) * 0.3)
    const sky = makeSky(stage, { sun: { x: sunX, y: 0.16, radius: 0.06 }, heaps: 3, streaks: 8 })
    const sand = mix(p.mid, p.key, 0.45)
    return {
      paint: t => {
        sky()
        stage.flare(0.8, 0.4, p.key, sunX, -0.16)
        stage.strip(0, -300, 300, mix(sand, p.haze, 0.2), mix(sand, p.shade, 0.3))
        const edge = (z: number, k: number): number =>
          side * (3.2 + k + Math.sin(z * 0.22 + k * 2) * 0.9 + Math.sin(t * 0.8 + k * 1.4) * 0.6)
        const bands: readonly (readonly [number, Rgb, number])[] = [
          [-1.6, mix(p.haze, sand, 0.35), 0.55],
          [0, mix(p.key, WHITE, 0.6), 0.9],
          [0.35, mix(p.mid, p.haze, 0.4), 0.95],
          [4, mix(p.key, WHITE, 0.6), 0.7],
          [4.4, mix(p.mid, p.shade, 0.3), 0.95],
        ]
        for (const [offset, colour, alpha] of bands) {
          stage.begin()
          const points: number[] = []
          for (let d = -1, size = 0.8; d < stage.far; d += size, size *= 1.16)
            points.push(edge(stage.camera.z + d, offset), 0.005, stage.camera.z + d)
          points.push(side * 300, 0.005, stage.camera.z + stage.far, side * 300, 0.005, stage.camera.z - 1)
          if (stage.add(points)) stage.fill(colour, 6, alpha)
        }
        stage.rows(2.2, (z, i) => {
          const x = (hash(seed, i, 4) - 0.5) * 8 - side * 2
          stage.ball(x, 0.03, z, 0.05 + hash(i, 5) * 0.07, mix(p.shade, p.haze, hash(i, 6)))
          if (i % 3 === 0) stage.adding(() => stage.level(0.006, x - 2, x + 1.5, z, z + 0.9, p.key, 0.14, 0.2))
        })
        stage.rows(9, (z, i) => {
          const x = -side * (9 + hash(seed, i, 7) * 8)
          for (let k = 0; k < 8; k++)
            stage.rod(
              x + k * 0.3,
              0.2,
              z,
              x + k * 0.3 - side * (0.4 + 0.2 * Math.sin(t * 2 + k)),
              1 + hash(i, k) * 0.6,
              z,
              0.04,
              mix(p.accent, p.shade, 0.5),
            )
          stage.polygon([x - 6, 0, z, x + 6, 0, z, x + 2, 1.1, z + 3, x - 3, 1.5, z + 3], mix(sand, p.shade, 0.25))
        })
      },
    }
  },
}
