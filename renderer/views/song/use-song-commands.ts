import { useEffect } from 'react'
import type { SongScreen } from '#model/contract/song-contract.ts'
import { nearestTick } from '#model/song-repair/grid.ts'
import type { SongEdit } from '#model/song-repair/song-edit.ts'
import { ticks, TICKS_PER_SECOND, type Ticks } from '#model/time.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { useTransportControls } from '../../playback/use-transport.tsx'
import { texts } from '../../texts.ts'
import { beatFrom, snapped, twoBarsAt } from './beats.ts'
import { showDoubt } from './show-doubt.ts'
import { useSongStore } from './song-store.ts'
import { wholeSong, zoomed } from './stage-view.ts'
import { useSongEdits } from './use-song-edits.ts'
import { useTapping } from './use-taps.ts'

const MILLISECOND = TICKS_PER_SECOND / 1000
const ZOOM_STEP = 0.5

const { names } = texts.song

/** What the keys, the palette and the buttons of the Song workspace do. */
export function useSongCommands(song: SongScreen): void {
  useLooking(song)
  useRepairing(song)
  useClick(song)
}

function useLooking(song: SongScreen): void {
  const transport = useTransportControls()
  const isLoopOn = useSongStore(state => state.isLoopOn)
  const isClickOn = useSongStore(state => state.isClickOn)
  const isAnythingMarked = useSongStore(state => state.marked !== null || state.taps.length > 0)
  const marked = useSongStore(state => state.marked)

  // What is marked is what goes round; whoever leaves the workspace takes no loop along.
  useEffect(() => {
    if (!isLoopOn) return undefined
    transport.setLoop(marked ?? twoBarsAt(song, transport.nowTicks()))
    return () => transport.setLoop(null)
    // A loop stays where it was set when beats change under it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isLoopOn, marked, transport])

  const go = (instants: readonly Ticks[], steps: number) => () => {
    const to = beatFrom(instants, transport.nowTicks(), steps)
    transport.seek(to ?? (steps < 0 ? 0 : song.durationTicks))
  }
  const sections = song.sections.map(({ startTicks }) => startTicks)
  const toDoubt = (steps: 1 | -1) => () => {
    const { doubtTicks } = useSongStore.getState()
    const from = doubtTicks ?? (steps > 0 ? ticks(Math.max(0, transport.nowTicks() - 1)) : ticks(transport.nowTicks()))
    const doubt =
      steps > 0
        ? (song.doubts.find(({ startTicks }) => startTicks > from) ?? song.doubts[0])
        : (song.doubts.findLast(({ startTicks }) => startTicks < from) ?? song.doubts.at(-1))
    if (doubt) showDoubt(song, doubt, transport)
  }
  const zoom = (factor: number) => () => {
    const view = useSongStore.getState().view ?? wholeSong(song.durationTicks)
    const now = transport.nowTicks()
    const isSeen = now >= view.startTicks && now <= view.endTicks
    const at = isSeen ? now : (view.startTicks + view.endTicks) / 2
    useSongStore.setState({ view: zoomed(view, factor, at, song.durationTicks) })
  }

  const mark = (side: 'in' | 'out') => () => {
    const now = snapped([ticks(0), ...song.beats, song.durationTicks], transport.nowTicks(), Infinity)
    const span = {
      startTicks: side === 'in' ? now : (marked?.startTicks ?? ticks(0)),
      endTicks: side === 'out' ? now : (marked?.endTicks ?? song.durationTicks),
    }
    // A mark beyond the other one begins anew.
    const isTurned = span.endTicks <= span.startTicks
    const other = side === 'in' ? { endTicks: song.durationTicks } : { startTicks: ticks(0) }
    const wanted = isTurned ? { ...span, ...other } : span
    useSongStore.setState({ marked: wanted.endTicks > wanted.startTicks ? wanted : null })
  }

  useCommands({
    'song.loop': { run: () => useSongStore.setState({ isLoopOn: !isLoopOn }), isOn: isLoopOn },
    'song.click': { run: () => useSongStore.setState({ isClickOn: !isClickOn }), isOn: isClickOn },
    'song.beatBack': go(song.beats, -1),
    'song.beatOn': go(song.beats, 1),
    'song.barBack': go(song.downbeats, -1),
    'song.barOn': go(song.downbeats, 1),
    'song.sectionBack': go(sections, -1),
    'song.sectionOn': go(sections, 1),
    'song.nextDoubt': { run: toDoubt(1), isEnabled: song.doubts.length > 0 },
    'song.doubtBefore': { run: toDoubt(-1), isEnabled: song.doubts.length > 0 },
    'song.zoomIn': zoom(ZOOM_STEP),
    'song.zoomOut': zoom(1 / ZOOM_STEP),
    'song.fit': () => useSongStore.setState({ view: null }),
    'song.markIn': mark('in'),
    'song.markOut': mark('out'),
    'song.unmark': {
      run: () => useSongStore.setState({ marked: null, taps: [] }),
      isEnabled: isAnythingMarked,
    },
  })
}

function useRepairing(song: SongScreen): void {
  const transport = useTransportControls()
  const edit = useSongEdits()
  const tap = useTapping()
  const sectionIndex = useSongStore(state => state.sectionIndex)
  const doubtTicks = useSongStore(state => state.doubtTicks)
  const doubt = song.doubts.find(({ startTicks }) => startTicks === doubtTicks)

  const chosen = (): number => {
    const now = transport.nowTicks()
    return sectionIndex ?? song.sections.findLastIndex(({ startTicks }) => startTicks <= now)
  }
  const onMarked = (name: string, make: (span: ReturnType<typeof useSongStore.getState>['marked']) => SongEdit) => () =>
    edit(name, make(useSongStore.getState().marked))
  const nudge = (milliseconds: number) =>
    onMarked(names.nudge, span => ({ kind: 'nudge', byTicks: milliseconds * MILLISECOND, span }))
  const hasBeats = song.beats.length > 1

  useCommands({
    'song.tap': tap,
    'song.halve': { run: onMarked(names.halve, span => ({ kind: 'halve', span })), isEnabled: hasBeats },
    'song.double': { run: onMarked(names.double, span => ({ kind: 'double', span })), isEnabled: hasBeats },
    'song.one': {
      run: onMarked(names.one, span => ({ kind: 'set-one', atTicks: ticks(transport.nowTicks()), span })),
      isEnabled: hasBeats,
    },
    'song.beatHere': {
      run: () => {
        const now = ticks(transport.nowTicks())
        const beat = nearestTick(song.beats, now)
        if (beat !== undefined) edit(names.moveBeat, { kind: 'move-beat', fromTicks: beat, toTicks: now })
      },
      isEnabled: hasBeats,
    },
    'song.nudgeBack': { run: nudge(-10), isEnabled: hasBeats },
    'song.nudgeOn': { run: nudge(10), isEnabled: hasBeats },
    'song.nudgeBackFine': { run: nudge(-1), isEnabled: hasBeats },
    'song.nudgeOnFine': { run: nudge(1), isEnabled: hasBeats },
    'song.split': () =>
      edit(names.split, { kind: 'split-section', atTicks: snapped(song.beats, transport.nowTicks(), Infinity) }),
    'song.merge': () => edit(names.merge, { kind: 'merge-section', index: chosen() }),
    'song.rename': () => useSongStore.setState({ renamingIndex: chosen(), sectionIndex: chosen() }),
    'song.forget': {
      run: () => edit(names.forgetGrid, { kind: 'forget', part: 'grid' }),
      isEnabled: song.repaired.grid,
    },
    'song.forgetSections': {
      run: () => edit(names.forgetSections, { kind: 'forget', part: 'sections' }),
      isEnabled: song.repaired.sections,
    },
    'song.replace': () => useSongStore.setState({ isReplacing: true }),
    'song.keepDoubt': {
      run: () =>
        doubt &&
        edit(names.settle, { kind: 'settle', span: { startTicks: doubt.startTicks, endTicks: doubt.endTicks } }),
      isEnabled: doubt !== undefined,
    },
  })
}

/** A click on every beat, another on the one; silent on other workspaces. */
function useClick({ beats, downbeats }: SongScreen): void {
  const transport = useTransportControls()
  const isClickOn = useSongStore(state => state.isClickOn)
  useEffect(() => {
    if (!isClickOn) return undefined
    const ones = new Set(downbeats)
    transport.setClicks(beats.map(atTicks => ({ atTicks, isAccent: ones.has(atTicks) })))
    return () => transport.setClicks([])
  }, [transport, isClickOn, beats, downbeats])
}
