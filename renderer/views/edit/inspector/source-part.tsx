import { useCallback, useMemo } from 'react'
import { sourceTicks, spareAfter, spareBefore } from '#model/edit/media.ts'
import { timecodeOf } from '#model/timecode.ts'
import { framesFromTicks, secondsFromTicks, ticks } from '#model/time.ts'
import { commandInfo } from '../../../commands/catalogue.ts'
import { runCommand } from '../../../commands/registry.ts'
import { useCut, useCutState } from '../../../editor/cut-context.tsx'
import { takeOfClip, takesOfShot } from '../../../editor/cut-facts.ts'
import { useStrips } from '../../../editor/use-strips.ts'
import type { PlacedClip } from '../../../editor/placed-clips.ts'
import { Button } from '../../../ui/button.tsx'
import { drawFilmstrip } from '../../../playback/filmstrip.ts'
import { useCanvas, type Drawing } from '../../../playback/use-canvas.ts'
import { themeColour, useThemeVersion } from '../../../playback/use-theme-version.ts'
import { texts } from '../../../texts.ts'
import { LiveSlider } from './live-slider.tsx'
import { Part } from './part.tsx'

const words = texts.edit.inspector

/** The take as a strip, with the part that is shown; the slider slips it. */
export function SourcePart({ clip }: { clip: PlacedClip }) {
  const { facts, editor } = useCut()
  const rate = useCutState(state => state.sequence.rate)
  const strips = useStrips()
  const { item } = clip
  if (item.source.kind === 'missing') return <Part title={words.source}>{note(words.card)}</Part>
  if (item.source.kind === 'still') return <Part title={words.source}>{note(words.still)}</Part>
  const mediaId = item.source.mediaId
  const source = facts.sources.get(mediaId)
  const take = takeOfClip(facts, item)
  if (!source) return null
  const context = { media: editor.media, rate }
  const before = Math.max(0, spareBefore(item, context))
  const after = spareAfter(item, context)
  const used = sourceTicks(item, item.frameCount, rate)
  const at = (position: number): string =>
    timecodeOf(framesFromTicks(ticks(position), source.rate ?? rate), source.rate ?? rate).slice(6)
  const seconds = secondsFromTicks(ticks(source.durationTicks)).toFixed(2)
  const aside = take ? words.ofTake(take.number, takesOfShot(facts, item.shotId).length, seconds) : source.fileName
  return (
    <Part title={words.source} aside={aside}>
      <SourceStrip
        mediaId={mediaId}
        durationTicks={source.durationTicks}
        from={item.sourceStartTicks / source.durationTicks}
        to={Math.min(1, (item.sourceStartTicks + used) / source.durationTicks)}
      />
      {(facts.missing.has(mediaId) || strips.hasFailed(mediaId)) && <Unreadable />}
      <SlipSlider clip={clip} before={before} after={after} />
      <p className="flex justify-between gap-2 text-12 text-soft tabular-nums">
        <span className="text-text">{words.in(at(item.sourceStartTicks))}</span>
        <span className="truncate">{words.handles(before, after)}</span>
        <span className="text-text">{words.out(at(item.sourceStartTicks + used))}</span>
      </p>
    </Part>
  )
}

/** What is wrong with the take's file, and the way to it. */
function Unreadable() {
  return (
    <div className="flex items-center justify-between gap-3 text-12 text-warn">
      <p className="text-pretty">{words.unreadable}</p>
      <Button size="small" className="shrink-0" onClick={() => runCommand('frame.findFiles')}>
        {commandInfo('frame.findFiles').title}
      </Button>
    </div>
  )
}

function note(sentence: string) {
  return <p className="text-12 text-soft">{sentence}</p>
}

function SlipSlider({ clip, before, after }: { clip: PlacedClip; before: number; after: number }) {
  const itemId = clip.item.id
  if (before + after === 0) return null
  return (
    <LiveSlider
      name={words.sourceRange}
      min={0}
      max={before + after}
      value={before}
      gesture={texts.edit.gestures.slip}
      itemId={itemId}
      edits={(to, from) => [{ kind: 'slip', itemId, frames: to - from }]}
      say={frames => words.frames(frames)}
    />
  )
}

/** Anew with every change of the theme. */
function useNowColour(): string {
  const theme = useThemeVersion()
  return useMemo(() => colourIn(theme), [theme])
}

function colourIn(_theme: number): string {
  return themeColour('--now')
}

type StripProps = { mediaId: string; durationTicks: number; from: number; to: number }

function SourceStrip({ mediaId, durationTicks, from, to }: StripProps) {
  const now = useNowColour()
  const strips = useStrips()
  const draw = useCallback<Drawing>(
    (pen, { width, height }) => {
      const strip = strips.get(mediaId)
      if (strip) {
        const area = { x: 0, y: 0, width, height }
        drawFilmstrip(pen, strip, { startTicks: 0, endTicks: durationTicks, durationTicks }, area)
      }
      pen.fillStyle = 'rgb(0 0 0 / 0.6)'
      pen.fillRect(0, 0, from * width, height)
      pen.fillRect(to * width, 0, width, height)
      pen.strokeStyle = now
      pen.lineWidth = 2
      pen.strokeRect(from * width + 1, 1, Math.max(2, (to - from) * width - 2), height - 2)
    },
    [now, strips, mediaId, durationTicks, from, to],
  )
  const canvas = useCanvas(draw)
  return (
    <div className="relative mt-1 h-10 overflow-hidden rounded-small bg-well">
      <canvas ref={canvas} aria-hidden="true" className="absolute inset-0 block size-full" />
    </div>
  )
}
