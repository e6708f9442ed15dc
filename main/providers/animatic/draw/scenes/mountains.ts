import { WHITE, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { cycle, hash, wander } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** Over a ridge above a sea of fog, flags and far snowfields. */
export const mountains: Scene = {
  words:
    'mountain:4 mountain_ridge:5 ridge:2 peak:3 summit:3.5 alps:3.5 cliff:2.5 sea_of_fog:3 hiker:1.5 prayer_flag:2 valley:2 volcano:3',
  palettes: ['dawn', 'winter', 'coral', 'dream'],
  flight: { speed: 6, eye: 2.6, room: [1.6, 2] },
  far: 110,
  fog: 44,
  horizon: 0.52,
  pitch: -0.05,
  way: { sway: 5, swayLength: 130, hills: 3, hillLength: 130 },
  cast: { distance: 9 },
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.3)
    const sunX = (hash(seed, 1) - 0.5) * 0.5
    const sky = makeSky(stage, {
      sun: { x: sunX, y: 0.09, radius: 0.05 },
      streaks: 8,
      ridges: { count: 4, height: 0.34, jagged: true, from: mix(p.haze, p.mid, 0.4), to: mix(p.mid, p.shade, 0.55) },
    })
    const rock = mix(p.shade, p.mid, 0.3)
    const cloud = mix(p.haze, WHITE, 0.45)
    const flags: readonly Rgb[] = [[70, 120, 200], WHITE, [210, 60, 56], [90, 170, 90], [240, 200, 70]]
    return {
      paint: t => {
        sky()
        stage.flare(0.8, 0.45, p.key, sunX, -0.09)
        stage.strip(-9, -300, 300, cloud, mix(cloud, p.mid, 0.25))
        stage.rows(7, (z, i) => {
          for (const s of [-1, 1]) {
            const x = s * (9 + hash(seed, i, s) * 26)
            const puffs = mix(cloud, (s * i) & 1 ? p.key : p.mid, 0.3)
            stage.ball(x, -9 + 0.4 * Math.sin(t * 0.5 + i), z, 3 + hash(i, s, 2) * 3, puffs, 0.55)
          }
        })
        const edge = (z: number, s: number): number =>
          s * (2.4 + wander(z * 0.16, seed + s) * 0.9 + wander(z * 0.5, seed - s) * 0.4)
        stage.rows(3, (z, i) => {
          const l0 = edge(z, -1)
          const l1 = edge(z + 3, -1)
          const r0 = edge(z, 1)
          const r1 = edge(z + 3, 1)
          const tone = mix(rock, p.ink, hash(i, 3) * 0.15)
          stage.polygon([l0, -0.4, z, l1, -0.4, z + 3, l1 * 3.4, -9, z + 3, l0 * 3.4, -9, z], mix(tone, p.ink, 0.28))
          stage.polygon([r0, -0.4, z, r1, -0.4, z + 3, r1 * 3.4, -9, z + 3, r0 * 3.4, -9, z], mix(tone, p.key, 0.2))
          stage.polygon([l0, -0.4, z, 0, 0, z, 0, 0, z + 3, l1, -0.4, z + 3], mix(tone, p.key, 0.12))
          stage.polygon([r0, -0.4, z, 0, 0, z, 0, 0, z + 3, r1, -0.4, z + 3], mix(tone, p.key, 0.28))
          if (hash(seed, i, 4) < 0.6)
            stage.polygon(
              [l0 * 1.3, -1.2, z + 0.4, l0 * 0.7, -0.25, z + 1, l1 * 0.9, -0.4, z + 2.4, l1 * 1.6, -2, z + 2],
              mix(WHITE, p.haze, 0.3),
              0.9,
            )
          if (hash(seed, i, 5) < 0.5)
            stage.box(r0 * 0.8 - 0.25, r0 * 0.8 + 0.25, -0.4, 0.15, z + 1, z + 1.6, mix(rock, p.ink, 0.2))
        })
        stage.rows(11, (z, i) => {
          const x = i & 1 ? 1.6 : -1.6
          stage.rod(x, -0.3, z, x, 2.6, z, 0.06, p.ink)
          for (let k = 0; k < 9; k++) {
            const u = k / 9
            const y = 2.5 - u * 1.9 - Math.sin(Math.PI * u) * 0.4
            const flap = Math.sin(t * 7 + k * 1.3 + i) * 0.09
            const zz = z + u * 6
            const xx = x - u * x * 1.7
            stage.polygon(
              [
                xx,
                y,
                zz,
                xx - x * 0.13,
                y - 0.04,
                zz + 0.42,
                xx - x * 0.13 + flap,
                y - 0.38,
                zz + 0.42,
                xx + flap,
                y - 0.36,
                zz,
              ],
              mix(cycle(flags, k), p.haze, 0.15),
              0.95,
            )
          }
        })
      },
    }
  },
}
