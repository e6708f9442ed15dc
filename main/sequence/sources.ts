import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import { boundEnds, type BoundEnds } from '#model/assemble/bound-window.ts'
import type { Edit } from '#model/edit/apply.ts'
import type { MediaFacts, MediaLengths } from '#model/edit/media.ts'
import { StudioError } from '#model/errors.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import type { HandedFrames } from '#model/seam/binding.ts'
import type { ClipSource, Sequence } from '#model/sequence.ts'
import type { VideoFacts } from '#model/take.ts'
import { ticks, type FrameRate, type Ticks } from '#model/time.ts'

/** A file that cuts of a project may use. */
export type Source = {
  readonly mediaId: MediaId
  readonly fileName: string
  readonly durationTicks: Ticks
  /** Null for sounds. */
  readonly rate: FrameRate | null
  /** Of its pictures; null for sounds. */
  readonly size: { readonly width: number; readonly height: number } | null
  /** Whether a take was begun, and ended, on a neighbour's picture. */
  readonly bound?: BoundEnds | undefined
}

/** The files of a project's takes, those in the trash too, and every sound: a cut may still show what was thrown away. */
export function listSources(db: ReadableDb, projectId: ProjectId): Source[] {
  const takes = db.all<{ id: MediaId; name: string; facts: string; handed: string | null }>(
    `SELECT media.id, media.file_name AS name, media.facts_json AS facts, max(request.neighbours_json) AS handed
     FROM take JOIN media ON media.id = take.media_id LEFT JOIN request ON request.take_id = take.id
     WHERE take.project_id = ? AND media.facts_json IS NOT NULL GROUP BY media.id`,
    [projectId],
  )
  const sounds = db.all<{ id: MediaId; name: string; durationTicks: number }>(
    `SELECT sound.media_id AS id, media.file_name AS name, sound.duration_ticks AS durationTicks
     FROM sound JOIN media ON media.id = sound.media_id`,
  )
  return [
    ...takes.map(({ id, name, facts, handed }) => {
      const { durationTicks, rate, width, height } = JSON.parse(facts) as VideoFacts
      return { mediaId: id, fileName: name, durationTicks, rate, size: { width, height }, bound: boundBy(handed) }
    }),
    ...sounds.map(({ id, name, durationTicks }) => ({
      mediaId: id,
      fileName: name,
      durationTicks: ticks(durationTicks),
      rate: null,
      size: null,
    })),
  ]
}

/** The lengths of what a cut uses, and of the files that edits bring into it: few, where a project may have thousands. */
export function lengthsIn(db: ReadableDb, sequence: Sequence, edits: readonly Edit[]): MediaLengths {
  const own = sequence.tracks.flatMap(({ items }) => items.flatMap(item => (item.kind === 'clip' ? [item.source] : [])))
  const ids = new Set(
    [...own, ...edits.flatMap(broughtBy)].flatMap(source =>
      source.kind === 'take' || source.kind === 'sound' ? [source.mediaId] : [],
    ),
  )
  const rows = db.all<{ id: MediaId; facts: string | null; soundTicks: number | null; handed: string | null }>(
    `SELECT media.id, media.facts_json AS facts, sound.duration_ticks AS soundTicks,
       (SELECT max(request.neighbours_json) FROM take JOIN request ON request.take_id = take.id
        WHERE take.media_id = media.id AND take.project_id = ?) AS handed
     FROM media LEFT JOIN sound ON sound.media_id = media.id WHERE media.id IN (SELECT value FROM json_each(?))`,
    [sequence.projectId, JSON.stringify([...ids])],
  )
  const lengths = new Map<MediaId, MediaFacts>()
  for (const { id, facts, soundTicks, handed } of rows) {
    if (facts !== null) lengths.set(id, { ...(JSON.parse(facts) as VideoFacts), bound: boundBy(handed) })
    else if (soundTicks !== null) lengths.set(id, { durationTicks: ticks(soundTicks), rate: null })
  }
  return lengths
}

/**
 * Takes that edits bring into a project's cut must be the project's own, and have the file that is named.
 * @throws StudioError take/unknown
 */
export function requireOwnTakes(db: ReadableDb, projectId: ProjectId, edits: readonly Edit[]): void {
  for (const source of edits.flatMap(broughtBy)) {
    if (source.kind !== 'take') continue
    const sql = 'SELECT 1 FROM take WHERE id = ? AND project_id = ? AND media_id = ?'
    if (db.get(sql, [source.takeId, projectId, source.mediaId])) continue
    throw new StudioError('take/unknown', 'That take is not in the project any more.')
  }
}

/** What an edit shows that may not have been there before. */
function broughtBy(edit: Edit): ClipSource[] {
  if (edit.kind === 'insert' || edit.kind === 'overwrite') return [edit.clip.source]
  return edit.kind === 'replace-take' ? [edit.source] : []
}

/** The lengths of files, as edits want them. */
export function lengthsOf(sources: readonly Source[]): MediaLengths {
  return new Map(sources.map(({ mediaId, durationTicks, rate, bound }) => [mediaId, { durationTicks, rate, bound }]))
}

function boundBy(handedJson: string | null): BoundEnds | undefined {
  return handedJson === null ? undefined : boundEnds(JSON.parse(handedJson) as HandedFrames)
}

export function saveSound(db: WritableDb, mediaId: MediaId, durationTicks: Ticks): void {
  db.run('INSERT OR REPLACE INTO sound (media_id, duration_ticks) VALUES (?, ?)', [mediaId, durationTicks])
}
