import { AS_RECORDED } from '#model/edit/level.ts'
import type { SoundLevel } from '#model/sequence.ts'
import type { PlacedClip } from '../../../editor/placed-clips.ts'
import { texts } from '../../../texts.ts'
import { LiveSlider } from './live-slider.tsx'
import { Line, Part } from './part.tsx'

const words = texts.edit.inspector

/** How loud a sound is, and how it comes and goes. */
export function SoundPart({ clip }: { clip: PlacedClip }) {
  const level = clip.item.level ?? AS_RECORDED
  const itemId = clip.item.id
  const most = clip.item.frameCount
  const slider = (name: string, key: keyof SoundLevel, min: number, max: number, say: (value: number) => string) => (
    <Line name={name} value={say(level[key])}>
      <LiveSlider
        name={name}
        min={min}
        max={max}
        value={level[key]}
        gesture={texts.edit.gestures.level}
        itemId={itemId}
        edits={value => [{ kind: 'level', itemId, level: { ...level, [key]: value } }]}
        say={say}
      />
    </Line>
  )
  return (
    <Part title={words.sound}>
      {slider(words.gain, 'gainDecibels', -40, 12, words.decibels)}
      {slider(words.fadeIn, 'fadeInFrames', 0, most - level.fadeOutFrames, words.frames)}
      {slider(words.fadeOut, 'fadeOutFrames', 0, most - level.fadeInFrames, words.frames)}
    </Part>
  )
}
