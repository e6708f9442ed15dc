import type { Worker } from 'node:worker_threads'
import { unreadable } from './probe-errors.ts'
import { startThread } from './start-thread.ts'
import type { VideoProbe } from './probe.ts'

/** What the thread tells: that it has begun or gets on, and what it found. */
export type FromProber =
  | { readonly kind: 'beat' }
  | { readonly kind: 'probed'; readonly probe: VideoProbe | null }
  | { readonly kind: 'failed'; readonly reason: string }

/** Damaged tables of a file can keep a reader busy for ever, or fill its memory: so long without getting on, and it is ended. */
const SILENCE_MS = 20_000
const MOST_MEMORY_MB = 768

type Prober = { readonly worker: Worker; hasBegun: boolean }

/** The thread, kept from one file to the next, and the reading that is under way or was last. */
let prober: Prober | null = null
let last: Promise<unknown> = Promise.resolve()

/**
 * What stands in a video file, read on a thread of its own, one file at a time: nothing that a file holds can keep this one.
 * Null for a container that is not known there. Rejects with StudioError `video/unreadable`, or with what kept the thread from beginning.
 */
export function probeApart(path: string, silenceMs = SILENCE_MS): Promise<VideoProbe | null> {
  const reading = last.then(() => readApart(path, silenceMs))
  last = reading.catch(() => {})
  return reading
}

function readApart(path: string, silenceMs: number): Promise<VideoProbe | null> {
  const reader = (prober ??= startProber())
  const { worker } = reader
  worker.ref()
  return new Promise((resolve, reject) => {
    const giveUp = (): void => fail(new Error('it is read without end'))
    // Only a thread that has begun can be silent about the file.
    let timer = setTimeout(giveUp, reader.hasBegun ? silenceMs : SILENCE_MS)
    function settle(): void {
      clearTimeout(timer)
      worker.off('message', hear).off('error', fail).off('exit', onExit)
    }
    function fail(cause: Error): void {
      settle()
      if (prober === reader) prober = null
      void worker.terminate()
      reject(reader.hasBegun ? unreadable(path, cause) : cause)
    }
    const onExit = (code: number): void => fail(new Error(`the thread that read it ended with code ${code}`))
    function hear(message: FromProber): void {
      reader.hasBegun = true
      if (message.kind === 'beat') {
        clearTimeout(timer)
        timer = setTimeout(giveUp, silenceMs)
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

function startProber(): Prober {
  const worker = startThread(new URL('./probe-worker.ts', import.meta.url), {
    name: 'probe-worker',
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  })
  const started = { worker, hasBegun: false }
  // One that falls over while it is idle is not asked again.
  worker.once('exit', () => {
    if (prober === started) prober = null
  })
  worker.on('error', () => {})
  return started
}
