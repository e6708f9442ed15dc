import { once } from 'node:events'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { isStudioError, StudioError } from '#model/errors.ts'
import type { Studio } from '#main/app.ts'
import type { Host } from '#main/host.ts'
import { defaultLibraryDir } from '#main/library/default-place.ts'
import { nodeHost } from './node-host.ts'
import { progressPrinter } from './terminal.ts'

/** What every command can be told. */
export type CommonOptions = { readonly json?: boolean; readonly library?: string }

export type CommandContext = {
  readonly libraryDir: string
  readonly host: Host
  readonly signal: AbortSignal
  readonly progress: ReturnType<typeof progressPrinter>
}

/** Makes the host a command runs in; `log` takes lines for a person. */
export type CreateHost = (log: (line: string) => void) => Host

let createHost: CreateHost = nodeHost

/** For the installed app, where programs and pages lie elsewhere than in a checkout. */
export function runCommandsIn(create: CreateHost): void {
  createHost = create
}

/** A command's answer: `json` for programs, `text` for people. */
export type CommandAnswer = { readonly json: unknown; readonly text: string }

export const EXIT_FAILED = 1
export const EXIT_USAGE = 2
export const EXIT_STOPPED = 130

/** Adds the options every command has. */
export function withCommonOptions(command: Command): Command {
  return command
    .option('--json', 'print one JSON document on stdout; everything else goes to stderr')
    .option('--library <dir>', "the library's folder (default: this user's library)")
}

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

/** One abort signal for Ctrl-C and a polite kill; a second Ctrl-C leaves at once. */
function stopSignal(): AbortSignal {
  const controller = new AbortController()
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(EXIT_STOPPED)
    controller.abort(new StudioError('stopped', 'Stopped. The same command goes on from here.'))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return controller.signal
}

/** Prints an error for a person (and, asked for JSON, for a program) and sets the exit status. */
export async function reportFailure(error: unknown, options: CommonOptions): Promise<void> {
  const isStopped = isStudioError(error, 'stopped')
  const isExpected = isStudioError(error)
  const message = isExpected ? error.message : `Something went wrong inside Flythrough: ${String(error)}`
  process.stderr.write(`${message}\n`)
  if (!isExpected && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`)
  if (options.json) {
    const code = isExpected ? error.code : 'internal'
    const details = isExpected ? error.details : {}
    await print(`${JSON.stringify({ error: { code, message, details } })}\n`)
  }
  const failed = isExpected && error.kind === 'usage' ? EXIT_USAGE : EXIT_FAILED
  process.exitCode = isStopped ? EXIT_STOPPED : failed
}

/** Prints a command's answer: its JSON document when asked for that, else its text. */
export async function printAnswer(answer: CommandAnswer, options: CommonOptions): Promise<void> {
  await print(options.json ? `${JSON.stringify(answer.json)}\n` : `${answer.text}\n`)
}

/** Runs a command and prints its answer, if it has one left to print; all errors end here. */
export async function runCommand(
  options: CommonOptions,
  work: (context: CommandContext) => Promise<CommandAnswer | null>,
): Promise<void> {
  const progress = progressPrinter(process.stderr)
  const signal = stopSignal()
  try {
    const libraryDir = resolve(options.library ?? defaultLibraryDir())
    const answer = await work({ libraryDir, host: createHost(progress.line), signal, progress })
    progress.end()
    if (answer) await printAnswer(answer, options)
  } catch (error) {
    progress.end()
    await reportFailure(signal.aborted ? signal.reason : error, options)
  }
}

/** Like runCommand, with the studio opened before and closed after. A mistyped library is not made with `mustExist`. */
export function runInStudio(
  options: CommonOptions & { readonly mustExist?: boolean },
  work: (context: CommandContext & { readonly studio: Studio }) => Promise<CommandAnswer | null>,
): Promise<void> {
  return runCommand(options, async context => {
    const { libraryDir, host } = context
    // Loaded only here: a command that needs no studio, or a plea for help, should not wait for all of it.
    const { createStudio } = await import('#main/app.ts')
    const studio = await createStudio({ libraryDir, host, mustExist: options.mustExist ?? false })
    try {
      return await work({ ...context, studio })
    } finally {
      await studio.close()
    }
  })
}
