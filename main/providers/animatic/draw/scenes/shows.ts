import { css, mix, WHITE } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { person, personAt } from '../figures.ts'
import { clamp, hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'
import type { Stage } from '../stage.ts'

/** Head and shoulders in a crowd; some raise their arms. */
function listener(stage: Stage, x: number, z: number, id: number, t: number): void {
  const { palette: p, ctx } = stage
  const r = hash(id, 3)
  const spot = stage.spot(x, 1.5 + r * 0.22 + Math.abs(Math.sin(t * 4.2 + r * 5)) * 0.05, z)
  if (!spot || spot.depth < 0.8) return
  const k = spot.scale
  if (spot.x + k < 0 || spot.x - k > stage.width) return
  const alpha = stage.fadeIn(spot.depth) * clamp((spot.depth - 0.8) / 0.7)
  const toward = stage.aimX > spot.x ? 1 : -1
  const passes: readonly (readonly [Rgb, number, number])[] =
    spot.depth < 6
      ? [
          [mix(p.key, p.haze, 0.35), toward * 0.012 * k, -0.014 * k],
          [stage.tint(mix(p.ink, p.shade, r * 0.35), spot.depth), 0, 0],
        ]
      : [[stage.tint(mix(p.ink, p.shade, r * 0.4), spot.depth), 0, 0]]
  for (const [colour, dx, dy] of passes) {
    const cx = spot.x + dx
    const cy = spot.y + dy
    ctx.fillStyle = css(colour, alpha)
    ctx.beginPath()
    ctx.ellipse(cx, cy, 0.09 * k, 0.118 * k, 0, 0, 6.283)
    ctx.moveTo(cx - 0.05 * k, cy + 0.08 * k)
    ctx.quadraticCurveTo(cx - 0.2 * k, cy + 0.18 * k, cx - 0.24 * k, cy + 0.36 * k)
    ctx.lineTo(cx - 0.22 * k, cy + 2.2 * k)
    ctx.lineTo(cx + 0.22 * k, cy + 2.2 * k)
    ctx.lineTo(cx + 0.24 * k, cy + 0.36 * k)
    ctx.quadraticCurveTo(cx + 0.2 * k, cy + 0.18 * k, cx + 0.05 * k, cy + 0.08 * k)
    ctx.fill()
    if (hash(id, 7) > 0.42) continue
    ctx.strokeStyle = css(colour, alpha)
    ctx.lineWidth = 0.075 * k
    ctx.beginPath()
    for (const s of hash(id, 7) < 0.16 ? [-1, 1] : [hash(id, 8) < 0.5 ? 1 : -1]) {
      const wave = Math.sin(t * 4.2 + id) * 0.05
      ctx.moveTo(cx + s * 0.22 * k, cy + 0.3 * k)
      ctx.lineTo(cx + s * 0.3 * k, cy - 0.05 * k)
      ctx.lineTo(cx + (s * 0.2 + wave) * k, cy - 0.38 * k)
    }
    ctx.stroke()
  }
}

/** Over a crowd towards a stage of turning beams, a singer in the light. */
export const concert: Scene = {
  words:
    'concert:5 crowd:2.5 audience:3 gig:3.5 stage:1.2 festival:3 fan:1.5 band:2 singer:2 raised_hand:1 loudspeaker:1.5 rave:3.5 guitar:2 drummer:2.5 theatre:1.5 theater:1.5',
  palettes: ['neon', 'dusk', 'love', 'acid', 'ember'],
  flight: { speed: 1.9, eye: 2.1, room: [1.1, 0.8] },
  far: 22,
  fog: 11,
  horizon: 0.47,
  cast: 'none',
  build: stage => {
    const { palette: p, seed, ctx } = stage
    stage.fogColour = mix(p.mid, p.haze, 0.5)
    const sky = makeSky(stage, {
      stops: [
        [1, p.ink],
        [0.4, p.shade],
        [0.08, mix(p.mid, p.haze, 0.5)],
        [0, p.haze],
        [-0.2, p.shade],
      ],
    })
    const beams = 7 + Math.floor(hash(seed, 1) * 3)
    return {
      paint: t => {
        sky()
        const h = stage.unit
        stage.flare(0.7, 0.55, p.key, 0, -0.06)
        ctx.globalCompositeOperation = 'lighter'
        for (let k = 0; k < beams; k++) {
          const u = k - (beams - 1) / 2
          const angle = u * 0.22 + Math.sin(t * 0.9 + k * 1.7) * 0.18
          const x = stage.aimX + u * h * 0.16
          const y = stage.aimY - h * 0.03
          const long = h * 1.1
          const colour = k % 3 === 1 ? p.accent : k & 1 ? p.key : p.haze
          const gradient = ctx.createLinearGradient(x, y, x + Math.sin(angle) * long, y - Math.cos(angle) * long)
          gradient.addColorStop(0, css(colour, 0.45))
          gradient.addColorStop(0.4, css(colour, 0.14))
          gradient.addColorStop(1, css(colour, 0))
          ctx.fillStyle = gradient
          ctx.beginPath()
          ctx.moveTo(x, y)
          ctx.lineTo(x + Math.sin(angle - 0.05) * long, y - Math.cos(angle - 0.05) * long)
          ctx.lineTo(x + Math.sin(angle + 0.05) * long, y - Math.cos(angle + 0.05) * long)
          ctx.fill()
        }
        ctx.globalCompositeOperation = 'source-over'
        for (let k = 0; k < beams; k++)
          stage.glowAt(
            stage.aimX + (k - (beams - 1) / 2) * h * 0.16,
            stage.aimY - h * 0.03,
            h * 0.05,
            k % 3 === 1 ? p.accent : p.key,
            0.8 + 0.2 * Math.sin(t * 6 + k),
          )
        const singer = stage.spot(0, 1.7, stage.camera.z + 15)
        if (singer) {
          stage.front(stage.camera.z + 15.2, -9, 9, 0.6, 1.7, mix(p.shade, p.mid, 0.4))
          personAt(stage, singer, 'woman', { pose: 'raise', phase: t * 3, tall: 2.3, colour: p.ink, shadow: false })
          for (const s of [-1, 1])
            stage.front(stage.camera.z + 15.1, s * 5 - 0.9, s * 5 + 0.9, 1.7, 4, mix(p.ink, p.shade, 0.3), 0.9)
        }
        stage.rows(1.15, (z, i) => {
          const depth = z - stage.camera.z
          if (depth < 0.9 || depth > 14 || (depth > 8 && i & 1)) return
          const half = Math.min(9, depth * 1.05 + 1)
          const from = Math.floor((stage.camera.x - half) / 0.8)
          for (let k = from; k <= from + Math.ceil((half * 2) / 0.8); k++)
            listener(
              stage,
              (k + 0.3 + hash(seed, i, k) * 0.45 + (i & 1) * 0.4) * 0.8,
              z + hash(i, k, 2) * 0.4,
              i * 53 + k,
              t,
            )
        })
      },
    }
  },
}

/** A football ground: stands, floodlights, the pitch sliding under, a goal ahead. */
export const stadium: Scene = {
  words:
    'stadium:5 football:3.5 soccer:3.5 pitch:2.5 goal:2 floodlight:2 match:1.2 arena:3 waving_flag:1.5 ball:.5 net:1 athlete:2 marathon:2',
  palettes: ['storm', 'moss', 'night', 'noon'],
  flight: { speed: 7, eye: 1.4, room: [1.6, 2] },
  far: 90,
  fog: 40,
  horizon: 0.46,
  cast: 'none',
  build: stage => {
    const { palette: p, seed, ctx } = stage
    stage.fogColour = mix(p.haze, p.mid, p.isNight ? 0.3 : 0.1)
    const sky = makeSky(stage, { stars: p.isNight ? 60 : 0, streaks: 4 })
    const grass = mix([58, 130, 66], p.mid, 0.3)
    const flags: readonly Rgb[] = [p.accent, p.key, [210, 60, 60], [60, 110, 200], WHITE]
    return {
      paint: t => {
        sky()
        stage.flare(0.9, 0.3)
        stage.strip(0, -60, 60, grass, mix(grass, p.ink, 0.25))
        stage.rows(11, (z, i) => {
          if (i & 1) stage.level(0.004, -17, 17, z, z + 11, mix(grass, p.key, 0.2), 0.5)
        })
        for (const x of [-15, 15]) stage.strip(0.01, x - 0.1, x + 0.1, WHITE)
        for (const s of [-1, 1]) {
          stage.wall(s * 19, 0, 1.1, mix(p.accent, p.shade, 0.35))
          for (let k = 0; k < 5; k++)
            stage.wall(
              s * (20.5 + k * 2.4),
              k * 1.5 + 0.6,
              k * 1.5 + 2.3,
              mix(mix(p.shade, p.ink, 0.35), p.mid, k * 0.09),
            )
        }
        stage.rows(3, (z, i) => {
          const depth = z - stage.camera.z
          if (depth < 2 || (depth > 45 && i & 1)) return
          for (const s of [-1, 1]) {
            for (let k = 0; k < 5; k++) {
              const colour = mix(flags[Math.floor(hash(seed, i, k, s) * 5)]!, p.shade, 0.35)
              stage.begin()
              let at = 0
              for (let m = 0; m < (depth > 28 ? 2 : 4); m++) {
                const x = s * (20.4 + k * 2.4)
                const zz = z + m * 0.75 + hash(i, k, m) * 0.3
                const y = 1.6 + k * 1.5 + Math.abs(Math.sin(t * 3 + i + m)) * 0.12
                at = stage.add([x, y, zz, x, y + 0.5, zz, x, y + 0.5, zz + 0.42, x, y, zz + 0.42]) || at
              }
              if (at) stage.fill(colour, at, 0.95)
            }
            if (hash(seed, i, s, 9) < 0.35) {
              const k = Math.floor(hash(i, s, 10) * 4)
              const x = s * (20.2 + k * 2.4)
              const y = 2.4 + k * 1.5
              const wave = Math.sin(t * 5 + i) * 0.4
              stage.rod(x, y, z, x, y + 2, z, 0.07, p.ink)
              stage.polygon(
                [
                  x,
                  y + 2,
                  z,
                  x - s * 0.3 + wave * 0.3,
                  y + 1.8 + wave * 0.3,
                  z + 1,
                  x,
                  y + 1.9 - wave * 0.3,
                  z + 2,
                  x,
                  y + 0.8,
                  z + 2,
                  x - s * 0.2,
                  y + 0.8 + wave * 0.3,
                  z + 1,
                  x,
                  y + 0.9,
                  z,
                ],
                flags[(i + 60) % 5]!,
              )
            }
          }
        })
        stage.rows(26, z => {
          stage.level(0.012, -15, 15, z, z + 0.18, WHITE, 0.85)
          const circle: number[] = []
          for (let k = 0; k < 24; k++) circle.push(Math.cos(k * 0.2618) * 4.6, 0.012, z + Math.sin(k * 0.2618) * 4.6)
          const middle = stage.spot(0, 0.01, z)
          if (middle && stage.camera.z < z - 5) {
            stage.begin()
            stage.add(circle)
            ctx.lineWidth = Math.max(0.7, middle.scale * 0.13)
            ctx.strokeStyle = css(stage.tint(WHITE, middle.depth), 0.8 * stage.fadeIn(middle.depth))
            ctx.stroke()
          }
          for (const s of [-1, 1]) {
            const x = s * 18
            stage.rod(x, 0, z + 8, x, 15, z + 8, 0.3, mix(p.ink, p.shade, 0.4))
            stage.front(z + 8, x - 2.4, x + 2.4, 14.2, 17.4, mix(p.ink, p.shade, 0.5))
            for (let a = 0; a < 3; a++)
              for (let b = 0; b < 4; b++)
                stage.glow(x - 1.8 + b * 1.2, 14.8 + a, z + 7.9, 0.95, mix(p.key, WHITE, 0.5), 1)
            stage.glow(x, 15.8, z + 7.9, 8, mix(p.key, WHITE, 0.4), 0.4)
          }
        })
        stage.rows(9, (z, i) => {
          const x = (hash(seed, i, 1) - 0.5) * 16
          if (Math.abs(x) > 1)
            person(stage, x, 0, z + Math.sin(t + i), 'man', {
              phase: t * 8 + i,
              colour: mix(i & 1 ? p.accent : WHITE, p.ink, 0.4),
            })
        })
        const goal = stage.camera.z + 17 - Math.min(9, t * 1.6)
        for (let k = 0; k <= 10; k++)
          stage.rod(-3.6 + k * 0.72, 0, goal + 1.4, -3.6 + k * 0.72, 2.44, goal, 0.02, WHITE, 0.5)
        for (let k = 1; k < 6; k++)
          stage.rod(-3.66, k * 0.42, goal + 1.2, 3.66, k * 0.42, goal + 1.2, 0.02, WHITE, 0.45)
        for (const x of [-3.66, 3.66]) stage.rod(x, 0, goal, x, 2.5, goal, 0.13, WHITE)
        stage.rod(-3.66, 2.5, goal, 3.66, 2.5, goal, 0.13, WHITE)
        const near = stage.camera.z + 4.6
        const ball = stage.ball(Math.sin(t * 1.3) * 0.5, 0.5 + Math.abs(Math.sin(t * 2.2)) * 0.9, near, 0.17, WHITE)
        if (ball) {
          const r = 0.17 * ball.scale
          ctx.fillStyle = css(p.ink, 0.85)
          ctx.beginPath()
          for (let k = 0; k < 3; k++) {
            const a = t * 9 + k * 2.1
            ctx.moveTo(ball.x + Math.cos(a) * r * 0.55 + r * 0.25, ball.y + Math.sin(a) * r * 0.55)
            ctx.ellipse(
              ball.x + Math.cos(a) * r * 0.55,
              ball.y + Math.sin(a) * r * 0.55,
              r * 0.25,
              r * 0.25,
              0,
              0,
              6.283,
            )
          }
          ctx.fill()
          stage.ctx.fillStyle = css(p.ink, 0.25)
        }
      },
    }
  },
}

/** A big wheel of bulbs standing ahead, turning; `hub` is its height, at distance `away`. */
export function bigWheel(
  stage: Stage,
  x: number,
  hub: number,
  away: number,
  radius: number,
  t: number,
  lights: readonly Rgb[],
): void {
  const { ctx, palette: p } = stage
  const spot = stage.spot(x, hub, stage.camera.z + away)
  if (!spot) return
  const r = radius * spot.scale
  const turn = t * 0.22
  ctx.strokeStyle = css(mix(p.accent, p.haze, 0.4), 0.8)
  ctx.lineWidth = Math.max(1, r * 0.014)
  ctx.beginPath()
  ctx.ellipse(spot.x, spot.y, r, r, 0, 0, 6.284)
  ctx.ellipse(spot.x, spot.y, r * 0.86, r * 0.86, 0, 0, 6.284)
  for (let k = 0; k < 16; k++) {
    const a = turn + k * 0.3927
    ctx.moveTo(spot.x, spot.y)
    ctx.lineTo(spot.x + Math.cos(a) * r, spot.y + Math.sin(a) * r)
  }
  ctx.moveTo(spot.x, spot.y)
  ctx.lineTo(spot.x - r * 0.5, spot.y + r * 1.3)
  ctx.moveTo(spot.x, spot.y)
  ctx.lineTo(spot.x + r * 0.5, spot.y + r * 1.3)
  ctx.stroke()
  for (let k = 0; k < 16; k++) {
    const a = turn + k * 0.3927
    const cx = spot.x + Math.cos(a) * r
    const cy = spot.y + Math.sin(a) * r
    ctx.fillStyle = css(mix(lights[k % lights.length]!, p.ink, 0.25))
    ctx.beginPath()
    ctx.ellipse(cx, cy + r * 0.06, r * 0.055, r * 0.05, 0, 0, 6.284)
    ctx.fill()
    for (let n = 1; n < 6; n++) {
      const u = n / 5
      stage.glowAt(
        spot.x + Math.cos(a) * r * u,
        spot.y + Math.sin(a) * r * u,
        r * 0.045,
        lights[(k + n) % lights.length]!,
        0.6 + 0.4 * Math.sin(t * 5 + k - n),
      )
    }
  }
  stage.glowAt(spot.x, spot.y, r * 0.7, p.key, 0.5)
}

/** A fair by night: booths, bulbs, carousel horses, the big wheel ahead. */
export const fairground: Scene = {
  words:
    'fairground:5 fair:3 carnival:4 carousel:4 circus:3.5 funfair:5 amusement:4 candyfloss:2 ferris:2.5 big_wheel:1.2 roller_coaster:4 horse:1 bulb:.8',
  palettes: ['neon', 'night', 'ember', 'candy'],
  flight: { speed: 3, eye: 1.6, room: [1.1, 1] },
  far: 44,
  fog: 22,
  horizon: 0.56,
  cast: { distance: 5.6 },
  build: stage => {
    const { palette: p, seed } = stage
    stage.fogColour = mix(p.shade, p.mid, 0.6)
    const sky = makeSky(stage, {
      stars: 160,
      stops: [
        [1, p.ink],
        [0.4, mix(p.ink, p.shade, 0.7)],
        [0.1, mix(p.shade, p.mid, 0.7)],
        [0, stage.fogColour],
        [-0.3, p.shade],
      ],
    })
    const lights: readonly Rgb[] = [
      [255, 214, 120],
      [255, 96, 130],
      [110, 220, 255],
      [150, 255, 160],
    ]
    const wheelX = (hash(seed, 1) - 0.5) * 5
    return {
      paint: t => {
        sky()
        stage.flare(0.6, 0.4, p.haze)
        bigWheel(stage, wheelX, 9, 30 - Math.min(8, t), 8, t, lights)
        stage.strip(0, -60, 60, mix(p.shade, p.mid, 0.35), mix(p.ink, p.shade, 0.6))
        stage.rows(5, (z, i) => {
          for (const s of [-1, 1]) {
            const x = s * 3.6
            const tone = mix(lights[(i + (s > 0 ? 1 : 3) + 40) % 4]!, p.shade, 0.3)
            stage.box(Math.min(x, x + s * 3), Math.max(x, x + s * 3), 0, 0.95, z + 0.4, z + 4.4, tone)
            stage.side(x + s * 1.2, 0.95, 2.7, z + 0.4, z + 4.4, mix(p.key, [255, 190, 110], 0.5), 1, 0.6)
            for (let k = 0; k < 8; k++)
              stage.polygon(
                [
                  x + s * 1.5,
                  3.5,
                  z + 0.2 + k * 0.56,
                  x + s * 1.5,
                  3.5,
                  z + 0.76 + k * 0.56,
                  x - s * 0.5,
                  2.6,
                  z + 0.76 + k * 0.56,
                  x - s * 0.5,
                  2.6,
                  z + 0.2 + k * 0.56,
                ],
                k & 1 ? mix(p.key, WHITE, 0.2) : tone,
              )
            for (let k = 0; k < 7; k++)
              stage.glow(
                x - s * 0.5,
                2.58,
                z + 0.3 + k * 0.7,
                0.17,
                lights[(k + i + 40) % 4]!,
                0.6 + 0.4 * Math.sin(t * 6 - k),
              )
            for (let k = 0; k < 4; k++)
              stage.ball(
                x + s * 0.8,
                1.2 + (k & 1) * 0.5,
                z + 0.9 + k * 0.9,
                0.22,
                mix(lights[k]!, p.shade, 0.2),
                1,
                0.4,
              )
            stage.pool(x - s * 1.2, 0.01, z + 2.4, 2.2, lights[(i + 40) % 4]!, 0.35)
            if (hash(seed, i, s, 3) < 0.7)
              person(
                stage,
                s * (1.6 + hash(i, s, 4)),
                0,
                z + hash(i, s, 5) * 3 + t * 0.5,
                (['woman', 'boy', 'man', 'girl'] as const)[(i + 80) % 4]!,
                { phase: t * 5 + i },
              )
          }
          const horse = stage.spot(i & 1 ? 2.4 : -2.4, 1.1 + Math.sin(t * 3 + i * 2) * 0.3, z + 1.5)
          if (horse && horse.depth > 0.9 && i % 2 === 0) {
            const { ctx } = stage
            const k = horse.scale * 0.55
            const d = i % 4 === 0 ? 1 : -1
            const alpha = stage.fadeIn(horse.depth) * stage.passing(horse.depth)
            ctx.fillStyle = css(stage.tint(mix(p.key, WHITE, 0.4), horse.depth), alpha)
            ctx.beginPath()
            ctx.ellipse(horse.x, horse.y, k * 0.75, k * 0.36, 0, 0, 6.284)
            ctx.moveTo(horse.x + d * k * 0.35, horse.y)
            ctx.quadraticCurveTo(horse.x + d * k * 0.6, horse.y - k * 0.8, horse.x + d * k * 0.85, horse.y - k * 0.95)
            ctx.lineTo(horse.x + d * k * 1.25, horse.y - k * 0.62)
            ctx.lineTo(horse.x + d * k * 1.15, horse.y - k * 0.46)
            ctx.quadraticCurveTo(horse.x + d * k * 0.9, horse.y - k * 0.4, horse.x + d * k * 0.7, horse.y + k * 0.2)
            for (const [a, b] of [
              [-0.6, -0.85],
              [-0.35, -0.3],
              [0.35, 0.7],
              [0.6, 0.95],
            ] as const) {
              ctx.moveTo(horse.x + d * k * (a - 0.09), horse.y)
              ctx.lineTo(horse.x + d * k * b, horse.y + k * 0.85)
              ctx.lineTo(horse.x + d * k * (a + 0.1), horse.y)
            }
            ctx.fill()
            stage.rod(
              i & 1 ? 2.4 : -2.4,
              0.2,
              z + 1.48,
              i & 1 ? 2.4 : -2.4,
              3.4,
              z + 1.48,
              0.06,
              mix([240, 200, 90], p.key, 0.3),
            )
          }
        })
      },
    }
  },
}

/** Two faces in a gondola at the top of the wheel, the lights of the fair far below. */
export const kiss: Scene = {
  words: 'kiss:4 first_kiss:6 gondola:4 embrace:3 nose_to_nose:3 two_silhouettes:2 lovers:1.5 two_faces:3 romance:2',
  palettes: ['love', 'dusk', 'night', 'neon'],
  flight: { speed: 1.2, eye: 0, room: [0.5, 0.5] },
  far: 60,
  fog: 40,
  horizon: 0.45,
  cast: 'none',
  air: 'sparks',
  build: stage => {
    const { palette: p, seed, ctx } = stage
    stage.fogColour = mix(p.shade, p.mid, 0.5)
    const sky = makeSky(stage, {
      stars: 220,
      sun: { x: 0.02, y: 0.14, radius: 0.2 },
      stops: [
        [1, p.ink],
        [0.5, p.shade],
        [0.15, mix(p.shade, p.mid, 0.8)],
        [0, mix(p.mid, p.haze, 0.3)],
        [-0.4, p.ink],
      ],
    })
    const lights: readonly Rgb[] = [p.key, p.accent, p.haze, mix(p.key, [255, 120, 140], 0.6)]
    return {
      paint: t => {
        sky()
        stage.flare(0.6, 0.5, p.key, 0, -0.14)
        stage.strip(-9, -300, 300, mix(p.shade, p.ink, 0.3), p.ink)
        for (let k = 0; k < 150; k++) {
          const z = stage.camera.z + 6 + hash(k, 1) * 50
          stage.glow(
            (hash(k, 2, seed) - 0.5) * 70,
            -8.9 + hash(k, 3) * 1.4,
            z,
            0.5 + hash(k, 4) * 0.5,
            lights[k % 4]!,
            0.6 + 0.4 * Math.sin(t * 2 + k),
          )
        }
        const { width: w, height: h, unit } = stage
        const s = unit * (0.62 + 0.03 * Math.sin(t * 0.7)) * (1 + Math.min(0.35, t * 0.05))
        const cx = w * 0.5 + Math.sin(t * 0.6) * unit * 0.012
        const base = h * 0.5 + unit * 0.5
        const gap = 0.055 - Math.min(0.045, t * 0.012)
        const dark = mix(p.ink, p.shade, 0.18)
        for (const [colour, lift] of [
          [mix(p.key, p.haze, 0.2), 1],
          [dark, 0],
        ] as const) {
          ctx.fillStyle = css(colour)
          for (const side of [-1, 1]) {
            const e = side * lift * unit * -0.006
            const at = (x: number, y: number): [number, number] => [
              cx + side * (x + gap * 0.5) * s + e,
              base - y * s - lift * unit * 0.005,
            ]
            ctx.beginPath()
            ctx.moveTo(...at(0.16, 0.98))
            ctx.bezierCurveTo(...at(0.1, 0.98), ...at(0.055, 0.93), ...at(0.05, 0.87))
            ctx.lineTo(...at(0.0, 0.79))
            ctx.lineTo(...at(0.035, 0.765))
            ctx.lineTo(...at(0.028, 0.735))
            ctx.lineTo(...at(0.04, 0.7))
            ctx.bezierCurveTo(...at(0.05, 0.65), ...at(0.1, 0.66), ...at(0.13, 0.65))
            ctx.lineTo(...at(0.14, 0.56))
            ctx.bezierCurveTo(...at(0.04, 0.5), ...at(0, 0.4), ...at(-0.02, 0))
            ctx.lineTo(...at(0.6, 0))
            ctx.bezierCurveTo(...at(0.56, 0.36), ...at(0.44, 0.52), ...at(0.27, 0.56))
            if (side > 0) ctx.bezierCurveTo(...at(0.34, 0.66), ...at(0.36, 0.9), ...at(0.27, 0.99))
            else ctx.bezierCurveTo(...at(0.25, 0.64), ...at(0.29, 0.72), ...at(0.29, 0.84))
            ctx.bezierCurveTo(...at(0.27, 1.02), ...at(0.2, 1.0), ...at(0.16, 0.98))
            ctx.fill()
          }
        }
        ctx.strokeStyle = css(mix(p.ink, p.accent, 0.25))
        ctx.lineWidth = unit * 0.024
        ctx.beginPath()
        ctx.moveTo(-10, h * 0.5 + unit * 0.42)
        ctx.quadraticCurveTo(w / 2, h * 0.5 + unit * 0.47, w + 10, h * 0.5 + unit * 0.42)
        ctx.moveTo(w / 2 - unit * 0.78, -10)
        ctx.lineTo(w / 2 - unit * 0.86, h)
        ctx.moveTo(w / 2 + unit * 0.78, -10)
        ctx.lineTo(w / 2 + unit * 0.86, h)
        ctx.stroke()
        for (let k = 0; k < 9; k++)
          stage.glowAt(
            w / 2 + (k - 4) * unit * 0.2,
            unit * 0.03 + Math.sin(k * 0.8) * unit * 0.012,
            unit * 0.03,
            lights[k % 4]!,
            0.7 + 0.3 * Math.sin(t * 4 + k),
          )
      },
    }
  },
}

/** Fireworks unfolding one after another in the way of the flight. */
export const fireworks: Scene = {
  words: 'firework:5 chrysanthemum:2 rocket_burst:3 new_year:3 explosion:2.5 pyrotechnics:4 sparkler:.8',
  palettes: ['night', 'neon', 'ember', 'cosmos'],
  flight: { speed: 6, eye: 0, room: [1.2, 1] },
  far: 60,
  fog: 60,
  horizon: 0.62,
  cast: { distance: 6, ground: -2.2 },
  build: stage => {
    const { palette: p, seed, ctx } = stage
    stage.fogColour = mix(p.ink, p.shade, 0.4)
    const sky = makeSky(stage, {
      stars: 240,
      skyline: 0.16,
      stops: [
        [1, p.ink],
        [0.3, mix(p.ink, p.shade, 0.7)],
        [0, mix(p.shade, p.mid, 0.5)],
        [-0.3, p.ink],
      ],
    })
    const tones: readonly Rgb[] = [
      [255, 90, 80],
      [255, 204, 96],
      [110, 200, 255],
      [200, 130, 255],
      [130, 255, 170],
      [255, 240, 220],
    ]
    return {
      paint: t => {
        sky()
        stage.strip(-9, -300, 300, mix(p.shade, p.ink, 0.5), p.ink)
        ctx.globalCompositeOperation = 'lighter'
        stage.rows(2.8, (z, i) => {
          const x = (hash(seed, i, 1) - 0.5) * 22
          const y = -1 + hash(seed, i, 2) * 9
          const spot = stage.spot(x, y, z)
          if (!spot || spot.depth < 1) return
          const age = (t * 0.55 + hash(seed, i, 3) * 1.7 + (60 - spot.depth) * 0.02) % 1.5
          const tone = tones[Math.floor(hash(i, 4) * 6)]!
          const alpha = stage.fadeIn(spot.depth) * clamp((spot.depth - 1) / 3)
          if (age > 1.15) {
            const climb = (age - 1.15) / 0.35
            stage.glowAt(spot.x, spot.y + (1 - climb) * 5 * spot.scale, Math.max(2, 0.16 * spot.scale), tone, alpha)
            ctx.globalCompositeOperation = 'lighter'
            return
          }
          const open = 1 - (1 - age / 1.15) ** 3
          const fade = alpha * (1 - (age / 1.15) ** 2.2)
          const reach = (3.4 + hash(i, 5) * 3) * open * spot.scale
          const petals = reach > 60 ? 40 : 26
          for (const [share, width, a] of [
            [1, 0.022, 0.9],
            [0.62, 0.016, 0.65],
          ] as const) {
            ctx.strokeStyle = css(share < 1 ? mix(tone, WHITE, 0.5) : tone, fade * a)
            ctx.lineWidth = Math.max(0.8, width * spot.scale)
            ctx.beginPath()
            for (let k = 0; k < petals; k++) {
              const angle = (k / petals) * 6.283 + hash(i, 6)
              const far = reach * share * (0.75 + 0.25 * hash(i, k, 7))
              const drop = age * age * 0.5 * spot.scale
              const ux = Math.cos(angle)
              const uy = Math.sin(angle)
              ctx.moveTo(spot.x + ux * far * (0.35 + 0.5 * age), spot.y + uy * far * (0.35 + 0.5 * age) + drop * 0.5)
              ctx.lineTo(spot.x + ux * far, spot.y + uy * far + drop)
            }
            ctx.stroke()
          }
          const shine = stage.spot(x, -9, z)
          if (shine && fade > 0.1) {
            ctx.fillStyle = css(tone, fade * 0.16)
            ctx.beginPath()
            for (let k = 0; k < 5; k++) {
              const wide = reach * (0.5 - k * 0.07)
              ctx.rect(
                shine.x - wide + Math.sin(t * 3 + k * 2) * 4,
                shine.y + k * stage.unit * 0.022,
                wide * 2,
                Math.max(1, stage.unit * 0.006),
              )
            }
            ctx.fill()
          }
          stage.flares.push({
            x: spot.x,
            y: spot.y,
            radius: reach * 1.3 + 4,
            colour: tone,
            strength: fade * 0.5 * (1 - age * 0.6),
          })
        })
        ctx.globalCompositeOperation = 'source-over'
      },
    }
  },
}
