import { mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { person } from '../figures.ts'
import { cycle, hash } from '../numbers.ts'
import { lampPost } from '../props/lamps.ts'
import { umbrella } from '../props/umbrella.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'
import type { Stage } from '../stage.ts'
import { carAhead } from '../props/car-ahead.ts'

/** A tower block along the street with its windows. `x` is its near wall. */
function block(stage: Stage, x: number, z: number, deep: number, height: number, wall: Rgb, id: number): void {
  const { palette: p, seed } = stage
  const s = Math.sign(x)
  const far = x + s * 12
  stage.box(x, far, 0, height, z, z + deep, wall)
  stage.side(x - s * 0.12, height - 0.35, height, z - 0.1, z + deep + 0.1, mix(wall, p.key, 0.12))
  const depth = z - stage.camera.z
  if (depth > stage.far * 0.75) return
  const rows = Math.min(7, Math.floor((height - 3) / 2.2))
  for (const [kind, colour, lit] of [
    [0, mix(p.ink, p.mid, 0.35), 0],
    [1, p.key, 0.5],
    [2, p.accent, 0.45],
  ] as const) {
    stage.begin()
    for (let a = 0; a < rows; a++) {
      for (let k = 3; k >= 0; k--) {
        const q = hash(seed, id * 31 + k, a, s)
        const own = q < (p.isNight ? 0.4 : 0.16) ? (q < 0.1 ? 2 : 1) : 0
        if (own !== kind) continue
        const y = 3.2 + a * 2.2
        const w = z + deep * (0.08 + k * 0.235)
        stage.addSide(x * 0.997, y, y + 1.4, w, w + deep * 0.14)
      }
    }
    stage.fillAdded(colour, lit ? 0.95 : 0.8, lit)
  }
}

/** A city street: towers, shop fronts, lamps, taxis; umbrellas and wet light in the rain. */
export const city: Scene = {
  words:
    'city:2.5 street:2 town:1.5 building:1.5 downtown:3 avenue:2.5 alley:2.5 taxi:2 traffic:2 skyscraper:3 tower:.8 neon_sign:2 urban:2.5 big_city:4 city_canyon:4 wet_asphalt:2 crosswalk:2 pavement:1.5',
  palettes: ['night', 'neon', 'dusk', 'storm', 'moon'],
  flight: { speed: 5.2, eye: 1.7, room: [1.6, 2.4] },
  far: 80,
  fog: 30,
  horizon: 0.54,
  way: { hills: 1.5, hillLength: 120 },
  cast: { x: 2.6, distance: 6 },
  build: (stage, hints) => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.mid, p.isNight ? 0.35 : 0.1)
    const isWet = hints.says('rain rainy wet storm umbrella')
    const sky = makeSky(stage, {
      stars: p.isNight && !isWet ? 200 : 0,
      ...(isWet ? {} : { sun: { x: 0.16, y: 0.36, radius: 0.035 } }),
      skyline: 0.3,
    })
    const signs: readonly Rgb[] = [p.accent, [255, 80, 140], [80, 220, 230], p.key]
    const lane = mix(p.ink, p.shade, isWet ? 0.45 : 0.6)
    return {
      paint: t => {
        sky()
        stage.strip(-0.12, -60, 60, lane, mix(lane, p.ink, 0.4))
        stage.flare(0.6, 0.5, mix(p.key, p.accent, 0.4))
        for (const s of [-1, 1])
          stage.strip(0, s < 0 ? -6.4 : 3.9, s < 0 ? -3.9 : 6.4, mix(p.shade, p.mid, 0.35), mix(p.shade, p.ink, 0.2))
        if (isWet) {
          stage.rows(6, (z, i) => {
            stage.adding(() => {
              for (const s of [-1, 1]) {
                const c = cycle(signs, i + (s > 0 ? 2 : 0))
                stage.polygon(
                  [
                    s * 3.6,
                    -0.11,
                    z,
                    s * 3,
                    -0.11,
                    z,
                    s * (1.4 + hash(i, s)),
                    -0.11,
                    z - 3.4,
                    s * (2.6 + hash(i, s)),
                    -0.11,
                    z - 3.4,
                  ],
                  c,
                  0.22,
                  0.3,
                )
              }
            })
          })
        }
        stage.rows(8, (z, i) => {
          for (const s of [-1, 1]) {
            const height = 7 + Math.floor(hash(seed, i, s, 2) ** 1.5 * 9) * 2.4
            const wall = mix(
              mix(p.shade, p.ink, p.isNight ? 0.35 : 0.05),
              hash(i, s, 3) < 0.5 ? p.accent : p.mid,
              0.12 + hash(i, s, 4) * 0.2,
            )
            const x = s * (6.4 + hash(seed, i, s) * 0.9)
            block(stage, x, z, 7.6, height, wall, i)
            const front = x * 0.996
            stage.side(
              front,
              0.3,
              2.5,
              z + 0.7,
              z + 6.8,
              mix(p.key, p.accent, hash(i, s, 6) * 0.8),
              p.isNight ? 0.95 : 0.6,
              0.45,
            )
            stage.begin()
            for (const k of [0.7, 2.6, 4.7, 6.6]) stage.addSide(x * 0.995, 0.3, 2.5, z + k, z + k + 0.16)
            stage.fillAdded(p.ink, 0.85)
            stage.polygon(
              [x, 2.8, z + 0.8, x, 2.8, z + 6.6, x - s * 1.1, 2.4, z + 6.6, x - s * 1.1, 2.4, z + 0.8],
              mix(p.accent, p.ink, 0.35),
            )
            if (p.isNight) stage.pool(x - s * 1.3, 0.01, z + 3.7, 3, p.accent, 0.3)
            if (hash(seed, i, s, 9) < 0.6) {
              const c = signs[Math.floor(hash(i, s, 10) * 4)]!
              const y = 3.6 + hash(i, s, 11) * 2.5
              stage.front(z + 1.5, x, x - s * 0.9, y, y + 1.9, mix(c, p.ink, 0.25), 1, 0.4)
              stage.glow(x - s * 0.5, y + 0.9, z + 1.4, 1.5, c, p.isNight ? 0.4 : 0.15)
            }
          }
        })
        stage.rows(4, z => stage.level(-0.115, -0.07, 0.07, z, z + 2, p.key, 0.5))
        const walked = t * 0.8
        const walk = (z: number, i: number): void => {
          for (const s of [-1, 1]) {
            const x = s * (4.9 + hash(i, s, 40) * 0.9)
            const zz = z + hash(i, s, 41) * 10
            person(stage, x, 0, zz, hash(i, s, 42) < 0.5 ? 'man' : 'woman', { phase: t * 5 + i })
            if (isWet) umbrella(stage, x, 1.78, zz - 0.02, 0.62, mix(cycle(signs, i + 1 + s), p.ink, 0.45))
          }
        }
        stage.rows(12, walk, 1, stage.far, walked)
        stage.rows(12, (z, i) => {
          for (const s of [-1, 1]) lampPost(stage, s * 4.3, z + (s > 0 ? 6 : 0), 5, 1, p.key)
          if (isWet && i % 2 === 0)
            for (let k = 0; k < 3; k++)
              stage.glow(1.2 + k * 0.3, 0.5 + k * 0.8 + ((t * 0.6) % 0.8), z + 3, 0.6 + k * 0.4, p.haze, 0.18)
        })
        const ahead = (z: number, i: number): void => {
          const paint: Rgb = hash(seed, i, 30) < 0.55 ? [228, 178, 40] : mix(p.shade, p.accent, 0.3)
          carAhead(stage, 1.9, z + 4, paint, false)
        }
        const oncoming = (z: number, i: number): void =>
          carAhead(stage, -1.9, z + 9, mix(p.mid, p.shade, hash(i, 31)), true)
        stage.rows(12, ahead, 1, stage.far, t * 2.2)
        stage.rows(12, oncoming, 1, stage.far, -t * 4)
      },
    }
  },
}
