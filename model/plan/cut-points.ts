import { filmFrames, type Film } from '../sequence.ts'
import { framesFromTicks, type FrameRate } from '../time.ts'
import type { PlannedSong } from './plan.ts'
import { filmSections } from './sections.ts'

/** Where a place may begin or end: the film's ends, the beats, and instants off the beat where there are none for long. */
export type CutPoint = {
  readonly frame: number
  readonly kind: 'end' | 'downbeat' | 'beat' | 'off-beat'
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

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

/** The value of ascending `frames` that is nearest to `frame`; undefined when there are none. */
function nearest(frames: readonly number[], frame: number): number | undefined {
  let low = 0
  let high = frames.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (frames[middle]! < frame) low = middle + 1
    else high = middle
  }
  const after = frames[low]
  const before = frames[low - 1]
  if (after === undefined || before === undefined) return after ?? before
  return frame - before <= after - frame ? before : after
}

/**
 * The film frame of every section start but the first: the frame of the beat it stands on,
 * or its own where the nearest beat is more than a beat away.
 */
export function sectionStartFrames(song: PlannedSong, film: Film, rate: FrameRate): number[] {
  const beats = beatFramesOf(song, film, rate)
  const reach = median(beats.slice(1).map((frame, index) => frame - beats[index]!)) ?? 0
  const starts = filmSections(song.sections, film, rate)
    .slice(1)
    .map(({ startFrame }) => {
      const beat = nearest(beats, startFrame)
      return beat !== undefined && Math.abs(beat - startFrame) <= reach ? beat : startFrame
    })
  return [...new Set(starts)].filter(frame => frame > 0 && frame < filmFrames(film))
}

function beatFramesOf(song: PlannedSong, film: Film, rate: FrameRate): number[] {
  const frames = song.beats.map(beat => film.headFrames + framesFromTicks(beat, rate))
  return [...new Set(frames)].filter(frame => frame > 0 && frame < filmFrames(film))
}

/** Divides what lies between two frames evenly into steps of at least `stepFrames`. */
function between(startFrame: number, endFrame: number, stepFrames: number): number[] {
  const steps = Math.floor((endFrame - startFrame) / stepFrames)
  return Array.from({ length: Math.max(0, steps - 1) }, (_, index) =>
    Math.round(startFrame + ((endFrame - startFrame) * (index + 1)) / steps),
  )
}

/** Every frame at which the film may be cut. */
export function cutPoints(song: PlannedSong, film: Film, rate: FrameRate): CutPoints {
  const end = filmFrames(film)
  const beats = beatFramesOf(song, film, rate)
  const downbeats = new Set(song.downbeats.map(beat => film.headFrames + framesFromTicks(beat, rate)))
  const sectionStarts = new Set(sectionStartFrames(song, film, rate))
  const framesPerSecond = rate.numerator / rate.denominator
  const slowest = Math.round(SLOWEST_BEAT_SECONDS * framesPerSecond)
  const usual = median(beats.slice(1).map((frame, index) => frame - beats[index]!)) ?? slowest
  const beatFrames = Math.max(MIN_PLACE_FRAMES, Math.min(usual, slowest))

  const kinds = new Map<number, CutPoint['kind']>()
  for (const frame of beats) kinds.set(frame, downbeats.has(frame) ? 'downbeat' : 'beat')
  for (const frame of sectionStarts) if (!kinds.has(frame)) kinds.set(frame, 'off-beat')
  const marks = [0, ...beats, end]
  for (const [index, frame] of marks.entries()) {
    const next = marks[index + 1]
    if (next === undefined || next - frame <= BEATLESS_SECONDS * framesPerSecond) continue
    for (const filler of between(frame, next, beatFrames)) if (!kinds.has(filler)) kinds.set(filler, 'off-beat')
  }
  kinds.set(0, 'end').set(end, 'end')
  const points = [...kinds]
    .map(([frame, kind]) => ({ frame, kind, isSectionStart: sectionStarts.has(frame) }))
    .toSorted((a, b) => a.frame - b.frame)
  return { points, minFrames: Math.min(MIN_PLACE_FRAMES, end), beatFrames: Math.min(beatFrames, end) }
}
