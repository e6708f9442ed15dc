import type { Run } from './preview.ts'
import { TICKS_PER_SECOND, type FrameRate } from '#model/time.ts'

/** A video is started this long before it is seen, so that it runs when it is. */
export const EARLY_SECONDS = 0.12
/** A video that is further off is put where it belongs; one that is less is sped up or slowed down. */
const JUMP_SECONDS = 0.2
const STRONGEST_NUDGE = 0.12
/** So much of a drift is made up for in a second. */
const NUDGE = 2
/** What browsers play. */
const SLOWEST = 0.0625
const FASTEST = 16

/** Where a run's source should be at a film instant, in seconds from its first picture; below 0 before it. */
export function sourceSeconds(run: Run, filmTicks: number): number {
  return (run.originTicks + filmTicks * run.speed) / TICKS_PER_SECOND
}

/** What to do with a video that should be somewhere. */
export type Correction =
  | { readonly kind: 'hold'; readonly seconds: number }
  | { readonly kind: 'jump'; readonly seconds: number; readonly rate: number }
  | { readonly kind: 'play'; readonly rate: number }

/**
 * How a video comes to where its run should be. `seconds` is where it is, `durationSeconds` how long it is; `rate` how fast the film
 * plays. Beyond its ends it holds its first or last picture.
 */
export function correctionOf(
  wantedSeconds: number,
  video: { readonly seconds: number; readonly durationSeconds: number; readonly frameSeconds: number },
  rate: number,
): Correction {
  const last = Math.max(0, video.durationSeconds - video.frameSeconds / 2)
  if (wantedSeconds <= 0) return { kind: 'hold', seconds: 0 }
  if (wantedSeconds >= last) return { kind: 'hold', seconds: last }
  const drift = video.seconds - wantedSeconds
  const base = Math.min(FASTEST, Math.max(SLOWEST, rate))
  if (Math.abs(drift) > JUMP_SECONDS * Math.max(1, rate)) return { kind: 'jump', seconds: wantedSeconds, rate: base }
  // Less than half a picture is not seen, and no reason to be restless.
  if (Math.abs(drift) < video.frameSeconds / 2) return { kind: 'play', rate: base }
  const nudge = Math.max(-STRONGEST_NUDGE, Math.min(STRONGEST_NUDGE, -drift * NUDGE))
  return { kind: 'play', rate: base * (1 + nudge) }
}

/**
 * The runs that need a video at a film frame: those that are seen, then those that will be within `aheadFrames`, at most `most`. Round a
 * loop the beginning of the loop comes after its end.
 */
export function runsNear(
  runs: readonly Run[],
  frame: number,
  aheadFrames: number,
  most: number,
  loop: { readonly startFrame: number; readonly endFrame: number } | null = null,
): Run[] {
  const seen = runs.filter(run => run.startFrame <= frame && frame < run.endFrame)
  const untilLoop = loop && frame < loop.endFrame ? loop.endFrame : Infinity
  const coming = runs.filter(
    run => run.startFrame > frame && run.startFrame <= frame + aheadFrames && run.startFrame < untilLoop,
  )
  const again =
    loop && frame < loop.endFrame && loop.endFrame - frame <= aheadFrames
      ? runs.filter(run => run.startFrame <= loop.startFrame && loop.startFrame < run.endFrame)
      : []
  return [...new Set([...seen, ...coming, ...again])].slice(0, most)
}

export function secondsToFrames(seconds: number, rate: FrameRate): number {
  return Math.ceil((seconds * rate.numerator) / rate.denominator)
}
