import { useRef } from 'react'
import { useCommands } from '../../../commands/use-commands.ts'
import type { PlacedClip } from '../../../editor/placed-clips.ts'
import { texts } from '../../../texts.ts'
import { LiveSlider } from './live-slider.tsx'
import { Line, Part } from './part.tsx'

const words = texts.edit.inspector

/** Steps of 5 %, slower and faster about evenly. */
const SLOWEST = 25
const FASTEST = 400

/** How fast the take plays in its place. */
export function SpeedPart({ clip }: { clip: PlacedClip }) {
  const box = useRef<HTMLDivElement>(null)
  const { numerator, denominator } = clip.item.speed
  const percent = Math.round((100 * numerator) / denominator)
  const itemId = clip.item.id
  useCommands({
    'edit.speed': () => box.current?.querySelector<HTMLElement>('input, [role=slider]')?.focus(),
  })
  if (clip.item.source.kind !== 'take') return null
  return (
    <Part title={words.speed}>
      <div ref={box}>
        <Line name={words.speed} value={words.percent(percent)}>
          <LiveSlider
            name={words.speed}
            min={SLOWEST}
            max={FASTEST}
            step={5}
            value={percent}
            gesture={texts.edit.gestures.speed}
            itemId={itemId}
            edits={value => [{ kind: 'speed', itemId, speed: { numerator: value, denominator: 100 } }]}
            say={value => words.percent(value)}
          />
        </Line>
      </div>
    </Part>
  )
}
