import { latestSequence } from '#main/sequence/store.ts'
import { songOf } from '#main/make/song-of.ts'
import type { ProjectId } from '#model/ids.ts'
import { filmFrames } from '#model/sequence.ts'
import { movesToBeats, type FrameMove } from '#model/song-map/frame-moves.ts'
import { cutFrames, retimeSequence } from '#model/song-map/retime-sequence.ts'
import type { DeskContext } from '../desk-context.ts'
import { changeCut } from '../sequences/edit-cut.ts'
import { effectiveSong } from './effective-song.ts'

/**
 * The cuts of the newest version go to the beats as hands have repaired them, as one gesture of that version; takes stay where they
 * are in their clips. Does nothing where no cut stands beside a beat.
 */
export function moveCuts(context: DeskContext, projectId: ProjectId): void {
  const { db } = context.library
  const song = effectiveSong(context, projectId)
  const stored = latestSequence(db, projectId)
  if (!song || !stored || songOf(stored.sequence) !== song.songId) return
  const { sequence } = stored
  const pictures = sequence.tracks.find(({ kind }) => kind === 'picture')
  if (!pictures) return
  const { film, rate } = sequence
  const moves = movesToBeats({ film, rate, beats: song.analysis.beats }, cutFrames(pictures))
  const move: FrameMove = frame => ({
    frame: Math.min(moves.get(frame) ?? frame, filmFrames(film)),
    lostUntilFrame: null,
    heldFrames: 0,
  })
  // Only the first track's cuts are music's; what lies above or sounds beside it stays where hands have put it.
  const moved = retimeSequence({ ...sequence, tracks: [pictures] }, move, { film, songId: song.songId }).sequence
  const tracks = sequence.tracks.map(track => (track === pictures ? moved.tracks[0]! : track))
  changeCut(db, stored, { name: 'Move cuts to the beats' }, { ...sequence, tracks, anchorFrames: moved.anchorFrames })
}
