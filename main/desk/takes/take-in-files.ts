import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { recordRows } from '#main/history/rows.ts'
import { probeVideo } from '#main/media/probe.ts'
import { throwIfRunEnds } from '#main/outbox/trouble.ts'
import { textsIn } from '#main/providers/folder/clip-texts.ts'
import { stemOf } from '#main/providers/folder/file-words.ts'
import { importTake, restoreTake } from '#main/takes/store.ts'
import { saveStill } from '#main/treatment/look-store.ts'
import type { StagedMedia } from '#main/library/media-store.ts'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { ImportEvent } from '#model/contract/take-import.ts'
import { isStudioError } from '#model/errors.ts'
import type { ProjectId, ShotId, TakeId } from '#model/ids.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { mayBe } from '../files/file-kinds.ts'
import { resolveFile } from '../files-desk.ts'
import { standingOfMedia } from './review-files.ts'

export type FilesToTakeIn = {
  readonly projectId: ProjectId
  readonly files: readonly { readonly file: FileRef; readonly shotIds: readonly ShotId[] }[]
}

/** A file whose bytes wait in the library's work folder, or lie among its media by now, and what it is to become. */
type Brought = {
  readonly staged: StagedMedia
  readonly shotIds: readonly ShotId[]
  readonly prompt: string
  readonly path: string
  readonly sizeBytes: number
}

/**
 * Takes files in: clips as takes of their shots (of none: of the Board), pictures as board frames. All are copied into this
 * process's work folder first; what they become is written when all are there, as one gesture that can be undone: a stop, or
 * an end of the program, while they are copied leaves nothing.
 * What is wrong with a file is told at the end; throws StudioError project/unknown, library/disk-full, and the signal's reason.
 */
export async function* takeInFiles(
  context: DeskContext,
  { projectId, files }: FilesToTakeIn,
  signal: AbortSignal,
): AsyncGenerator<ImportEvent, void, void> {
  existingProject(context.library, projectId)
  const waiting: Brought[] = []
  const refused: { name: string; why: string }[] = []
  try {
    for (const [index, { file, shotIds }] of files.entries()) {
      yield { kind: 'taking-in', done: index, total: files.length }
      signal.throwIfAborted()
      let path = ''
      try {
        path = resolveFile(context, file)
        waiting.push({ ...(await stage(context, path)), shotIds })
      } catch (error) {
        throwIfRunEnds({ signal }, error)
        if (!isStudioError(error)) throw error
        refused.push({ name: basename(path), why: error.message })
      }
    }
    signal.throwIfAborted()
    const brought = await putInPlace(context, waiting)
    yield { kind: 'done', takeIds: brought.length === 0 ? [] : keep(context, projectId, brought), refused }
  } finally {
    for (const { staged } of waiting) if (staged.from.kind === 'work') await rm(staged.from.path, { force: true })
  }
}

/** Everything slow: copies the file, and reads what it says. */
async function stage(context: DeskContext, path: string): Promise<Omit<Brought, 'shotIds'>> {
  const isStill = mayBe('still', path)
  const probe = isStill ? null : await probeVideo(path, await context.ffmpeg())
  const kind = isStill ? 'still' : 'take'
  const staged = await context.library.media.stageFile(path, kind, probe ? { facts: probe.facts } : {})
  const prompt = (probe ? textsIn(probe.tags).join('\n') : '') || stemOf(basename(path))
  return { staged, prompt, path, sizeBytes: staged.sizeBytes }
}

/**
 * Moves the copies among the media, a transaction each: a disk takes milliseconds to note a name, and a film's worth of them
 * at once would hold up every window. What ends in between is media that nobody names, which the trash is emptied of.
 */
async function putInPlace({ library }: DeskContext, waiting: readonly Brought[]): Promise<Brought[]> {
  const brought: Brought[] = []
  for (const file of waiting) {
    library.media.settle(file.staged)
    brought.push({ ...file, staged: { ...file.staged, from: { kind: 'stored' } } })
    await breathe()
  }
  return brought
}

function keep({ library }: DeskContext, projectId: ProjectId, brought: readonly Brought[]): TakeId[] {
  const { db, media } = library
  const shotIds = [...new Set(brought.flatMap(file => file.shotIds))]
  const count = brought.length
  const [first] = brought
  const name = count === 1 && first ? `Import ${first.staged.fileName}` : `Import ${count} files`
  const rows = [
    { table: 'take', where: { project_id: projectId, media_id: brought.map(({ staged }) => staged.id) } },
    { table: 'take_shot', where: { shot_id: shotIds } },
    { table: 'shot', where: { id: shotIds } },
    { table: 'dismissed_file', where: { project_id: projectId, path: brought.map(({ path }) => path) } },
  ] as const
  return recordRows(db, { projectId, document: 'takes', name, rows }, () =>
    brought.flatMap(({ staged, shotIds, prompt, path, sizeBytes }) => {
      // The watched folder need not tell of it any more.
      db.run('INSERT OR REPLACE INTO dismissed_file (project_id, path, size_bytes) VALUES (?, ?, ?)', [
        projectId,
        path,
        sizeBytes,
      ])
      if (staged.kind === 'still') {
        for (const shotId of shotIds) saveStill(db, shotId, media.settle(staged))
        return []
      }
      if (standingOfMedia(db, projectId, staged.id) === 'in-trash') {
        const sql = 'SELECT id FROM take WHERE media_id = ? AND project_id = ?'
        for (const { id } of db.all<{ id: TakeId }>(sql, [staged.id, projectId])) restoreTake(db, id)
      }
      return [importTake(db, media, { projectId, shotIds, file: staged, prompt })]
    }),
  )
}
