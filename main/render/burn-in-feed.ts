import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { markAt, type PieceBurnIn } from '#model/burn-in.ts'
import { timecodeOf } from '#model/timecode.ts'
import type { FrameRate } from '#model/time.ts'
import type { BurnInDrawer } from './request.ts'

type Plate = ReturnType<BurnInDrawer['plateFor']>

/** Draws a plate for each frame of a piece, no faster than ffmpeg takes them. */
export function feedPlate(plate: Plate, burnIn: PieceBurnIn, frames: number, rate: FrameRate) {
  return async (stdin: Writable): Promise<void> => {
    for (let frame = 0; frame < frames; frame += 1) {
      const words = {
        shot: markAt(burnIn.shots, frame),
        bar: markAt(burnIn.bars, frame),
        timecode: timecodeOf(burnIn.filmFrame + frame, rate),
      }
      if (!stdin.write(plate.draw(words))) await once(stdin, 'drain')
    }
  }
}
