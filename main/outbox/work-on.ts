import type { Provider, SubmitOutcome } from '#main/providers/port.ts'
import { assertNever } from '#model/assert-never.ts'
import { afterFailure, SILENCE_PAUSE_MS, type RequestStep, type TryFailure } from '#model/request-life.ts'
import { isOver, type Job, type Request } from '#model/request.ts'
import { bringIn, fetchClip } from './bring-in.ts'
import { removeClipFiles } from './incoming-files.ts'
import type { Run } from './run.ts'
import { closeEntry, noteCost } from './ledger.ts'
import { lookForJob, nextLookAtMs } from './look-for-job.ts'
import { endPause, leaveAlone } from './pauses.ts'
import { noteLateJob, noteReported, postpone, requestById, takeStep } from './store.ts'
import { failureFrom, throwIfRunEnds } from './trouble.ts'
import { withdraw } from './withdraw.ts'

/**
 * Leads one request from where it stands to where nothing more can be done for it now: settled, waiting for another try,
 * or taken out of our hands by a person. Rejects when the run has to end; the row then stays where the next run goes on.
 */
export async function workOn(run: Run, provider: Provider, found: Request): Promise<void> {
  let request: Request = { ...found, retryAtMs: null }
  for (;;) {
    const next = await advance(run, provider, request)
    if (!next) return await letGo(run, provider, request)
    const isAtRest = isOver(next) || next.state === 'queued' || next.retryAtMs !== null
    if (isOver(next) || next.state === 'queued' || next.state !== request.state) run.tell(next)
    if (isAtRest) return
    run.signal.throwIfAborted()
    request = next
  }
}

/** One step on; undefined when the row was changed by a person meanwhile. */
function advance(run: Run, provider: Provider, request: Request): Promise<Request | undefined> {
  switch (request.state) {
    case 'sending':
      return send(run, provider, request)
    case 'accepted':
    case 'running':
      return follow(run, provider, request)
    case 'downloading':
      return fetchClip(run, provider, request)
    case 'checking':
      return bringIn(run, provider, request)
    case 'uncertain':
      return lookForJob(run, provider, request)
    case 'queued':
    case 'ready':
    case 'failed':
    case 'refused':
    case 'cancelled':
      throw new Error(`nothing is to be done for a request that is ${request.state}`)
    default:
      return assertNever(request.state)
  }
}

async function send(run: Run, provider: Provider, request: Request): Promise<Request | undefined> {
  // A new job must not go on with what was fetched of an earlier one.
  await removeClipFiles(run.filesOf(request, provider))
  const outcome = await create(run, provider, request)
  const nowMs = run.clock.nowMs()
  switch (outcome.status) {
    case 'accepted':
      return accept(run, provider, request, outcome)
    case 'failed':
      return stepAndBook(run, request, afterFailure(request, outcome.failure, 'queued', nowMs), () =>
        closeEntry(run.db, request.id, { outcome: 'not-made' }),
      )
    case 'refused':
      return stepAndBook(run, request, { to: 'refused', failure: { kind: 'refused', message: outcome.reason } }, () =>
        closeEntry(run.db, request.id, { outcome: 'not-made' }),
      )
    case 'held':
      return stepAndBook(run, request, { to: 'queued' }, () => {
        closeEntry(run.db, request.id, { outcome: 'not-made' })
        leaveAlone(run.db, provider.id, outcome.trouble, nowMs)
      })
    case 'unsure': {
      const { message } = outcome
      const retryAtMs = nextLookAtMs(provider, nowMs, nowMs)
      return stepAndBook(run, request, { to: 'uncertain', failure: { kind: 'unsure', message }, retryAtMs }, () => {
        closeEntry(run.db, request.id, { outcome: 'unsure' })
        // Else everything that waits would be sent into the same doubt.
        leaveAlone(run.db, provider.id, { kind: 'down', message }, nowMs)
      })
    }
    default:
      return assertNever(outcome)
  }
}

/** Takes a step and writes what was told with it, also where a person has dropped the request meanwhile: then there is no step, but a ledger. */
function stepAndBook(run: Run, request: Request, step: RequestStep, write: () => void): Request | undefined {
  const next = takeStep(run, request, step, write)
  if (!next) run.lease.guarded(write)
  return next
}

async function accept(
  run: Run,
  provider: Provider,
  request: Request,
  { job, costMicroUsd }: Extract<SubmitOutcome, { status: 'accepted' }>,
): Promise<Request | undefined> {
  const write = (): void => {
    closeEntry(run.db, request.id, { outcome: 'accepted', job, actualMicroUsd: costMicroUsd })
    endPause(run.db, provider.id)
  }
  const accepted = stepAndBook(run, request, { to: 'accepted', job }, write)
  if (accepted) {
    run.acceptedHere.add(request.id)
    return accepted
  }
  noteLateJob(run, request.id, job, run.clock.nowMs())
  await withdraw(run, provider, { id: request.id, job })
  return undefined
}

/** The create call, its errors told as outcomes. */
async function create(run: Run, provider: Provider, request: Request): Promise<SubmitOutcome> {
  const { spec } = request
  const { media } = run.library
  let conditioning
  try {
    conditioning = {
      firstFrame: spec.firstFrame && media.pathOf(spec.firstFrame),
      lastFrame: spec.lastFrame && media.pathOf(spec.lastFrame),
      ...(spec.leadIn && { leadIn: media.pathOf(spec.leadIn) }),
      ...(spec.leadOut && { leadOut: media.pathOf(spec.leadOut) }),
      ...(spec.references?.length && { references: spec.references.map(id => media.pathOf(id)) }),
    }
  } catch (error) {
    throwIfRunEnds(run, error)
    return { status: 'failed', failure: { ...failureFrom(error, 'frame-missing'), isRetryable: false } }
  }
  try {
    const signal = provider.isCreateIdempotent ? run.signal : run.lateSignal
    return await provider.submit(request.id, spec, conditioning, signal)
  } catch (error) {
    throwIfRunEnds(run, error)
    const failure = failureFrom(error, 'not-sent')
    if (provider.isCreateIdempotent) return { status: 'failed', failure }
    return { status: 'unsure', message: `It may or may not have arrived: ${failure.message}` }
  }
}

/** Asks once how the job is, and waits for news if it runs. */
async function follow(run: Run, provider: Provider, request: Request): Promise<Request | undefined> {
  const job = jobOf(request)
  try {
    const found = await provider.poll(job, run.signal)
    const withCost = (): void => {
      if ('costMicroUsd' in found && found.costMicroUsd !== undefined)
        noteCost(run.db, request.id, job, found.costMicroUsd)
    }
    switch (found.status) {
      case 'running': {
        const running = request.state === 'running' ? request : takeStep(run, request, { to: 'running' })
        if (!running || !run.tellProgress(running, found)) return undefined
        if (running.state === request.state) await provider.untilNews(job, run.signal)
        return running
      }
      case 'done':
        return stepAndBook(run, request, { to: 'downloading', progress: 1, queuePosition: null }, () => {
          withCost()
          if (found.reported) noteReported(run.db, request.id, found.reported)
        })
      case 'failed':
        return stepAndBook(run, request, afterFailedJob(run, provider, request, found.failure), withCost)
      case 'refused':
        return stepAndBook(
          run,
          request,
          { to: 'refused', failure: { kind: 'refused', message: found.reason } },
          withCost,
        )
      case 'unknown':
        return takeStep(run, request, jobLost(run, provider, request))
      default:
        return assertNever(found)
    }
  } catch (error) {
    throwIfRunEnds(run, error)
    const { kind, message, retryAfterMs = 0 } = failureFrom(error, 'no-answer')
    return postpone(run, request, run.clock.nowMs() + Math.max(SILENCE_PAUSE_MS, retryAfterMs), { kind, message })
  }
}

/**
 * Another job may cost as much again: where creating is not idempotent it is made only after a person, who knew of this very
 * failure, asked again (SPEC Q6).
 */
function afterFailedJob(run: Run, provider: Provider, request: Request, failure: TryFailure) {
  const { kind, message } = request.failure ?? {}
  const isAskedFor = request.attempt === 1 && kind === failure.kind && message === failure.message
  const isRetryable = failure.isRetryable && (provider.isCreateIdempotent || isAskedFor)
  return afterFailure(request, { ...failure, isRetryable }, 'queued', run.clock.nowMs())
}

/** A job of an earlier process is simply begun again where that is safe; everything else that is lost is a failure. */
function jobLost(run: Run, provider: Provider, request: Request) {
  if (provider.isCreateIdempotent && !run.acceptedHere.has(request.id)) {
    return { to: 'queued' as const, job: null, progress: 0 }
  }
  const failure: TryFailure = {
    kind: 'job-unknown',
    message: `The service has no job ${jobOf(request).id} any more. Look there whether the clip was made before asking again.`,
    isRetryable: provider.isCreateIdempotent,
  }
  return afterFailure(request, failure, 'queued', run.clock.nowMs())
}

/** Nobody waits for the request any more: what was begun for it is stopped and cleared away. */
async function letGo(run: Run, provider: Provider, request: Request): Promise<void> {
  if (request.job !== null) await withdraw(run, provider, { id: request.id, job: request.job })
  await removeClipFiles(run.filesOf(request, provider))
  const now = requestById(run.db, request.id)
  if (now) run.tell(now)
}

function jobOf(request: Request): Job {
  if (request.job === null) throw new Error(`request ${request.id} is ${request.state} without a job`)
  return request.job
}
