import type { SongScreen } from '#model/contract/song-contract.ts'
import type { Transport } from '../../playback/transport.ts'
import { twoBarsAt } from './beats.ts'
import { useSongStore } from './song-store.ts'
import { around } from './stage-view.ts'

/** Goes to a doubtful span: it fills a third of the width, and its first two bars are what is looped. */
export function showDoubt(song: SongScreen, doubt: SongScreen['doubts'][number], transport: Transport): void {
  const { startTicks, endTicks } = doubt
  const { isLoopOn } = useSongStore.getState()
  useSongStore.setState({
    doubtTicks: startTicks,
    view: around({ startTicks, endTicks }, song.durationTicks),
    marked: null,
    taps: [],
  })
  transport.seek(startTicks)
  if (isLoopOn) transport.setLoop(twoBarsAt(song, startTicks))
}
