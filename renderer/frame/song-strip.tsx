import { memo, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import type { ProjectFrame } from '#model/contract/project-contract.ts'
import { ticks, ticksFromFrames } from '#model/time.ts'
import { usePeaks } from '../playback/use-peaks.ts'
import { useTransport, useTransportControls } from '../playback/use-transport.tsx'
import { Waveform } from '../playback/waveform.tsx'
import { texts } from '../texts.ts'
import { clock } from '../ui/clock.ts'
import { sectionColour, sectionTint } from '../ui/section.tsx'
import { barAt, timeCodeAt } from '../ui/time-code.ts'
import { secondsFromTicks } from '#model/time.ts'
import { leadByHand } from './focus.ts'
import { useProject } from './use-project.tsx'

type Song = NonNullable<ProjectFrame['song']>

/** The whole song under every workspace: sections, waveform, shots, and the playhead, which goes where it is clicked. */
export function SongStrip() {
  const project = useProject()
  const { song } = project
  return (
    <footer className="flex h-16 shrink-0 border-t border-line bg-panel">
      {song === null ? (
        <p className="grow self-center px-4 text-soft">
          {project.hasSong ? texts.frame.songUnheard : texts.frame.noSong}
        </p>
      ) : (
        <>
          <Strip project={project} song={song} />
          <Readout project={project} song={song} />
        </>
      )}
    </footer>
  )
}

function Strip({ project, song }: { project: ProjectFrame; song: Song }) {
  const strip = useRef<HTMLDivElement>(null)
  const transport = useTransportControls()
  const positionTicks = useTransport(state => state.positionTicks)

  function seek(event: PointerEvent): void {
    const { left, width } = strip.current!.getBoundingClientRect()
    leadByHand()
    transport.seek(((event.clientX - left) / width) * song.durationTicks)
  }

  function step(event: KeyboardEvent): void {
    const to = placeFrom(transport.nowTicks(), event.key, song)
    if (to === null) return
    event.preventDefault()
    leadByHand()
    transport.seek(to)
  }

  const bar = barAt(ticks(positionTicks), song.beats, song.downbeats)
  return (
    <div
      ref={strip}
      role="slider"
      tabIndex={0}
      aria-label={texts.frame.strip}
      aria-valuemin={0}
      aria-valuemax={Math.round(secondsFromTicks(ticks(song.durationTicks)))}
      aria-valuenow={Math.round(secondsFromTicks(ticks(positionTicks)))}
      aria-valuetext={texts.frame.stripPosition(
        timeCodeAt(ticks(positionTicks), project.rate),
        texts.frame.bar(bar.bar, bar.beat),
      )}
      className="relative min-w-0 grow touch-none overflow-hidden outline-offset-[-2px]"
      onPointerDown={event => {
        if (event.button !== 0) return
        strip.current!.setPointerCapture(event.pointerId)
        seek(event)
      }}
      onPointerMove={event => strip.current!.hasPointerCapture(event.pointerId) && seek(event)}
      onKeyDown={step}
    >
      <Picture places={project.places} rate={project.rate} song={song} />
      <Playhead share={shareOf(positionTicks, song)} />
    </div>
  )
}

const shareOf = (at: number, { durationTicks }: Song): string => `${(100 * at) / durationTicks}%`

/** What stays while the play-head moves, sixty times a second. */
const Picture = memo(function Picture({ places, rate, song }: Pick<ProjectFrame, 'places' | 'rate'> & { song: Song }) {
  const peaks = usePeaks(song.mediaId)
  return (
    <>
      <div className="absolute inset-x-0 top-1 h-5">
        {song.sections.map(section => (
          <span
            key={section.startTicks}
            className="absolute inset-y-0 truncate border-t-2 px-1.5 text-11 leading-4.5 font-medium first-letter:uppercase"
            style={{
              left: shareOf(section.startTicks, song),
              width: `calc(${shareOf(section.endTicks - section.startTicks, song)} - 1px)`,
              borderColor: sectionColour(section.label),
              background: sectionTint(section.label, 'band'),
            }}
          >
            {section.name}
          </span>
        ))}
      </div>
      <div className="absolute inset-x-0 top-6.5 bottom-2">
        <Waveform peaks={peaks} songUrl={null} startTicks={0} endTicks={song.durationTicks} isDim />
      </div>
      <div className="absolute inset-x-0 bottom-0.5 h-1">
        {places.map(place => {
          const start = ticksFromFrames(place.startFrame, rate)
          const end = ticksFromFrames(place.endFrame, rate)
          return (
            <span
              key={place.shotId}
              className="absolute inset-y-0"
              style={{
                left: shareOf(start, song),
                width: `calc(${shareOf(end - start, song)} - 2px)`,
                background: place.isCircled ? sectionColour(sectionAt(song, start)) : 'var(--track)',
              }}
            />
          )
        })}
      </div>
    </>
  )
})

function Playhead({ share }: { share: string }) {
  return (
    <span aria-hidden="true" className="pointer-events-none absolute inset-y-0 w-px bg-now" style={{ left: share }}>
      <span className="absolute -top-px -left-1 border-x-[4.5px] border-t-6 border-x-transparent border-t-now" />
    </span>
  )
}

function sectionAt(song: Song, position: number) {
  return song.sections.findLast(section => section.startTicks <= position)?.label ?? 'verse'
}

/** Where a key leads from an instant: a beat, sixteen beats, an end; null for keys that lead nowhere. */
function placeFrom(now: number, key: string, { beats, durationTicks }: Song): number | null {
  const by = (steps: number): number => {
    const here = steps > 0 ? beats.findLastIndex(beat => beat <= now) : beats.findLastIndex(beat => beat < now) + 1
    const index = here + steps
    return index < 0 ? 0 : (beats[index] ?? durationTicks)
  }
  switch (key) {
    case 'ArrowLeft':
      return by(-1)
    case 'ArrowRight':
      return by(1)
    case 'PageUp':
      return by(-16)
    case 'PageDown':
      return by(16)
    case 'Home':
      return 0
    case 'End':
      return durationTicks
    default:
      return null
  }
}

function Readout({ project, song }: { project: ProjectFrame; song: Song }) {
  const positionTicks = ticks(useTransport(state => state.positionTicks))
  // A beat that falls into the picture shown is there.
  const inPicture = ticks(positionTicks + Math.round(ticksFromFrames(1, project.rate) / 2))
  const { bar, beat } = barAt(inPicture, song.beats, song.downbeats)
  return (
    <div className="flex w-44 shrink-0 flex-col justify-center border-l border-line px-4">
      <b className="text-18 font-medium">{timeCodeAt(positionTicks, project.rate)}</b>
      <span className="text-12 text-soft">
        {texts.frame.barOf(bar, beat, song.downbeats.length)} · {clock(secondsFromTicks(ticks(song.durationTicks)))}
      </span>
    </div>
  )
}
