import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, freemem } from 'node:os'
import { join } from 'node:path'
import { StudioError, isStudioError } from '#model/errors.ts'
import type { RenderPlan } from '#model/render-plan.ts'
import { framesIn, secondsFromFrames } from '#model/time.ts'
import { joinPieces } from './join.ts'
import { append, checkDiskSpace, diskFull, partPathOf, prepareOutput, publish, writeFailure } from './output-file.ts'
import { planWork, type Part, type Work } from './parts.ts'
import { createProgressMeter } from './render-progress.ts'
import type { RenderRequest } from './request.ts'
import { jobCount, runJobs, type Job } from './run-jobs.ts'
import { findFault, findFaultByDecoding, type Expected } from './verify.ts'
import { readRenderKey, xmpBox } from './xmp.ts'

/** `encoded` and `reused` count pieces, the song's among them. Nothing encoded and all reused: the film may not even be new. */
export type RenderResult = { readonly frames: number; readonly encoded: number; readonly reused: number }

/** From below: clean drawn pictures need less than this, filmed ones up to five times as much. */
const LEAST_BITS_PER_PIXEL = 0.02
const LEAST_SOUND_SHARE = 0.5
/** A damaged cached piece is made again once; a second fault is not the cache's. */
const TRIES = 2

/**
 * Renders a plan to one checked mp4: each piece and the song are encoded once, kept under the hash of all they depend on,
 * and joined as they are. What is already there is not made again, down to the film itself. Stopped by the signal or by a
 * failure, it leaves the finished pieces, and the same call goes on from them.
 * Rejects with StudioError `render/*`, `ffmpeg/*` or `video/*`, or with the signal's reason.
 */
export async function renderSequence(request: RenderRequest): Promise<RenderResult> {
  const { plan, outputPath, signal } = request
  const work = planWork(request)
  await prepareOutput(outputPath)
  const expected: Expected = { frames: framesIn(plan.span), rate: plan.rate, hasSound: work.song !== undefined }
  if ((await readRenderKey(outputPath)) === work.filmKey && !(await findFault(outputPath, expected))) {
    request.onProgress?.({ done: expected.frames, total: expected.frames, secondsLeft: 0 })
    return { frames: expected.frames, encoded: 0, reused: work.parts.length }
  }
  await mkdir(request.workDir, { recursive: true })
  await mkdir(request.cacheDir, { recursive: true })
  const folder = await mkdtemp(join(request.workDir, 'render-'))
  try {
    let encoded = 0
    for (let attempt = 1; ; attempt += 1) {
      signal?.throwIfAborted()
      encoded += await encodeMissing(request, work, folder)
      const fault = await assembleFilm(request, work, folder, expected)
      if (fault === undefined) break
      const dropped = await dropDamaged(work, plan)
      if (attempt === TRIES || dropped === 0) throw unverified(outputPath, fault)
    }
    return { frames: expected.frames, encoded, reused: Math.max(0, work.parts.length - encoded) }
  } catch (error) {
    if (isStudioError(error, 'ffmpeg/disk-full')) throw diskFull(request.cacheDir, error)
    throw error
  } finally {
    await rm(partPathOf(outputPath), { force: true }).catch(() => undefined)
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}

/** Encodes the parts that the cache lacks, several beside each other; answers how many. */
async function encodeMissing(request: RenderRequest, work: Work, folder: string): Promise<number> {
  const { plan, onProgress, signal } = request
  const missing: Part[] = []
  for (const part of work.parts) if (!(await part.use())) missing.push(part)
  // Longest first, so that no core waits at the end for a long piece begun last.
  missing.sort((a, b) => b.frames * b.weight - a.frames * a.weight)
  await checkDiskSpace(request.cacheDir, leastBytes(request, missing))
  const readyFrames = framesIn(plan.span) - missing.reduce((sum, { frames }) => sum + frames, 0)
  const meter = createProgressMeter(readyFrames, missing, onProgress)
  meter.flush()
  const jobs = missing.map((part, index): Job => async jobSignal => {
    await part.make(folder, jobSignal, frames => meter.at(index, frames))
    meter.at(index, part.frames)
  })
  const machine = { cores: availableParallelism(), freeBytes: freemem() }
  await runJobs(jobs, jobCount(machine, plan), signal)
  meter.flush()
  return missing.length
}

function leastBytes({ plan, preset }: RenderRequest, missing: readonly Part[]): number {
  const frames = missing.reduce((sum, part) => sum + part.frames, 0) + framesIn(plan.span)
  const soundBytes = (secondsFromFrames(framesIn(plan.span), plan.rate) * preset.audioKbps * 1000) / 8
  return (frames * plan.width * plan.height * LEAST_BITS_PER_PIXEL) / 8 + soundBytes * LEAST_SOUND_SHARE
}

/** Joins, marks and checks the film, and gives it its name. Answers what is wrong with it, or undefined. */
async function assembleFilm(
  request: RenderRequest,
  work: Work,
  folder: string,
  expected: Expected,
): Promise<string | undefined> {
  const { plan, ffmpeg, tags, outputPath, signal } = request
  const isAiGenerated = tags.isAiGenerated ?? true
  const partPath = partPathOf(outputPath)
  const joined = {
    pieces: plan.pieces.map((piece, index) => ({ ...piece, path: work.pieces[index]!.path })),
    songPath: work.song?.path,
    rate: plan.rate,
    tags: isAiGenerated ? { ...tags, comment: [tags.comment, AI_COMMENT].filter(Boolean).join('\n') } : tags,
    listPath: join(folder, 'pieces.ffconcat'),
    outputPath: partPath,
  }
  try {
    await joinPieces(joined, ffmpeg, signal)
    await append(partPath, xmpBox({ title: tags.title ?? undefined, isAiGenerated, renderKey: work.filmKey }))
  } catch (error) {
    if (isStudioError(error, 'ffmpeg/disk-full')) throw diskFull(outputPath, error)
    throw writeFailure(error, outputPath)
  }
  const fault =
    (await findFault(partPath, expected)) ??
    (request.verify === 'full' ? await findFaultByDecoding(partPath, expected, ffmpeg, signal) : undefined)
  if (fault === undefined) await publish(partPath, outputPath)
  return fault
}

const AI_COMMENT = 'The pictures of this film were made with generative AI.'

/** Removes cached pieces that are not what they should be, as a bad disk leaves them; answers how many. */
async function dropDamaged(work: Work, plan: RenderPlan): Promise<number> {
  let dropped = 0
  for (const piece of new Set(work.pieces)) {
    if (!(await findFault(piece.path, { frames: piece.frames, rate: plan.rate, hasSound: false }))) continue
    await piece.remove()
    dropped += 1
  }
  return dropped
}

function unverified(outputPath: string, fault: string): StudioError {
  const message = `The rendered film did not pass its check: ${fault}. ${outputPath} was not written. Render again; if it happens again, try another ffmpeg.`
  return new StudioError('render/unverified', message, { details: { fault } })
}
