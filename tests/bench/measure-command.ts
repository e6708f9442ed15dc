import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FLYTHROUGH = fileURLToPath(new URL('../../scripts/flythrough.mjs', import.meta.url))

/** Clock ticks a second in /proc on every Linux that Node runs on. */
const CLOCK_TICKS = 100
const SAMPLE_MS = 100

/** CPU seconds, user and system, of the children that have ended and of theirs (Linux: /proc/self/stat, fields 16 and 17). */
export function childrenCpuSeconds(): number {
  const stat = readFileSync('/proc/self/stat', 'latin1')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) / CLOCK_TICKS
}

export type MemoryPeak = { readonly largestProcessMb: number; readonly treeMb: number }

/** More than this no process may need, and the command with all its children. */
export const MEMORY_LIMIT: MemoryPeak = { largestProcessMb: 400, treeMb: 900 }

/** Runs a command of the command line to its end, and tells the peaks of its processes. */
export async function runCommand(args: readonly string[]): Promise<MemoryPeak> {
  const child = spawn(process.execPath, [FLYTHROUGH, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
  const memory = watchMemory(child.pid!)
  const [status] = (await once(child, 'exit')) as [number | null]
  const peak = memory.end()
  if (status !== 0) throw new Error(`${args[0]} ended with status ${status}`)
  return peak
}

export function describeMemory({ largestProcessMb, treeMb }: MemoryPeak): string {
  return `peak ${largestProcessMb} MB a process, ${treeMb} MB together`
}

export function isTooLarge({ largestProcessMb, treeMb }: MemoryPeak): boolean {
  return largestProcessMb >= MEMORY_LIMIT.largestProcessMb || treeMb >= MEMORY_LIMIT.treeMb
}

/** Watches a process and all below it from now on; the answer's `end` tells their peaks. */
function watchMemory(root: number): { end(): MemoryPeak } {
  let [largestProcessKb, treeKb] = [0, 0]
  const sample = (): void => {
    let sumKb = 0
    for (const pid of treeOf(root)) {
      const { rssKb, peakKb } = memoryOf(pid)
      sumKb += rssKb
      largestProcessKb = Math.max(largestProcessKb, peakKb)
    }
    treeKb = Math.max(treeKb, sumKb)
  }
  const timer = setInterval(sample, SAMPLE_MS)
  return {
    end() {
      clearInterval(timer)
      return { largestProcessMb: Math.round(largestProcessKb / 1024), treeMb: Math.round(treeKb / 1024) }
    },
  }
}

function treeOf(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(treeOf)]
}

/** Any thread may have started a child. */
function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap(thread =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1').split(' ').filter(Boolean).map(Number),
    )
  } catch {
    // It has ended meanwhile.
    return []
  }
}

function memoryOf(pid: number): { rssKb: number; peakKb: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1')
    const field = (name: string): number =>
      Number(new RegExp(String.raw`^${name}:\s+(\d+)`, 'm').exec(status)?.[1] ?? 0)
    return { rssKb: field('VmRSS'), peakKb: field('VmHWM') }
  } catch {
    return { rssKb: 0, peakKb: 0 }
  }
}
