import { css, mix, WHITE } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { person } from '../figures.ts'
import { hash, wander } from '../numbers.ts'
import { cypress, flower, pine, tree, tuft, umbrella } from '../props.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'

/** A field of grass or corn, a track through it, poles towards the horizon. */
export const field: Scene = {
  words:
    'field:3 wheat:2.5 wheat_field:5 corn:2 grass:1.2 meadow:3 prairie:3.5 farm:2.5 hay:2 barley:2.5 dirt_track:2 sunflower:2.5 bicycle:1 pasture:3 countryside:2.5 hill:1',
  palettes: ['gold', 'summer', 'dusk', 'spring'],
  flight: { speed: 5.5, eye: 1.35, room: [1.4, 2] },
  far: 70,
  fog: 30,
  horizon: 0.5,
  way: { sway: 2.4, swayLength: 90, hills: 1.8, hillLength: 110 },
  cast: { distance: 7 },
  air: 'seeds',
  build: (stage, hints) => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.3)
    const sunX = (hash(seed, 1) - 0.5) * 0.5
    const sky = makeSky(stage, {
      sun: { x: sunX, y: 0.06 + hash(seed, 2) * 0.08, radius: 0.08 },
      streaks: 8,
      heaps: hash(seed, 3) < 0.4 ? 3 : 0,
      ridges: { count: 2, height: 0.07 },
    })
    const isWheat = hints.says('wheat corn barley hay golden ear harvest')
    const land = isWheat ? mix([222, 170, 76], p.mid, 0.45) : mix(mix(p.accent, p.mid, 0.6), p.shade, 0.15)
    const hasPoles = hints.says('pole wire telephone') || hash(seed, 4) < 0.3
    const hasBike = hints.says('bicycle bike cyclist')
    return {
      paint: t => {
        sky()
        stage.flare(0.9, 0.5, p.key, sunX, -0.08)
        stage.strip(0, -160, 160, mix(land, p.haze, 0.15), mix(land, p.shade, 0.5))
        stage.strip(0.01, -1.1, 1.1, mix(p.mid, p.haze, 0.5), mix(p.mid, p.shade, 0.3))
        stage.strip(0.014, -0.3, 0.3, mix(land, p.shade, 0.2), mix(land, p.shade, 0.4), 0.7)
        if (hasPoles) {
          stage.rows(13, z => {
            stage.front(z, 3.6, 3.76, 0, 5.6, mix(p.ink, p.shade, 0.4))
            stage.front(z, 3, 4.4, 5, 5.12, mix(p.ink, p.shade, 0.4))
            for (const x of [3.1, 4.3]) stage.rod(x, 5.1, z, x, 5.1, z + 13, 0.025, p.ink, 0.7)
          })
        }
        stage.rows(1.1, (z, i) => {
          const depth = z - stage.camera.z
          const count = depth > 34 ? 4 : depth > 14 ? 7 : 9
          for (let n = 0; n < count; n++) {
            const s = n & 1 ? 1 : -1
            const spread = depth > 20 ? 22 : 9
            const x = s * (1.25 + hash(seed, i, n, 1) ** 1.4 * spread)
            tuft(
              stage,
              x,
              z + hash(i, n, 2),
              isWheat ? 0.95 + hash(i, n, 3) * 0.5 : 0.5 + hash(i, n, 3) * 0.5,
              mix(mix(land, p.key, 0.15 + hash(i, n, 4) * 0.3), p.ink, depth < 4 ? 0.22 : hash(i, n, 5) * 0.12),
              t,
              i + n,
              4,
              0.3,
            )
          }
          if (!isWheat && depth < 16) {
            const x = (hash(seed, i, 7) < 0.5 ? -1 : 1) * (1.5 + hash(seed, i, 8) * 3)
            stage.ball(x, 0.55, z, 0.05, hash(i, 9) < 0.5 ? p.accent : p.key)
          }
        })
        if (!hasBike) return
        const z = stage.camera.z + 8.5 - Math.min(2, t * 0.4)
        const hub = stage.spot(Math.sin(t * 1.6) * 0.25, 0.34, z)
        if (!hub) return
        const { ctx } = stage
        const r = 0.34 * hub.scale
        ctx.strokeStyle = css(mix(p.ink, p.shade, 0.2))
        ctx.lineWidth = Math.max(1, r * 0.16)
        ctx.beginPath()
        ctx.ellipse(hub.x, hub.y, r * 0.14, r, Math.sin(t * 1.6) * 0.08, 0, 6.283)
        ctx.moveTo(hub.x - r * 0.9, hub.y - r * 1.9)
        ctx.lineTo(hub.x + r * 0.9, hub.y - r * 1.9)
        ctx.stroke()
        person(stage, Math.sin(t * 1.6) * 0.25, 0.28, z - 0.05, 'girl', {
          phase: t * 8,
          shadow: false,
          tall: 1.45,
          scarf: hints.hasScarf,
        })
      },
    }
  },
}

/** A garden from the grass: tall daisies and leaves parting, drops of a sprinkler in the sun. */
export const garden: Scene = {
  words:
    'garden:4 park:2.5 daisy:2.5 flower:1.2 tomato:2 sprinkler:2.5 lawn:.8 petal:1 rose:1 orchard:2.5 blossom:1.5 tulip:2.5 seen_from_the_grass:2 bee:2',
  palettes: ['summer', 'spring', 'candy', 'noon'],
  flight: { speed: 2, eye: 0.75, room: [0.7, 0.5] },
  far: 34,
  fog: 15,
  horizon: 0.52,
  cast: { distance: 6.5 },
  air: 'seeds',
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.key, 0.4)
    const sky = makeSky(stage, {
      sun: { x: (hash(seed, 1) - 0.5) * 0.6, y: 0.32, radius: 0.06 },
      heaps: 4,
      ridges: { count: 2, height: 0.1, from: mix(p.haze, p.mid, 0.6), to: mix(p.shade, p.mid, 0.4) },
    })
    const grass = mix([96, 150, 70], p.mid, 0.45)
    const tones: readonly Rgb[] = [
      WHITE,
      mix(p.accent, WHITE, 0.25),
      mix([255, 160, 190], p.key, 0.3),
      mix([250, 206, 70], p.key, 0.3),
    ]
    return {
      paint: t => {
        sky()
        stage.flare(0.9, 0.35, p.key, 0, -0.25)
        stage.strip(0, -60, 60, mix(grass, p.key, 0.15), mix(grass, p.shade, 0.5))
        stage.rows(1.1, (z, i) => {
          const depth = z - stage.camera.z
          const count = depth > 14 ? 5 : 10
          for (let n = 0; n < count; n++) {
            const s = n & 1 ? 1 : -1
            const x = s * (0.45 + hash(seed, i, n, 1) ** 1.3 * (depth > 14 ? 8 : 4.5))
            const zz = z + hash(i, n, 2)
            const roll = hash(seed, i, n, 3)
            if (roll < 0.42)
              flower(
                stage,
                x,
                zz,
                0.7 + hash(i, n, 4) * 0.85,
                tones[Math.floor(hash(i, n, 5) * 4)]!,
                [246, 190, 50],
                t,
                i * 7 + n,
              )
            else if (roll < 0.52 && Math.abs(x) > 1.4) {
              stage.rod(x, 0, zz, x, 1.5, zz, 0.03, mix(p.accent, p.ink, 0.4))
              for (let k = 0; k < 4; k++)
                stage.ball(x + (hash(i, n, k, 9) - 0.5) * 0.5, 0.6 + k * 0.24, zz, 0.2, mix(grass, p.ink, 0.25))
              for (let k = 0; k < 3; k++)
                stage.ball(x + (hash(i, n, k, 8) - 0.5) * 0.5, 0.5 + k * 0.32, zz - 0.02, 0.075, [220, 60, 44])
            } else
              tuft(
                stage,
                x,
                zz,
                0.4 + hash(i, n, 6) * 0.5,
                mix(grass, hash(i, n, 7) < 0.5 ? p.key : p.shade, 0.25),
                t,
                i + n,
                6,
                0.6,
              )
          }
        })
        const source = stage.spot(1.6, 0.1, stage.camera.z + 7)
        if (!source) return
        const { ctx } = stage
        const s = source.scale
        const hues: readonly Rgb[] = [
          [255, 110, 110],
          [255, 200, 90],
          [150, 240, 140],
          [110, 190, 255],
          [190, 140, 255],
        ]
        ctx.globalCompositeOperation = 'lighter'
        hues.forEach((hue, k) => {
          ctx.strokeStyle = css(hue, 0.2)
          ctx.lineWidth = s * 0.07
          ctx.beginPath()
          ctx.arc(source.x - s * 0.4, source.y + s * 0.3, s * (1.7 - k * 0.075), Math.PI * 1.05, Math.PI * 1.95)
          ctx.stroke()
        })
        ctx.fillStyle = css(WHITE, 0.7)
        ctx.beginPath()
        for (let k = 0; k < 70; k++) {
          const u = (hash(k, 3) + t * 0.9) % 1
          const angle = (hash(k, 1) - 0.5) * 1.9 + Math.sin(t * 1.5) * 0.4
          const x = source.x + Math.sin(angle) * u * s * 2.2
          const y = source.y - (Math.cos(angle) * 2.3 * u - 2.1 * u * u) * s
          const r = Math.max(0.7, s * 0.012)
          ctx.rect(x, y, r, r * 2)
        }
        ctx.fill()
        ctx.globalCompositeOperation = 'source-over'
      },
    }
  },
}

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
                0.09 + 0.03 * Math.sin(t * 0.8 + i),
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

/** Black umbrellas, cypresses and stones beside a wet gravel path. */
export const cemetery: Scene = {
  words: 'funeral:5 cemetery:4.5 graveyard:4.5 grave:3 cypress:2 tomb:2.5 churchyard:3 gravel_path:1.2 mourner:3',
  palettes: ['grief', 'storm', 'winter'],
  flight: { speed: 2.6, eye: 1.8, room: [0.8, 2.2] },
  far: 56,
  fog: 22,
  horizon: 0.48,
  cast: 'none',
  build: (stage, hints) => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, p.mid, 0.1)
    const sky = makeSky(stage, {
      stops: [
        [1, p.mid],
        [0.5, mix(p.mid, p.haze, 0.5)],
        [0.1, p.haze],
        [0, stage.fogColour],
        [-0.3, p.haze],
      ],
      streaks: 10,
      ridges: { count: 2, height: 0.07 },
    })
    const lawn = mix(mix([70, 86, 66], p.mid, 0.4), p.shade, 0.2)
    return {
      paint: t => {
        sky()
        stage.flare(0.5, 0.3)
        stage.strip(0, -90, 90, lawn, mix(lawn, p.ink, 0.35))
        stage.strip(0.01, -1.3, 1.3, mix(p.haze, p.mid, 0.3), mix(p.mid, p.shade, 0.35))
        stage.rows(3, (z, i) => {
          stage.adding(() => stage.level(0.015, -0.9 + hash(i, 1), 0.2 + hash(i, 1), z, z + 0.8, p.haze, 0.2, 0.2))
          for (const s of [-1, 1]) {
            if (hash(seed, i, s) < 0.75) {
              const x = s * (3 + hash(seed, i, s, 2) * 4.5)
              const tall = 0.8 + hash(i, s, 3) * 0.5
              const stone = mix(p.haze, p.shade, 0.25 + hash(i, s, 4) * 0.3)
              stage.box(x - 0.32, x + 0.32, 0, tall, z, z + 0.14, stone)
              if (hash(i, s, 5) < 0.35) {
                stage.front(z, x - 0.06, x + 0.06, tall, tall + 0.65, stone)
                stage.front(z, x - 0.24, x + 0.24, tall + 0.34, tall + 0.46, stone)
              }
            }
            if (i % 3 === 0) cypress(stage, s * (4.2 + hash(i, s, 6) * 1.5), z + 1, 5 + hash(i, s, 7) * 3)
          }
        })
        const walkers = 14
        for (let n = walkers; n >= 0; n--) {
          const x = ((n * 7) % 5) * 0.62 - 1.24 + (hash(n, 1) - 0.5) * 0.3
          const z = stage.camera.z + 4.6 + n * 1.15 - Math.min(2.5, t * 0.5)
          person(stage, x, 0, z, n % 3 === 0 ? 'man' : n % 3 === 1 ? 'woman' : 'elder', {
            phase: t * 3 + n,
            scarf: hints.hasScarf && n === 3,
            colour: mix(p.ink, p.shade, 0.12),
          })
          umbrella(stage, x, 1.86 + (n % 3) * 0.06, z - 0.02, 0.66, mix(p.ink, p.shade, 0.15 + (n % 4) * 0.05))
        }
      },
    }
  },
}

/** Winter woods and hills under deep snow. */
export const snow: Scene = {
  words: 'snow:1.6 snowy:2 blizzard:3 winter:1.2 ski:3 frost:1.5 icy:1.5 glacier:3 ice:1.5 arctic:3 snowfield:1',
  palettes: ['winter', 'frost', 'dream', 'moon'],
  flight: { speed: 3.8, eye: 1.6, room: [1.3, 2] },
  far: 50,
  fog: 19,
  horizon: 0.54,
  way: { sway: 2, swayLength: 70, hills: 1, hillLength: 70 },
  cast: { distance: 6.5 },
  air: 'snow',
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.haze, WHITE, p.isNight ? 0 : 0.3)
    const white = mix(p.haze, WHITE, p.isNight ? 0.15 : 0.6)
    const sky = makeSky(stage, {
      stars: p.isNight ? 160 : 0,
      sun: { x: (hash(seed, 1) - 0.5) * 0.5, y: 0.18, radius: 0.045 },
      ridges: { count: 3, height: 0.2, from: mix(p.haze, p.mid, 0.3), to: mix(p.mid, white, 0.4), jagged: true },
    })
    return {
      paint: () => {
        sky()
        stage.flare(0.7, 0.35, p.key, 0, -0.15)
        stage.strip(0, -90, 90, white, mix(white, p.mid, 0.35))
        stage.strip(0.006, -0.8, 0.8, mix(white, p.mid, 0.3), mix(white, p.shade, 0.3), 0.6)
        stage.rows(2.4, (z, i) => {
          for (let n = 0; n < 4; n++) {
            const x = (n & 1 ? 1 : -1) * (2.4 + (n > 1 ? 4.5 : 0) + hash(seed, i, n, 1) * 6)
            pine(stage, x, z + hash(i, n, 2) * 2, 2.6 + hash(i, n, 3) * 3.4, true)
          }
        })
      },
    }
  },
}

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
              mix(flags[k % 5]!, p.haze, 0.15),
              0.95,
            )
          }
        })
      },
    }
  },
}

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
          const paint = paints[(i + 50) % 5]!
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
                colour: mix(paints[(i + 52) % 5]!, p.ink, 0.35),
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
              { pose: 'raise', shadow: false, colour: mix(paints[(i + 53) % 5]!, p.ink, 0.3) },
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
                colour: mix(paints[(k + i + 50) % 5]!, p.ink, 0.3),
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
