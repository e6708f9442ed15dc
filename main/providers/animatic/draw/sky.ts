import { createCanvas } from '@napi-rs/canvas'
import type { SKRSContext2D } from '@napi-rs/canvas'
import { css, mix, WHITE } from './colour.ts'
import type { Rgb } from './colour.ts'
import { hash, wander } from './numbers.ts'
import type { Stage } from './stage.ts'

/** What stands in a sky. Places and sizes in picture units from the point of flight; y upwards. */
export type SkyPlan = {
  /** Colours from the zenith (1) to the horizon (0) and below it (negative). */
  readonly stops?: readonly (readonly [number, Rgb])[]
  readonly sun?: { readonly x: number; readonly y: number; readonly radius: number; readonly colour?: Rgb }
  readonly stars?: number
  readonly streaks?: number
  readonly heaps?: number
  readonly ridges?: {
    readonly count: number
    readonly height: number
    readonly from?: Rgb
    readonly to?: Rgb
    readonly jagged?: boolean
  }
  readonly skyline?: number
  /** How far it goes on under the horizon, as a share of the height; 0.12 where ground covers the rest. */
  readonly below?: number
  /** Anything else, painted last; (0, 0) is the horizon under the point of flight, y downwards, in pixels. */
  readonly extra?: (ctx: SKRSContext2D, width: number) => void
}

/** The sky of the palette's own light: by night dark and starry, else glowing at the horizon. */
export function skyStops(stage: Stage): readonly (readonly [number, Rgb])[] {
  const { ink, shade, mid, haze, key, isNight } = stage.palette
  if (isNight) {
    return [
      [1, ink],
      [0.55, mix(ink, shade, 0.7)],
      [0.18, mix(shade, mid, 0.55)],
      [0, stage.fogColour],
      [-0.3, shade],
    ]
  }
  return [
    [1, mix(shade, mid, 0.25)],
    [0.6, mix(mid, shade, 0.35)],
    [0.28, mix(mid, haze, 0.35)],
    [0.08, mix(haze, key, 0.15)],
    [0, stage.fogColour],
    [-0.3, haze],
  ]
}

/**
 * Paints a sky once and gives back what lays it behind every frame, its horizon on the point of flight.
 * The picture is wider than the view, so that pans and banks stay inside it.
 */
export function makeSky(stage: Stage, plan: SkyPlan): () => void {
  const { unit, seed, palette } = stage
  const width = Math.ceil(stage.width + unit * 1.1)
  const above = Math.ceil(stage.height * Math.max(0.75, stage.horizon + 0.3))
  const below = Math.ceil(stage.height * (plan.below ?? 0.12))
  const canvas = createCanvas(width, above + below)
  const ctx = canvas.getContext('2d', { alpha: false })
  const gradient = ctx.createLinearGradient(0, above - unit, 0, above + unit)
  for (const [at, colour] of plan.stops ?? skyStops(stage)) gradient.addColorStop((1 - at) / 2, css(colour))
  ctx.fillStyle = gradient
  ctx.fillRect(0, 0, width, above + below)
  ctx.translate(width / 2, above)
  for (let i = 0; i < (plan.stars ?? 0); i++) {
    const up = hash(i, 2, seed)
    ctx.fillStyle = css(mix(WHITE, palette.key, hash(i, 9)), 0.15 + 0.75 * hash(i, 3) * Math.min(1, up * 2))
    ctx.beginPath()
    ctx.arc((hash(i, 1, seed) - 0.5) * width, -up * above, unit * (0.0011 + 0.0016 * hash(i, 4) ** 2), 0, 6.283)
    ctx.fill()
  }
  if (plan.sun) {
    const { x, y, radius } = plan.sun
    const colour = plan.sun.colour ?? mix(palette.key, WHITE, 0.35)
    const halo = ctx.createRadialGradient(
      x * unit,
      -y * unit,
      radius * unit * 0.9,
      x * unit,
      -y * unit,
      radius * unit * 6,
    )
    halo.addColorStop(0, css(colour, 0.4))
    halo.addColorStop(0.3, css(palette.key, 0.16))
    halo.addColorStop(1, css(palette.key, 0))
    ctx.fillStyle = halo
    ctx.fillRect(-width / 2, -above, width, above + below)
    ctx.fillStyle = css(colour)
    ctx.beginPath()
    ctx.arc(x * unit, -y * unit, radius * unit, 0, 6.283)
    ctx.fill()
  }
  for (let i = 0; i < (plan.streaks ?? 0); i++) {
    const up = 0.05 + 0.5 * hash(i, 2, seed)
    ctx.fillStyle = css(
      mix(palette.haze, i & 1 ? palette.key : palette.accent, hash(i, 4) * 0.6),
      0.2 + 0.16 * hash(i, 6),
    )
    ctx.beginPath()
    const long = unit * (0.14 + 0.5 * hash(i, 3)) * (0.5 + up)
    ctx.ellipse(
      (hash(i, 1, seed) - 0.5) * width,
      -up * unit,
      long,
      unit * 0.012 * (0.5 + hash(i, 5)) * (0.6 + up),
      0,
      0,
      6.283,
    )
    ctx.fill()
  }
  for (let i = 0; i < (plan.heaps ?? 0); i++)
    heap(
      stage,
      ctx,
      (hash(i, 11, seed) - 0.5) * width,
      -(0.1 + 0.42 * hash(i, 12, seed)) * unit,
      unit * (0.06 + 0.1 * hash(i, 13)),
      i,
    )
  if (plan.ridges) ridges(stage, ctx, width, plan.ridges)
  if (plan.skyline) skyline(stage, ctx, width, plan.skyline)
  plan.extra?.(ctx, width)
  return () => {
    const top = Math.max(0, above - Math.ceil(stage.aimY) - 8)
    const target = stage.ctx
    const roll = stage.camera.roll
    target.save()
    target.translate(stage.aimX, stage.aimY)
    if (Math.abs(roll) > 0.004) target.rotate(roll)
    const overlap = Math.abs(roll) > 0.004 ? Math.min(top, 40) : 0
    target.drawImage(
      canvas,
      0,
      top - overlap,
      width,
      above + below - top + overlap,
      -width / 2,
      top - overlap - above,
      width,
      above + below - top + overlap,
    )
    target.restore()
  }
}

/** A heaped summer cloud: flat base, lit crown. */
function heap(stage: Stage, ctx: SKRSContext2D, x: number, y: number, size: number, id: number): void {
  const { palette } = stage
  const layers = [
    [mix(palette.mid, palette.haze, 0.45), 0, 0.8],
    [mix(palette.haze, palette.key, 0.4), -0.14, 0.85],
    [mix(palette.key, WHITE, 0.4), -0.3, 0.8],
  ] as const
  layers.forEach(([colour, lift, alpha], n) => {
    ctx.fillStyle = css(colour, alpha)
    ctx.beginPath()
    for (let k = 0; k < 9; k++) {
      const u = (k / 8) * 2 - 1
      const r = size * (0.3 + 0.4 * hash(id, k, 3)) * (1 - u * u * 0.6) * (1 - n * 0.2)
      ctx.moveTo(x + u * size * 1.7 + r, y)
      ctx.ellipse(x + u * size * (1.7 - n * 0.25), y - r * 0.6 + lift * size * (1 - u * u), r, r * 0.75, 0, 0, 6.283)
    }
    ctx.fill()
  })
}

/** Layered hills or peaks along the horizon, paler with distance. */
function ridges(stage: Stage, ctx: SKRSContext2D, width: number, plan: NonNullable<SkyPlan['ridges']>): void {
  const { unit, seed, palette } = stage
  const from = plan.from ?? mix(palette.haze, palette.mid, 0.45)
  const to = plan.to ?? mix(palette.mid, palette.shade, 0.6)
  const rough = plan.jagged ? 0.3 : 0.07
  for (let k = 0; k < plan.count; k++) {
    const share = plan.count > 1 ? k / (plan.count - 1) : 1
    ctx.fillStyle = css(mix(from, to, share))
    ctx.beginPath()
    ctx.moveTo(-width / 2, unit * 0.1)
    for (let x = -width / 2; x <= width / 2 + 8; x += 8) {
      const u = x / unit
      const shape = 0.5 + 0.42 * wander(u * (1.6 + k) + 50, seed + k) + rough * wander(u * 9 + 80, seed + k + 9)
      ctx.lineTo(x, 2 - unit * plan.height * (1 - share * 0.7) * Math.max(0, shape))
    }
    ctx.lineTo(width / 2, unit * 0.1)
    ctx.fill()
  }
}

/** Far towers with some lit windows. */
function skyline(stage: Stage, ctx: SKRSContext2D, width: number, height: number): void {
  const { unit, seed, palette } = stage
  for (const layer of [0, 1]) {
    for (let x = -width / 2, i = 0; x < width / 2; i++) {
      const wide = unit * (0.02 + 0.045 * hash(i, layer, seed, 1))
      const middle = Math.exp(-((x / unit) ** 2) * 1.4)
      const tall =
        unit * height * (0.2 + 0.8 * hash(i, layer, seed, 2) ** 1.5) * (0.35 + 0.75 * middle) * (layer ? 0.65 : 1)
      ctx.fillStyle = css(mix(stage.fogColour, layer ? palette.shade : palette.mid, layer ? 0.8 : 0.5))
      ctx.fillRect(x, -tall, wide + 1, tall + unit * 0.05)
      if (hash(i, layer, 8) < 0.2) ctx.fillRect(x + wide * 0.45, -tall * 1.2, wide * 0.1, tall)
      ctx.fillStyle = css(palette.key, palette.isNight ? 0.75 : 0.28)
      const cell = unit * 0.011
      for (let a = 0; a * cell < wide - cell; a++) {
        for (let b = 1; b * cell < tall; b++) {
          if (hash(i, a, b, layer) < 0.3)
            ctx.fillRect(x + a * cell + cell * 0.3, -tall + b * cell, cell * 0.45, cell * 0.4)
        }
      }
      x += wide * (1 + (layer ? 0.4 : 0.1) * hash(i, 7))
    }
  }
}
