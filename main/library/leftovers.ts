import { join } from 'node:path'
import { type RunningProcess, endOrphans } from '#main/media/processes.ts'
import type { Library } from './library.ts'
import { abandonedWork, removeWorkFolder } from './work-folder.ts'

/** What was cleaned up after processes that ended without doing so themselves. */
export type ClearedLeftovers = { readonly ended: readonly RunningProcess[]; readonly removed: readonly string[] }

/**
 * Ends the processes that still write for a studio that is gone (an encoder outlives a killed one), and removes work
 * folders and media files that nobody accounts for. For whoever has just got the lease, before it begins to work.
 */
export async function clearLeftovers(library: Pick<Library, 'dir' | 'workRoot' | 'media'>): Promise<ClearedLeftovers> {
  const abandoned = abandonedWork(library.workRoot)
  // Clips on their way in are the lease holder's alone, so whoever else still writes one has lost its master.
  const ended = await endOrphans([...abandoned, join(library.dir, 'incoming')])
  for (const path of abandoned) removeWorkFolder(path)
  return { ended, removed: [...abandoned, ...library.media.removeOrphans()] }
}
