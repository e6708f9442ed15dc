import { WHITE, css, mix } from '../colour.ts'
import type { Rgb } from '../colour.ts'
import { person } from '../figures.ts'
import { cycle, hash } from '../numbers.ts'
import type { Scene } from '../scene.ts'
import { makeSky } from '../sky.ts'
import type { Stage } from '../stage.ts'

/** A big wheel of bulbs standing ahead, turning; `hub` is its height, at distance `away`. */
function bigWheel(
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
    ctx.fillStyle = css(mix(cycle(lights, k), p.ink, 0.25))
    ctx.beginPath()
    ctx.ellipse(cx, cy + r * 0.06, r * 0.055, r * 0.05, 0, 0, 6.284)
    ctx.fill()
    for (let n = 1; n < 6; n++) {
      const u = n / 5
      stage.glowAt(
        spot.x + Math.cos(a) * r * u,
        spot.y + Math.sin(a) * r * u,
        r * 0.045,
        cycle(lights, k + n),
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
            const tone = mix(cycle(lights, i + (s > 0 ? 1 : 3)), p.shade, 0.3)
            stage.box(x, x + s * 3, 0, 0.95, z + 0.4, z + 4.4, tone)
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
                cycle(lights, k + i),
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
            stage.pool(x - s * 1.2, 0.01, z + 2.4, 2.2, cycle(lights, i), 0.35)
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
        const stroll = (z: number, i: number): void => {
          for (const s of [-1, 1]) {
            if (hash(seed, i, s, 3) > 0.7) continue
            const kind = cycle(['woman', 'boy', 'man', 'girl'] as const, i)
            person(stage, s * (1.6 + hash(i, s, 4)), 0, z + hash(i, s, 5) * 3, kind, { phase: t * 5 + i })
          }
        }
        stage.rows(5, stroll, 1, stage.far, t * 0.5)
      },
    }
  },
}
