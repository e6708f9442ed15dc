import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { isProcessGone, processStartedAt } from '#main/media/processes.ts'

/** Left alone this long, even a folder of another host's process has no owner any more. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000

/**
 * Makes this process's own folder below `workRoot`: its name tells whose it is (host, pid, start), so that another
 * process knows when its owner is gone.
 */
export function ownWorkFolder(workRoot: string): string {
  const folder = join(workRoot, ownerName(process.pid))
  mkdirSync(folder, { recursive: true })
  return folder
}

/** False when something in it is still held by a program, as Windows lets it: the next clear-up tries again. */
export function removeWorkFolder(folder: string): boolean {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    return true
  } catch {
    return false
  }
}

/** The work folders in `workRoot` whose process is gone. What is not named as they are is somebody else's. */
export function abandonedWork(workRoot: string): string[] {
  return readdirSync(workRoot)
    .map(name => ({ path: join(workRoot, name), owner: ownerIn(name) }))
    .filter(({ path, owner }) => owner && !isOwned(path, owner))
    .map(({ path }) => path)
}

type Owner = { readonly host: string; readonly pid: number; readonly start: string }

function ownerIn(name: string): Owner | null {
  const [, host, pid, start] = /^([0-9a-f]{8})-(\d+)-([0-9a-f]{8})$/.exec(name) ?? []
  return host && pid && start ? { host, pid: Number(pid), start } : null
}

function isOwned(path: string, { host, pid, start }: Owner): boolean {
  if (host !== shortHash(hostname())) {
    const stats = statSync(path, { throwIfNoEntry: false })
    return stats !== undefined && Date.now() - stats.mtimeMs < FORGOTTEN_AFTER_MS
  }
  const startedAt = processStartedAt(pid)
  // The system's tool may fail, now or when the folder was named: then the number alone has to do.
  const isUntold = startedAt === null || start === shortHash('')
  return isUntold ? !isProcessGone(pid, null) : start === shortHash(startedAt)
}

function ownerName(pid: number): string {
  return `${shortHash(hostname())}-${pid}-${shortHash(processStartedAt(pid) ?? '')}`
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
