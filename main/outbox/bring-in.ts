import { existsSync, statSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { syncFolder, syncLargeFile } from '#main/db/sync.ts'
import { probeVideo, type VideoProbe } from '#main/media/probe.ts'
import type { Provider } from '#main/providers/port.ts'
import { findLead } from '#main/seams/find-lead.ts'
import { afterFailure, retryPauseMs, SILENCE_PAUSE_MS, type RequestStep, type TryFailure } from '#model/request-life.ts'
import type { Request } from '#model/request.ts'
import { decodeClip, missingFrames } from './check-clip.ts'
import { nameForLeaving, removeClipFiles } from './incoming-files.ts'
import type { Run } from './run.ts'
import { deliverTake, postpone, takeStep } from './store.ts'
import { failureFrom, throwIfRunEnds } from './trouble.ts'
import { noteLead } from './waiting.ts'

const READABLE_NAME_CHARS = 60

/** Fetches the clip of a job that is done, unless an earlier process has it already. */
export async function fetchClip(run: Run, provider: Provider, request: Request): Promise<Request | undefined> {
  const files = run.filesOf(request, provider)
  const { job } = request
  if (job === null) throw new Error(`request ${request.id} has no job to fetch the clip of`)
  if (!existsSync(files.whole)) {
    const hadBytes = bytesOf(files.partial)
    try {
      await provider.fetchOutput(job, files.partial, run.signal)
      // On the disk before the next step is (SPEC Q3), or a power cut would leave a step without its file.
      await syncLargeFile(files.partial)
      await rename(files.partial, files.whole)
      syncFolder(run.library.incomingDir)
    } catch (error) {
      throwIfRunEnds(run, error)
      const failure = failureFrom(error, 'not-fetched')
      const pauseMs = pauseOfBrokenOff(failure.kind, bytesOf(files.partial) > hadBytes)
      if (pauseMs !== null) return postpone(run, request, run.clock.nowMs() + pauseMs, failure)
      return takeStep(run, request, anotherTry(run, provider, request, failure))
    }
  }
  return takeStep(run, request, { to: 'checking' })
}

/**
 * How long a download rests that only the connection has broken off, or the service says nothing of now: there is no end to its
 * tries, as long as more of it comes with each or nobody answers at all. Null of any other failure.
 */
function pauseOfBrokenOff(kind: string, hasGrown: boolean): number | null {
  if (['service/not-sent', 'service/no-answer', 'service/no-word'].includes(kind)) return SILENCE_PAUSE_MS
  return kind === 'service/cut-off' && hasGrown ? retryPauseMs(1) : null
}

function bytesOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

/** Checks the fetched clip, then makes it the take's video: media, take and request change together (SPEC Q9, Q10). */
export async function bringIn(run: Run, provider: Provider, request: Request): Promise<Request | undefined> {
  const files = run.filesOf(request, provider)
  if (!existsSync(files.whole)) return takeStep(run, request, onceMore(provider))
  let facts: VideoProbe['facts']
  let leadPictures: number
  try {
    const probe = await checked(run, provider, request, files.whole)
    facts = probe.facts
    leadPictures = provider.isBuiltIn ? 0 : await leadOf(run, request, { path: files.whole, probe })
  } catch (error) {
    throwIfRunEnds(run, error)
    await removeClipFiles(files)
    return takeStep(run, request, anotherTry(run, provider, request, failureFrom(error, 'damaged')))
  }

  const own = { ...facts, frameCount: facts.frameCount - leadPictures }
  run.missingFramesOf.set(request.id, missingFrames(own, request.spec.askTicks))
  await nameForLeaving(files)
  const { media } = run.library
  const fileName = `${readableStart(request.spec.prompt)}.${provider.outputExtension}`
  const staged = await media.stageWorkFile(files.leaving, 'take', { fileName, facts })
  const ready = takeStep(run, request, { to: 'ready', failure: null }, () => {
    deliverTake(run.db, request.takeId, media.settle(staged))
    if (leadPictures > 0) noteLead(run.db, request.id, leadPictures)
  })
  if (ready) await removeClipFiles(files)
  return ready
}

async function checked(run: Run, provider: Provider, request: Request, path: string): Promise<VideoProbe> {
  const probe = await probeVideo(path, run.ffmpeg)
  const { facts } = probe
  if (!provider.isBuiltIn) await decodeClip(run.ffmpeg, path, facts, run.signal)
  else if (missingFrames(facts, request.spec.askTicks) > 0) {
    throw new Error(`The drawn clip has only ${facts.frameCount} frames.`)
  }
  return probe
}

/** How many of its pictures are those of the neighbour that it went on from (SPEC B12). */
async function leadOf(
  run: Run,
  { spec, handed }: Request,
  clip: { readonly path: string; readonly probe: VideoProbe },
): Promise<number> {
  if (!handed?.first || spec.leadIn === undefined) return 0
  const { library, ffmpeg, signal } = run
  try {
    return await findLead(ffmpeg, library.media.pathOf(spec.leadIn), clip, spec.askTicks, { signal })
  } catch (error) {
    throwIfRunEnds(run, error)
    // Without what it went on from nobody can tell, and a clip that was paid for must not be lost over it.
    return 0
  }
}

/** The clip has gone from the folder: that is no failure of the try, which goes on as the same one. */
function onceMore(provider: Provider): RequestStep {
  return provider.isCreateIdempotent ? { to: 'queued', job: null, progress: 0 } : { to: 'running' }
}

/** Where making the clip again is safe, it is made again; else only its file is fetched again. */
function anotherTry(run: Run, provider: Provider, request: Request, failure: TryFailure) {
  return afterFailure(request, failure, provider.isCreateIdempotent ? 'queued' : 'running', run.clock.nowMs())
}

/** The beginning of a prompt, for a file name that people recognise. */
function readableStart(prompt: string): string {
  return prompt.slice(0, READABLE_NAME_CHARS).toWellFormed().trim() || 'take'
}
