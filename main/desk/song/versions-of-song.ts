import type { ReadableDb } from '#main/db/open.ts'
import { songOf } from '#main/make/song-of.ts'
import { listSequences, type StoredSequence } from '#main/sequence/store.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'

/** The versions of a project's cut that are cut to this song; others, to a song of before, are left alone. */
export function versionsOfSong(db: ReadableDb, projectId: ProjectId, songId: MediaId): StoredSequence[] {
  return listSequences(db, projectId).filter(({ sequence }) => songOf(sequence) === songId)
}
