import { useEffect } from 'react'
import { tempoOf } from '#model/song-repair/grid.ts'
import { LEAST_STEP_TICKS, onceEach } from '#model/song-repair/tap.ts'
import { ticks } from '#model/time.ts'
import { useTransportControls } from '../../playback/use-transport.tsx'
import { texts } from '../../texts.ts'
import { useSongStore } from './song-store.ts'
import { useSongEdits } from './use-song-edits.ts'

/** So long after the last tap they are taken for all. */
const REST_MS = 1800
const LEAST_TAPS = 3

/** How many taps there are so far, and their tempo. */
export function useTapped(): { count: number; bpm: number | null } {
  const taps = useSongStore(state => state.taps)
  return { count: taps.length, bpm: taps.length >= LEAST_TAPS ? tempoOf(onceEach(taps)) : null }
}

/** Tapping the beat: plays the song, takes the taps, and lays beats by them once the finger rests. For one component at a time. */
export function useTapping(): () => void {
  const transport = useTransportControls()
  const taps = useSongStore(state => state.taps)
  const edit = useSongEdits()

  useEffect(() => {
    if (taps.length === 0) return undefined
    const timer = setTimeout(() => {
      const { marked } = useSongStore.getState()
      useSongStore.setState({ taps: [] })
      if (taps.length >= LEAST_TAPS) edit(texts.song.names.tap, { kind: 'tap', taps: [...taps], span: marked })
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [taps, edit])

  return () => {
    const { isPlaying, loop } = transport.store.getState()
    if (!isPlaying) {
      transport.play()
      return
    }
    const now = ticks(Math.max(0, transport.nowTicks()))
    const last = taps.at(-1)
    // A key that trembles is one tap.
    if (last !== undefined && Math.abs(now - last) < LEAST_STEP_TICKS) return
    // Round a loop the same beats are tapped again; after a leap a new row begins.
    const isRound = loop !== null && taps.every(tap => tap >= loop.startTicks && tap < loop.endTicks)
    const goesOn = last !== undefined && (now > last || isRound)
    useSongStore.setState({ taps: goesOn ? [...taps, now] : [now] })
  }
}
