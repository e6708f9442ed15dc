import { useCallback, useEffect, useRef, type PointerEvent, type ReactNode, type RefObject } from 'react'
import type { SongScreen } from '#model/contract/song-contract.ts'
import { nearestTick } from '#model/song-repair/grid.ts'
import type { Span } from '#model/song-repair/song-repairs.ts'
import { ticks, type Ticks } from '#model/time.ts'
import { useCanvas, type Drawing } from '../../playback/use-canvas.ts'
import { usePeaks } from '../../playback/use-peaks.ts'
import { useThemeVersion } from '../../playback/use-theme-version.ts'
import { useTransportControls } from '../../playback/use-transport.tsx'
import { Waveform } from '../../playback/waveform.tsx'
import { texts } from '../../texts.ts'
import { onBeats } from './beats.ts'
import { DoubtNotes } from './doubt-notes.tsx'
import { draggedSong } from './dragged-song.ts'
import { Playhead } from './playhead.tsx'
import { SectionBand } from './section-band.tsx'
import { useSongStore } from './song-store.ts'
import { drawStage, ENERGY_HEIGHT, RULER_HEIGHT } from './stage-drawing.ts'
import { following, scrolled, wholeSong, zoomed, type StageView } from './stage-view.ts'
import { useHold } from './use-hold.ts'
import { useSongEdits } from './use-song-edits.ts'

/** Beats are taken hold of from this near, where they stand this far apart. */
const GRIP_UNITS = 5
const LEAST_GRIP_STEP = 24

/** The song, large: sections, bars and beats, waveform, doubtful spans, energy. */
export function SongStage({ song: kept }: { song: SongScreen }) {
  const stage = useRef<HTMLDivElement>(null)
  const drag = useSongStore(state => state.drag)
  const marked = useSongStore(state => state.marked)
  const doubtTicks = useSongStore(state => state.doubtTicks)
  const song = draggedSong(kept, drag)
  const { durationTicks } = song
  const view = useSongStore(state => state.view) ?? wholeSong(durationTicks)
  const peaks = usePeaks(song.mediaId)
  useWheel(stage, durationTicks)
  useFollowing(durationTicks)
  return (
    <div className="flex size-full min-h-0 flex-col bg-well">
      <SectionBand song={song} view={view} />
      <Background song={song} view={view} marked={marked} doubtTicks={doubtTicks}>
        <div
          className="pointer-events-none absolute inset-x-0"
          style={{ top: RULER_HEIGHT + 6, bottom: ENERGY_HEIGHT + 6 }}
        >
          <Waveform
            peaks={peaks}
            songUrl={`/song/${song.mediaId}`}
            startTicks={view.startTicks}
            endTicks={view.endTicks}
          />
        </div>
        <Hands song={song} view={view} stage={stage} />
        <DoubtNotes song={song} view={view} />
        <span
          className="pointer-events-none absolute left-0 bg-well px-2 text-11 text-soft"
          style={{ bottom: ENERGY_HEIGHT - 18 }}
          aria-hidden="true"
        >
          {texts.song.stage.energy}
        </span>
        <Playhead view={view} />
      </Background>
    </div>
  )
}

type PictureProps = Pick<ReturnType<typeof useSongStore.getState>, 'marked' | 'doubtTicks'> & {
  song: SongScreen
  view: StageView
}

function Background({ song, view, marked, doubtTicks, children }: PictureProps & { children: ReactNode }) {
  const theme = useThemeVersion()
  const { startTicks, endTicks } = view
  const draw = useCallback<Drawing>(
    (context, size) => {
      // Colours are read anew with every drawing; `theme` only tells when.
      if (theme < 0) return
      drawStage(context, size, { song, view: { startTicks, endTicks }, marked, doubtTicks })
    },
    [song, startTicks, endTicks, marked, doubtTicks, theme],
  )
  const canvas = useCanvas(draw)
  return (
    <div className="relative min-h-0 grow overflow-hidden">
      <canvas ref={canvas} aria-hidden="true" className="absolute inset-0 block size-full" />
      {children}
    </div>
  )
}

/** What the pointer does on the song: goes there, marks, or takes hold of a beat in the ruler. */
function Hands({ song, view, stage }: { song: SongScreen; view: StageView; stage: RefObject<HTMLDivElement | null> }) {
  const transport = useTransportControls()
  const edit = useSongEdits()
  const start = useRef<{ at: number; beat: Ticks | null; marked: Span | null } | null>(null)

  function instantOf(event: PointerEvent): number {
    const { left, width } = stage.current!.getBoundingClientRect()
    const at = view.startTicks + ((event.clientX - left) / width) * (view.endTicks - view.startTicks)
    return Math.max(0, Math.min(song.durationTicks, at))
  }

  function beatUnder(event: PointerEvent): Ticks | null {
    const { top, width } = stage.current!.getBoundingClientRect()
    if (event.clientY - top > RULER_HEIGHT) return null
    const perTick = width / (view.endTicks - view.startTicks)
    const at = instantOf(event)
    const beat = nearestTick(song.beats, ticks(Math.round(at)))
    if (beat === undefined || Math.abs(beat - at) * perTick > GRIP_UNITS) return null
    const next = nearestTick(
      song.beats.filter(other => other !== beat),
      beat,
    )
    return next !== undefined && Math.abs(next - beat) * perTick >= LEAST_GRIP_STEP ? beat : null
  }

  const hold = useHold({
    press(event) {
      const { marked } = useSongStore.getState()
      start.current = { at: instantOf(event), beat: beatUnder(event), marked }
    },
    drag(event) {
      const from = start.current!
      const at = instantOf(event)
      if (from.beat !== null) {
        useSongStore.setState({ drag: { kind: 'beat', fromTicks: from.beat, toTicks: ticks(Math.round(at)) } })
        return
      }
      const [startTicks, endTicks] = [Math.min(from.at, at), Math.max(from.at, at)].map(Math.round)
      const span = onBeats(song, { startTicks: ticks(startTicks!), endTicks: ticks(endTicks!) })
      useSongStore.setState({ marked: span.endTicks > span.startTicks ? span : null })
    },
    drop() {
      const { drag } = useSongStore.getState()
      if (drag?.kind !== 'beat') return
      edit(texts.song.names.moveBeat, { kind: 'move-beat', fromTicks: drag.fromTicks, toTicks: drag.toTicks })
    },
    click: () => transport.seek(Math.round(start.current!.at)),
    giveUp: () => useSongStore.setState({ drag: null, marked: start.current!.marked }),
  })

  function point(event: PointerEvent<HTMLElement>): void {
    if (event.buttons === 0) event.currentTarget.style.cursor = beatUnder(event) === null ? 'text' : 'ew-resize'
    hold.onPointerMove(event)
  }

  return (
    <div
      ref={stage}
      role="img"
      aria-label={texts.song.stage.label}
      className="absolute inset-0 touch-none"
      {...hold}
      onPointerMove={point}
    />
  )
}

/** The wheel scrolls; with Control (or a pinch) it zooms about the pointer. Not passive: the page itself must not move. */
function useWheel(stage: RefObject<HTMLDivElement | null>, durationTicks: number): void {
  useEffect(() => {
    const element = stage.current
    if (!element) return undefined
    const turn = (event: WheelEvent): void => {
      event.preventDefault()
      const view = useSongStore.getState().view ?? wholeSong(durationTicks)
      const { left, width } = element.getBoundingClientRect()
      const visible = view.endTicks - view.startTicks
      if (event.ctrlKey || event.metaKey) {
        const at = view.startTicks + ((event.clientX - left) / width) * visible
        useSongStore.setState({ view: zoomed(view, Math.exp(event.deltaY / 240), at, durationTicks) })
      } else {
        const units = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY
        useSongStore.setState({ view: scrolled(view, (units / width) * visible, durationTicks) })
      }
    }
    element.addEventListener('wheel', turn, { passive: false })
    return () => element.removeEventListener('wheel', turn)
  }, [stage, durationTicks])
}

/** The play-head is kept in sight, unless a hand is at the song. */
function useFollowing(durationTicks: number): void {
  const transport = useTransportControls()
  useEffect(
    () =>
      transport.store.subscribe(({ positionTicks, isPlaying }, before) => {
        const { view, drag } = useSongStore.getState()
        if (!view || drag || positionTicks === before.positionTicks) return
        // Who scrolls away while it plays is not called back before it comes into sight again by itself.
        const wasSeen = before.positionTicks >= view.startTicks && before.positionTicks <= view.endTicks
        if (isPlaying && !wasSeen) return
        const next = following(view, positionTicks, durationTicks)
        if (next !== view) useSongStore.setState({ view: next })
      }),
    [transport, durationTicks],
  )
}
