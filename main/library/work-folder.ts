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

export function removeWorkFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}

/** Everything in `workRoot` but the folders of processes that live. */
export function abandonedWork(workRoot: string): string[] {
  return readdirSync(workRoot)
    .filter(name => !isOwned(join(workRoot, name), name))
    .map(name => join(workRoot, name))
}

function isOwned(path: string, name: string): boolean {
  const match = /^([0-9a-f]{8})-(\d+)-[0-9a-f]{8}$/.exec(name)
  if (!match) return false
  if (match[1] === shortHash(hostname())) {
    const pid = Number(match[2])
    return name === ownerName(pid) || (processStartedAt(pid) === null && !isProcessGone(pid, null))
  }
  return Date.now() - statSync(path).mtimeMs < FORGOTTEN_AFTER_MS
}

function ownerName(pid: number): string {
  return `${shortHash(hostname())}-${pid}-${shortHash(processStartedAt(pid) ?? '')}`
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
