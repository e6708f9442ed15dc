import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { hashFile } from './files.ts'
import type { Media } from './media.ts'

/** How the library's rows and files agree. */
export type MediaCheck = {
  readonly storedCount: number
  readonly storedBytes: number
  readonly linkedCount: number
  readonly linkedBytes: number
  /** Rows whose file is gone. */
  readonly missing: readonly Media[]
  /** Rows whose file no longer holds what was imported: another size, or for linked files another content. */
  readonly changed: readonly Media[]
  /** Rows whose file may not be looked at. */
  readonly unreadable: readonly Media[]
  /** Our own files in the media folder that no row names. */
  readonly orphans: readonly OrphanFile[]
}

export type OrphanFile = { readonly path: string; readonly sizeBytes: number }

export async function checkMedia(all: readonly Media[], mediaDir: string): Promise<MediaCheck> {
  const stored = all.filter(media => !media.isLinked)
  const linked = all.filter(media => media.isLinked)
  const missing: Media[] = []
  const changed: Media[] = []
  const unreadable: Media[] = []
  for (const media of all) {
    const state = await stateOf(media)
    if (state === 'missing') missing.push(media)
    if (state === 'changed') changed.push(media)
    if (state === 'unreadable') unreadable.push(media)
  }
  return {
    storedCount: stored.length,
    storedBytes: totalBytes(stored),
    linkedCount: linked.length,
    linkedBytes: totalBytes(linked),
    missing,
    changed,
    unreadable,
    orphans: findOrphans(mediaDir, new Set(stored.map(media => media.id))),
  }
}

async function stateOf(media: Media): Promise<'sound' | 'missing' | 'changed' | 'unreadable'> {
  try {
    const stats = statSync(media.path, { throwIfNoEntry: false })
    if (!stats) return 'missing'
    if (stats.size !== media.sizeBytes) return 'changed'
    return media.isLinked && (await hashFile(media.path)).id !== media.id ? 'changed' : 'sound'
  } catch {
    return 'unreadable'
  }
}

/**
 * Files in the media folder that are named as ours are (their hash first, in the folder of its first two digits) and
 * whose hash is not among the stored ones. Whatever else somebody keeps there is theirs.
 */
export function findOrphans(mediaDir: string, storedIds: ReadonlySet<string>): OrphanFile[] {
  return entriesOf(mediaDir)
    .filter(entry => entry.isDirectory() && /^[0-9a-f]{2}$/.test(entry.name))
    .flatMap(folder =>
      entriesOf(join(mediaDir, folder.name))
        .filter(entry => entry.isFile() && isNameOfOurs(entry.name, folder.name))
        .filter(entry => !storedIds.has(entry.name.slice(0, 64)))
        .map(entry => join(entry.parentPath, entry.name)),
    )
    .map(path => ({ path, sizeBytes: statSync(path, { throwIfNoEntry: false })?.size ?? 0 }))
}

function isNameOfOurs(name: string, folderName: string): boolean {
  return /^[0-9a-f]{64}($|[-.])/.test(name) && name.startsWith(folderName)
}

/** Nothing for a folder that is not there: what should be in it is missing, which the rows tell. */
function entriesOf(folder: string): Dirent[] {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []
}

function totalBytes(media: readonly Media[]): number {
  return media.reduce((total, { sizeBytes }) => total + sizeBytes, 0)
}
