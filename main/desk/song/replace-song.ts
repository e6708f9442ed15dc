import { basename } from 'node:path'
import { v4 as uuid } from 'uuid'
import { recordRows } from '#main/history/rows.ts'
import { listenTo } from '#main/make/listen-to.ts'
import { lastAssembled, noteAssembled, saveAssembled, saveEdited } from '#main/sequence/store.ts'
import { alignApart, analyseApart } from '#main/song/ear.ts'
import { saveRepairs } from '#main/song/repair-store.ts'
import { saveAnalysis, saveTags, type StoredAnalysis } from '#main/song/store.ts'
import { readSongTags } from '#main/song/tags.ts'
import { movePlaces } from '#main/treatment/move-places.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { Comparing, SongComparison } from '#model/contract/song-contract.ts'
import { StudioError } from '#model/errors.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import { addedSpans, lostSpans, type SongMap } from '#model/song-map/song-map.ts'
import { secondsFromTicks } from '#model/time.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { resolveFile } from '../files-desk.ts'
import { keepPlanAsNew, planState } from '../treatment/plan-project.ts'
import { carryOver, overTo } from './carry-over.ts'
import { demandSong } from './demand-song.ts'
import { startJob } from './live-job.ts'

/** What was compared last is all that anybody can be looking at. */
const MOST_KEPT = 4

type Compared = {
  readonly projectId: ProjectId
  readonly oldSongId: MediaId
  readonly songId: MediaId
  readonly path: string
  readonly heard: StoredAnalysis
  readonly map: SongMap
  readonly isSame: boolean
}

/** Puts another master of the song in place of it, with all that was made for the old one. */
export function createSongReplacing(context: DeskContext) {
  const { library } = context
  const kept = new Map<string, Compared>()

  async function compare(
    projectId: ProjectId,
    file: FileRef,
    { signal, tell }: { readonly signal: AbortSignal; readonly tell: (event: Comparing) => void },
  ): Promise<void> {
    const project = existingProject(library, projectId)
    const old = demandSong(context, projectId)
    const path = resolveFile(context, file)
    const oldPath = library.media.pathOf(old.songId)
    const ffmpeg = await context.ffmpeg()
    const listening = (share: number): void => tell({ kind: 'progress', step: 'hearing', share: Math.min(1, share) })
    const comparing = (share: number): void => tell({ kind: 'progress', step: 'comparing', share })

    listening(0)
    // Another master is about as long: how long this one is, is known when it has been heard.
    const oldSeconds = Math.max(1, secondsFromTicks(old.durationTicks))
    const { songId, heard } = await listenTo({ db: library.db, ffmpeg: context.ffmpeg }, path, {
      signal,
      onProgress: ({ done }) => listening(done / oldSeconds),
      analyse: analyseApart,
    })
    if (songId === old.songId) {
      throw new StudioError('song/the-same-file', `${basename(path)} is the very song that is there already.`)
    }
    comparing(0)
    const songs = { oldPath, newPath: path, beats: old.analysis.beats }
    // Both are decoded, then laid beside each other.
    const onProgress = (decoded: number): void => comparing(decoded / 3)
    const { map, matchedShare, isSame } = await alignApart(ffmpeg, songs, { signal, onProgress })

    const comparisonId = uuid()
    kept.set(comparisonId, { projectId, oldSongId: old.songId, songId, path, heard, map, isSame })
    for (const id of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(id)
    const over = carryOver(context, project, old, { songId, heard: heard.analysis, map, isSame })
    const comparison: SongComparison = {
      comparisonId,
      fileName: basename(path),
      isSame,
      oldDurationTicks: map.oldDurationTicks,
      newDurationTicks: map.newDurationTicks,
      pieces: [...map.pieces],
      lostSpans: lostSpans(map),
      addedSpans: addedSpans(map),
      matchedShare,
      cutCount: over.cutCount,
      placeCount: over.places.size,
      lost: [...over.lost],
      held: [...over.held],
    }
    tell({ kind: 'compared', comparison })
  }

  return {
    /** Ends when the caller leaves. What it throws stands in the contract. */
    compare: (projectId: ProjectId, file: FileRef, signal: AbortSignal): AsyncGenerator<Comparing, void, void> =>
      startJob<Comparing>(tell => compare(projectId, file, { signal, tell })).follow(signal),

    /**
     * Takes the new song in, and moves everything over in one step of the song's undo. The steps of a cut's own undo fit again
     * when this one is undone. Throws StudioError song/compare-again, and what taking a file in throws.
     */
    async replace(projectId: ProjectId, comparisonId: string): Promise<void> {
      const compared = kept.get(comparisonId)
      if (!compared || compared.projectId !== projectId) throw compareAgain()
      const { songId, path, heard, map, isSame } = compared
      const { tags, cover } = await readSongTags(path)
      const staged = await library.media.stageFile(path, 'song')
      if (staged.id !== songId) throw compareAgain()
      const { db } = library
      db.transaction(() => {
        const project = existingProject(library, projectId)
        const old = demandSong(context, projectId)
        if (old.songId !== compared.oldSongId) throw compareAgain()
        library.media.settle(staged)
        saveAnalysis(db, songId, heard)
        saveTags(db, songId, tags, cover)
        const over = carryOver(context, project, old, { songId, heard: heard.analysis, map, isSame })
        const ofProject = { project_id: projectId }
        const rows = [
          { table: 'project', where: { id: projectId } },
          { table: 'song_repair', where: ofProject },
          { table: 'shot', where: ofProject },
          { table: 'sequence', where: ofProject },
        ] as const
        const isPlanOld = planState(context, project, listShots(db, projectId)).isOld
        recordRows(db, { projectId, document: 'song', name: 'Replace song', rows }, () => {
          library.projects.setFilm(projectId, { ...project, songId })
          saveRepairs(db, { projectId, songId }, over.repairs)
          movePlaces(db, over.places)
          for (const { stored, sequence } of over.versions) {
            const { id } = sequence
            const assembled = lastAssembled(db, id)
            if (stored.isEditedByHand) saveEdited(db, sequence, stored.revision)
            else saveAssembled(db, sequence)
            if (stored.isEditedByHand && assembled) noteAssembled(db, id, overTo(assembled, old, map, songId).sequence)
          }
          // A plan that was laid over another song has all reason to be laid anew.
          if (isSame && !isPlanOld) keepPlanAsNew(context, { ...project, songId })
        })
      })
      kept.delete(comparisonId)
    },
  }
}

function compareAgain(): StudioError {
  return new StudioError(
    'song/compare-again',
    'The song or its file has changed since they were compared. Choose the file again.',
  )
}
