import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { DeskContext } from '../desk-context.ts'
import { followChanges } from '#main/library/changes.ts'
import { renderFilm } from '#main/make/render-film.ts'
import type { Work } from '#main/make/work.ts'
import {
  giveBackRender,
  hasWaitingRender,
  isStillWanted,
  moveRender,
  takeUpRender,
  type QueuedRender,
} from '#main/render/queue.ts'
import type { RenderProgress } from '#main/render/render-progress.ts'
import { closeAbandonedRenders, endRender } from '#main/render/store.ts'
import { readRenderKey } from '#main/render/xmp.ts'
import type { RenderProgressEvent } from '#model/contract/renders-contract.ts'
import { isStudioError } from '#model/errors.ts'
import type { RenderId } from '#model/ids.ts'
import { createProgressFile } from './progress-file.ts'
import { failureOf } from './render-failure.ts'
import { freeFilmPlace, prepareFilmFolder } from './render-place.ts'

/** Calls the listener for each step of a running render, and soon for where each stands. Returns what ends it. */
export type FollowProgress = (listener: (progress: RenderProgressEvent) => void) => () => void

const LOOK_ELSEWHERE_MS = 500

/** Renders what windows have asked for behind the screens, one film after the other. */
export function createRenderWorker(context: DeskContext): FollowProgress {
  const { library, background, host, closing } = context
  const { db } = library
  const listeners = new Set<(progress: RenderProgressEvent) => void>()
  const current = new Map<RenderId, RenderProgressEvent>()
  const file = createProgressFile(join(library.cacheDir, 'render-progress.json'))
  let stopLooking: (() => void) | null = null

  function tell(progress: RenderProgressEvent): void {
    for (const listener of listeners) listener(progress)
  }

  async function renderOne(render: QueuedRender, work: Work): Promise<void> {
    const { id, sequence, words, settings } = render
    const stopper = new AbortController()
    const unfollow = followChanges(db)(() => {
      if (!isStillWanted(db, id)) stopper.abort(new Error('stopped by hand'))
    })
    const signal = AbortSignal.any([work.signal, stopper.signal])
    const meter = createSpeedometer()
    const onProgress = (progress: RenderProgress): void => {
      const { done, total, secondsLeft, step, pieces } = progress
      const event = { doneFrames: done, totalFrames: total, secondsLeft, step, pieces: [...pieces] }
      const told = { renderId: id, ...event, framesPerSecond: meter(done) }
      current.set(id, told)
      file.note(told)
      tell(told)
    }
    try {
      const outputPath = await placeOf(render)
      await prepareFilmFolder(library, outputPath, dirname(outputPath))
      const { preset, span } = settings
      const order = { sequence, words, preset, span, outputPath, verify: 'quick' } as const
      const run = { signal, onProgress, log: host.log }
      const { facts } = await renderFilm(context, order, run, { hasChecksum: true })
      endRender(db, work.lease, id, { state: 'done', facts })
    } catch (error) {
      if (work.signal.aborted) {
        // Whoever has the right to work by now finds it running, and lets it wait for its turn.
        if (!work.lease.lost.aborted) giveBackRender(db, work.lease, id)
        throw error
      }
      if (stopper.signal.aborted) return
      if (!isStudioError(error)) host.log(error instanceof Error ? (error.stack ?? error.message) : String(error))
      endRender(db, work.lease, id, { state: 'failed', ...failureOf(error, library) })
    } finally {
      unfollow()
      current.delete(id)
      file.clear()
    }
  }

  /** Where the film was to go; beside it where a file that is none of ours has come there meanwhile. */
  async function placeOf({ id, outputPath }: QueuedRender): Promise<string> {
    if (!existsSync(outputPath) || (await readRenderKey(outputPath)) !== undefined) return outputPath
    const place = freeFilmPlace(library, dirname(outputPath), basename(outputPath))
    moveRender(db, id, place)
    return place
  }

  background.add({
    name: 'renders',
    hasWork: () => hasWaitingRender(db),
    async run(work) {
      // What this very process could not write the end of, on a full disk say, is left running.
      closeAbandonedRenders(db, work.lease)
      for (;;) {
        work.signal.throwIfAborted()
        const next = takeUpRender(db, work.lease)
        if (!next) return
        await renderOne(next, work)
      }
    },
  })

  /** Tells of a render in another process, as long as anybody listens. */
  function lookElsewhere(): () => void {
    let known = ''
    const timer = setInterval(() => {
      const progress = current.size === 0 ? file.read() : undefined
      if (!progress || !isStillWanted(db, progress.renderId as RenderId)) return
      const seen = JSON.stringify(progress)
      if (seen !== known) tell(progress)
      known = seen
    }, LOOK_ELSEWHERE_MS)
    timer.unref()
    const stop = (): void => clearInterval(timer)
    closing.addEventListener('abort', stop, { once: true })
    return stop
  }

  return listener => {
    listeners.add(listener)
    stopLooking ??= lookElsewhere()
    // After the caller has what ends it, and listens.
    queueMicrotask(() => {
      if (listeners.has(listener)) for (const progress of current.values()) listener(progress)
    })
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      stopLooking?.()
      stopLooking = null
    }
  }
}

/** Frames a second since the first report; those that were there before do not count. */
function createSpeedometer(): (done: number) => number | null {
  let first: { readonly done: number; readonly atMs: number } | undefined
  return done => {
    const nowMs = performance.now()
    first ??= { done, atMs: nowMs }
    const seconds = (nowMs - first.atMs) / 1000
    return done > first.done && seconds > 0 ? (done - first.done) / seconds : null
  }
}
