import { memo } from 'react'
import type { TreatmentRow, TreatmentSection, TreatmentView } from '#model/contract/treatment-contract.ts'
import type { SectionLabel } from '#model/song.ts'
import type { FrameRange, FrameRate } from '#model/time.ts'
import { texts } from '../../texts.ts'
import { sectionColour, sectionTint } from '../../ui/section.tsx'
import { secondsOf } from './table/table-rows.ts'

type Props = {
  readonly view: TreatmentView
  /** Where shots would stand with a pacing that is being chosen. */
  readonly draft: readonly FrameRange[] | null
  readonly shotId: string | null
  /** Stays the same from one rendering to the next: hundreds of shots need not be drawn anew because another is chosen. */
  readonly choose: (shotId: string) => void
}

/** Every shot as long as its place, over the whole song, in the colour of its section. */
export function PlanStrip({ view, draft, shotId, choose }: Props) {
  const { shots, songFrames, sections, rate } = view
  if (songFrames === null) return null
  return (
    <div
      role="group"
      aria-label={texts.treatment.strip}
      className="relative h-10 shrink-0 border-b border-line bg-well px-4 py-1"
    >
      <div className="relative size-full">
        {shots.map((shot, index) => {
          const place = draft?.[index] ?? shot.place
          if (!place) return null
          return (
            <PlannedShot
              key={shot.id}
              shot={shot}
              place={place}
              songFrames={songFrames}
              rate={rate}
              label={sectionAt(sections, place)?.label ?? 'verse'}
              isHere={shot.id === shotId}
              choose={choose}
            />
          )
        })}
      </div>
    </div>
  )
}

type PlannedShotProps = {
  readonly shot: TreatmentRow
  readonly place: FrameRange
  readonly songFrames: number
  readonly rate: FrameRate
  readonly label: SectionLabel
  readonly isHere: boolean
  readonly choose: (shotId: string) => void
}

const PlannedShot = memo(function PlannedShot(props: PlannedShotProps) {
  const { shot, place, songFrames, rate, label, isHere, choose } = props
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={texts.treatment.stripShot(shot.number, secondsOf(place, rate).toFixed(2))}
      aria-pressed={isHere}
      onClick={() => choose(shot.id)}
      className={`@container absolute inset-y-0 overflow-hidden border-t-2 text-center text-10 leading-7.5 font-medium ${isHere ? 'text-on-section' : 'text-text'}`}
      style={{
        left: `${(100 * place.startFrame) / songFrames}%`,
        width: `calc(${(100 * (place.endFrame - place.startFrame)) / songFrames}% - 1px)`,
        borderColor: sectionColour(label),
        background: isHere ? sectionColour(label) : sectionTint(label, 'band'),
      }}
    >
      <span className="hidden @min-[14px]:inline">{shot.number}</span>
    </button>
  )
})

/** The section that the middle of a place stands in. */
function sectionAt(
  sections: readonly TreatmentSection[],
  { startFrame, endFrame }: FrameRange,
): TreatmentSection | undefined {
  const middle = (startFrame + endFrame) / 2
  return sections.findLast(section => section.startFrame <= middle)
}
