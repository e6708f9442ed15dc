/**
 * Time is integers: ticks for positions in sound, frames at a rational rate for positions in picture.
 * One second is 705,600,000 ticks, which every common frame rate (also x1000/1001) and sample rate divides.
 */
declare const ticksBrand: unique symbol
export type Ticks = number & { readonly [ticksBrand]: 'ticks' }

export const TICKS_PER_SECOND = 705_600_000

/** Frames per second as a fraction in lowest terms, e.g. 24000/1001. */
export type FrameRate = { readonly numerator: number; readonly denominator: number }

/** A half-open span of film frames: startFrame is in it, endFrame is not. */
export type FrameRange = { readonly startFrame: number; readonly endFrame: number }

/** The frame rates a film may have. */
export const FRAME_RATES: readonly FrameRate[] = [
  { numerator: 24000, denominator: 1001 },
  { numerator: 24, denominator: 1 },
  { numerator: 25, denominator: 1 },
  { numerator: 30000, denominator: 1001 },
  { numerator: 30, denominator: 1 },
  { numerator: 48, denominator: 1 },
  { numerator: 50, denominator: 1 },
  { numerator: 60000, denominator: 1001 },
  { numerator: 60, denominator: 1 },
]

/** Marks an integer as ticks. Throws on anything that is not a safe integer. */
export function ticks(value: number): Ticks {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of ticks: ${value}`)
  return value as Ticks
}

/** value x numerator / denominator, rounded half up, exact for all safe integers. The one place where time is rounded. */
export function scaleRound(value: number, numerator: number, denominator: number): number {
  const twice = 2n * BigInt(value) * BigInt(numerator) + BigInt(denominator)
  const divisor = 2n * BigInt(denominator)
  const quotient = twice / divisor
  const isFloorBelow = twice < 0n && twice % divisor !== 0n
  return Number(isFloorBelow ? quotient - 1n : quotient)
}

/** The length of decoded sound. `sampleCount` counts samples of one channel. */
export function ticksFromSamples(sampleCount: number, sampleRate: number): Ticks {
  return ticks(scaleRound(sampleCount, TICKS_PER_SECOND, sampleRate))
}

/** Seconds as people and other programs write them, to the nearest tick. */
export function ticksFromSeconds(seconds: number): Ticks {
  return ticks(Math.floor(seconds * TICKS_PER_SECOND + 0.5))
}

export function secondsFromTicks(value: Ticks): number {
  return value / TICKS_PER_SECOND
}

/** The frame nearest to an instant, half up: how songs get their length and beats their cuts. */
export function framesFromTicks(value: Ticks, rate: FrameRate): number {
  return scaleRound(value, rate.numerator, rate.denominator * TICKS_PER_SECOND)
}

/** The fewest whole frames that cover a span. */
export function framesCovering(value: Ticks, rate: FrameRate): number {
  const frames = framesFromTicks(value, rate)
  return ticksFromFrames(frames, rate) < value ? frames + 1 : frames
}

/** The instant a frame begins, to the nearest tick (exact for every rate in FRAME_RATES). */
export function ticksFromFrames(frames: number, rate: FrameRate): Ticks {
  return ticks(scaleRound(frames, rate.denominator * TICKS_PER_SECOND, rate.numerator))
}

export function secondsFromFrames(frames: number, rate: FrameRate): number {
  return (frames * rate.denominator) / rate.numerator
}

export function isSameRate(a: FrameRate, b: FrameRate): boolean {
  return a.numerator * b.denominator === b.numerator * a.denominator
}

export function framesIn(range: FrameRange): number {
  return range.endFrame - range.startFrame
}

const NTSC_NAMES: ReadonlyMap<string, FrameRate> = new Map([
  ['23.976', { numerator: 24000, denominator: 1001 }],
  ['23.98', { numerator: 24000, denominator: 1001 }],
  ['29.97', { numerator: 30000, denominator: 1001 }],
  ['59.94', { numerator: 60000, denominator: 1001 }],
])

/** Reads `24`, `23.976`, `30000/1001`; undefined for anything that is not a film's frame rate. */
export function parseFrameRate(text: string): FrameRate | undefined {
  const named = NTSC_NAMES.get(text)
  if (named) return named
  const match = /^(\d{1,6})(?:\/(\d{1,5}))?$/.exec(text)
  if (!match) return undefined
  const wanted = { numerator: Number(match[1]), denominator: Number(match[2] ?? '1') }
  return FRAME_RATES.find(rate => wanted.denominator > 0 && isSameRate(rate, wanted))
}

export function formatFrameRate(rate: FrameRate): string {
  return rate.denominator === 1 ? `${rate.numerator}` : `${rate.numerator}/${rate.denominator}`
}
