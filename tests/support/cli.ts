import { spawn, type ChildProcess } from 'node:child_process'
import { tmpdir } from 'node:os'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

const CLI = fileURLToPath(new URL('../../main/hosts/node/cli.ts', import.meta.url))

export type CliRun = { status: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }

/** `prefix` is a program that starts the command line (setpriv ...); `input` is what it can read from its standard input. */
export type CliOptions = { environment?: NodeJS.ProcessEnv; cwd?: string; prefix?: readonly string[]; input?: string }

/** Starts the command line as a user's shell would, on this test's own Node, and unless told otherwise outside the clone. */
export function startCli(
  args: readonly string[],
  options: CliOptions = {},
): { child: ChildProcess; done: Promise<CliRun> } {
  // spawn would make "undefined" of a value that is not there, and the command a folder of that name.
  if (args.some(arg => typeof arg !== 'string')) throw new TypeError(`not all arguments are text: ${args.join(' ')}`)
  const [program, ...rest] = [...(options.prefix ?? []), process.execPath, CLI, ...args]
  const child = spawn(program!, rest, {
    cwd: options.cwd ?? tmpdir(),
    env: { ...process.env, ...options.environment },
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  }) as ChildProcess & { readonly stdout: Readable; readonly stderr: Readable }
  child.stdin?.end(options.input)
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
  const done = new Promise<CliRun>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status, signal) => resolve({ status, signal, stdout, stderr }))
  })
  return { child, done }
}
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  return startCli(args, options).done
}

/** Runs a command with --json and reads its document; throws with the program's words when it failed. */
export async function runCliJson<T>(args: readonly string[], options: CliOptions = {}): Promise<T> {
  const run = await runCli([...args, '--json'], options)
  if (run.status !== 0) throw new Error(`exit status ${run.status}: ${run.stderr}`)
  return JSON.parse(run.stdout) as T
}
