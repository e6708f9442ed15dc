import { useCut, useCutState } from '../../../editor/cut-context.tsx'
import { pictureItems, type PlacedClip } from '../../../editor/placed-clips.ts'
import { texts } from '../../../texts.ts'
import { Segments } from '../../../ui/choice.tsx'
import { useGesture } from '../use-gesture.ts'
import { LiveSlider } from './live-slider.tsx'
import { Line, Part } from './part.tsx'

const words = texts.edit.inspector

type Style = 'cut' | 'dissolve' | 'dip'

/** How the clip comes in: at once, through its neighbour, or out of black. */
export function TransitionPart({ clip }: { clip: PlacedClip }) {
  const { facts } = useCut()
  const gesture = useGesture()
  const sequence = useCutState(state => state.shown)
  if (clip.startFrame === 0) return null
  const { transition, item } = clip
  const style: Style = transition?.style ?? 'cut'
  const frames = transition ? transition.inFrames + transition.outFrames : 0
  const half = Math.round(sequence.rate.numerator / sequence.rate.denominator / 2)
  const items = pictureItems(sequence)
  const before = items[items.findIndex(placed => placed.item.id === item.id) - 1]?.item
  const shot = before?.kind === 'clip' && before.shotId !== null ? facts.shots.get(before.shotId) : undefined
  const edit = (wanted: Style, length: number) =>
    [{ kind: 'transition', itemId: item.id, style: wanted, frames: length }] as const
  const isAnchor = sequence.anchorFrames.includes(clip.startFrame)
  return (
    <Part title={shot ? words.into(shot.number) : words.intoFirst} {...(isAnchor ? { aside: words.pinned } : {})}>
      <Segments
        name={words.transition}
        value={style}
        choose={wanted => gesture(texts.edit.gestures.transition[wanted], edit(wanted, frames || half))}
        options={[
          { value: 'cut', label: words.cut },
          { value: 'dissolve', label: words.dissolve },
          { value: 'dip', label: words.dip },
        ]}
      />
      {style !== 'cut' && (
        <Line name={words.transitionLength} value={words.frames(frames)}>
          <LiveSlider
            name={words.transitionLength}
            min={2}
            max={4 * half}
            step={2}
            value={frames}
            gesture={texts.edit.gestures.transition[style]}
            itemId={item.id}
            edits={length => edit(style, length)}
            say={value => words.frames(value)}
          />
        </Line>
      )}
    </Part>
  )
}
