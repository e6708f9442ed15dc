import type { Film } from './sequence.ts'
import { framesFromTicks, type FrameRange, type FrameRate, type Ticks } from './time.ts'

/** Something that is written into the picture from `frame` on, until the next mark. */
export type BurnInMark = { readonly frame: number; readonly text: string }

/** What is written into the pictures of a review copy beside the timecode. Marks ascend, and count in film frames. */
export type BurnInMarks = { readonly shots: readonly BurnInMark[]; readonly bars: readonly BurnInMark[] }

/**
 * What a piece carries of it: marks count from the piece's first frame, which is `filmFrame` of the film; the first mark of
 * each stands at 0, where there is any.
 */
export type PieceBurnIn = BurnInMarks & { readonly filmFrame: number }

/** The marks that stand in a piece. */
export function burnInOf(marks: BurnInMarks, { startFrame, endFrame }: FrameRange): PieceBurnIn {
  const inside = (all: readonly BurnInMark[]): BurnInMark[] => {
    const standing = all.findLast(mark => mark.frame <= startFrame)
    const later = all.filter(mark => mark.frame > startFrame && mark.frame < endFrame)
    return [...(standing ? [standing] : []), ...later].map(({ frame, text }) => ({
      frame: Math.max(0, frame - startFrame),
      text,
    }))
  }
  return { filmFrame: startFrame, shots: inside(marks.shots), bars: inside(marks.bars) }
}

/** What stands at a frame that counts as the marks do; empty before the first. */
export function markAt(marks: readonly BurnInMark[], frame: number): string {
  return marks.findLast(mark => mark.frame <= frame)?.text ?? ''
}

/** Every beat of the song as a mark, named `bar.beat` from 1; bar 0 is what comes before the first downbeat. */
export function burnInBars(
  song: { readonly beats: readonly Ticks[]; readonly downbeats: readonly Ticks[] },
  { film, rate }: { readonly film: Film; readonly rate: FrameRate },
): BurnInMark[] {
  const downbeats = new Set<number>(song.downbeats)
  let [bar, beat] = [0, 0]
  return song.beats.map(instant => {
    if (downbeats.has(instant)) [bar, beat] = [bar + 1, 0]
    beat += 1
    return { frame: film.headFrames + framesFromTicks(instant, rate), text: `${bar}.${beat}` }
  })
}
