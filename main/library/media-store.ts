import { constants, mkdirSync, readdirSync, renameSync, rmSync, statSync, type Stats } from 'node:fs'
import { chmod, copyFile, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { v7 as uuid } from 'uuid'
import type { WritableDb } from '#main/db/open.ts'
import { syncFolder, syncLargeFile } from '#main/db/sync.ts'
import { assertNever } from '#model/assert-never.ts'
import { StudioError } from '#model/errors.ts'
import type { MediaId } from '#model/ids.ts'
import type { VideoFacts } from '#model/take.ts'
import { libraryTrouble } from './disk-trouble.ts'
import { fileErrorFrom, hashFile, sizeOfFile } from './files.ts'
import type { Media, MediaKind } from './media.ts'
import { type MediaCheck, checkMedia, findOrphans } from './media-check.ts'
import { readableName } from './readable-name.ts'

/** A file that is hashed and ready to be taken in by `settle`. */
export type StagedMedia = {
  readonly id: MediaId
  readonly kind: MediaKind
  readonly fileName: string
  readonly sizeBytes: number
  readonly facts: VideoFacts | null
  /** Where its bytes wait: a work file to move into place, a file to leave where it is, or nothing to do. */
  readonly from: { readonly kind: 'work' | 'link'; readonly path: string } | { readonly kind: 'stored' }
}

export type MediaStore = {
  /**
   * Takes a file in: by a copy (a reflink where the disk can), or with `link` by remembering where it is. The same
   * bytes are kept once. A hard link is never made: what the user's other programs later write into their file would
   * change ours under its hash.
   * @throws StudioError media/unreadable | library/disk-full | library/read-only
   */
  importFile(path: string, kind: MediaKind, options?: { link?: boolean; facts?: VideoFacts }): Promise<MediaId>
  /** The first half of importFile: everything slow. */
  stageFile(path: string, kind: MediaKind, options?: { link?: boolean; facts?: VideoFacts }): Promise<StagedMedia>
  /** The same for a finished file in the library's work folder, which will be moved. `fileName` is what people shall read. */
  stageWorkFile(
    workPath: string,
    kind: MediaKind,
    options?: { fileName?: string; facts?: VideoFacts },
  ): Promise<StagedMedia>
  /** The second half: puts the file in place and writes its row. Inside a transaction, with the rows that name the media. */
  settle(staged: StagedMedia): MediaId
  byId(id: MediaId): Media | undefined
  /**
   * The absolute path of the file.
   * @throws StudioError media/missing | media/changed | media/unreadable
   */
  pathOf(id: MediaId): string
  /**
   * Uses another place of the same file from now on.
   * @throws StudioError media/different | media/unreadable
   */
  relink(id: MediaId, path: string): Promise<void>
  /**
   * Forgets the media that `choose` returns, in one transaction with all else that it does, and then removes their files.
   * Files that were linked are the user's and stay. Returns how many bytes that gave back.
   */
  remove(choose: () => readonly MediaId[]): number
  /** Remembers a file that is not here yet: it counts as missing until its like is imported or linked. */
  expect(media: Pick<Media, 'id' | 'kind' | 'fileName' | 'sizeBytes' | 'facts'>): void
  /** What is missing, changed, or not accounted for; reads every linked file. */
  check(): Promise<MediaCheck>
  /**
   * Moves our own files without a row into the trash folder; returns where they were. A crash in the middle of an import
   * leaves one, but where an older database was put back it is every file that came after it.
   */
  trashOrphans(): string[]
}

type MediaRow = {
  id: MediaId
  kind: MediaKind
  file_name: string
  size_bytes: number
  stored_path: string | null
  linked_path: string | null
  facts_json: string | null
}

export type MediaPlaces = {
  readonly mediaDir: string
  /** For files that no row names any more; on the disk of `mediaDir`. */
  readonly trashDir: string
  /** This process's work folder, on the disk of `mediaDir`. */
  readonly workDir: () => string
}

export function createMediaStore(db: WritableDb, { mediaDir, trashDir, workDir }: MediaPlaces): MediaStore {
  function byId(id: MediaId): Media | undefined {
    const row = db.get<MediaRow>('SELECT * FROM media WHERE id = ?', [id])
    return row && mediaFrom(row, mediaDir)
  }

  /** The stored media of these bytes, when its file is there and whole: importing the original again mends any other. */
  function storedCopy(id: MediaId): Media | undefined {
    const media = byId(id)
    return media && !media.isLinked && isWhole(media) ? media : undefined
  }

  async function stageCopy(path: string, sizeBytes: number): Promise<Pick<StagedMedia, 'id' | 'sizeBytes' | 'from'>> {
    // Only a file of equal size can be one we have; then a look is cheaper than a copy.
    if (db.get('SELECT 1 FROM media WHERE size_bytes = ? LIMIT 1', [sizeBytes])) {
      const known = await hashFile(path)
      if (storedCopy(known.id)) return { ...known, from: { kind: 'stored' } }
    }
    let copy: string | null = null
    try {
      copy = join(workDir(), `import-${uuid()}`)
      await copyFile(path, copy, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
      await chmod(copy, 0o644)
      await syncLargeFile(copy)
      // The copy is what gets hashed: the original may be changing while we read it.
      return { ...(await hashFile(copy)), from: { kind: 'work', path: copy } }
    } catch (error) {
      if (copy) await rm(copy, { force: true })
      // That the original may be read is known by now: a right that is missing is one to the library.
      throw fileErrorFrom(libraryTrouble(error, dirname(mediaDir)), path)
    }
  }

  const store: MediaStore = {
    async stageFile(path, kind, options = {}) {
      const source = resolve(path)
      const sizeBytes = await sizeOfFile(source)
      const staged = options.link
        ? { ...(await hashFile(source)), from: { kind: 'link' as const, path: source } }
        : await stageCopy(source, sizeBytes)
      return { ...staged, kind, fileName: basename(source), facts: options.facts ?? null }
    },

    async stageWorkFile(workPath, kind, options = {}) {
      await syncLargeFile(workPath)
      const hashed = await hashFile(workPath)
      const fileName = options.fileName ?? basename(workPath)
      return { ...hashed, kind, fileName, facts: options.facts ?? null, from: { kind: 'work', path: workPath } }
    },

    settle(staged) {
      return db.transaction(() => {
        const stored = storedCopy(staged.id)
        const place = stored ? null : putInPlace(staged, mediaDir)
        if (stored && staged.from.kind === 'work') rmSync(staged.from.path, { force: true })
        writeRow(db, staged, place)
        return staged.id
      })
    },

    async importFile(path, kind, options) {
      return store.settle(await store.stageFile(path, kind, options))
    },

    byId,

    pathOf(id) {
      const media = byId(id)
      if (!media) throw new Error(`no media ${id}`)
      const stats = statsOf(media)
      if (!stats) throw missing(media)
      if (stats.size !== media.sizeBytes) throw changed(media)
      return media.path
    },

    async relink(id, path) {
      const source = resolve(path)
      const found = await hashFile(source)
      const media = byId(id)
      if (!media) throw new Error(`no media ${id}`)
      if (found.id !== id) {
        throw new StudioError(
          'media/different',
          `${source} is not the file "${media.fileName}" that was imported: its contents differ. Choose the original file.`,
        )
      }
      db.run('UPDATE media SET stored_path = NULL, linked_path = ? WHERE id = ?', [source, id])
    },

    remove(choose) {
      const forgotten = db.transaction(() => choose().flatMap(id => forget(db, id, mediaDir)))
      // A new transaction, so that a crash between the two leaves files without rows, not rows without files; and inside one, for
      // only inside of these are files put in place: what another process imports meanwhile is not taken from it.
      return db.transaction(() =>
        forgotten
          .filter(({ id }) => !db.get('SELECT 1 FROM media WHERE id = ? AND stored_path IS NOT NULL', [id]))
          .filter(({ path }) => removeFile(path))
          .reduce((total, { sizeBytes }) => total + sizeBytes, 0),
      )
    },

    expect({ id, kind, fileName, sizeBytes, facts }) {
      db.run(
        `INSERT INTO media (id, kind, file_name, size_bytes, stored_path, facts_json, created_at_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
        [id, kind, fileName, sizeBytes, storedPathOf(id, fileName), facts && JSON.stringify(facts), Date.now()],
      )
    },

    check: () =>
      checkMedia(
        db.all<MediaRow>('SELECT * FROM media').map(row => mediaFrom(row, mediaDir)),
        mediaDir,
      ),

    trashOrphans() {
      // Files are put in place only inside write transactions, so while this one runs no file waits for its row.
      return db.transaction(() => {
        const known = new Set(
          db.all<{ id: string }>('SELECT id FROM media WHERE stored_path IS NOT NULL').map(row => row.id),
        )
        return findOrphans(mediaDir, known)
          .map(orphan => orphan.path)
          .filter(path => moveInto(trashDir, path))
      })
    },
  }
  return store
}

type Place =
  | { readonly storedPath: string; readonly linkedPath: null }
  | { readonly storedPath: null; readonly linkedPath: string }

/** False when it cannot be moved now (Windows lets a program hold it): the next clear-up tries again. */
function moveInto(folder: string, path: string): boolean {
  try {
    renameSync(path, join(folder, basename(path)))
    return true
  } catch {
    return false
  }
}

/** Undefined when there is no such file. Throws media/unreadable when it may not be looked at. */
function statsOf(media: Media): Stats | undefined {
  try {
    return statSync(media.path, { throwIfNoEntry: false })
  } catch (error) {
    throw fileErrorFrom(error, media.path)
  }
}

/** True when the file is there, may be looked at, and is as long as it was when it was imported. */
export function isWhole(media: Media): boolean {
  try {
    return statsOf(media)?.size === media.sizeBytes
  } catch {
    return false
  }
}

/** Gives the bytes their final name, on disk when this returns. */
function putInPlace(staged: StagedMedia, mediaDir: string): Place | null {
  try {
    return placeOf(staged, mediaDir)
  } catch (error) {
    throw libraryTrouble(error, mediaDir)
  }
}

function placeOf(staged: StagedMedia, mediaDir: string): Place | null {
  switch (staged.from.kind) {
    case 'link':
      return { storedPath: null, linkedPath: staged.from.path }
    case 'stored':
      // Somebody removed the file by hand between the two halves of the import.
      throw new StudioError(
        'media/missing',
        `The library's copy of "${staged.fileName}" has just gone. Import it again.`,
      )
    case 'work': {
      const folderName = staged.id.slice(0, 2)
      const folder = join(mediaDir, folderName)
      if (mkdirSync(folder, { recursive: true })) syncFolder(mediaDir)
      // A crash may have left these very bytes here without a row, under the name of that time.
      const leftName = readdirSync(folder).find(name => name.startsWith(staged.id))
      if (leftName) rmSync(join(folder, leftName))
      const storedPath = storedPathOf(staged.id, staged.fileName)
      renameSync(staged.from.path, join(mediaDir, storedPath))
      syncFolder(folder)
      return { storedPath, linkedPath: null }
    }
    default:
      return assertNever(staged.from)
  }
}

/** Where a file of ours lies below the media folder, with forward slashes. */
function storedPathOf(id: MediaId, fileName: string): string {
  const readable = readableName(fileName)
  const name = readable.startsWith('.') || readable === '' ? `${id}${readable}` : `${id}-${readable}`
  return `${id.slice(0, 2)}/${name}`
}

/** What is known of a media besides its row: it goes with it. */
export const FACTS_TABLES = ['song_analysis', 'song_tags', 'sound'] as const

/** Removes the row, and what was heard in a song; returns the file of ours that is left without one. */
function forget(db: WritableDb, id: MediaId, mediaDir: string): Media[] {
  const row = db.get<MediaRow>('SELECT * FROM media WHERE id = ?', [id])
  for (const table of FACTS_TABLES) db.run(`DELETE FROM ${table} WHERE media_id = ?`, [id])
  db.run('DELETE FROM media WHERE id = ?', [id])
  return row?.stored_path ? [mediaFrom(row, mediaDir)] : []
}

/** False when there was none, or it cannot go now (Windows lets a program hold it): then it waits among the orphans. */
function removeFile(path: string): boolean {
  try {
    rmSync(path)
    return true
  } catch {
    return false
  }
}

function writeRow(db: WritableDb, staged: StagedMedia, place: Place | null): void {
  const factsJson = staged.facts && JSON.stringify(staged.facts)
  if (!place) {
    db.run('UPDATE media SET facts_json = coalesce(facts_json, ?) WHERE id = ?', [factsJson, staged.id])
    return
  }
  db.run(
    `INSERT INTO media (id, kind, file_name, size_bytes, stored_path, linked_path, facts_json, created_at_ms)
     VALUES (@id, @kind, @fileName, @sizeBytes, @storedPath, @linkedPath, @factsJson, @nowMs)
     ON CONFLICT (id) DO UPDATE SET stored_path = excluded.stored_path, linked_path = excluded.linked_path,
       facts_json = coalesce(facts_json, excluded.facts_json)`,
    {
      id: staged.id,
      kind: staged.kind,
      fileName: staged.fileName,
      sizeBytes: staged.sizeBytes,
      storedPath: place.storedPath,
      linkedPath: place.linkedPath,
      factsJson,
      nowMs: Date.now(),
    },
  )
}

function mediaFrom(row: MediaRow, mediaDir: string): Media {
  return {
    id: row.id,
    kind: row.kind,
    fileName: row.file_name,
    sizeBytes: row.size_bytes,
    path: row.linked_path ?? join(mediaDir, row.stored_path ?? ''),
    isLinked: row.linked_path !== null,
    facts: row.facts_json === null ? null : (JSON.parse(row.facts_json) as VideoFacts),
  }
}

function missing(media: Media): StudioError {
  return new StudioError(
    'media/missing',
    media.isLinked
      ? `"${media.fileName}" is no longer at ${media.path}. Put it back, or find its new place: in the window, or with the command that took it in (make, import-takes).`
      : `"${media.fileName}" is gone from the library. Find the original: in the window, or with the command that took it in (make, import-takes).`,
    { details: { mediaId: media.id, path: media.path } },
  )
}

function changed(media: Media): StudioError {
  return new StudioError(
    'media/changed',
    `${media.path} was changed since it was imported. Give an unchanged "${media.fileName}" to the command that took it in (make, import-takes).`,
    { details: { mediaId: media.id, path: media.path } },
  )
}
