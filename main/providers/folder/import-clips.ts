import { join, resolve } from 'node:path'
import type { ReadableDb } from '#main/db/open.ts'
import type { Library } from '#main/library/library.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import { probeVideo, type VideoProbe } from '#main/media/probe.ts'
import { throwIfRunEnds } from '#main/outbox/trouble.ts'
import { importTake, listTakes } from '#main/takes/store.ts'
import { isStudioError } from '#model/errors.ts'
import type { MediaId, ProjectId, ShotId, TakeId } from '#model/ids.ts'
import type { Shot } from '#model/shot.ts'
import { textsIn } from './clip-texts.ts'
import { stemOf } from './file-words.ts'
import { findClips } from './find-clips.ts'
import { matchClips, type Evidence } from './match-clips.ts'

export type ImportedClip = {
  /** Relative to the folder, with forward slashes; so in all lists. */
  readonly file: string
  /** As counted on screen, from 1; so in all lists. */
  readonly shot: number
  readonly by: Evidence
  readonly takeId: TakeId
}

export type ImportReport = {
  readonly imported: readonly ImportedClip[]
  /** The same bytes were a take of the project before, or stand twice in the folder. */
  readonly alreadyThere: readonly ImportedClip[]
  /** Once taken in, now in the project's trash, and left there. */
  readonly trashedFiles: readonly string[]
  readonly ambiguousFiles: readonly {
    readonly file: string
    readonly shots: readonly number[]
    readonly reason: string
  }[]
  readonly unmatchedFiles: readonly string[]
  readonly damagedFiles: readonly { readonly file: string; readonly reason: string }[]
  /** Clips taken in whose light is HDR: a film is not, and they will look pale in it. */
  readonly hdrFiles: readonly string[]
  /** Subfolders that may not be looked into, relative to the folder. */
  readonly unreadableFolders: readonly string[]
  /** Whole paths of other libraries in the folder: their own takes were passed over. */
  readonly librariesPassedOver: readonly string[]
  /** Clips that were taken in for other shots before, and are takes of those too. */
  readonly sharedFiles: readonly { readonly file: string; readonly shot: number; readonly others: readonly number[] }[]
  /** Shots that have no video at all now, from this folder or otherwise. */
  readonly shotsWithoutTake: readonly number[]
}

/**
 * Makes takes of the clips in a folder that can be matched to the project's shots. Doing it again, also after a stop
 * anywhere, adds only what is new. With `isLinked` the files stay where they are. Nothing is asked of anybody, so there are
 * no requests, and no lease is needed.
 * @throws StudioError folder/unreadable | library/disk-full
 */
export async function importClips(
  library: Pick<Library, 'db' | 'dir' | 'media'>,
  ffmpeg: FfmpegProgram,
  projectId: ProjectId,
  shots: readonly Shot[],
  folder: string,
  options: {
    isLinked?: boolean
    /** A file that is no clip, wherever it lies: the film being made. */
    leaveOut?: string
    signal: AbortSignal
    onProgress?: (done: number, total: number) => void
  },
): Promise<ImportReport> {
  const { db, media } = library
  const { clips: files, unreadableFolders, libraries } = await findClips(folder, options.leaveOut)
  const probes = new Map<string, VideoProbe>()
  const damagedFiles: { file: string; reason: string }[] = []

  /** Does something with one file whose failure concerns that file only. */
  async function trying(file: string, work: () => Promise<void>): Promise<void> {
    options.signal.throwIfAborted()
    try {
      await work()
    } catch (error) {
      throwIfRunEnds(options, error)
      if (!isStudioError(error)) throw error
      damagedFiles.push({ file, reason: error.message })
    }
  }

  for (const [index, file] of files.entries()) {
    options.onProgress?.(index, files.length)
    await trying(file, async () => {
      probes.set(file, await probeVideo(join(folder, file), ffmpeg))
    })
  }
  const clips = [...probes].map(([path, { tags }]) => ({ path, texts: textsIn(tags) }))
  const { matches, ambiguous, unmatched } = matchClips(clips, shots)

  const known = new Set(listTakes(db, projectId).map(({ take }) => take.id))
  const numberOf = new Map(shots.map(shot => [shot.id, shot.position + 1]))
  const shotNumber = (id: ShotId): number => numberOf.get(id)!
  const imported: ImportedClip[] = []
  const alreadyThere: ImportedClip[] = []
  const trashedFiles: string[] = []
  for (const [index, { path: file, shotId, by }] of matches.entries()) {
    options.onProgress?.(index, matches.length)
    await trying(file, async () => {
      const { facts, tags } = probes.get(file)!
      const staged = await media.stageFile(join(folder, file), 'take', { link: options.isLinked ?? false, facts })
      if (isInTrash(db, projectId, staged.id)) {
        trashedFiles.push(file)
        return
      }
      const prompt = textsIn(tags).join('\n') || stemOf(file)
      const takeId = importTake(db, media, { projectId, shotIds: [shotId], file: staged, prompt })
      const list = known.has(takeId) ? alreadyThere : imported
      list.push({ file, shot: shotNumber(shotId), by, takeId })
      known.add(takeId)
    })
  }
  options.onProgress?.(matches.length, matches.length)

  const takes = listTakes(db, projectId).map(({ take }) => take)
  const served = new Set(takes.flatMap(take => (take.media ? take.shotIds : [])))
  const sharedFiles = alreadyThere.flatMap(({ file, shot, takeId }) => {
    const now = new Set([...imported, ...alreadyThere].filter(clip => clip.takeId === takeId).map(clip => clip.shot))
    const shotIds = takes.find(take => take.id === takeId)?.shotIds ?? []
    const others = shotIds.flatMap(id => numberOf.get(id) ?? []).filter(number => !now.has(number))
    return others.length > 0 ? [{ file, shot, others }] : []
  })
  return {
    imported,
    alreadyThere,
    trashedFiles,
    ambiguousFiles: ambiguous.map(({ path, shotIds, reason }) => ({
      file: path,
      shots: shotIds.map(shotNumber),
      reason,
    })),
    unmatchedFiles: unmatched,
    damagedFiles,
    hdrFiles: imported.map(({ file }) => file).filter(file => probes.get(file)!.colour.isHdr),
    unreadableFolders,
    librariesPassedOver: libraries.filter(place => resolve(place) !== library.dir),
    sharedFiles,
    shotsWithoutTake: shots.filter(shot => !served.has(shot.id)).map(shot => shot.position + 1),
  }
}

/** True when all takes of this file in the project were thrown away by hand: an import does not bring them back. */
function isInTrash(db: ReadableDb, projectId: ProjectId, mediaId: MediaId): boolean {
  const sql = `SELECT count(*) AS takes, count(trashed_at_ms) AS trashed FROM take WHERE media_id = ? AND project_id = ?`
  const found = db.get<{ takes: number; trashed: number }>(sql, [mediaId, projectId])
  return found !== undefined && found.takes > 0 && found.takes === found.trashed
}
