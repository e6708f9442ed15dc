import { getCompileCacheDir } from 'node:module'
import { Worker } from 'node:worker_threads'
import { unreadable } from './probe-errors.ts'
import type { VideoProbe } from './probe.ts'

/** What the thread tells: that it gets on, and what it found. */
export type FromProber =
  | { readonly kind: 'beat' }
  | { readonly kind: 'probed'; readonly probe: VideoProbe | null }
  | { readonly kind: 'failed'; readonly reason: string }

/** Damaged tables of a file can keep a reader busy for ever, or fill its memory: so long without getting on, and it is ended. */
const SILENCE_MS = 20_000
const MOST_MEMORY_MB = 768

/** The thread, kept from one file to the next, and the reading that is under way or was last. */
let prober: Worker | null = null
let last: Promise<unknown> = Promise.resolve()

/**
 * What stands in a video file, read on a thread of its own, one file at a time: nothing that a file holds can keep this one.
 * Null for a container that is not known there. Rejects with StudioError `video/unreadable`.
 */
export function probeApart(path: string, silenceMs = SILENCE_MS): Promise<VideoProbe | null> {
  const reading = last.then(() => readApart(path, silenceMs))
  last = reading.catch(() => {})
  return reading
}

function readApart(path: string, silenceMs: number): Promise<VideoProbe | null> {
  const worker = (prober ??= startProber())
  worker.ref()
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(new Error('it is read without end')), silenceMs)
    function settle(): void {
      clearTimeout(timer)
      worker.off('message', hear).off('error', fail).off('exit', onExit)
    }
    function fail(cause: Error): void {
      settle()
      if (prober === worker) prober = null
      void worker.terminate()
      reject(unreadable(path, cause))
    }
    const onExit = (code: number): void => fail(new Error(`the thread that read it ended with code ${code}`))
    function hear(message: FromProber): void {
      if (message.kind === 'beat') {
        timer.refresh()
        return
      }
      settle()
      // An idle thread must not keep the program from ending.
      worker.unref()
      if (message.kind === 'probed') resolve(message.probe)
      else reject(unreadable(path, new Error(message.reason)))
    }
    worker.on('message', hear).once('error', fail).once('exit', onExit)
    worker.postMessage(path)
  })
}

function startProber(): Worker {
  const cacheDir = getCompileCacheDir()
  const worker = new Worker(new URL('./probe-worker.ts', import.meta.url), {
    name: 'probe-worker',
    env: cacheDir === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: cacheDir },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  })
  // One that falls over while it is idle is not asked again.
  worker.once('exit', () => {
    if (prober === worker) prober = null
  })
  worker.on('error', () => {})
  return worker
}
