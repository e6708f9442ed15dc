import { create } from 'zustand'
import type { Span } from '#model/song-repair/song-repairs.ts'
import type { Ticks } from '#model/time.ts'
import type { StageView } from './stage-view.ts'

/** What is being dragged: shown at once, kept when it is let go. */
export type SongDrag =
  | { readonly kind: 'section'; readonly index: number; readonly toTicks: Ticks }
  | { readonly kind: 'beat'; readonly fromTicks: Ticks; readonly toTicks: Ticks }

type SongState = {
  /** Null shows the whole song. */
  readonly view: StageView | null
  /** The part that edits are done to; null = the whole song. */
  readonly marked: Span | null
  readonly sectionIndex: number | null
  /** Where the doubtful span begins that one is at. */
  readonly doubtTicks: Ticks | null
  readonly isClickOn: boolean
  readonly isLoopOn: boolean
  readonly taps: readonly Ticks[]
  readonly drag: SongDrag | null
  /** Whose section's name is being typed. */
  readonly renamingIndex: number | null
  readonly isReplacing: boolean
  /** What fell on the song: another master of it. */
  readonly dropped: File | null
}

const FRESH: SongState = {
  view: null,
  marked: null,
  sectionIndex: null,
  doubtTicks: null,
  isClickOn: false,
  isLoopOn: false,
  taps: [],
  drag: null,
  renamingIndex: null,
  isReplacing: false,
  dropped: null,
}

/** How the Song workspace is looked at. Lives as long as the window, for one song at a time. */
export const useSongStore = create<SongState>(() => FRESH)

let shown: string | null = null

/** Another song is looked at afresh. */
export function showSong(key: string): void {
  if (shown === key) return
  shown = key
  useSongStore.setState(FRESH)
}
