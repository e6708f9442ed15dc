import { execFileSync, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'

/** A process as the system lists it. `commandLine` is its arguments joined by spaces. */
export type RunningProcess = { readonly pid: number; readonly commandLine: string }

const COMMAND_TIMEOUT_MS = 10_000
const MOST_WAIT_MS = 5_000
const STARTED_AFTER_MS = 2_000

/**
 * When a process began, as text to compare for equality only (with the machine's boot where the system tells it);
 * null when no process has that number. The pair of pid and start is never used twice.
 */
export function processStartedAt(pid: number): string | null {
  if (process.platform === 'linux') return linuxStartedAt(pid)
  if (process.platform === 'win32') return windowsStartedAt(pid)
  return posixStartedAt(pid)
}

/** True when the process that had this number and start has provably ended. */
export function isProcessGone(pid: number, startedAt: string | null): boolean {
  const now = processStartedAt(pid)
  // Null may also mean that the system's tool failed: then only a number without any process is proof.
  return now === null ? !isAlive(pid) || isZombie(pid) : startedAt !== null && now !== startedAt
}

/** Every ffmpeg that was given a file in a folder of one of these names, which must be unmistakable, as a work folder's is. */
export function orphansOf(folderNames: readonly string[]): RunningProcess[] {
  if (folderNames.length === 0) return []
  return listProcesses().filter(
    ({ pid, commandLine }) => pid !== process.pid && folderNames.some(name => wasGivenFileIn(commandLine, name)),
  )
}

/**
 * Kills the processes of `orphansOf`, and waits until they are gone (5 s at most: the system cannot end one that hangs in
 * a driver). Returns what it ended; processes of other users are left alone.
 */
export async function endOrphans(folderNames: readonly string[]): Promise<RunningProcess[]> {
  const orphans = orphansOf(folderNames)
  const started = new Map(orphans.map(({ pid }) => [pid, processStartedAt(pid)]))
  const killed = orphans.filter(({ pid }) => kill(pid))
  const giveUpAtMs = performance.now() + MOST_WAIT_MS
  for (const { pid } of killed) {
    while (!isProcessGone(pid, started.get(pid) ?? null) && performance.now() < giveUpAtMs) await delay(20)
  }
  return killed
}

/**
 * True when a file in a folder of this name stands on the command line in the form that every path of ours has there
 * (fileArg's `file:`). By the folder's name alone, for one folder can be reached by several paths.
 */
export function wasGivenFileIn(commandLine: string, folderName: string): boolean {
  const files = commandLine.slice(commandLine.indexOf('file:'))
  return files.startsWith('file:') && [`/${folderName}/`, `\\${folderName}\\`].some(part => files.includes(part))
}

/** False when the process has ended meanwhile, or is not ours to end. */
function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !isGone(error)
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ESRCH'
}

/** The fields of /proc/PID/stat after the process's name, which may itself hold spaces and brackets. */
function linuxStat(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

/** A zombie has ended and holds no files; it only waits for its parent to notice. */
function isZombie(pid: number): boolean {
  return process.platform === 'linux' && linuxStat(pid)?.[0] === 'Z'
}

function linuxStartedAt(pid: number): string | null {
  const stat = linuxStat(pid)
  if (!stat || stat[0] === 'Z') return null
  const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
  // Field 22 of the file, of which linuxStat leaves out two: clock ticks since boot.
  return `${bootId} ${stat[19]}`
}

function posixStartedAt(pid: number): string | null {
  return textOf('ps', ['-o', 'lstart=', '-p', `${pid}`])
}

function windowsStartedAt(pid: number): string | null {
  return textOfPowerShell(
    `(Get-CimInstance Win32_Process -Filter 'ProcessId = ${pid}').CreationDate.ToUniversalTime().Ticks`,
  )
}

export function listProcesses(): RunningProcess[] {
  if (process.platform === 'linux') return listLinux()
  if (process.platform === 'win32') return listWindows()
  return parseProcessList(textOf('ps', ['-axww', '-o', 'pid=,command=']))
}

function listLinux(): RunningProcess[] {
  const found: RunningProcess[] = []
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const commandLine = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      found.push({ pid: Number(name), commandLine })
    } catch {
      // It ended while the list was read.
    }
  }
  return found
}

function listWindows(): RunningProcess[] {
  const command = "Get-CimInstance Win32_Process | ForEach-Object { '{0} {1}' -f $_.ProcessId, $_.CommandLine }"
  return parseProcessList(textOfPowerShell(command))
}

/** Lines of "PID COMMAND LINE", as ps and our PowerShell line print them. */
export function parseProcessList(text: string | null): RunningProcess[] {
  const found: RunningProcess[] = []
  for (const line of (text ?? '').split(/\r?\n/)) {
    const match = /^\s*(\d+)\s+(.+)$/.exec(line)
    if (match?.[1] && match[2]) found.push({ pid: Number(match[1]), commandLine: match[2].trim() })
  }
  return found
}

function textOfPowerShell(command: string): string | null {
  return textOf('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', command])
}

/** What a system tool prints, in English and UTC; null when it prints nothing or fails. */
function textOf(tool: string, args: readonly string[]): string | null {
  try {
    const text = execFileSync(tool, args, {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: COMMAND_TIMEOUT_MS,
      maxBuffer: 64 * 1024 * 1024,
      windowsHide: true,
    }).trim()
    return text === '' ? null : text
  } catch {
    return null
  }
}

/**
 * Starts a program that goes on by itself. False when it is not there, or says within a moment that it cannot do it.
 * No shell reads the arguments.
 */
export function startOnItsOwn(program: string, args: readonly string[]): Promise<boolean> {
  return new Promise(resolve => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true })
    // A program that shows a window stays; the others are done at once.
    const isUp = setTimeout(() => resolve(true), STARTED_AFTER_MS)
    child.once('error', () => {
      clearTimeout(isUp)
      resolve(false)
    })
    child.once('exit', status => {
      clearTimeout(isUp)
      resolve(status === 0)
    })
    child.unref()
  })
}
