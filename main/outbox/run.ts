import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import { followChanges } from '#main/library/changes.ts'
import type { Lease } from '#main/library/lease.ts'
import type { Library } from '#main/library/library.ts'
import type { Provider } from '#main/providers/port.ts'
import type { ProjectId, RequestId } from '#model/ids.ts'
import { isOver, isSettled, type Request } from '#model/request.ts'
import type { Clock } from './clock.ts'
import { clipFiles, type ClipFiles } from './incoming-files.ts'
import { countOpen, noteProgress, type RequestScope, type RequestWriter } from './store.ts'

/** How the run stands as a whole: of `total` requests `settled` are done with; `fraction` counts running ones in part, 0..1. */
export type OutboxTally = { readonly settled: number; readonly total: number; readonly fraction: number }

export type OutboxEvent = {
  /** As it is on disk now, but for `progress`, which may be ahead. */
  readonly request: Request
  /** For a request that became ready: frames of its clip's own rate that it has less than asked. */
  readonly missingFrames: number
  readonly tally: OutboxTally
}

export type OutboxOptions = {
  readonly library: Pick<Library, 'db' | 'media' | 'incomingDir' | 'trashDir'>
  readonly lease: Lease
  readonly ffmpeg: FfmpegProgram
  /** Requests of other providers are left as they are. */
  readonly providers: readonly Provider[]
  readonly signal: AbortSignal
  readonly onEvent?: (event: OutboxEvent) => void
  /** Only the requests of this project. */
  readonly projectId?: ProjectId
  /** Whether this machine is on a network; without it, it counts as on one. */
  readonly isOnline?: () => boolean
  /** Models that were shut down: what waits for them is not sent. */
  readonly retiredModels?: () => readonly string[]
  /** Whether the pictures that a request was handed are still those to begin and end on; asked as it is about to go out. */
  readonly isHandedStill?: (request: Request) => boolean
  readonly clock: Clock
}

/** What the parts of one run share. */
export type Run = RequestWriter &
  Pick<OutboxOptions, 'library' | 'ffmpeg' | 'clock'> & {
    readonly scope: RequestScope
    /** Aborted when the run is to end, from outside or by trouble within. */
    readonly signal: AbortSignal
    /** Aborted a while later, for calls that are better heard out. */
    readonly lateSignal: AbortSignal
    readonly isOnline: () => boolean
    readonly retiredModels: () => readonly string[]
    readonly isHandedStill: (request: Request) => boolean
    readonly settled: Request[]
    /** Requests whose job was created in this run: their provider must know it. */
    readonly acceptedHere: Set<RequestId>
    /** How much shorter than asked the clips brought in are. */
    readonly missingFramesOf: Map<RequestId, number>
    readonly filesOf: (request: Request, provider: Provider) => ClipFiles
    /** Calls the listener after any process has changed the library; returns what ends that. */
    readonly onChange: (listener: () => void) => () => void
    /** Tells of a request's new state. */
    readonly tell: (request: Request) => void
    /** Tells and notes how far a running job is, as often as is useful. False when nobody waits for it any more. */
    readonly tellProgress: (request: Request, now: JobProgress) => boolean
    readonly stop: (reason: unknown) => void
    readonly end: () => void
  }

/** `queuePosition` of a job that waits at a service which says so. */
type JobProgress = { readonly progress: number; readonly queuePosition?: number }
type Told = { progress: number; queuePosition: number | null; toldAtMs: number; notedAtMs: number }

/** An unanswered create call is heard out this long after a stop, so that it need not end as `uncertain`. */
const HEAR_OUT_MS = 10_000
const TELL_EVERY_MS = 100
const NOTE_EVERY_MS = 1000

export function startRun(options: OutboxOptions): Run {
  const { library, lease, providers, projectId, onEvent, clock } = options
  const scope = { providerIds: providers.map(provider => provider.id), projectId: projectId ?? null }
  const writer = { db: library.db, lease }
  const stopper = new AbortController()
  const lateStopper = new AbortController()
  const signal = AbortSignal.any([options.signal, stopper.signal])
  let lateTimer: NodeJS.Timeout | undefined
  const onStop = (): void => {
    lateTimer = setTimeout(() => lateStopper.abort(signal.reason), HEAR_OUT_MS)
  }
  signal.addEventListener('abort', onStop, { once: true })

  const settled: Request[] = []
  const missingFramesOf = new Map<RequestId, number>()
  const progressOf = new Map<RequestId, Told>()
  let open = countOpen(library.db, scope)

  function tally(): OutboxTally {
    const total = settled.length + open
    let partly = 0
    for (const { progress } of progressOf.values()) partly += progress
    return { settled: settled.length, total, fraction: total === 0 ? 1 : (settled.length + partly) / total }
  }

  return {
    ...writer,
    library,
    ffmpeg: options.ffmpeg,
    clock,
    scope,
    signal,
    lateSignal: lateStopper.signal,
    isOnline: options.isOnline ?? (() => true),
    retiredModels: options.retiredModels ?? (() => []),
    isHandedStill: options.isHandedStill ?? (() => true),
    settled,
    acceptedHere: new Set(),
    missingFramesOf,
    onChange: followChanges(library.db),
    filesOf: (request, provider) => clipFiles(library.incomingDir, request.id, provider.outputExtension),

    tell(request) {
      if (isOver(request)) settled.push(request)
      if (isSettled(request.state) || request.state === 'queued') progressOf.delete(request.id)
      if (isOver(request)) open = countOpen(library.db, scope)
      onEvent?.({ request, missingFrames: missingFramesOf.get(request.id) ?? 0, tally: tally() })
    },

    tellProgress(found, { progress, queuePosition = null }) {
      const nowMs = performance.now()
      const last = progressOf.get(found.id) ?? {
        queuePosition: null,
        progress: 0,
        toldAtMs: -Infinity,
        notedAtMs: nowMs,
      }
      // A place in a queue changes seldom, and says most when it does.
      const hasMoved = queuePosition !== last.queuePosition
      const isToNote = hasMoved || nowMs - last.notedAtMs >= NOTE_EVERY_MS
      const isToTell = hasMoved || nowMs - last.toldAtMs >= TELL_EVERY_MS
      progressOf.set(found.id, {
        progress,
        queuePosition,
        toldAtMs: isToTell ? nowMs : last.toldAtMs,
        notedAtMs: isToNote ? nowMs : last.notedAtMs,
      })
      const request: Request = { ...found, progress, queuePosition }
      if (isToTell) onEvent?.({ request, missingFrames: 0, tally: tally() })
      return isToNote ? noteProgress(writer, request) : true
    },

    stop: reason => stopper.abort(reason),

    end() {
      signal.removeEventListener('abort', onStop)
      clearTimeout(lateTimer)
    },
  }
}
