import { useRef, type KeyboardEvent } from 'react'
import type { SongScreen } from '#model/contract/song-contract.ts'
import { secondsFromTicks, type Ticks } from '#model/time.ts'
import { texts } from '../../texts.ts'
import { clock } from '../../ui/clock.ts'
import { sectionColour, sectionTint } from '../../ui/section.tsx'
import { barsIn, beatFrom, snapped, sectionEdge } from './beats.ts'
import { useSongStore } from './song-store.ts'
import type { StageView } from './stage-view.ts'
import { useHold } from './use-hold.ts'
import { useSongEdits } from './use-song-edits.ts'

type Props = { song: SongScreen; view: StageView }

/** A bar this near to the pointer is what is meant. */
const BAR_UNITS = 12

/** The sections over the waveform: a click chooses one, its edge is dragged onto another bar or beat (Alt: anywhere). */
export function SectionBand({ song, view }: Props) {
  const chosen = useSongStore(state => state.sectionIndex)
  const width = view.endTicks - view.startTicks
  const share = (at: number): number => (100 * (at - view.startTicks)) / width
  return (
    <div className="relative h-6 shrink-0 overflow-hidden border-b border-line">
      {song.sections.map((section, index) => {
        const left = Math.max(0, share(section.startTicks))
        const right = Math.min(100, share(section.endTicks))
        if (right <= 0 || left >= 100) return null
        const isWide = right - left > 9
        return (
          <button
            key={`${index} ${section.label}`}
            type="button"
            aria-pressed={index === chosen}
            title={section.name}
            onClick={() => useSongStore.setState({ sectionIndex: index })}
            className={`absolute inset-y-0 flex items-center gap-2 overflow-hidden border-t-2 px-2 text-12 whitespace-nowrap ${index === chosen ? 'inset-ring inset-ring-text' : ''}`}
            style={{
              left: `${left}%`,
              width: `calc(${right - left}% - 1px)`,
              borderColor: sectionColour(section.label),
              background: sectionTint(section.label, 'band'),
            }}
          >
            <b className="truncate font-strong first-letter:uppercase">{section.name}</b>
            {isWide && song.downbeats.length > 0 && (
              <span className="shrink-0">
                {barsIn(song, section)} {texts.song.sections.bars.toLowerCase()}
              </span>
            )}
          </button>
        )
      })}
      {song.sections.map((section, index) =>
        index === 0 || share(section.startTicks) < -1 || share(section.startTicks) > 101 ? null : (
          <SectionEdge key={index} song={song} index={index} view={view} left={share(section.startTicks)} />
        ),
      )}
    </div>
  )
}

function SectionEdge({ song, view, index, left }: Props & { index: number; left: number }) {
  const edge = useRef<HTMLDivElement>(null)
  const edit = useSongEdits()
  const section = song.sections[index]!
  const before = song.sections[index - 1]!

  const name = texts.song.names.moveSection
  const hold = useHold({
    drag(event) {
      const band = edge.current!.parentElement!.getBoundingClientRect()
      const at = view.startTicks + ((event.clientX - band.left) / band.width) * (view.endTicks - view.startTicks)
      const reach = (BAR_UNITS / band.width) * (view.endTicks - view.startTicks)
      const toTicks = event.altKey ? snapped([], at, 0) : sectionEdge(song, at, reach)
      useSongStore.setState({ drag: { kind: 'section', index, toTicks }, sectionIndex: index })
    },
    drop() {
      const { drag } = useSongStore.getState()
      if (drag?.kind === 'section') edit(name, { kind: 'move-section', index, toTicks: drag.toTicks })
    },
    giveUp: () => useSongStore.setState({ drag: null }),
  })

  /** By beats, with Shift by bars; from where it is shown, so that keys may be pressed faster than the song is kept. */
  function step(event: KeyboardEvent): void {
    const steps = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    const grid = event.shiftKey ? song.downbeats : song.beats
    const toTicks = steps === 0 ? undefined : beatFrom(grid, section.startTicks, steps)
    if (toTicks === undefined) return
    event.preventDefault()
    event.stopPropagation()
    useSongStore.setState({ drag: { kind: 'section', index, toTicks } })
    edit(name, { kind: 'move-section', index, toTicks })
  }

  const seconds = (at: Ticks): number => Math.round(secondsFromTicks(at))
  return (
    <div
      ref={edge}
      role="slider"
      tabIndex={0}
      aria-label={texts.song.stage.edge(section.name)}
      aria-valuemin={seconds(before.startTicks)}
      aria-valuemax={seconds(section.endTicks)}
      aria-valuenow={seconds(section.startTicks)}
      aria-valuetext={clock(secondsFromTicks(section.startTicks))}
      className="group absolute inset-y-0 z-10 -ml-1.5 w-3 cursor-ew-resize touch-none outline-none"
      style={{ left: `${left}%` }}
      {...hold}
      onKeyDown={step}
    >
      <span className="absolute inset-y-1 left-1 w-1 rounded-full bg-text opacity-80 group-hover:opacity-100 group-focus-visible:outline-2 group-focus-visible:outline-now" />
    </div>
  )
}
