import { readdirSync, statSync } from 'node:fs'
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
  /** Files in the media folder that no row names. */
  readonly orphans: readonly OrphanFile[]
}

export type OrphanFile = { readonly path: string; readonly sizeBytes: number }

export async function checkMedia(all: readonly Media[], mediaDir: string): Promise<MediaCheck> {
  const stored = all.filter(media => !media.isLinked)
  const linked = all.filter(media => media.isLinked)
  const missing: Media[] = []
  const changed: Media[] = []
  for (const media of all) {
    const stats = statSync(media.path, { throwIfNoEntry: false })
    if (!stats) missing.push(media)
    else if (stats.size !== media.sizeBytes) changed.push(media)
    else if (media.isLinked && (await hashFile(media.path)).id !== media.id) changed.push(media)
  }
  return {
    storedCount: stored.length,
    storedBytes: totalBytes(stored),
    linkedCount: linked.length,
    linkedBytes: totalBytes(linked),
    missing,
    changed,
    orphans: findOrphans(mediaDir, new Set(stored.map(media => media.id))),
  }
}

/** Files in the media folder whose hash is not among the stored ones. */
export function findOrphans(mediaDir: string, storedIds: ReadonlySet<string>): OrphanFile[] {
  const orphans: OrphanFile[] = []
  for (const entry of readdirSync(mediaDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || storedIds.has(entry.name.slice(0, 64))) continue
    const path = join(entry.parentPath, entry.name)
    orphans.push({ path, sizeBytes: statSync(path).size })
  }
  return orphans
}

function totalBytes(media: readonly Media[]): number {
  return media.reduce((total, { sizeBytes }) => total + sizeBytes, 0)
}
