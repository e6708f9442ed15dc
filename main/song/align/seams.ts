import { newSeconds, oldSeconds, type Line } from './lines.ts'
import { likeness, type Rows, type SoundPrint } from './sound-print.ts'

/** Between two lines: the old song is followed to `oldEnd` and from `oldStart` on, the new one to `newEnd` and from `newStart` on. */
export type Seam = {
  readonly oldEnd: number
  readonly oldStart: number
  readonly newEnd: number
  readonly newStart: number
}

/** Edits are looked for this far into what both sides seem to explain. */
const REACH_SECONDS = 4
/** Songs are cut on beats; a seam this near to one is on it. */
const BEAT_SECONDS = 0.12

/**
 * Where one line gives way to the next. Where the new song lacks something, the seam is one instant of the new song; where it has
 * something more, one of the old: the one at which both sides together are least unlike the other song.
 */
export function seamBetween(
  before: Line,
  after: Line,
  songs: { old: SoundPrint; young: SoundPrint },
  beatSeconds: readonly number[],
): Seam {
  const { old, young } = songs
  const from = before.points.at(-1)!.oldSeconds
  const to = after.points[0]!.oldSeconds
  const isShorter = newSeconds(after, to) - newSeconds(before, to) < 0
  if (isShorter) {
    const split = bestSplit(
      { from: newSeconds(before, from) - REACH_SECONDS, to: newSeconds(after, to) + REACH_SECONDS },
      young.colours,
      old.colours,
      at => oldSeconds(before, at),
      at => oldSeconds(after, at),
    )
    const oldEnd = onBeat(oldSeconds(before, split), beatSeconds)
    // Both sides of what is gone are on beats; the lines differ there by the milliseconds they are wrong.
    const oldStart = onBeat(oldSeconds(after, newSeconds(before, oldEnd)), beatSeconds)
    const seam = (newSeconds(before, oldEnd) + newSeconds(after, oldStart)) / 2
    return { oldEnd, oldStart, newEnd: seam, newStart: seam }
  }
  const split = bestSplit(
    { from: from - REACH_SECONDS, to: to + REACH_SECONDS },
    old.colours,
    young.colours,
    at => newSeconds(before, at),
    at => newSeconds(after, at),
  )
  const seam = onBeat(split, beatSeconds)
  return { oldEnd: seam, oldStart: seam, newEnd: newSeconds(before, seam), newStart: newSeconds(after, seam) }
}

/** The instant up to which `one` explains a song best, and `other` from there on. */
function bestSplit(
  { from, to }: { from: number; to: number },
  rows: Rows,
  others: Rows,
  one: (seconds: number) => number,
  other: (seconds: number) => number,
): number {
  const first = Math.max(0, Math.floor(from * rows.perSecond))
  const last = Math.min(rows.count - 1, Math.ceil(to * rows.perSecond))
  const unlike = (row: number, place: (seconds: number) => number): number => {
    const there = Math.round(place((row + 0.5) / rows.perSecond) * others.perSecond - 0.5)
    return there < 0 || there >= others.count ? 1 : 1 - likeness(rows, row, others, there)
  }
  let cost = 0
  for (let row = first; row <= last; row++) cost += unlike(row, other)
  let best = first
  let least = cost
  for (let row = first; row <= last; row++) {
    cost += unlike(row, one) - unlike(row, other)
    if (cost < least) [least, best] = [cost, row + 1]
  }
  return best / rows.perSecond
}

function onBeat(seconds: number, beatSeconds: readonly number[]): number {
  let nearest = seconds
  let distance = BEAT_SECONDS
  for (const beat of beatSeconds) {
    if (Math.abs(beat - seconds) < distance) [nearest, distance] = [beat, Math.abs(beat - seconds)]
  }
  return nearest
}
