import { useEffect, useRef } from 'react'
import { useCommands } from '../../../commands/use-commands.ts'
import { useCut } from '../../../editor/cut-context.tsx'
import type { PlacedClip } from '../../../editor/placed-clips.ts'
import { texts } from '../../../texts.ts'
import { notify } from '../../../ui/notices.tsx'
import { LiveSlider } from './live-slider.tsx'
import { Line, Part } from './part.tsx'

const words = texts.edit.inspector

/** Steps of 5 %, slower and faster about evenly. */
const SLOWEST = 25
const FASTEST = 400

/** How fast the take plays in its place. */
export function SpeedPart({ clip }: { clip: PlacedClip }) {
  const { editor } = useCut()
  const box = useRef<HTMLDivElement>(null)
  const { numerator, denominator } = clip.item.speed
  const percent = Math.round((100 * numerator) / denominator)
  const edit = (value: number) =>
    [{ kind: 'speed', itemId: clip.item.id, speed: { numerator: value, denominator: 100 } }] as const
  useCommands({
    'edit.speed': () => box.current?.querySelector<HTMLElement>('input, [role=slider]')?.focus(),
  })
  useEffect(() => () => editor.bail(), [editor])
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
            preview={value => editor.preview(edit(value))}
            commit={value => {
              const refusal = editor.commit(texts.edit.gestures.speed, edit(value))
              if (refusal !== null) notify({ kind: 'info', text: refusal })
            }}
            say={value => words.percent(value)}
          />
        </Line>
      </div>
    </Part>
  )
}
