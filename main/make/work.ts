import { backUpDaily } from '#main/db/backup.ts'
import { acquireLease, type Lease } from '#main/library/lease.ts'
import { clearLeftovers } from '#main/library/leftovers.ts'
import { closeAbandonedRenders } from '#main/render/store.ts'
import type { MakeContext, RunOptions } from './context.ts'

/** A run that has the right to work on the library, and is stopped when it loses it. */
export type Work = RunOptions & { readonly lease: Lease }

/**
 * Waits for the right to work on the library, clears up after a process that ended without doing so, does the work and
 * gives the right back.
 */
export async function whileWorking<Result>(
  context: MakeContext,
  run: RunOptions,
  work: (work: Work) => Promise<Result>,
): Promise<Result> {
  const { library } = context
  const lease = await acquireLease(library.db, {
    signal: run.signal,
    onWaiting: holder =>
      run.log(`Waiting: another Flythrough (process ${holder.pid} on ${holder.hostName}) is working on this library.`),
  })
  try {
    keepBackup(context, run)
    const { ended, removed, trashed } = await clearLeftovers(library)
    if (ended.length + removed.length > 0) {
      run.log(
        `Cleared up after a run that was cut off: ${ended.length} processes ended, ${removed.length} folders removed.`,
      )
    }
    if (trashed.length > 0) {
      run.log(`Moved ${trashed.length} files that belong to nothing in the library into ${library.trashDir}.`)
    }
    closeAbandonedRenders(library.db, lease)
    return await work({ ...run, lease, signal: AbortSignal.any([run.signal, lease.lost]) })
  } catch (error) {
    lease.lost.throwIfAborted()
    throw error
  } finally {
    lease.release()
  }
}

/** A full disk must not keep anybody from working: what is made then is no less safe than before. */
function keepBackup({ library }: MakeContext, run: RunOptions): void {
  try {
    backUpDaily(library.db, library.backupsDir)
  } catch (error) {
    run.log(
      `Today's backup of the library could not be made: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
