import { spawn, type ChildProcess } from 'node:child_process'
import { setPriority } from 'node:os'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Readable, Writable } from 'node:stream'
import { StudioError } from '#model/errors.ts'
import { drained } from './drained.ts'
import { createTextRing, type TextRing } from './text-ring.ts'
import { createProgressParser, type FfmpegProgress } from './progress.ts'
import { ticks } from '#model/time.ts'

/** What a person can do where the ffmpeg that was found is not good enough. */
export const CHOOSE_ANOTHER = 'choose another ffmpeg in the settings, or name it in FLYTHROUGH_FFMPEG'

/** An ffmpeg that was found and answers. `version` is its own full text, e.g. `5.1.9-0+deb12u1`. */
export type FfmpegProgram = {
  readonly path: string
  readonly version: string
  readonly source: 'setting' | 'packaged' | 'ffmpeg-static' | 'PATH'
}

export type FfmpegRunOptions = {
  /** Ends ffmpeg; the run then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Takes what ffmpeg writes to `pipe:1`; ffmpeg waits while the promise is pending. Without it, stdout carries progress. */
  readonly onStdout?: ((chunk: Buffer) => void | Promise<void>) | undefined
  /** Not together with `onStdout`. */
  readonly onProgress?: ((progress: FfmpegProgress) => void) | undefined
  /** Feeds `pipe:0`; stdin is closed when the promise resolves. An EPIPE only means that ffmpeg has read enough. */
  readonly input?: ((stdin: Writable) => Promise<void>) | undefined
  /** So long without any output or advance, and ffmpeg is killed (`ffmpeg/stalled`). Default one minute. */
  readonly stallTimeoutMs?: number | undefined
  /** Gives way to everything else on this machine; nothing that a person waits for. */
  readonly isBackground?: boolean | undefined
}

export type FfmpegResult = { readonly stderrTail: string; readonly progress: FfmpegProgress }

const DEFAULT_STALL_TIMEOUT_MS = 60_000
/** How long a child may take to end by itself after SIGTERM, and to close its pipes after its end. */
const GRACE_MS = 2_000
/** As with `nice`: low, but still ahead of what the system does when it is idle. */
const BACKGROUND_PRIORITY = 10
const STDERR_TAIL_CHARS = 16_384
const ERROR_LINES = 12
/** Older versions end with 0 when the last bytes of a file, its index among them, could not be written. */
const UNFINISHED_FILE = /^(?:\[[^\]]*\] )?Error (?:writing trailer|closing file)/m

const running = new Set<ChildProcess>()
let isExitHooked = false

/**
 * Runs ffmpeg to its end: the only door to it. Never through a shell, never with a child that outlives the promise.
 * Rejects with StudioError `ffmpeg/missing`, `ffmpeg/failed`, `ffmpeg/disk-full` or `ffmpeg/stalled`
 * (details: args, exitCode, lastLines), with the signal's reason, or with what `onStdout` or `input` threw.
 */
export async function runFfmpeg(
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  args: readonly string[],
  options: FfmpegRunOptions = {},
): Promise<FfmpegResult> {
  const { signal, onStdout, onProgress, input, stallTimeoutMs = DEFAULT_STALL_TIMEOUT_MS } = options
  if (onStdout && onProgress) throw new Error('stdout can carry data or progress, not both')
  signal?.throwIfAborted()

  const allArgs = [
    '-hide_banner',
    '-nostats',
    ...(input ? [] : ['-nostdin']),
    ...(onStdout ? [] : ['-progress', 'pipe:1']),
    ...args,
  ]
  const child = spawn(ffmpeg.path, allArgs, {
    stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    windowsHide: true,
    env: { ...process.env, AV_LOG_FORCE_NOCOLOR: '1' },
  })
  remember(child)
  if (options.isBackground) giveWay(child)

  const stderr = createTextRing(STDERR_TAIL_CHARS)
  const watch = watchForStall(stallTimeoutMs, () =>
    stop(new StudioError('ffmpeg/stalled', stalledText(ffmpeg.path, stallTimeoutMs), { details: { args: allArgs } })),
  )
  let progress: FfmpegProgress = { frame: 0, outTimeTicks: ticks(0) }
  let stopReason: { readonly error: unknown } | undefined
  let killTimer: NodeJS.Timeout | undefined

  function stop(error: unknown): void {
    if (stopReason) return
    stopReason = { error }
    child.kill('SIGTERM')
    killTimer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
  }
  const onAbort = (): void => stop(signal?.reason)
  signal?.addEventListener('abort', onAbort, { once: true })

  const parser = createProgressParser()
  const takeProgress = (chunk: Buffer): void => {
    const report = parser.push(chunk.toString('latin1'))
    if (!report) return
    // ffmpeg 7 goes on reporting while its workers hang: only an advance is a sign of life.
    if (report.frame !== progress.frame || report.outTimeTicks !== progress.outTimeTicks) watch.alive()
    progress = report
    onProgress?.(report)
  }
  const reader = { isBusy: false, chunks: 0 }
  const takeData = async (chunk: Buffer): Promise<void> => {
    watch.pause()
    reader.isBusy = true
    reader.chunks += 1
    await onStdout?.(chunk)
    reader.isBusy = false
    watch.alive()
  }
  const pipes = [
    pump(child.stdout, onStdout ? takeData : takeProgress).catch(stop),
    pump(child.stderr, chunk => {
      watch.alive()
      stderr.push(chunk)
    }).catch(stop),
  ]
  if (input && child.stdin) feed(child.stdin, input, () => watch.alive()).catch(stop)

  try {
    const end = await ended(child)
    watch.end()
    child.stdin?.destroy(new Error('ffmpeg has ended'))
    const pulse = (): number | undefined => (reader.isBusy && !stopReason ? undefined : reader.chunks)
    if (!(await drained(Promise.all(pipes), pulse, GRACE_MS)))
      for (const pipe of [child.stdout, child.stderr]) pipe?.destroy()
    // A Ctrl-C reaches ffmpeg and this process together; let our own abort be told first.
    if (end.kind === 'exit' && end.exitCode !== 0) await nextTurn()
    if (stopReason) throw stopReason.error
    signal?.throwIfAborted()
    if (end.kind === 'error') throw notStarted(ffmpeg.path, end.error)
    if (end.exitCode !== 0 || UNFINISHED_FILE.test(stderr.text())) throw failure(end, allArgs, stderr)
    return { stderrTail: stderr.text(), progress }
  } finally {
    watch.end()
    clearTimeout(killTimer)
    signal?.removeEventListener('abort', onAbort)
    running.delete(child)
  }
}

/** Kills every ffmpeg of this process at once; synchronous, for the moment the process ends. */
export function killAllFfmpeg(): void {
  for (const child of running) child.kill('SIGKILL')
}

function giveWay(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) setPriority(child.pid, BACKGROUND_PRIORITY)
  } catch {
    // It has ended already, or the system does not allow it: it only takes more of the machine.
  }
}

function remember(child: ChildProcess): void {
  running.add(child)
  if (isExitHooked) return
  isExitHooked = true
  process.on('exit', killAllFfmpeg)
}

type End =
  | { readonly kind: 'exit'; readonly exitCode: number | null; readonly endedBy: NodeJS.Signals | null }
  | { readonly kind: 'error'; readonly error: Error }

function ended(child: ChildProcess): Promise<End> {
  return new Promise(resolve => {
    // `error` comes alone when the program cannot be started.
    child.once('error', error => resolve({ kind: 'error', error }))
    child.once('exit', (exitCode, endedBy) => resolve({ kind: 'exit', exitCode, endedBy }))
  })
}

/** A child that could not be started for want of open files has no streams. */
async function pump(stream: Readable | null, take: (chunk: Buffer) => void | Promise<void>): Promise<void> {
  try {
    if (!stream) return
    for await (const chunk of stream) await take(chunk as Buffer)
  } catch (error) {
    if (!isBrokenPipe(error)) throw error
  }
}

async function feed(stdin: Writable, input: (stdin: Writable) => Promise<void>, alive: () => void): Promise<void> {
  stdin.on('error', () => undefined)
  stdin.on('drain', alive)
  try {
    await input(stdin)
    stdin.end()
  } catch (error) {
    // Once the pipe is gone, ffmpeg's own exit says whether that was right.
    if (!stdin.destroyed && !isBrokenPipe(error)) throw error
  }
}

function isBrokenPipe(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code
  return code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ERR_STREAM_DESTROYED'
}

type StallWatch = { alive(): void; pause(): void; end(): void }

/** Counts quiet time in small steps rather than by the clock, so that a laptop's sleep does not look like a stall. */
function watchForStall(timeoutMs: number, onStall: () => void): StallWatch {
  const stepMs = Math.min(1000, timeoutMs / 4)
  let quietMs = 0
  let isPaused = false
  const timer = setInterval(() => {
    if (isPaused) return
    quietMs += stepMs
    if (quietMs >= timeoutMs) onStall()
  }, stepMs)
  return {
    alive() {
      quietMs = 0
      isPaused = false
    },
    pause() {
      isPaused = true
    },
    end: () => clearInterval(timer),
  }
}

function stalledText(path: string, timeoutMs: number): string {
  return `ffmpeg (${path}) did nothing for ${timeoutMs / 1000} seconds and was stopped. Try again; if it happens again, ${CHOOSE_ANOTHER}.`
}

function notStarted(path: string, cause: Error & { code?: string }): StudioError {
  if (cause.code === 'EMFILE' || cause.code === 'ENFILE') {
    const message = `ffmpeg could not be started: too many files are open (${cause.code}). Close other programs and try again.`
    return new StudioError('ffmpeg/failed', message, { cause, details: { path } })
  }
  return new StudioError('ffmpeg/missing', `ffmpeg could not be started (${path}). Install it, or ${CHOOSE_ANOTHER}.`, {
    cause,
    details: { path, reason: cause.message },
  })
}

function failure(end: End & { kind: 'exit' }, args: readonly string[], stderr: TextRing): StudioError {
  const lastLines = stderr.lastLines(ERROR_LINES)
  // An encoder's summary may follow, longer than the last lines.
  const text = stderr.text()
  const details = { args, exitCode: end.exitCode, endedBy: end.endedBy, lastLines }
  if (/No space left on device|Dis[ck] quota exceeded|There is not enough space on the disk/i.test(text)) {
    return new StudioError('ffmpeg/disk-full', 'The disk is full. Make room and try again; finished work is kept.', {
      details,
    })
  }
  const how = end.endedBy ?? 'a signal'
  if (end.endedBy === null ? end.exitCode === 255 && !/Operation not permitted/.test(text) : isOrder(end.endedBy)) {
    const what = `ffmpeg was ended from outside (${how}) before it was done, by a person or by the system for want of memory.`
    return new StudioError('ffmpeg/failed', `${what} Try again.`, { details })
  }
  if (end.endedBy !== null) {
    const what = `ffmpeg crashed (${how}). Try again; if it happens again, ${CHOOSE_ANOTHER}.`
    return new StudioError('ffmpeg/failed', what, { details })
  }
  const words =
    stderr.lastLines(Infinity).find(line => UNFINISHED_FILE.test(line)) ??
    lastLines.findLast(line => line !== 'Conversion failed!') ??
    'it gave no reason'
  const what = end.exitCode === 0 ? 'could not finish its file' : `failed with exit code ${end.exitCode}`
  return new StudioError('ffmpeg/failed', `ffmpeg ${what}: ${words}`, { details })
}

/** Signals that someone sends, as against those of a program's own fault. */
function isOrder(signal: NodeJS.Signals): boolean {
  return ['SIGTERM', 'SIGKILL', 'SIGINT', 'SIGHUP', 'SIGQUIT'].includes(signal)
}
