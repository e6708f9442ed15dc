import { TICKS_PER_SECOND } from '#model/time.ts'

/** A span of the film that is played over and over. */
export type Loop = { readonly startTicks: number; readonly endTicks: number }

/** A play-head under way: where and when it began, and how it runs since. Film time counts from the film's first frame. */
export type Motion = {
  /** Of the clock that it runs by, in seconds. */
  readonly startSeconds: number
  readonly startTicks: number
  /** Film seconds in a second; below 0 it runs backwards. */
  readonly rate: number
  readonly loop: Loop | null
  readonly durationTicks: number
}

/** Where the play-head is when its clock shows `seconds`; it waits where it begins, and stays at the film's ends. */
export function positionAt(motion: Motion, seconds: number): number {
  const { startTicks, durationTicks } = motion
  const run = Math.max(0, seconds - motion.startSeconds) * motion.rate * TICKS_PER_SECOND
  const straight = startTicks + run
  const loop = loopAhead(motion)
  if (loop) {
    const length = loop.endTicks - loop.startTicks
    if (motion.rate > 0 && straight >= loop.endTicks) return loop.startTicks + ((straight - loop.startTicks) % length)
    if (motion.rate < 0 && straight < loop.startTicks) return loop.endTicks - ((loop.endTicks - straight) % length)
    return straight
  }
  return Math.min(durationTicks, Math.max(0, straight))
}

/** True when it has come to the end of the film that it runs to. */
export function isOver(motion: Motion, seconds: number): boolean {
  if (loopAhead(motion)) return false
  const position = positionAt(motion, seconds)
  return motion.rate > 0 ? position >= motion.durationTicks : position <= 0
}

/** The loop, where the play-head runs into it; one that begins behind it runs on. */
function loopAhead({ loop, rate, startTicks }: Motion): Loop | null {
  if (!loop || loop.endTicks <= loop.startTicks) return null
  const isAhead = rate > 0 ? startTicks < loop.endTicks : startTicks > loop.startTicks
  return isAhead ? loop : null
}

/** A piece of film time that passes without a jump: from `startTicks` at `atSeconds` of the clock to `endTicks`. */
export type Stretch = { readonly atSeconds: number; readonly startTicks: number; readonly endTicks: number }

/**
 * What passes from the beginning of a forward motion on, in order, cut at each multiple of `gridTicks` after `originTicks` and at
 * `originTicks` itself, so that sound can be fetched and scheduled piece by piece. Endless in a loop. Nothing backwards.
 */
export function* stretchesOf(motion: Motion, originTicks: number, gridTicks: number): Generator<Stretch> {
  if (motion.rate <= 0) return
  const loop = loopAhead(motion)
  const ticksPerSecond = motion.rate * TICKS_PER_SECOND
  let position = motion.startTicks
  // Film time since the beginning, counted in whole ticks: sums of seconds would drift.
  let passed = 0
  const endTicks = loop ? loop.endTicks : motion.durationTicks
  for (;;) {
    if (position >= endTicks) {
      if (!loop) return
      position = loop.startTicks
    }
    const nextGrid = originTicks + gridTicks * (Math.floor((position - originTicks) / gridTicks) + 1)
    const stretchEnd = Math.min(endTicks, nextGrid)
    yield { atSeconds: motion.startSeconds + passed / ticksPerSecond, startTicks: position, endTicks: stretchEnd }
    passed += stretchEnd - position
    position = stretchEnd
  }
}
