import { stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { ReadableDb } from '#main/db/open.ts'
import { hashFile, sizeOfFile } from '#main/library/files.ts'
import { probeVideo, type VideoProbe } from '#main/media/probe.ts'
import { throwIfRunEnds } from '#main/outbox/trouble.ts'
import { textsIn } from '#main/providers/folder/clip-texts.ts'
import { findClips } from '#main/providers/folder/find-clips.ts'
import { matchClips, type ClipMatches, type Evidence } from '#main/providers/folder/match-clips.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { ImportProposal, ReviewEvent } from '#model/contract/take-import.ts'
import { isStudioError } from '#model/errors.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import type { Shot } from '#model/shot.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { mayBe } from '../files/file-kinds.ts'
import { resolveFile } from '../files-desk.ts'

/** A file to look at. `name` is what it is matched by: with the folders it was found in, by forward slashes. */
type Found = { readonly file: FileRef; readonly path: string; readonly name: string }

/** So that `take 9` stands before `take 10`. */
const byName = new Intl.Collator('en', { numeric: true })

const WHY: Readonly<Record<Evidence, string>> = {
  id: "The shot's own name stands in its name",
  number: "The shot's number stands in its name",
  prompt: "The shot's prompt stands in the file",
  words: "Its words are like the shot's prompt",
}

/**
 * Looks at files and tells which shot each seems to belong to; folders are looked through. Nothing is taken in. What is wrong
 * with a file stands at it; throws StudioError project/unknown, and ends with the signal's reason.
 */
export async function* reviewFiles(
  context: DeskContext,
  { projectId, files }: { readonly projectId: ProjectId; readonly files: readonly FileRef[] },
  signal: AbortSignal,
): AsyncGenerator<ReviewEvent, void, void> {
  const { db } = context.library
  existingProject(context.library, projectId)
  const shots = listShots(db, projectId)
  const { found, remarks } = await findFiles(context, files)
  const proposals: ImportProposal[] = []
  for (const [index, file] of found.entries()) {
    yield { kind: 'looking', done: index, total: found.length }
    signal.throwIfAborted()
    proposals.push(await propose(context, projectId, shots, file, signal))
  }
  yield { kind: 'review', proposals, remarks }
}

async function findFiles(
  context: DeskContext,
  files: readonly FileRef[],
): Promise<{ found: Found[]; remarks: string[] }> {
  const found: Found[] = []
  const remarks: string[] = []
  for (const file of files) {
    const path = resolve(resolveFile(context, file))
    const isFolder = await stat(path).then(
      stats => stats.isDirectory(),
      () => false,
    )
    if (!isFolder) {
      found.push({ file, path, name: basename(path) })
      continue
    }
    const { clips, unreadableFolders, libraries } = await findClips(path)
    for (const clip of clips.toSorted(byName.compare)) {
      const place = join(path, clip)
      found.push({ file: { kind: 'path', path: place }, path: place, name: `${basename(path)}/${clip}` })
    }
    remarks.push(
      ...unreadableFolders.map(folder => `The folder ${folder} cannot be looked into and was passed over.`),
      ...libraries.map(place => `The takes of the library in ${place} were passed over.`),
    )
    if (clips.length === 0) remarks.push(`There are no clips in ${path}.`)
  }
  return { found, remarks }
}

async function propose(
  context: DeskContext,
  projectId: ProjectId,
  shots: readonly Shot[],
  { file, path, name }: Found,
  signal: AbortSignal,
): Promise<ImportProposal> {
  const isStill = mayBe('still', path)
  const nothing = { facts: null, ...matchOf([], name, shots), standing: 'new', remark: null } as const
  const about = { file, name, sizeBytes: 0, kind: isStill ? 'still' : 'clip' } as const
  try {
    const sizeBytes = await sizeOfFile(path)
    if (isStill) return { ...nothing, ...about, sizeBytes, problem: null }
    const probe = await probeVideo(path, await context.ffmpeg())
    const { width, height, rate, durationTicks } = probe.facts
    return {
      ...about,
      sizeBytes,
      facts: { width, height, rate, durationTicks },
      ...matchOf(textsIn(probe.tags), name, shots),
      standing: await standingOf(context.library.db, projectId, path, sizeBytes, signal),
      problem: null,
      remark: remarkOn(probe),
    }
  } catch (error) {
    throwIfRunEnds({ signal }, error)
    if (!isStudioError(error)) throw error
    return { ...nothing, ...about, problem: error.message }
  }
}

type Match = Pick<ImportProposal, 'shotId' | 'among' | 'confidence' | 'why'>

function matchOf(texts: readonly string[], path: string, shots: readonly Shot[]): Match {
  const { matches, ambiguous }: ClipMatches = matchClips([{ path, texts }], shots)
  const [match] = matches
  const [unclear] = ambiguous
  if (match) {
    const confidence = match.by === 'words' ? 'likely' : 'sure'
    return { shotId: match.shotId, among: [], confidence, why: WHY[match.by] }
  }
  if (unclear)
    return { shotId: null, among: [...unclear.shotIds], confidence: 'unclear', why: asSentence(unclear.reason) }
  return { shotId: null, among: [], confidence: 'none', why: 'Nothing in it speaks of a shot' }
}

function asSentence(reason: string): string {
  return reason.charAt(0).toUpperCase() + reason.slice(1)
}

/** Only a file of a size that is known can be one that is there: all others need not be read through. */
async function standingOf(
  db: ReadableDb,
  projectId: ProjectId,
  path: string,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<ImportProposal['standing']> {
  if (!db.get('SELECT 1 FROM media WHERE size_bytes = ? LIMIT 1', [sizeBytes])) return 'new'
  const { id } = await hashFile(path, signal)
  return standingOfMedia(db, projectId, id)
}

/** Whether a file is a take of the project already, or only in its trash. */
export function standingOfMedia(db: ReadableDb, projectId: ProjectId, id: MediaId): ImportProposal['standing'] {
  const sql =
    'SELECT count(*) AS takes, count(trashed_at_ms) AS trashed FROM take WHERE media_id = ? AND project_id = ?'
  const { takes = 0, trashed = 0 } = db.get<{ takes: number; trashed: number }>(sql, [id, projectId]) ?? {}
  if (takes === 0) return 'new'
  return takes === trashed ? 'in-trash' : 'already-there'
}

function remarkOn({ colour }: VideoProbe): string | null {
  return colour.isHdr
    ? 'It is HDR and will look pale in the film: bring it to SDR (Rec. 709) first for its true light.'
    : null
}
