import { css, mix, WHITE } from './colour.ts'
import type { Rgb } from './colour.ts'
import { hash, wrap } from './numbers.ts'
import type { Stage } from './stage.ts'

export const PARTICLE_KINDS = [
  'dust',
  'snow',
  'rain',
  'leaves',
  'confetti',
  'sparks',
  'seeds',
  'paper',
  'birds',
] as const
export type ParticleKind = (typeof PARTICLE_KINDS)[number]

/** Words that fill the air, in the notation of `word-score.ts`. */
export const PARTICLE_WORDS: Readonly<Record<ParticleKind, string>> = {
  dust: 'dust:1 dusty',
  snow: 'snow snowfall snowflake:1 blizzard flake',
  rain: 'rain raining rainy storm downpour umbrella:.8 drizzle',
  leaves: 'autumn:.5 leaf:.6 petal:2 blossom:1 falling_leaves:3 butterfly:1.2',
  confetti: 'confetti:2 streamer:1.5 ticker_tape:2',
  sparks: 'firefly:2 spark:1 ember:2 sparkler:2 fire:1 glitter:1.5',
  seeds: 'dandelion:2 pollen:2 ear:.6 wheat:.6 feather:1.5 daisy:.6',
  paper: 'paper_flying:3 page:.6 letter:1 loose_paper:2 copier:1.5',
  birds: 'bird:1 gull:2 pigeon:2 swallow:2 crow:1.5 seagull:2 raven:1.5',
}

type Habit = { count: number; depth: number; size: number; fall: number; drift: number; long: number; spin: boolean }

const HABITS: Readonly<Record<ParticleKind, Habit>> = {
  dust: { count: 70, depth: 9, size: 0.008, fall: 0.06, drift: 0.25, long: 0, spin: false },
  snow: { count: 300, depth: 15, size: 0.026, fall: 1, drift: 0.5, long: 0, spin: false },
  rain: { count: 260, depth: 16, size: 0.006, fall: 9, drift: 0.02, long: 0.5, spin: false },
  leaves: { count: 60, depth: 13, size: 0.07, fall: 0.7, drift: 0.9, long: 0, spin: true },
  confetti: { count: 130, depth: 12, size: 0.05, fall: 0.9, drift: 0.6, long: 0, spin: true },
  sparks: { count: 80, depth: 13, size: 0.016, fall: -0.45, drift: 0.6, long: 0, spin: false },
  seeds: { count: 60, depth: 11, size: 0.018, fall: 0.12, drift: 0.6, long: 0, spin: false },
  paper: { count: 34, depth: 14, size: 0.16, fall: 0.3, drift: 1.2, long: 0, spin: true },
  birds: { count: 16, depth: 26, size: 0.42, fall: -0.5, drift: 2.2, long: 0, spin: false },
}

/** What hangs or falls in the air, `t` seconds into the shot. It wraps around the camera, so it never runs out. */
export function drawParticles(stage: Stage, kind: ParticleKind, t: number): void {
  const habit = HABITS[kind]
  const { ctx, camera, palette, unit } = stage
  const colours = coloursOf(stage, kind)
  const groups = colours.length
  const height = kind === 'birds' ? 9 : 8
  const base = kind === 'birds' ? 1.5 : -2.6
  const isLight = kind === 'sparks'
  /** Where the n-th one is: across, up, and metres ahead of the eye. */
  const place = (n: number): [number, number, number] => [
    camera.x + (hash(n, 1, stage.seed) - 0.5) * habit.depth * 1.5 + Math.sin(t * 0.9 + n) * habit.drift,
    camera.y + base + wrap(hash(n, 2) * height - t * habit.fall * (0.7 + 0.6 * hash(n, 4)), height),
    wrap(hash(n, 3, stage.seed) * habit.depth - camera.z, habit.depth),
  ]
  if (isLight || kind === 'dust') ctx.globalCompositeOperation = 'lighter'
  for (let group = 0; group < groups; group++) {
    for (const isNear of [false, true]) {
      const alpha = (kind === 'rain' ? 0.42 : kind === 'dust' ? 0.35 : 0.9) * (isNear ? 1 : 0.6)
      ctx.fillStyle = css(colours[group]!, alpha)
      ctx.strokeStyle = ctx.fillStyle
      ctx.lineWidth = Math.max(0.8, unit * (isNear ? 0.0026 : 0.0015))
      ctx.beginPath()
      for (let n = group; n < habit.count; n += groups) {
        const [x, y, ahead] = place(n)
        if (ahead > habit.depth * 0.4 === isNear || ahead < 0.7) continue
        const spot = stage.spot(x, y, camera.z + ahead)
        if (!spot) continue
        const r = Math.min(habit.size * spot.scale, unit * (kind === 'paper' || kind === 'birds' ? 0.1 : 0.022))
        if (r < 0.3) continue
        if (kind === 'rain') {
          ctx.moveTo(spot.x, spot.y)
          ctx.lineTo(spot.x + spot.scale * 0.02, spot.y + Math.min(spot.scale * habit.long, unit * 0.14))
        } else if (kind === 'birds') {
          const flap = Math.sin(t * 9 + n * 2) * r * 0.6
          ctx.moveTo(spot.x - r, spot.y - flap)
          ctx.quadraticCurveTo(spot.x - r * 0.4, spot.y - r * 0.35 - flap * 0.3, spot.x, spot.y)
          ctx.quadraticCurveTo(spot.x + r * 0.4, spot.y - r * 0.35 - flap * 0.3, spot.x + r, spot.y - flap)
          ctx.quadraticCurveTo(spot.x + r * 0.4, spot.y - r * 0.05, spot.x, spot.y + r * 0.22)
          ctx.quadraticCurveTo(spot.x - r * 0.4, spot.y - r * 0.05, spot.x - r, spot.y - flap)
        } else if (habit.spin) {
          const turn = t * (1.5 + hash(n, 6) * 3) + n
          const c = Math.cos(turn) * r
          const s = Math.sin(turn) * r
          const flat = 0.25 + 0.5 * Math.abs(Math.sin(turn * 1.3 + n))
          ctx.moveTo(spot.x + c, spot.y + s)
          ctx.lineTo(spot.x - s * flat, spot.y + c * flat)
          ctx.lineTo(spot.x - c, spot.y - s)
          ctx.lineTo(spot.x + s * flat, spot.y - c * flat)
        } else {
          ctx.moveTo(spot.x + r, spot.y)
          ctx.ellipse(spot.x, spot.y, r, r, 0, 0, 6.283)
        }
      }
      if (kind === 'rain') ctx.stroke()
      else ctx.fill()
    }
  }
  ctx.globalCompositeOperation = 'source-over'
  if (isLight) {
    for (let n = 0; n < 26; n++) {
      const [x, y, ahead] = place(n)
      if (ahead > 1) stage.glow(x, y, camera.z + ahead, 0.13, palette.key, 0.5 + 0.4 * Math.sin(t * 4 + n * 3))
    }
  }
}

function coloursOf(stage: Stage, kind: ParticleKind): readonly Rgb[] {
  const { key, accent, haze, mid, ink, shade } = stage.palette
  switch (kind) {
    case 'snow':
      return [mix(key, WHITE, 0.6)]
    case 'rain':
      return [mix(haze, WHITE, 0.4)]
    case 'leaves':
      return [accent, mix(mid, accent, 0.5), mix(haze, mid, 0.4)]
    case 'confetti':
      return [key, accent, mix(accent, [255, 90, 120], 0.6), mix(mid, key, 0.4), WHITE]
    case 'birds':
      return [mix(ink, shade, 0.3), mix(haze, WHITE, 0.6)]
    case 'paper':
      return [mix(key, WHITE, 0.5), mix(key, haze, 0.4)]
    case 'dust':
    case 'sparks':
    case 'seeds':
      return [mix(key, WHITE, 0.2)]
    default:
      return kind satisfies never
  }
}
