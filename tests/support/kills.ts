import { setTimeout as delay } from 'node:timers/promises'
import { listProcesses } from '#main/media/processes.ts'
import { startCli, type CliRun } from './cli.ts'

/** Small and seeded: which moments a failed run was killed at can be told and done again. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Starts the command, kills its node process (not its children) with SIGKILL after `afterMs`; resolves when it is gone. */
export async function runAndKill(args: readonly string[], afterMs: number): Promise<CliRun> {
  const { child, done } = startCli(args)
  const stop = new AbortController()
  void delay(afterMs, undefined, { signal: stop.signal }).then(
    () => child.kill('SIGKILL'),
    () => undefined,
  )
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
  await exited
  stop.abort()
  // Orphaned children hold the pipes open; what was said until now is enough.
  child.stdout?.destroy()
  child.stderr?.destroy()
  return done
}

/** Command lines of running processes that name a path below `folder`. */
export function processesNaming(folder: string): string[] {
  return listProcesses()
    .filter(({ pid, commandLine }) => pid !== process.pid && commandLine.includes(folder))
    .map(({ commandLine }) => commandLine)
}
