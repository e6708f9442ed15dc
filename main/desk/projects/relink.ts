import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { hashFile } from '#main/library/files.ts'
import type { Library } from '#main/library/library.ts'
import { StudioError } from '#model/errors.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import { listMissing } from './missing-media.ts'

/**
 * Uses this file for a media that is missing: one that was left in place is remembered at its new place, one of the library's own is
 * copied in again.
 * @throws StudioError media/different | media/unreadable | library/disk-full
 */
export async function relinkTo({ media }: Pick<Library, 'media'>, id: MediaId, path: string): Promise<void> {
  const known = media.byId(id)
  if (!known) throw new StudioError('media/unknown', 'This file is not needed any more. Look at the list again.')
  const stats = await stat(path).catch(() => null)
  // Of another size it is another file: that is told before gigabytes are read.
  if (stats && stats.size !== known.sizeBytes) throw different(path, known.fileName)
  if (known.isLinked) {
    await media.relink(id, path)
    return
  }
  if ((await hashFile(path)).id !== id) throw different(path, known.fileName)
  await media.importFile(path, known.kind)
}

/** What a search has done so far. */
export type RelinkProgress = { readonly lookedAtCount: number; readonly foundCount: number }

type Options = { readonly signal: AbortSignal; readonly onProgress: (progress: RelinkProgress) => void }

/**
 * Looks through a folder and all below for the files that a project (or any, for null) misses: of the same size and, in the end,
 * the same contents, whatever they are called by now.
 */
export async function relinkFrom(
  library: Library,
  projectId: ProjectId | null,
  folder: string,
  { signal, onProgress }: Options,
): Promise<{ foundCount: number; missingCount: number }> {
  const missing = new Map((await listMissing(library, projectId)).map(one => [one.mediaId, one]))
  const total = missing.size
  let lookedAtCount = 0
  for await (const path of filesBelow(folder, signal)) {
    if (missing.size === 0) break
    lookedAtCount += 1
    const stats = await stat(path).catch(() => null)
    const alike = [...missing.values()].filter(one => one.sizeBytes === stats?.size)
    if (alike.length > 0) {
      const id = await contentsOf(path, signal)
      if (id && missing.has(id)) {
        await relinkTo(library, id, path)
        missing.delete(id)
      }
    }
    onProgress({ lookedAtCount, foundCount: total - missing.size })
  }
  return { foundCount: total - missing.size, missingCount: missing.size }
}

/** Null for a file that cannot be read: it is not the one. */
async function contentsOf(path: string, signal: AbortSignal): Promise<MediaId | null> {
  try {
    return (await hashFile(path, signal)).id
  } catch {
    signal.throwIfAborted()
    return null
  }
}

/** Every ordinary file, a folder's own before those of folders in it. Links are not followed: they may lead in circles. */
async function* filesBelow(folder: string, signal: AbortSignal): AsyncGenerator<string, void, void> {
  signal.throwIfAborted()
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) if (entry.isFile()) yield join(folder, entry.name)
  for (const entry of entries) {
    if (entry.isDirectory() && !entry.name.startsWith('.')) yield* filesBelow(join(folder, entry.name), signal)
  }
}

function different(path: string, fileName: string): StudioError {
  const message = `"${basename(path)}" is not the file "${fileName}" that was taken in: its contents differ. Choose the original file.`
  return new StudioError('media/different', message)
}
