import type { Worker } from 'node:worker_threads'
import { assertNever } from '#model/assert-never.ts'
import { StudioError } from '#model/errors.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import { startThread } from '#main/media/start-thread.ts'
import type { ClipToDraw } from '#main/providers/animatic-provider.ts'
import { unpackError } from './clip-messages.ts'
import type { FromWorker, ToWorker } from './clip-messages.ts'

export type ClipPool = {
  /**
   * Draws a clip into `outPath` on a worker thread, after those asked for before it; `onProgress` takes 0..1.
   * Rejects as `drawClip` does, with the signal's reason, with `animatic/crashed` when the thread fell over, or with
   * `animatic/missing` when it could not even begin.
   */
  draw(clip: ClipToDraw, to: ClipTarget): Promise<void>
  /** Cancels what is being drawn or waits, and ends the threads. */
  close(): Promise<void>
}

export type ClipTarget = {
  readonly outPath: string
  readonly signal: AbortSignal
  readonly onProgress?: (progress: number) => void
}

type Job = {
  readonly clip: ClipToDraw
  readonly target: ClipTarget
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

type Seat = {
  readonly worker: Worker
  /** The thread has all it draws with. */
  isReady: boolean
  job: Job | undefined
  readonly ended: Promise<void>
}

/** The one place that knows where the worker's entry is. */
export function startClipWorker(): Worker {
  return startThread(new URL('./clip-worker.ts', import.meta.url), {
    name: 'clip-worker',
    // Young things are collected after each frame: room for more of them would only be touched in turn.
    resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 256 },
  })
}

/** Threads that draw clips: as many as are needed, at most `size`, started when first needed and kept for the next. */
export function createClipPool(ffmpeg: Pick<FfmpegProgram, 'path'>, size: number, start = startClipWorker): ClipPool {
  const seats = new Set<Seat>()
  const waiting: Job[] = []
  let isClosed = false

  function seatNewThread(): Seat {
    const worker = start()
    const ended = new Promise<void>(resolve => worker.once('exit', () => resolve()))
    const seat: Seat = { worker, isReady: false, job: undefined, ended }
    let fault: unknown
    worker.on('message', (message: FromWorker) => hear(seat, message))
    worker.on('error', error => {
      fault = error
    })
    worker.once('exit', code => {
      seats.delete(seat)
      if (isClosed) seat.job?.reject(new Error('the drawing was cancelled'))
      else seat.job?.reject(seat.isReady ? crashed(seat.job.clip, code, fault) : missing(fault))
      seat.job = undefined
      next()
    })
    worker.unref()
    seats.add(seat)
    return seat
  }

  function hear(seat: Seat, message: FromWorker): void {
    if (message.kind === 'ready') seat.isReady = true
    const { job } = seat
    if (!job) return
    switch (message.kind) {
      case 'ready':
        return
      case 'progress':
        job.target.onProgress?.(message.framesDone / job.clip.frameCount)
        return
      case 'done':
        free(seat)
        job.resolve()
        return
      case 'failed':
        free(seat)
        job.reject(job.target.signal.aborted ? job.target.signal.reason : unpackError(message.error))
        return
      default:
        assertNever(message)
    }
  }

  function free(seat: Seat): void {
    seat.job = undefined
    // An idle thread must not keep the program from ending.
    seat.worker.unref()
    next()
  }

  function next(): void {
    while (waiting.length > 0 && !isClosed) {
      const seat = [...seats].find(({ job }) => !job) ?? (seats.size < size ? seatNewThread() : undefined)
      if (!seat) return
      seatJob(seat, waiting.shift()!)
    }
  }

  function seatJob(seat: Seat, job: Job): void {
    seat.job = job
    seat.worker.ref()
    const { clip, target } = job
    post(seat, { kind: 'draw', ffmpegPath: ffmpeg.path, clip, outPath: target.outPath })
  }

  function post(seat: Seat, message: ToWorker): void {
    seat.worker.postMessage(message)
  }

  function cancel(job: Job): void {
    const place = waiting.indexOf(job)
    if (place >= 0) {
      waiting.splice(place, 1)
      job.reject(job.target.signal.reason)
      return
    }
    // The seat is freed when the worker says so: only then is the file no longer written.
    const seat = [...seats].find(seat => seat.job === job)
    if (seat) post(seat, { kind: 'cancel' })
  }

  return {
    async draw(clip, target) {
      target.signal.throwIfAborted()
      if (isClosed) throw new Error('the clip pool is closed')
      let onAbort: (() => void) | undefined
      try {
        await new Promise<void>((resolve, reject) => {
          const job: Job = { clip, target, resolve, reject }
          onAbort = () => cancel(job)
          target.signal.addEventListener('abort', onAbort, { once: true })
          waiting.push(job)
          next()
        })
      } finally {
        if (onAbort) target.signal.removeEventListener('abort', onAbort)
      }
    },

    async close() {
      isClosed = true
      for (const job of waiting.splice(0)) job.reject(new Error('the drawing was cancelled'))
      await Promise.all(
        [...seats].map(async seat => {
          if (seat.job) {
            post(seat, { kind: 'cancel' })
            await untilFree(seat)
          }
          await seat.worker.terminate()
        }),
      )
    },
  }

  /** Ends when the worker has told that its clip is over, or is gone. */
  function untilFree(seat: Seat): Promise<void> {
    return Promise.race([
      seat.ended,
      new Promise<void>(resolve => {
        seat.worker.on('message', (message: FromWorker) => {
          if (message.kind === 'done' || message.kind === 'failed') resolve()
        })
      }),
    ])
  }
}

function missing(cause: unknown): StudioError {
  const message = 'The module that draws the animatic cannot be loaded. Install the packages again: npm ci.'
  const details = cause instanceof Error ? { reason: cause.message } : {}
  return new StudioError('animatic/missing', message, { cause, details })
}

function crashed(clip: ClipToDraw, code: number, cause: unknown): StudioError {
  return new StudioError(
    'animatic/crashed',
    `Drawing the clip for “${clip.prompt.slice(0, 60)}” stopped by a fault of the program. Try once more; if it fails again, change the prompt or the size.`,
    {
      cause,
      details: { exitCode: code, ...(cause instanceof Error && { reason: cause.message }) },
    },
  )
}
