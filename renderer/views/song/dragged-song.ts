import type { SongScreen } from '#model/contract/song-contract.ts'
import type { Ticks } from '#model/time.ts'
import type { SongDrag } from './song-store.ts'

/** The song as it will be when what is dragged is let go. */
export function draggedSong(song: SongScreen, drag: SongDrag | null): SongScreen {
  if (drag === null) return song
  const { toTicks } = drag
  if (drag.kind === 'beat') {
    const put = (at: Ticks): Ticks => (at === drag.fromTicks ? toTicks : at)
    return { ...song, beats: song.beats.map(put), downbeats: song.downbeats.map(put) }
  }
  const sections = song.sections.map((section, index) => {
    if (index === drag.index) return { ...section, startTicks: toTicks }
    return index === drag.index - 1 ? { ...section, endTicks: toTicks } : section
  })
  return { ...song, sections }
}
