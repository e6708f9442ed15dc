import { statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { v7 as uuid } from 'uuid'
import type { Connection } from '#main/db/open.ts'
import { isProcessGone, processStartedAt } from '#main/media/processes.ts'
import { StudioError } from '#model/errors.ts'
import { libraryTrouble } from './disk-trouble.ts'

/** Who works on the library's requests and renders. */
export type Holder = {
  readonly id: string
  readonly pid: number
  /** As processStartedAt tells it. */
  readonly processStartedAt: string | null
  readonly hostName: string
  /** By the holder's clock; 0 when it never beat. */
  readonly heartbeatAtMs: number
}

/** The right to work: one process at a time has it, others read and edit. */
export type Lease = {
  /** Grows by one each time the right changes hands. */
  readonly fence: number
  /** Aborted within two seconds of another process's taking the right, with library/lease-lost. */
  readonly lost: AbortSignal
  /**
   * Does `work` in one transaction, after checking inside it that the right is still ours.
   * @throws StudioError library/lease-lost
   */
  guarded<T>(work: () => T): T
  /** Gives the right back, and never throws. Does nothing when it is lost or released already. */
  release(): void
}

const HEARTBEAT_MS = 2_000
const STALE_AFTER_MS = 30_000
const ASK_AGAIN_MS = 250
/** Asking the system about a process takes a good part of a second on Windows. */
const LOOK_AT_HOLDER_EVERY_MS = 3_000

/** Which leases this very process holds: it lives, so its own start and number prove nothing about them. */
const heldHere = new Set<string>()

type LeaseRow = {
  fence: number
  holder: string | null
  pid: number | null
  process_started_at: string | null
  host_name: string | null
}

/**
 * Waits until this process may work. A holder on this host loses the right only when its process is provably gone
 * (a sleeping laptop's holder keeps it); one on another host when its heartbeat is older than 30 s.
 * `onWaiting` is told of each holder that is waited for, once. Rejects with the signal's reason when aborted.
 */
export async function acquireLease(
  db: Connection,
  options: { signal?: AbortSignal; onWaiting?: (holder: Holder) => void } = {},
): Promise<Lease> {
  const me = { id: uuid(), pid: process.pid, startedAt: processStartedAt(process.pid), hostName: hostname() }
  let waitingFor: string | null = null
  let lookAgainAtMs = 0
  for (;;) {
    options.signal?.throwIfAborted()
    const { fence, holder } = readLease(db)
    const isKnownToLive = holder?.id === waitingFor && performance.now() < lookAgainAtMs
    if (!holder || (!isKnownToLive && !isHolderAlive(holder))) {
      // Before the row, so that nobody ever reads ours beside the heartbeat of an earlier run.
      firstBeat(db)
      const { changes } = db.run(
        `UPDATE runner_lease SET fence = fence + 1, holder = ?, pid = ?, process_started_at = ?, host_name = ?
           WHERE fence = ? AND holder IS ?`,
        [me.id, me.pid, me.startedAt, me.hostName, fence, holder?.id ?? null],
      )
      if (changes === 1) return hold(db, me.id, fence + 1)
      continue
    }
    if (!isKnownToLive) lookAgainAtMs = performance.now() + LOOK_AT_HOLDER_EVERY_MS
    if (holder.id !== waitingFor) options.onWaiting?.(holder)
    waitingFor = holder.id
    // Only the signal can cut this short, and the next round rejects with its reason.
    await delay(ASK_AGAIN_MS, undefined, options.signal ? { signal: options.signal } : {}).catch(() => {})
  }
}

/** Who works on the library right now, dead or alive; null when nobody does. */
export function leaseHolder(db: Connection): Holder | null {
  return readLease(db).holder
}

/** True unless the holder's process has provably ended, or is on another host and has been silent for 30 s. */
export function isHolderAlive(holder: Holder): boolean {
  if (holder.hostName === hostname()) {
    if (holder.pid === process.pid) return heldHere.has(holder.id)
    return !isProcessGone(holder.pid, holder.processStartedAt)
  }
  return Date.now() - holder.heartbeatAtMs < STALE_AFTER_MS
}

function hold(db: Connection, id: string, fence: number): Lease {
  heldHere.add(id)
  let isReleased = false
  const losing = new AbortController()
  const isOurs = (): boolean => !isReleased && readLease(db).fence === fence

  const heartbeat = setInterval(() => {
    try {
      if (isOurs()) return beat(db)
      clearInterval(heartbeat)
      losing.abort(lost())
    } catch {
      // A busy moment or a full disk: the next beat tries again, and guarded() tells whoever works.
    }
  }, HEARTBEAT_MS)
  heartbeat.unref()

  return {
    fence,
    lost: losing.signal,
    guarded: work =>
      db.transaction(() => {
        if (!isOurs()) throw lost()
        return work()
      }),
    release() {
      if (isReleased) return
      isReleased = true
      clearInterval(heartbeat)
      heldHere.delete(id)
      try {
        db.run('UPDATE runner_lease SET holder = NULL WHERE fence = ?', [fence])
      } catch {
        // A full disk, say: what it ended is the error to tell, and everybody can see that nobody holds this one.
      }
    },
  }
}

function readLease(db: Connection): { fence: number; holder: Holder | null } {
  const row = db.get<LeaseRow>('SELECT * FROM runner_lease')
  if (!row) throw new Error('the library has no row for its lease')
  if (row.holder === null) return { fence: row.fence, holder: null }
  const holder = {
    id: row.holder,
    pid: row.pid ?? 0,
    processStartedAt: row.process_started_at,
    hostName: row.host_name ?? '',
    heartbeatAtMs: statSync(heartbeatPath(db), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  }
  return { fence: row.fence, holder }
}

/**
 * The heartbeat is the time of a file, not a row: a row would cost a flush of the disk every two seconds, and tell
 * everyone who follows the library's changes of nothing.
 */
function heartbeatPath(db: Connection): string {
  return join(dirname(db.path), 'runner-heartbeat')
}

function beat(db: Connection): void {
  const path = heartbeatPath(db)
  writeFileSync(path, '', { flag: 'a' })
  const now = new Date()
  utimesSync(path, now, now)
}

/** A beat on which the work depends: where the library cannot be written to, that is told. */
function firstBeat(db: Connection): void {
  try {
    beat(db)
  } catch (error) {
    throw libraryTrouble(error, dirname(db.path))
  }
}

function lost(): StudioError {
  return new StudioError(
    'library/lease-lost',
    'Another Flythrough Studio works on this library now. What was done so far is kept; the other one goes on with the rest.',
  )
}
