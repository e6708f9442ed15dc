import { readFileSync } from 'node:fs'

/** Clock ticks a second in /proc on every Linux that Node runs on. */
const CLOCK_TICKS = 100
const SAMPLE_MS = 100

/** CPU seconds, user and system, of the children that have ended (Linux: /proc/self/stat, fields 16 and 17). */
export function childrenCpuSeconds(): number {
  const stat = readFileSync('/proc/self/stat', 'latin1')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) / CLOCK_TICKS
}

export function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

export type MemoryPeak = { readonly largestProcessMb: number; readonly treeMb: number }

/** Watches this process and its children from now on; the answer's `end` tells their peaks. */
export function watchMemory(): { end(): MemoryPeak } {
  let [largestProcessKb, treeKb] = [0, 0]
  const sample = (): void => {
    let sumKb = 0
    for (const pid of [process.pid, ...childrenOf(process.pid)]) {
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

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim()
  return text === '' ? [] : text.split(' ').map(Number)
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
