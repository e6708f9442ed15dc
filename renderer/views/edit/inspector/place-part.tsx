import { momentOffset } from '#model/edit/media.ts'
import { nearestFrame } from '#model/plan/beats.ts'
import { timecodeOf } from '#model/timecode.ts'
import { ticks, ticksFromFrames } from '#model/time.ts'
import { useCut, useCutState } from '../../../editor/cut-context.tsx'
import type { PlacedClip } from '../../../editor/placed-clips.ts'
import { useProject } from '../../../frame/use-project.tsx'
import { texts } from '../../../texts.ts'
import { barAt } from '../../../ui/time-code.ts'
import { Line, Part } from './part.tsx'

const words = texts.edit.inspector

/** Where the clip stands, and how it begins against the beat. */
export function PlacePart({ clip }: { clip: PlacedClip }) {
  const { facts } = useCut()
  const { song } = useProject()
  const { rate, film } = useCutState(state => state.sequence)
  const beat = nearestFrame(facts.grid.beats, clip.startFrame)
  const off = beat === undefined ? null : clip.startFrame - beat
  const inSong = ticks(Math.max(0, ticksFromFrames(clip.startFrame - film.headFrames, rate)))
  const bar = song ? barAt(inSong, song.beats, song.downbeats) : null
  const against =
    off === null || bar === null ? '' : off === 0 ? words.onBeat(bar.bar, bar.beat) : words.offBeat(Math.abs(off))
  const offset = momentOffset(clip.item, rate)
  const isShown = offset !== null && offset >= 0 && offset < clip.item.frameCount
  const momentFrame = isShown ? clip.startFrame + offset : null
  return (
    <Part title={words.place} aside={against}>
      <Line name={words.start} value={timecodeOf(clip.startFrame, rate)} />
      {momentFrame !== null && <Line name={words.moment} value={timecodeOf(momentFrame, rate)} />}
      <Line
        name={words.length}
        value={`${((clip.item.frameCount * rate.denominator) / rate.numerator).toFixed(2)} s, ${words.frames(clip.item.frameCount)}`}
      />
    </Part>
  )
}
