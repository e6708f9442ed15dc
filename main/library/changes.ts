import type { Connection } from '#main/db/open.ts'

const LOOK_EVERY_MS = 250

/**
 * Lets anyone hear of changes to the library, whichever process makes them: our own at once, others' within a quarter
 * of a second. While nobody listens nothing is looked at.
 */
export function followChanges(db: Connection): (listener: () => void) => () => void {
  const listeners = new Set<() => void>()
  let stopFollowing: (() => void) | null = null

  function tell(): void {
    for (const listener of listeners) listener()
  }

  function follow(): () => void {
    let seen = dataVersionIfAny(db)
    const stopOwn = db.onCommit(tell)
    const timer = setInterval(() => {
      const now = dataVersionIfAny(db)
      if (now === null || now === seen) return
      seen = now
      tell()
    }, LOOK_EVERY_MS)
    timer.unref()
    return () => {
      clearInterval(timer)
      stopOwn()
    }
  }

  return listener => {
    // A wrapper, so that one function may listen twice and stop once.
    const entry = (): void => listener()
    listeners.add(entry)
    stopFollowing ??= follow()
    return () => {
      listeners.delete(entry)
      if (listeners.size > 0) return
      stopFollowing?.()
      stopFollowing = null
    }
  }
}

/** Another number after each commit of another connection; null in a moment when it cannot be asked (busy, the drive gone). */
function dataVersionIfAny(db: Connection): number | null {
  try {
    return db.get<{ data_version: number }>('PRAGMA data_version')?.data_version ?? null
  } catch {
    return null
  }
}
