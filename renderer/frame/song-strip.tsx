import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
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
import { useProject } from './use-project.tsx'

type Song = NonNullable<ProjectFrame['song']>

/** The whole song under every workspace: sections, waveform, shots, and the playhead, which goes where it is clicked. */
export function SongStrip() {
  const project = useProject()
  const { song } = project
  return (
    <footer className="flex h-16 shrink-0 border-t border-line bg-panel">
      {song === null ? (
        <p className="grow self-center px-4 text-soft">{texts.frame.noSong}</p>
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
  const peaks = usePeaks(song.mediaId)
  const transport = useTransportControls()
  const positionTicks = useTransport(state => state.positionTicks)
  const share = (at: number): string => `${(100 * at) / song.durationTicks}%`

  function seek(event: PointerEvent): void {
    const { left, width } = strip.current!.getBoundingClientRect()
    const to = ((event.clientX - left) / width) * song.durationTicks
    transport.seek(Math.round(Math.max(0, Math.min(song.durationTicks, to))))
  }

  function step(event: KeyboardEvent): void {
    const beats = stepsOf(event.key)
    if (beats === null) return
    event.preventDefault()
    const now = transport.nowTicks()
    const grid = song.beats
    const here = grid.findLastIndex(beat => beat <= now)
    transport.seek(grid[Math.max(0, Math.min(grid.length - 1, here + beats))] ?? 0)
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
        strip.current!.setPointerCapture(event.pointerId)
        seek(event)
      }}
      onPointerMove={event => event.buttons === 1 && seek(event)}
      onKeyDown={step}
    >
      <div className="absolute inset-x-0 top-1 h-5">
        {song.sections.map(section => (
          <span
            key={section.startTicks}
            className="absolute inset-y-0 truncate border-t-2 px-1.5 text-11 leading-4.5 font-medium first-letter:uppercase"
            style={{
              left: share(section.startTicks),
              width: `calc(${share(section.endTicks - section.startTicks)} - 1px)`,
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
        {project.places.map(place => {
          const start = ticksFromFrames(place.startFrame, project.rate)
          const end = ticksFromFrames(place.endFrame, project.rate)
          return (
            <span
              key={place.shotId}
              className="absolute inset-y-0"
              style={{
                left: share(start),
                width: `calc(${share(end - start)} - 2px)`,
                background: place.isCircled ? sectionColour(sectionAt(song, start)) : 'var(--track)',
              }}
            />
          )
        })}
      </div>
      <Playhead share={share(positionTicks)} />
    </div>
  )
}

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

/** How many beats a key moves; null for keys that move nothing. */
function stepsOf(key: string): number | null {
  switch (key) {
    case 'ArrowLeft':
      return -1
    case 'ArrowRight':
      return 1
    case 'PageUp':
      return -16
    case 'PageDown':
      return 16
    default:
      return null
  }
}

function Readout({ project, song }: { project: ProjectFrame; song: Song }) {
  const positionTicks = ticks(useTransport(state => state.positionTicks))
  const { bar, beat } = barAt(positionTicks, song.beats, song.downbeats)
  return (
    <div className="flex w-44 shrink-0 flex-col justify-center border-l border-line px-4">
      <b className="text-18 font-medium">{timeCodeAt(positionTicks, project.rate)}</b>
      <span className="text-12 text-soft">
        {texts.frame.barOf(bar, beat, song.downbeats.length)} · {clock(secondsFromTicks(ticks(song.durationTicks)))}
      </span>
    </div>
  )
}
