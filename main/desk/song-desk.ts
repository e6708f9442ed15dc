import { recordRows } from '#main/history/rows.ts'
import { loadRepairs, saveRepairs } from '#main/song/repair-store.ts'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { Comparing, Hearing, SongScreen } from '#model/contract/song-contract.ts'
import type { ProjectId } from '#model/ids.ts'
import { applySongEdit, type SongEdit } from '#model/song-repair/song-edit.ts'
import type { DeskContext } from './desk-context.ts'
import { existingProject } from './existing-project.ts'
import { createAttacksIn } from './song/attacks-in.ts'
import { demandSong } from './song/demand-song.ts'
import { createSongHearing } from './song/hear-song.ts'
import { moveCuts } from './song/move-cuts.ts'
import { createSongReplacing } from './song/replace-song.ts'
import { songScreen } from './song/song-screen.ts'

export type SongDesk = ReturnType<typeof createSongDesk>

/** The song of a project: taken in, repaired by hand, replaced. What it throws stands in the contract. */
export function createSongDesk(context: DeskContext) {
  const { library } = context
  const hearing = createSongHearing(context)
  const replacing = createSongReplacing(context)
  const attacksIn = createAttacksIn(library)
  return {
    open: (projectId: ProjectId): SongScreen | null =>
      songScreen(context, existingProject(library, projectId), attacksIn),

    take: (
      { projectId, file }: { projectId: ProjectId | null; file: FileRef },
      signal?: AbortSignal,
    ): AsyncGenerator<Hearing, void, void> => hearing.take(projectId, file).follow(signal),

    hear: (projectId: ProjectId, signal?: AbortSignal): AsyncGenerator<Hearing, void, void> =>
      hearing.hear(projectId).follow(signal),

    /** Edits that come together are one step of undo. */
    repair(projectId: ProjectId, edits: readonly SongEdit[], name: string): void {
      const { db } = library
      db.transaction(() => {
        const { songId, heard } = demandSong(context, projectId)
        const attacks = edits.some(({ kind }) => kind === 'tap') ? attacksIn(songId) : []
        const rows = [{ table: 'song_repair', where: { project_id: projectId, media_id: songId } } as const]
        recordRows(db, { projectId, document: 'song', name, rows }, () => {
          const place = { projectId, songId }
          const before = loadRepairs(db, place)
          const after = edits.reduce(
            (repairs, edit) => applySongEdit({ analysis: heard, repairs, attacks }, edit),
            before,
          )
          // An edit that changes nothing is no step of undo.
          if (JSON.stringify(after) !== JSON.stringify(before)) saveRepairs(db, place, after)
        })
      })
    },

    moveCuts: (projectId: ProjectId): void => moveCuts(context, projectId),

    compare: (projectId: ProjectId, file: FileRef, signal: AbortSignal): AsyncGenerator<Comparing, void, void> =>
      replacing.compare(projectId, file, signal),

    replace: (projectId: ProjectId, comparisonId: string): Promise<void> => replacing.replace(projectId, comparisonId),
  }
}
