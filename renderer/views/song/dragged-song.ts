import type { SongScreen } from '#model/contract/song-contract.ts'
import { moved } from '#model/song-repair/grid-edits.ts'
import { startMoved } from '#model/song-repair/section-edits.ts'
import type { SongDrag } from './song-store.ts'

/** The song as it will be when what is dragged is let go. What is not there any more cannot be dragged. */
export function draggedSong(song: SongScreen, drag: SongDrag | null): SongScreen {
  if (drag === null) return song
  const { toTicks } = drag
  if (drag.kind === 'section') {
    if (song.sections[drag.index] === undefined) return song
    return { ...song, sections: startMoved(song.sections, drag.index, toTicks, song.beats) }
  }
  if (!song.beats.includes(drag.fromTicks)) return song
  const { beats, downbeats } = moved(
    { beats: song.beats, downbeats: song.downbeats },
    drag.fromTicks,
    toTicks,
    song.durationTicks,
  )
  return { ...song, beats: [...beats], downbeats: [...downbeats] }
}
