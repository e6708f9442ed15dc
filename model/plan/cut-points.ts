import { filmFrames, type Film } from '../sequence.ts'
import { framesFromTicks, type FrameRate } from '../time.ts'
import { beatFrames, usualStep } from './beats.ts'
import type { PlannedSong } from './plan.ts'
import { filmSections } from './sections.ts'

/**
 * Where a place may begin or end: the film's ends, the beats, instants off the beat where there are none for long, and where
 * nothing else will do, instants between two beats.
 */
export type CutPoint = {
  readonly frame: number
  readonly kind: 'end' | 'downbeat' | 'beat' | 'off-beat' | 'between-beats'
  readonly isSectionStart: boolean
}

export type CutPoints = {
  /** Ascending; the first is frame 0, the last the film's end. */
  readonly points: readonly CutPoint[]
  /** No place is shorter. */
  readonly minFrames: number
  /** One beat: no place that begins or ends off the beat is shorter. */
  readonly beatFrames: number
}

export const MIN_PLACE_FRAMES = 12

/** A longer stretch without a beat may be cut off the beat, so that no model is asked for more than it can make. */
const BEATLESS_SECONDS = 2

/** The slowest beat that is taken for one when a stretch without beats is divided. */
const SLOWEST_BEAT_SECONDS = 1

/** Divides what lies between two frames evenly into steps of at least `stepFrames`. */
function between(startFrame: number, endFrame: number, stepFrames: number): number[] {
  const steps = Math.floor((endFrame - startFrame) / stepFrames)
  return Array.from({ length: Math.max(0, steps - 1) }, (_, index) =>
    Math.round(startFrame + ((endFrame - startFrame) * (index + 1)) / steps),
  )
}

/** Every frame at which the film may be cut; `isFine` adds three between every two beats. */
export function cutPoints(song: PlannedSong, film: Film, rate: FrameRate, isFine: boolean): CutPoints {
  const end = filmFrames(film)
  const beats = beatFrames(song, film, rate)
  const downbeats = new Set(song.downbeats.map(beat => film.headFrames + framesFromTicks(beat, rate)))
  const sections = filmSections(song, film, rate)
  const sectionStarts = new Set(sections.slice(1).map(section => section.startFrame))
  const framesPerSecond = rate.numerator / rate.denominator
  const slowest = Math.round(SLOWEST_BEAT_SECONDS * framesPerSecond)
  const oneBeat = Math.max(MIN_PLACE_FRAMES, Math.min(usualStep(beats) ?? slowest, slowest))

  const kinds = new Map<number, CutPoint['kind']>()
  for (const frame of beats) kinds.set(frame, downbeats.has(frame) ? 'downbeat' : 'beat')
  for (const frame of sectionStarts) if (!kinds.has(frame)) kinds.set(frame, 'off-beat')
  const marks = [0, ...beats, end]
  for (const [index, frame] of marks.entries()) {
    const next = marks[index + 1]
    if (next === undefined || next - frame <= BEATLESS_SECONDS * framesPerSecond) continue
    for (const filler of between(frame, next, oneBeat)) if (!kinds.has(filler)) kinds.set(filler, 'off-beat')
  }
  if (isFine) {
    const coarse = [...kinds.keys(), 0, end].toSorted((a, b) => a - b)
    for (const [index, frame] of coarse.entries()) {
      const quarter = ((coarse[index + 1] ?? frame) - frame) / 4
      for (const step of [1, 2, 3]) {
        const between = Math.round(frame + step * quarter)
        if (!kinds.has(between)) kinds.set(between, 'between-beats')
      }
    }
  }
  kinds.set(0, 'end').set(end, 'end')
  const points = [...kinds]
    .map(([frame, kind]) => ({ frame, kind, isSectionStart: sectionStarts.has(frame) }))
    .toSorted((a, b) => a.frame - b.frame)
  return { points, minFrames: Math.min(MIN_PLACE_FRAMES, end), beatFrames: Math.min(oneBeat, end) }
}
