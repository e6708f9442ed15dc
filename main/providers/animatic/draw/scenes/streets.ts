import { mix, WHITE } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { person } from '../figures.ts'
import { hash } from '../numbers.ts'
import { house, lampPost, lantern, lightString, pine, tree, umbrella } from '../props.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'
import type { Stage } from '../stage.ts'

/** A tower block along the street with its windows. `x` is its near wall. */
function block(stage: Stage, x: number, z: number, deep: number, height: number, wall: Rgb, id: number): void {
  const { palette: p, seed } = stage
  const s = Math.sign(x)
  const far = x + s * 12
  stage.box(Math.min(x, far), Math.max(x, far), 0, height, z, z + deep, wall)
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
    let at = 0
    for (let a = 0; a < rows; a++) {
      for (let k = 3; k >= 0; k--) {
        const q = hash(seed, id * 31 + k, a, s)
        const own = q < (p.isNight ? 0.4 : 0.16) ? (q < 0.1 ? 2 : 1) : 0
        if (own !== kind) continue
        const y = 3.2 + a * 2.2
        const w = z + deep * (0.08 + k * 0.235)
        at =
          stage.add([
            x * 0.997,
            y,
            w,
            x * 0.997,
            y,
            w + deep * 0.14,
            x * 0.997,
            y + 1.4,
            w + deep * 0.14,
            x * 0.997,
            y + 1.4,
            w,
          ]) || at
      }
    }
    if (at) stage.fill(colour, at, lit ? 0.95 : 0.8, lit)
  }
}

/** A small car or taxi seen from behind, its lights on by night. */
export function carAhead(stage: Stage, x: number, z: number, colour: Rgb, isComing: boolean): void {
  const { palette: p } = stage
  stage.box(x - 0.85, x + 0.85, 0.3, 0.85, z, z + 3.8, colour)
  stage.box(
    x - 0.7,
    x + 0.7,
    0.85,
    1.4,
    z + 0.7,
    z + 3,
    mix(colour, p.ink, 0.3),
    mix(colour, p.key, 0.2),
    mix(p.ink, p.shade, 0.4),
  )
  for (const s of [-1, 1]) {
    stage.front(z + 0.05, x + s * 0.6 - 0.18, x + s * 0.6 + 0.18, 0.06, 0.34, p.ink)
    const light: Rgb = isComing ? mix(p.key, WHITE, 0.4) : [255, 70, 50]
    stage.front(z - 0.02, x + s * 0.62 - 0.14, x + s * 0.62 + 0.14, 0.58, 0.72, light, 1, 0.7)
    stage.glow(x + s * 0.62, 0.65, z - 0.05, isComing ? 0.8 : 0.45, light, p.isNight ? 0.8 : 0.35)
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
      sun: isWet ? undefined : { x: 0.16, y: 0.36, radius: 0.035 },
      skyline: 0.3,
    } as Parameters<typeof makeSky>[1])
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
                const c = signs[(i + (s > 0 ? 2 : 0) + 40) % 4]!
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
            let at = 0
            for (const k of [0.7, 2.6, 4.7, 6.6])
              at =
                stage.add([
                  x * 0.995,
                  0.3,
                  z + k,
                  x * 0.995,
                  0.3,
                  z + k + 0.16,
                  x * 0.995,
                  2.5,
                  z + k + 0.16,
                  x * 0.995,
                  2.5,
                  z + k,
                ]) || at
            if (at) stage.fill(p.ink, at, 0.85)
            stage.polygon(
              [x, 2.8, z + 0.8, x, 2.8, z + 6.6, x - s * 1.1, 2.4, z + 6.6, x - s * 1.1, 2.4, z + 0.8],
              mix(p.accent, p.ink, 0.35),
            )
            if (p.isNight) stage.pool(x - s * 1.3, 0.01, z + 3.7, 3, p.accent, 0.3)
            if (hash(seed, i, s, 9) < 0.6) {
              const c = signs[Math.floor(hash(i, s, 10) * 4)]!
              const y = 3.6 + hash(i, s, 11) * 2.5
              stage.front(
                z + 1.5,
                Math.min(x, x - s * 0.9),
                Math.max(x, x - s * 0.9),
                y,
                y + 1.9,
                mix(c, p.ink, 0.25),
                1,
                0.4,
              )
              stage.glow(x - s * 0.5, y + 0.9, z + 1.4, 1.5, c, p.isNight ? 0.4 : 0.15)
            }
          }
        })
        stage.rows(4, z => stage.level(-0.115, -0.07, 0.07, z, z + 2, p.key, 0.5))
        stage.rows(12, (z, i) => {
          for (const s of [-1, 1]) lampPost(stage, s * 4.3, z + (s > 0 ? 6 : 0), 5, 1, p.key)
          carAhead(
            stage,
            1.9,
            z + 4 + t * 2.5 * (i & 1 ? 1 : 0.7),
            hash(seed, i, 30) < 0.55 ? [228, 178, 40] : mix(p.shade, p.accent, 0.3),
            false,
          )
          carAhead(stage, -1.9, z + 9 - t * 4, mix(p.mid, p.shade, hash(i, 31)), true)
          for (const s of [-1, 1]) {
            const x = s * (4.9 + hash(i, s, 40) * 0.9)
            const zz = z + hash(i, s, 41) * 10 + t * 0.8
            person(stage, x, 0, zz, hash(i, s, 42) < 0.5 ? 'man' : 'woman', { phase: t * 5 + i })
            if (isWet) umbrella(stage, x, 1.78, zz - 0.02, 0.62, mix(signs[(i + 41 + s) % 4]!, p.ink, 0.45))
          }
          if (isWet && i % 2 === 0)
            for (let k = 0; k < 3; k++)
              stage.glow(1.2 + k * 0.3, 0.5 + k * 0.8 + ((t * 0.6) % 0.8), z + 3, 0.6 + k * 0.4, p.haze, 0.18)
        })
      },
    }
  },
}

/** A quiet street of small houses: a suburb in summer, a village under snow. */
export const village: Scene = {
  words:
    'village:3.5 suburb:3.5 suburban:3.5 lawn:1.5 neighbourhood:2.5 neighborhood:2.5 hometown:3 fence:1.2 driveway:2 village_street:5 quiet_street:2 yellow_window:1 porch:2 cottage:2.5 backyard:1.2',
  palettes: ['dusk', 'summer', 'gold', 'dawn', 'frost'],
  flight: { speed: 4, eye: 1.7, room: [1.3, 2.4] },
  far: 76,
  fog: 30,
  horizon: 0.54,
  way: { sway: 4, swayLength: 150, hills: 1.2, hillLength: 110 },
  cast: { distance: 6 },
  build: (stage, hints) => {
    const { palette: p, seed } = stage
    const isSnowy = p.name === 'frost' || p.name === 'winter' || hints.says('snow snowy winter christmas flake')
    stage.fogColour = mix(p.haze, p.key, p.isNight ? 0 : 0.2)
    const white = p.isNight ? mix(p.haze, WHITE, 0.25) : mix(p.haze, WHITE, 0.6)
    const sky = makeSky(stage, {
      stars: p.isNight ? 220 : 0,
      sun: { x: (hash(seed, 1) - 0.5) * 0.5, y: p.isNight ? 0.34 : 0.05, radius: p.isNight ? 0.035 : 0.07 },
      streaks: isSnowy ? 0 : 9,
      ridges: { count: 2, height: 0.08 },
    })
    const ground = isSnowy ? white : mix(mix(p.accent, p.shade, 0.45), p.mid, 0.35)
    const road = isSnowy ? mix(white, p.mid, 0.35) : mix(p.shade, p.mid, 0.35)
    return {
      paint: () => {
        sky()
        stage.flare(0.7, p.isNight ? 0.2 : 0.45)
        stage.strip(0, -90, 90, ground, mix(ground, p.ink, isSnowy ? 0.15 : 0.4))
        stage.strip(0.01, -2.7, 2.7, road, mix(road, p.ink, 0.25))
        if (isSnowy)
          for (const s of [-0.9, 0.7]) stage.strip(0.014, s, s + 0.3, mix(road, p.shade, 0.3), mix(road, p.shade, 0.4))
        stage.rows(9, (z, i) => {
          for (const s of [-1, 1]) {
            const r = (k: number): number => hash(seed, i, s, k)
            const wall = mix(mix(p.mid, p.haze, r(1) * 0.7), p.accent, r(2) * 0.3)
            house(
              stage,
              s * (6.6 + r(9)),
              z,
              i * 2 + s,
              p.isNight ? mix(wall, p.shade, 0.5) : wall,
              isSnowy ? mix(white, p.mid, 0.1) : mix(p.shade, p.ink, 0.25 + r(3) * 0.4),
            )
            stage.level(
              0.012,
              Math.min(s * 2.7, s * 6.6),
              Math.max(s * 2.7, s * 6.6),
              z + 2.5,
              z + 3.6,
              mix(road, p.haze, 0.2),
            )
            stage.begin()
            let at = 0
            for (let k = 8; k >= 0; k--) {
              const a = z + k * 0.66 - 0.1
              if (k === 4) continue
              at =
                stage.add([
                  s * 4.6,
                  0,
                  a,
                  s * 4.6,
                  0,
                  a + 0.42,
                  s * 4.6,
                  0.75,
                  a + 0.42,
                  s * 4.6,
                  0.92,
                  a + 0.21,
                  s * 4.6,
                  0.75,
                  a,
                ]) || at
            }
            if (at) stage.fill(mix(p.key, p.haze, s > 0 ? 0.5 : 0.3), at, isSnowy ? 0.7 : 1)
            if (isSnowy) pine(stage, s * (5.6 + r(6)), z - 0.8, 3 + r(7) * 2, true)
            else tree(stage, s * (5.6 + r(6)), z - 0.8, 3.4 + r(7) * 1.8, i * 2 + s)
            if (r(8) < 0.6) lampPost(stage, s * 3.1, z + 7.4, 4.4, 0.6, p.key)
          }
        })
        if (!isSnowy) stage.rows(4, z => stage.level(0.02, -0.06, 0.06, z, z + 1.8, p.key, 0.5))
      },
    }
  },
}

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
            stage.box(
              Math.min(x, x + s * 9),
              Math.max(x, x + s * 9),
              -14,
              top,
              z,
              z + 8,
              mix(mix(p.shade, p.mid, hash(i, s, 3)), p.accent, 0.1),
            )
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
              tones[(k + i + 30) % 3]!,
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

/** A steel bridge over wide water, girders flicking past. */
export const bridge: Scene = {
  words: 'bridge:4 steel_bridge:5 girder:3 viaduct:3.5 river:1.2 suspension:2',
  palettes: ['moon', 'dusk', 'dawn', 'storm'],
  flight: { speed: 9, eye: 2, room: [1, 1] },
  far: 86,
  fog: 34,
  cast: {},
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, p.isNight ? 0.05 : 0.2)
    const sky = makeSky(stage, {
      stars: p.isNight ? 120 : 0,
      streaks: 10,
      skyline: 0.34,
      sun: { x: 0.3 * (hash(seed, 1) < 0.5 ? -1 : 1), y: 0.1, radius: 0.03 },
    })
    const steel = mix(p.shade, p.ink, 0.35)
    const rim = mix(steel, p.key, 0.3)
    const top = 6.2
    const w = 3.4
    return {
      paint: t => {
        sky()
        stage.flare(0.6, 0.35)
        stage.strip(-12, -400, 400, mix(p.mid, p.shade, 0.4), mix(p.shade, p.ink, 0.4))
        stage.adding(() => {
          for (let k = 0; k < 26; k++) {
            const z = stage.camera.z + 16 + ((k * 7.3 + 60 * hash(k, 2)) % 66)
            const x = (hash(k, 1, seed) - 0.5) * 90
            stage.level(-11.9, x, x + 3 + 3 * Math.sin(t * 2 + k), z, z + 0.7, p.key, 0.28, 0.4)
          }
        })
        stage.strip(0, -w, w, mix(p.shade, p.mid, 0.25), mix(p.ink, p.shade, 0.6))
        for (const x of [-1.5, -0.3, 0.3, 1.5])
          stage.strip(0.06, x - 0.05, x + 0.05, mix(p.haze, p.key, 0.2), mix(p.mid, p.haze, 0.4))
        stage.rows(0.9, z => stage.level(0.02, -1.8, 1.8, z, z + 0.34, mix(p.ink, p.accent, 0.2), 0.8), 1, 34)
        stage.rows(5, (z, i) => {
          const flip = i & 1
          for (const s of [-1, 1]) {
            const x = s * w
            stage.box(x - 0.16, x + 0.16, 0, top, z, z + 0.32, steel)
            stage.polygon(
              [
                x,
                flip ? 0 : top - 0.3,
                z,
                x,
                flip ? 0.4 : top,
                z,
                x,
                flip ? top : 0.4,
                z + 5,
                x,
                flip ? top - 0.3 : 0,
                z + 5,
              ],
              steel,
            )
            stage.side(x, top - 0.35, top, z, z + 5, rim)
            stage.side(x, 0.9, 1.02, z, z + 5, rim)
          }
          stage.front(z, -w, w, top - 0.4, top, rim)
          stage.polygon([-w, top, z, -w + 0.3, top, z, w, top, z + 5, w - 0.3, top, z + 5], steel)
          stage.polygon([w, top, z, w - 0.3, top, z, -w, top, z + 5, -w + 0.3, top, z + 5], steel)
          if (i % 2 === 0) for (const s of [-1, 1]) stage.glow(s * w * 0.9, 2.9, z, 0.8, p.key, 0.7)
        })
      },
    }
  },
}
