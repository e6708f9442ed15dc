import type { SoundLevel } from '#model/sequence.ts'
import { useCut } from '../../../editor/cut-context.tsx'
import type { PlacedClip } from '../../../editor/placed-clips.ts'
import { texts } from '../../../texts.ts'
import { useGesture } from '../use-gesture.ts'
import { LiveSlider } from './live-slider.tsx'
import { Line, Part } from './part.tsx'

const words = texts.edit.inspector

const AS_RECORDED: SoundLevel = { gainDecibels: 0, fadeInFrames: 0, fadeOutFrames: 0 }

/** How loud a sound is, and how it comes and goes. */
export function SoundPart({ clip }: { clip: PlacedClip }) {
  const { editor } = useCut()
  const gesture = useGesture()
  const level = clip.item.level ?? AS_RECORDED
  const edit = (part: Partial<SoundLevel>) =>
    [{ kind: 'level', itemId: clip.item.id, level: { ...level, ...part } }] as const
  const most = clip.item.frameCount
  const slider = (name: string, key: keyof SoundLevel, min: number, max: number, say: (value: number) => string) => (
    <Line name={name} value={say(level[key])}>
      <LiveSlider
        name={name}
        min={min}
        max={max}
        value={level[key]}
        preview={value => editor.preview(edit({ [key]: value }))}
        commit={value => gesture(texts.edit.gestures.level, edit({ [key]: value }))}
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
