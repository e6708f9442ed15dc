import type { SKRSContext2D } from '@napi-rs/canvas'
import { css, mix } from './colour.ts'
import type { Rgb } from './colour.ts'
import { hash } from './numbers.ts'
import type { Spot } from './lens.ts'
import type { Stage } from './stage.ts'

export const PERSON_KINDS = ['man', 'woman', 'boy', 'girl', 'elder'] as const
export type PersonKind = (typeof PERSON_KINDS)[number]

export type Pose = 'walk' | 'stand' | 'raise' | 'float' | 'bust' | 'reach'

/** How one person is drawn. */
export type PersonLook = {
  readonly pose?: Pose
  /** Radians of the walk; a full stride is 2 pi. */
  readonly phase?: number
  readonly colour?: Rgb
  readonly scarf?: boolean
  readonly tilt?: number
  readonly shadow?: boolean
  /** Which side a hand is held out to: a couple holds hands. */
  readonly hand?: -1 | 0 | 1
  /** Metres, else what is usual. */
  readonly tall?: number
}

const TALL: Readonly<Record<PersonKind, number>> = { man: 1.8, woman: 1.68, boy: 1.12, girl: 1.08, elder: 1.58 }
const SCARF: Rgb = [206, 42, 44]

/** Draws a person from behind, feet at (x, y, z): a silhouette in fog with a rim of the key light. */
export function person(stage: Stage, x: number, y: number, z: number, kind: PersonKind, look: PersonLook = {}): void {
  const spot = stage.spot(x, y, z)
  if (spot) personAt(stage, spot, kind, look)
}

/** The same at a place on the picture. */
export function personAt(stage: Stage, spot: Spot, kind: PersonKind, look: PersonLook = {}): void {
  const tall = (look.tall ?? TALL[kind]) * spot.scale
  const alpha = stage.fadeIn(spot.depth) * stage.passing(spot.depth)
  if (tall < 2 || alpha < 0.02 || spot.x + tall < 0 || spot.x - tall > stage.width) return
  const { ctx, palette } = stage
  const body = stage.tint(look.colour ?? mix(palette.ink, palette.shade, 0.2), spot.depth * 0.6)
  if (look.shadow !== false && look.pose !== 'float' && look.pose !== 'bust') {
    ctx.fillStyle = css(palette.ink, 0.32 * alpha)
    ctx.beginPath()
    ctx.ellipse(spot.x, spot.y, tall * 0.2, tall * 0.028, 0, 0, 6.283)
    ctx.fill()
  }
  const toward = stage.aimX > spot.x ? 1 : -1
  const rim = Math.max(0.6, tall * 0.008)
  const passes: readonly (readonly [number, number, Rgb])[] =
    tall > 22
      ? [
          [toward * rim, -rim * 0.8, mix(palette.key, palette.haze, 0.25)],
          [0, 0, body],
        ]
      : [[0, 0, body]]
  for (const [dx, dy, colour] of passes) {
    ctx.save()
    ctx.translate(spot.x + dx, spot.y + dy)
    ctx.rotate(stage.camera.roll + (look.tilt ?? 0))
    ctx.scale(tall, -tall)
    ctx.globalAlpha = alpha
    ctx.fillStyle = css(colour)
    ctx.strokeStyle = ctx.fillStyle
    paintBody(ctx, kind, look)
    ctx.restore()
  }
  if (!look.scarf) return
  ctx.save()
  ctx.translate(spot.x, spot.y)
  ctx.rotate(stage.camera.roll + (look.tilt ?? 0))
  ctx.scale(tall, -tall)
  ctx.globalAlpha = alpha
  paintScarf(ctx, look.phase ?? 0, kind, stage.tint(SCARF, spot.depth * 0.35))
  ctx.restore()
}

function paintScarf(ctx: SKRSContext2D, phase: number, kind: PersonKind, colour: Rgb): void {
  const neck = isChild(kind) ? 0.74 : 0.84
  const wave = Math.sin(phase * 1.3)
  ctx.fillStyle = css(colour)
  ctx.beginPath()
  ctx.ellipse(0, neck + 0.012, 0.062, 0.03, 0, 0, 6.283)
  ctx.moveTo(0.02, neck + 0.02)
  ctx.bezierCurveTo(0.12, neck + 0.06 + wave * 0.03, 0.2, neck - 0.04 - wave * 0.04, 0.33, neck + 0.03 + wave * 0.05)
  ctx.lineTo(0.32, neck - 0.045 + wave * 0.05)
  ctx.bezierCurveTo(0.2, neck - 0.11 - wave * 0.04, 0.12, neck - 0.01 + wave * 0.03, 0.02, neck - 0.03)
  ctx.fill()
}

function isChild(kind: PersonKind): boolean {
  return kind === 'boy' || kind === 'girl'
}

/** A body one unit tall, feet at 0, y upwards. */
function paintBody(ctx: SKRSContext2D, kind: PersonKind, look: PersonLook): void {
  const { pose = 'walk', phase = 0, hand = 0 } = look
  const hasSkirt = kind === 'woman' || kind === 'girl' || kind === 'elder'
  const child = isChild(kind)
  const swing = pose === 'walk' ? Math.sin(phase) : pose === 'float' ? 0.35 * Math.sin(phase) : 0
  const neck = child ? 0.74 : 0.845
  const hip = child ? 0.4 : 0.48
  const shoulder = (hasSkirt ? 0.092 : 0.118) * (child ? 1.05 : 1)
  const bob = pose === 'walk' ? Math.abs(Math.cos(phase)) * 0.012 : 0
  ctx.translate(0, bob)
  if (pose !== 'bust') {
    ctx.lineWidth = hasSkirt ? 0.048 : 0.066
    ctx.beginPath()
    for (const side of [-1, 1]) {
      const lift = Math.max(0, swing * side) * 0.07
      const apart = pose === 'float' ? 0.03 + 0.04 * side * swing : 0.045
      ctx.moveTo(0.04 * side, hip)
      ctx.lineTo(apart * side, hip * 0.52 + lift * 0.5)
      ctx.lineTo(apart * side * 1.05, 0.022 + lift - bob)
    }
    ctx.stroke()
    ctx.lineWidth = 0.05
    ctx.beginPath()
    for (const side of [-1, 1]) {
      const lift = Math.max(0, swing * side) * 0.07
      ctx.moveTo(0.05 * side, 0.026 + lift - bob)
      ctx.lineTo(0.062 * side, 0.02 + lift - bob)
    }
    ctx.stroke()
  }
  ctx.lineWidth = hasSkirt ? 0.036 : 0.046
  ctx.beginPath()
  for (const side of [-1, 1]) {
    const x = shoulder * 0.9 * side
    ctx.moveTo(x, neck - 0.075)
    if (pose === 'raise') {
      ctx.lineTo(x + 0.05 * side, neck + 0.06)
      ctx.lineTo(x + (0.03 + 0.02 * Math.sin(phase + side)) * side, neck + 0.22)
    } else if (pose === 'float') {
      ctx.lineTo(x + 0.1 * side, neck - 0.11 + swing * 0.05)
      ctx.lineTo(x + 0.2 * side, neck - 0.06 + swing * side * 0.12)
    } else if (hand === side || pose === 'reach') {
      ctx.lineTo(x + 0.055 * side, neck - 0.22)
      ctx.lineTo(x + 0.11 * side, neck - 0.4)
    } else {
      ctx.lineTo(x + 0.032 * side, neck - 0.22)
      ctx.lineTo(x + 0.028 * side, neck - 0.38 + swing * side * 0.025)
    }
  }
  ctx.stroke()
  ctx.beginPath()
  ctx.moveTo(-0.03, neck + 0.02)
  ctx.bezierCurveTo(-0.07, neck - 0.015, -shoulder, neck - 0.02, -shoulder - 0.008, neck - 0.085)
  if (hasSkirt) {
    const hem = pose === 'bust' ? hip - 0.05 : child ? 0.24 : kind === 'elder' ? 0.2 : 0.3
    const sway = swing * 0.012
    ctx.bezierCurveTo(-0.075, neck - 0.18, -0.058, neck - 0.22, -0.064, hip + 0.09)
    ctx.bezierCurveTo(-0.1, hip, -0.12, hem + 0.1, -0.142 - sway, hem)
    ctx.quadraticCurveTo(0, hem - 0.026, 0.142 - sway, hem)
    ctx.bezierCurveTo(0.12, hem + 0.1, 0.1, hip, 0.064, hip + 0.09)
    ctx.bezierCurveTo(0.058, neck - 0.22, 0.075, neck - 0.18, shoulder + 0.008, neck - 0.085)
  } else {
    ctx.bezierCurveTo(-0.105, neck - 0.2, -0.09, hip + 0.1, -0.102, hip - 0.03)
    ctx.quadraticCurveTo(0, hip - 0.045, 0.102, hip - 0.03)
    ctx.bezierCurveTo(0.09, hip + 0.1, 0.105, neck - 0.2, shoulder + 0.008, neck - 0.085)
  }
  ctx.bezierCurveTo(shoulder, neck - 0.02, 0.07, neck - 0.015, 0.03, neck + 0.02)
  ctx.fill()
  ctx.fillRect(-0.024, neck - 0.01, 0.048, 0.07)
  const head = child ? 0.082 : 0.058
  const crown = neck + 0.03 + head
  ctx.beginPath()
  ctx.ellipse(0, crown, head * 0.86, head * 1.08, 0, 0, 6.283)
  ctx.fill()
  if (kind === 'woman' || kind === 'girl') {
    ctx.beginPath()
    ctx.moveTo(-head * 0.95, crown + head * 0.2)
    ctx.bezierCurveTo(-head * 1.45, crown - head, -head * 1.2, neck - 0.05, -head * 0.8, neck - 0.085)
    ctx.quadraticCurveTo(0, neck - 0.11, head * 0.8, neck - 0.085)
    ctx.bezierCurveTo(head * 1.2, neck - 0.05, head * 1.45, crown - head, head * 0.95, crown + head * 0.2)
    ctx.fill()
  } else if (kind === 'elder') {
    ctx.beginPath()
    ctx.ellipse(0, crown + head * 1.05, head * 0.5, head * 0.42, 0, 0, 6.283)
    ctx.fill()
  }
}

/** How the people of a prompt move through a scene. */
export type CastPlan = {
  readonly pose?: Pose
  readonly ground?: number
  readonly distance?: number
  readonly x?: number
}

/** The people of the prompt, ahead of the camera, which slowly gains on them. */
export function drawCast(
  stage: Stage,
  people: readonly PersonKind[],
  hasScarf: boolean,
  t: number,
  plan: CastPlan,
): void {
  const { camera, seed } = stage
  const pose = plan.pose ?? 'walk'
  const count = people.length
  const gap = count === 2 ? 0.64 : 0.8
  const distance = (plan.distance ?? 6.2) - Math.min(2, t * 0.35)
  const lead = plan.x ?? (hash(seed, 90) - 0.5) * 0.5
  for (let i = count - 1; i >= 0; i--) {
    const kind = people[i]!
    const floating = pose === 'float'
    const x = lead + (i - (count - 1) / 2) * gap
    const y = (plan.ground ?? 0) + (floating ? 0.25 * Math.sin(t * 0.9 + i * 2) : 0)
    const phase = floating
      ? t * 1.2 + i * 2
      : pose === 'stand'
        ? t * 1.6
        : t * (kind === 'boy' || kind === 'girl' ? 7 : 5.2) + i * 2.8
    person(stage, x, y, camera.z + distance + hash(seed, i, 91) * 0.4, kind, {
      pose,
      phase,
      scarf: hasScarf && i === 0,
      hand: count === 2 && pose !== 'raise' ? (i === 0 ? 1 : -1) : 0,
      tilt: floating ? Math.sin(t * 0.7 + i) * 0.16 + (i ? 0.12 : -0.1) : 0,
    })
  }
}
