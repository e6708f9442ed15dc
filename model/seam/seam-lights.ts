import { SEEN, type SeamMatch } from './measure-seam.ts'
import { STANDING_SPEED, type Motion } from './motion.ts'

export type SeamLevel = 'good' | 'fair' | 'poor' | 'unknown'

/** What made a light worse than good, the heaviest first. */
export type SeamFault = 'other-way' | 'other-speed' | 'stands' | 'stall' | 'repeat' | 'jump' | 'flash'

export type SeamLight = {
  readonly level: SeamLevel
  /** In the unit of the light; null where it is unknown, or where neither side moves. */
  readonly figure: number | null
  readonly faults: readonly SeamFault[]
}

/** The four lights of a seam, in the order in which they disturb. */
export type SeamLights = {
  /** Degrees between the two ways of moving. */
  readonly way: SeamLight
  /** Speed after the cut by speed before it. */
  readonly speed: SeamLight
  /** Jump of lightness in hundredths of OKLab, signed. */
  readonly light: SeamLight
  /** Jump of colour in hundredths of OKLab. */
  readonly colour: SeamLight
}

/** Up to this a value is good, and fair. */
type Limits = { readonly good: number; readonly fair: number }

/** Degrees. In 16:9, 22 is the point flown to moved by a seventh of the frame's width, still one flight; 45 is a third of it. */
export const WAY_LIMITS: Limits = { good: 22, fair: 45 }
/** Factor up or down. Played clips differ by a quarter unnoticed; at two thirds more the cut is felt as a push or a brake. */
export const SPEED_LIMITS: Limits = { good: 1.25, fair: 1.7 }
/** Hundredths of OKLab, beyond what changes anyway. 2 is just seen side by side; across a cut in motion three times as much. */
export const LIGHT_LIMITS: Limits = { good: 2, fair: 6 }
/** The same for colour; a large part of the frame shifts at once, so less is borne. */
export const COLOUR_LIMITS: Limits = { good: 2, fair: 5 }
/** Slowing to these shares of the usual speed beside the cut. Half speed for a moment is a breath, a quarter is a stop. */
export const STALL_LIMITS: Limits = { good: 0.5, fair: 0.25 }
/** Pictures that show the one before once more. One is a stumble that most do not see; two are seen at 24 a second. */
export const REPEAT_LIMITS: Limits = { good: 0, fair: 1 }
/** Likeness of the two pictures at the cut. Strangers stay below 0.2; a clip that goes on is above 0.8. */
export const STRUCTURE_LIMITS: Limits = { good: 0.6, fair: 0.3 }

export function seamLights(match: SeamMatch): SeamLights {
  return { way: wayLight(match), speed: speedLight(match), light: lightLight(match), colour: colourLight(match) }
}

/** How like the two pictures are, apart from light and colour: whether one shot is handed on to the next. */
export function structureLevel({ structure }: SeamMatch): SeamLevel {
  return levelAbove(structure, STRUCTURE_LIMITS)
}

const UNKNOWN: SeamLight = { level: 'unknown', figure: null, faults: [] }
/** Neither side moves: nothing can disagree. */
const BOTH_STAND: SeamLight = { level: 'good', figure: null, faults: [] }

const isSeen = ({ before, after }: SeamMatch): boolean => before.confidence >= SEEN && after.confidence >= SEEN
const stands = ({ speed }: Motion): boolean => speed < STANDING_SPEED

function wayLight(match: SeamMatch): SeamLight {
  if (!isSeen(match)) return UNKNOWN
  if (stands(match.before) && stands(match.after)) return BOTH_STAND
  if (match.wayDegrees === null) return UNKNOWN
  return lightOf(match.wayDegrees, levelBelow(match.wayDegrees, WAY_LIMITS), 'other-way')
}

function speedLight(match: SeamMatch): SeamLight {
  if (!isSeen(match)) return UNKNOWN
  if (stands(match.before) && stands(match.after)) return BOTH_STAND
  if (match.speedRatio === null) return { level: 'poor', figure: null, faults: ['stands'] }
  const { speedRatio, stallBefore, stallAfter, isRepeated } = match
  const ratio = lightOf(speedRatio, levelBelow(Math.max(speedRatio, 1 / speedRatio), SPEED_LIMITS), 'other-speed')
  const lowest = Math.min(stallBefore.lowestSpeed ?? 1, stallAfter.lowestSpeed ?? 1)
  const repeats = stallBefore.repeats + stallAfter.repeats + (isRepeated ? 1 : 0)
  // A repeated picture is a speed of 0 for a moment, and counted as what it is.
  const stall = repeats > 0 ? 'good' : levelAbove(lowest, STALL_LIMITS)
  return worseOf(worseOf(ratio, stall, 'stall'), levelBelow(repeats, REPEAT_LIMITS), 'repeat')
}

function lightLight({ lumaJump, usual, flash }: SeamMatch): SeamLight {
  const jump = Math.max(0, Math.abs(lumaJump) - usual.luma)
  const light = lightOf(lumaJump, levelBelow(jump, LIGHT_LIMITS), 'jump')
  return worseOf(light, levelBelow(Math.abs(flash.luma), LIGHT_LIMITS), 'flash')
}

function colourLight({ colourJump, usual, flash }: SeamMatch): SeamLight {
  const jump = Math.max(0, colourJump - usual.colour)
  const light = lightOf(colourJump, levelBelow(jump, COLOUR_LIMITS), 'jump')
  return worseOf(light, levelBelow(flash.colour, COLOUR_LIMITS), 'flash')
}

function levelBelow(value: number, { good, fair }: Limits): SeamLevel {
  return value <= good ? 'good' : value <= fair ? 'fair' : 'poor'
}

function levelAbove(value: number, { good, fair }: Limits): SeamLevel {
  return value >= good ? 'good' : value >= fair ? 'fair' : 'poor'
}

function lightOf(figure: number, level: SeamLevel, fault: SeamFault): SeamLight {
  return { level, figure, faults: level === 'good' ? [] : [fault] }
}

const ORDER: readonly SeamLevel[] = ['good', 'fair', 'poor']

function worseOf(light: SeamLight, level: SeamLevel, fault: SeamFault): SeamLight {
  if (level === 'good') return light
  const isWorse = ORDER.indexOf(level) > ORDER.indexOf(light.level)
  return {
    ...light,
    level: isWorse ? level : light.level,
    faults: isWorse ? [fault, ...light.faults] : [...light.faults, fault],
  }
}
