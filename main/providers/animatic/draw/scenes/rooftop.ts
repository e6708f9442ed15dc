import { WHITE, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { person } from '../figures.ts'
import { cycle, hash } from '../numbers.ts'
import { lantern, lightString } from '../props/lamps.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** A roof above the city: lanterns, water tanks, antennas, dancers, towers around. */
export const rooftop: Scene = {
  words:
    'rooftop:5 roof:2 terrace:3 water_tank:2 antenna:2 chimney:1.5 skyline:2.5 balcony:2.5 paper_lantern:2 pigeon:1',
  palettes: ['dusk', 'dawn', 'night', 'coral'],
  flight: { speed: 2.4, eye: 1.7, room: [1.6, 1] },
  far: 60,
  fog: 28,
  cast: 'none',
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.1)
    const sunX = (hash(seed, 1) - 0.5) * 0.5
    const sky = makeSky(stage, { sun: { x: sunX, y: 0.09, radius: 0.08 }, streaks: 12, skyline: 0.26 })
    const w = 5.5
    return {
      paint: t => {
        sky()
        stage.flare(0.7, 0.5, p.key, sunX, -0.09)
        stage.strip(-14, -300, 300, mix(p.mid, p.shade, 0.5), mix(p.shade, p.ink, 0.3))
        stage.rows(14, (z, i) => {
          for (const s of [-1, 1]) {
            const x = s * (11 + hash(i, s) * 9)
            const top = -7 + hash(i, s, 2) * 10
            stage.box(x, x + s * 9, -14, top, z, z + 8, mix(mix(p.shade, p.mid, hash(i, s, 3)), p.accent, 0.1))
          }
        })
        stage.strip(0, -w, w, mix(p.mid, p.shade, 0.45), mix(p.shade, p.ink, 0.2))
        stage.rows(1.6, z => stage.level(0.006, -w, w, z, z + 0.06, mix(p.shade, p.ink, 0.3), 0.6))
        for (const s of [-1, 1]) {
          stage.wall(s * w, 0, 1, mix(p.mid, p.accent, 0.2), mix(p.shade, p.mid, 0.5))
          stage.strip(1.02, s * w - 0.14, s * w + 0.14, mix(p.mid, p.key, 0.3))
        }
        stage.rows(5.2, (z, i, random) => {
          const s = i & 1 ? 1 : -1
          if (random(1) < 0.7) {
            const x = s * 4.2
            for (const [a, b] of [
              [-0.6, 0.6],
              [0.6, 0.6],
              [-0.6, -0.6],
              [0.6, -0.6],
            ] as const) {
              stage.rod(x + a, 0, z + 3 + b, x + a * 0.9, 1.7, z + 3 + b * 0.9, 0.1, mix(p.ink, p.shade, 0.3))
            }
            stage.box(x - 0.85, x + 0.85, 1.7, 3.6, z + 2.2, z + 3.8, mix(p.accent, p.shade, 0.55))
            stage.polygon(
              [x - 1, 3.6, z + 2.2, x + 1, 3.6, z + 2.2, x, 4.5, z + 3],
              mix(p.shade, p.ink, 0.2),
              stage.passing(z + 2.2 - stage.camera.z),
            )
          }
          stage.rod(-s * 4.8, 0, z, -s * 4.8, 3.6, z, 0.06, p.ink)
          for (const y of [2.6, 3, 3.4]) stage.rod(-s * 4.8 - 0.5, y, z, -s * 4.8 + 0.5, y, z, 0.03, p.ink)
          lightString(stage, -w, 3.4, z, w, 3.2, z + 1.6, 0.7, 4, [p.key], t, 0.05)
          const tones: readonly Rgb[] = [
            mix(p.key, [255, 190, 90], 0.4),
            mix(p.accent, [255, 120, 110], 0.5),
            mix(p.key, WHITE, 0.3),
          ]
          for (let k = 0; k < 4; k++) {
            const u = (k + 0.5) / 4
            lantern(
              stage,
              -w + u * 2 * w,
              3.1 - Math.sin(Math.PI * u) * 0.7 + Math.sin(t * 1.4 + k + i) * 0.04,
              z + u * 1.6,
              0.24,
              cycle(tones, k + i),
            )
          }
          for (let k = 0; k < 3; k++) {
            const x = (random(k + 10) - 0.5) * 7.5
            if (Math.abs(x) < 0.7) continue
            person(stage, x, 0, z + random(k + 20) * 4, random(k + 30) < 0.5 ? 'woman' : 'man', {
              pose: random(k + 40) < 0.5 ? 'raise' : 'reach',
              phase: t * 4 + k + i,
              tilt: Math.sin(t * 2 + k) * 0.05,
              colour: mix(p.ink, k & 1 ? p.accent : p.shade, 0.35),
            })
          }
        })
      },
    }
  },
}
