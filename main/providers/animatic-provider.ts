import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncLargeFile } from '#main/db/sync.ts'
import type { Library } from '#main/library/library.ts'
import { failureFrom, ownTrouble } from '#main/outbox/trouble.ts'
import { framesCovering, type FrameRate } from '#model/time.ts'
import type { JobStatus, Provider } from './port.ts'

/** What the drawing engine is told. Equal inputs give equal frames. Frames are paths of stills. */
export type ClipToDraw = {
  readonly prompt: string
  readonly cameraMove: string
  readonly style: string
  readonly seed: number
  readonly width: number
  readonly height: number
  readonly rate: FrameRate
  readonly frameCount: number
  readonly firstFrame?: string
  readonly lastFrame?: string
  /** A clip of the pictures that lead up to the first. */
  readonly leadIn?: string
  /** A clip of the last picture and those that follow it. */
  readonly leadOut?: string
}

/** Draws a clip into the file `outPath`; `onProgress` takes 0..1. */
export type DrawClip = (
  clip: ClipToDraw,
  to: { readonly outPath: string; readonly signal: AbortSignal; readonly onProgress: (progress: number) => void },
) => Promise<void>

type Drawing = {
  readonly stop: AbortController
  ended: Promise<void>
  progress: number
  /** Counts changes; `seen` is the count at the last poll. */
  changes: number
  seen: number
  wake: () => void
  error: { readonly thrown: unknown } | null
}

/**
 * The built-in maker of moving previsualisation clips as a provider. A job is called like its request; what it draws grows
 * in this process's work folder and is moved, whole, among the incoming clips, where a later process finds it.
 */
export function createAnimaticProvider(options: {
  readonly library: Pick<Library, 'incomingDir' | 'workDir'>
  readonly drawClip: DrawClip
  /** How many clips are drawn at once. */
  readonly concurrency: number
}): Provider {
  const { library, drawClip, concurrency } = options
  const drawings = new Map<string, Drawing>()
  const drawnPath = (jobId: string): string => join(library.incomingDir, `${jobId}.drawn.mp4`)

  function begin(jobId: string, clip: ClipToDraw): void {
    const drawing: Drawing = {
      stop: new AbortController(),
      ended: Promise.resolve(),
      progress: 0,
      changes: 0,
      seen: 0,
      wake: () => {},
      error: null,
    }
    drawings.set(jobId, drawing)
    const tell = (): void => {
      drawing.changes++
      drawing.wake()
    }
    drawing.ended = draw(jobId, clip, drawing, tell)
      .catch((thrown: unknown) => {
        drawing.error = { thrown }
      })
      .finally(() => {
        if (!drawing.error) drawings.delete(jobId)
        tell()
      })
  }

  async function draw(jobId: string, clip: ClipToDraw, drawing: Drawing, tell: () => void): Promise<void> {
    const outPath = join(library.workDir, `${jobId}.mp4`)
    try {
      await drawClip(clip, {
        outPath,
        signal: drawing.stop.signal,
        onProgress(progress) {
          drawing.progress = progress
          tell()
        },
      })
      await syncLargeFile(outPath)
      await rename(outPath, drawnPath(jobId))
    } catch (error) {
      // A failure to clear up (an encoder may still hold the file) must not hide why; the work folder goes with the process.
      await rm(outPath, { force: true }).catch(() => {})
      throw error
    }
  }

  async function end(jobId: string, drawing: Drawing): Promise<void> {
    drawing.stop.abort(new Error('the drawing is no longer wanted'))
    await drawing.ended
    drawings.delete(jobId)
  }

  return {
    id: 'animatic',
    isCreateIdempotent: true,
    isBuiltIn: true,
    needsNetwork: false,
    concurrency,
    perMinute: null,
    outputExtension: 'mp4',

    submit(requestId, spec, { firstFrame, lastFrame, leadIn, leadOut }) {
      const drawing = drawings.get(requestId)
      if (!existsSync(drawnPath(requestId)) && (!drawing || drawing.error)) {
        const { prompt, cameraMove, style, seed, width, height, rate, askTicks } = spec
        begin(requestId, {
          prompt,
          cameraMove,
          style,
          seed,
          width,
          height,
          rate,
          frameCount: framesCovering(askTicks, rate),
          ...(firstFrame === null ? {} : { firstFrame }),
          ...(lastFrame === null ? {} : { lastFrame }),
          ...(leadIn === undefined ? {} : { leadIn }),
          ...(leadOut === undefined ? {} : { leadOut }),
        })
      }
      return Promise.resolve({ status: 'accepted', job: { id: requestId, note: null } })
    },

    async poll({ id: jobId }): Promise<JobStatus> {
      const drawing = drawings.get(jobId)
      if (!drawing) return existsSync(drawnPath(jobId)) ? { status: 'done' } : { status: 'unknown' }
      drawing.seen = drawing.changes
      if (!drawing.error) return { status: 'running', progress: drawing.progress }
      const trouble = ownTrouble(drawing.error.thrown)
      if (trouble) throw trouble
      const failure = failureFrom(drawing.error.thrown, 'not-drawn')
      // A picture that cannot be read will not be better in a second.
      const isRetryable = failure.kind !== 'animatic/picture-unreadable'
      return { status: 'failed', failure: { ...failure, isRetryable } }
    },

    async untilNews({ id: jobId }, signal) {
      signal.throwIfAborted()
      const drawing = drawings.get(jobId)
      if (!drawing || drawing.seen !== drawing.changes) return
      await new Promise<void>((resolve, reject) => {
        const onAbort = (): void => reject(signal.reason as Error)
        signal.addEventListener('abort', onAbort, { once: true })
        drawing.wake = () => {
          signal.removeEventListener('abort', onAbort)
          resolve()
        }
      })
    },

    async fetchOutput({ id: jobId }, toPath) {
      try {
        await rename(drawnPath(jobId), toPath)
      } catch (error) {
        // An earlier process may have been stopped right after this very move.
        if (!existsSync(toPath)) throw error
      }
    },

    async cancel({ id: jobId }) {
      const drawing = drawings.get(jobId)
      if (drawing) await end(jobId, drawing)
      await rm(drawnPath(jobId), { force: true })
    },

    async dispose() {
      await Promise.all([...drawings].map(([jobId, drawing]) => end(jobId, drawing)))
    },
  }
}
