import { hostname } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { v7 as uuid } from 'uuid'
import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import { processStartedAt } from '#main/media/processes.ts'
import { StudioError } from '#model/errors.ts'

/** Who works on the library's requests and renders. */
export type Holder = {
  readonly id: string
  readonly pid: number
  /** As processStartedAt tells it. */
  readonly processStartedAt: string | null
  readonly hostName: string
  readonly heartbeatAtMs: number
}

/** The right to work: one process at a time has it, others read and edit. */
export type Lease = {
  /** Grows by one each time the right changes hands. */
  readonly fence: number
  /** The holder that ended without giving the right back, if there was one. */
  readonly takenOverFrom: Holder | null
  /**
   * Does `work` in one transaction, after checking inside it that the right is still ours.
   * @throws StudioError library/lease-lost
   */
  guarded<T>(work: () => T): T
  /** Gives the right back. Does nothing when it is lost or released already. */
  release(): void
}

const HEARTBEAT_MS = 2_000
const STALE_AFTER_MS = 30_000
const ASK_AGAIN_MS = 250

type LeaseRow = {
  fence: number
  holder: string | null
  pid: number | null
  process_started_at: string | null
  host_name: string | null
  heartbeat_at_ms: number | null
}

/**
 * Waits until this process may work. A holder on this host loses the right only when its process is provably gone
 * (a sleeping laptop's holder keeps it); one on another host when its heartbeat is older than 30 s.
 * `onWaiting` is told of each holder that is waited for, once. Rejects with the signal's reason when aborted.
 */
export async function acquireLease(
  db: WritableDb,
  options: { signal?: AbortSignal; onWaiting?: (holder: Holder) => void } = {},
): Promise<Lease> {
  const me = { id: uuid(), pid: process.pid, startedAt: processStartedAt(process.pid), hostName: hostname() }
  let waitingFor: string | null = null
  for (;;) {
    options.signal?.throwIfAborted()
    const taken = db.transaction(() => {
      const { fence, holder } = readLease(db)
      if (holder && !isDead(holder, Date.now())) return { holder }
      db.run(
        `UPDATE runner_lease SET fence = fence + 1, holder = ?, pid = ?, process_started_at = ?, host_name = ?,
           heartbeat_at_ms = ?`,
        [me.id, me.pid, me.startedAt, me.hostName, Date.now()],
      )
      return { holder, fence: fence + 1 }
    })
    if (taken.fence !== undefined) return hold(db, taken.fence, taken.holder)
    if (taken.holder.id !== waitingFor) options.onWaiting?.(taken.holder)
    waitingFor = taken.holder.id
    await delay(ASK_AGAIN_MS, undefined, { signal: options.signal })
  }
}

/** Who works on the library right now, dead or alive; null when nobody does. */
export function leaseHolder(db: ReadableDb): Holder | null {
  return readLease(db).holder
}

function hold(db: WritableDb, fence: number, takenOverFrom: Holder | null): Lease {
  let isReleased = false
  const isOurs = (): boolean => !isReleased && readLease(db).fence === fence

  const heartbeat = setInterval(() => {
    try {
      const { changes } = db.run('UPDATE runner_lease SET heartbeat_at_ms = ? WHERE fence = ?', [Date.now(), fence])
      if (changes === 0) clearInterval(heartbeat)
    } catch {
      // A full disk or a busy moment: the next beat tries again, and guarded() tells whoever works.
    }
  }, HEARTBEAT_MS)
  heartbeat.unref()

  return {
    fence,
    takenOverFrom,
    guarded: work =>
      db.transaction(() => {
        if (!isOurs()) throw lost()
        return work()
      }),
    release() {
      if (isReleased) return
      isReleased = true
      clearInterval(heartbeat)
      db.run('UPDATE runner_lease SET holder = NULL WHERE fence = ?', [fence])
    },
  }
}

function readLease(db: ReadableDb): { fence: number; holder: Holder | null } {
  const row = db.get<LeaseRow>('SELECT * FROM runner_lease')
  if (!row) throw new Error('the library has no row for its lease')
  if (row.holder === null) return { fence: row.fence, holder: null }
  const holder = {
    id: row.holder,
    pid: row.pid ?? 0,
    processStartedAt: row.process_started_at,
    hostName: row.host_name ?? '',
    heartbeatAtMs: row.heartbeat_at_ms ?? 0,
  }
  return { fence: row.fence, holder }
}

function isDead(holder: Holder, nowMs: number): boolean {
  if (holder.hostName !== hostname()) return nowMs - holder.heartbeatAtMs > STALE_AFTER_MS
  return processStartedAt(holder.pid) !== holder.processStartedAt
}

function lost(): StudioError {
  return new StudioError(
    'library/lease-lost',
    'Another Flythrough Studio works on this library now. What was done so far is kept; the other one goes on with the rest.',
  )
}
