import { basename } from 'node:path'
import { type RunningProcess, endOrphans } from '#main/media/processes.ts'
import type { Library } from './library.ts'
import { abandonedWork, removeWorkFolder } from './work-folder.ts'

/**
 * What was cleaned up after processes that ended without doing so themselves. `trashed` are whole media files that no row
 * names: a cut-off import leaves one, and an older database put back in place leaves all that came after it.
 */
export type ClearedLeftovers = {
  readonly ended: readonly RunningProcess[]
  readonly removed: readonly string[]
  readonly trashed: readonly string[]
}

/**
 * Ends the processes that still write for a studio that is gone (an encoder outlives a killed one), removes its work
 * folders, and moves media files that nobody accounts for into the trash. For whoever has just got the lease, before it begins to work.
 */
export async function clearLeftovers(library: Pick<Library, 'workRoot' | 'media'>): Promise<ClearedLeftovers> {
  const abandoned = abandonedWork(library.workRoot)
  const ended = await endOrphans(abandoned.map(path => basename(path)))
  return { ended, removed: abandoned.filter(removeWorkFolder), trashed: library.media.trashOrphans() }
}
