import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { isStudioError, StudioError } from '#model/errors.ts'
import { framesIn, secondsFromFrames } from '#model/time.ts'
import { CHOOSE_ANOTHER } from '#main/media/ffmpeg.ts'
import { joinPieces } from './join.ts'
import { append, checkDiskSpace, partPathOf, prepareOutput, publish, requireFolder } from './output-file.ts'
import { planWork, type Part, type Work } from './parts.ts'
import { createProgressMeter, type PieceState, type RenderProgress } from './render-progress.ts'
import type { RenderRequest } from './request.ts'
import { jobCount, runJobs, type Job } from './run-jobs.ts'
import { examineFilm, findFault, findFaultByDecoding, type Expected, type FilmFacts } from './verify.ts'
import { cacheFailure, writeFailure } from './write-failure.ts'
import { readRenderKey, xmpBox } from './xmp.ts'

/** `encoded` and `reused` count pieces, the sound among them. Nothing encoded and all reused: the film may not even be new. */
export type RenderResult = {
  readonly frames: number
  readonly encoded: number
  readonly reused: number
  /** What of the film was encoded now, and how long that took. */
  readonly encodedFrames: number
  readonly encodingSeconds: number
  readonly facts: FilmFacts
}

/** What drawn pictures need. Filmed ones need up to five times as much; cards and black less, but a film is not all of those. */
const LEAST_BITS_PER_PIXEL = { h264: 0.02, prores: 1 } as const
const LEAST_SOUND_SHARE = 0.5
/** Two channels of 24 bits at 48 kHz. */
const PCM_KBPS = 2304
/** A damaged cached piece is made again once; a second fault is not the cache's. */
const TRIES = 2

/**
 * Renders a plan to one checked file: each piece and the sound are encoded once, kept under the hash of all they depend on,
 * and joined as they are. What is already there is not made again, down to the film itself. Stopped by the signal or by a
 * failure, it leaves the finished pieces, and the same call goes on from them.
 * Rejects with StudioError `render/*`, `ffmpeg/*` or `video/*`, or with the signal's reason.
 */
export async function renderSequence(request: RenderRequest): Promise<RenderResult> {
  const { plan, outputPath, signal } = request
  const work = planWork(request)
  await prepareOutput(outputPath)
  const expected: Expected = {
    frames: framesIn(plan.span),
    rate: plan.rate,
    hasPicture: true,
    hasSound: work.sound !== undefined,
  }
  if ((await readRenderKey(outputPath)) === work.filmKey) {
    const { facts } = await examine(outputPath, request, expected)
    if (facts) {
      tellLate(request, work, 'checking')
      const { frames } = expected
      return { frames, encoded: 0, reused: work.parts.length, encodedFrames: 0, encodingSeconds: 0, facts }
    }
  }
  await mkdir(request.workDir, { recursive: true })
  await mkdir(request.cacheDir, { recursive: true })
  const folder = await mkdtemp(join(request.workDir, 'render-'))
  try {
    let [encoded, encodedFrames, encodingSeconds] = [0, 0, 0]
    for (let attempt = 1; ; attempt += 1) {
      signal?.throwIfAborted()
      const startedAt = performance.now()
      const made = await encodeMissing(request, work, folder)
      encodingSeconds += (performance.now() - startedAt) / 1000
      encoded += made.length
      encodedFrames += made.reduce((sum, { frames }) => sum + frames, 0)
      const { facts, failure } = await assembleFilm(request, work, folder, expected)
      const reused = Math.max(0, work.parts.length - encoded)
      if (facts) return { frames: expected.frames, encoded, reused, encodedFrames, encodingSeconds, facts }
      if (attempt === TRIES || (await dropDamaged(request, work)) === 0) throw failure
    }
  } catch (error) {
    throw cacheFailure(error, request.cacheDir)
  } finally {
    await rm(partPathOf(outputPath), { force: true }).catch(() => undefined)
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}

/** Encodes the parts that the cache lacks, several beside each other; answers which. */
async function encodeMissing(request: RenderRequest, work: Work, folder: string): Promise<Part[]> {
  const { plan, onProgress, signal } = request
  const missing: Part[] = []
  for (const part of work.parts) if (!(await part.use())) missing.push(part)
  // Longest first, so that no core waits at the end for a long piece begun last; before all the sound, which counts no frames.
  const lengthOf = (part: Part): number => (part === work.sound ? Infinity : part.frames * part.weight)
  missing.sort((a, b) => lengthOf(b) - lengthOf(a))
  await checkDiskSpace(
    request.cacheDir,
    leastBytes(
      request,
      missing.reduce((sum, part) => sum + part.frames, 0),
    ),
  )
  await requireFolder(request.outputPath)
  await checkDiskSpace(dirname(request.outputPath), leastBytes(request, framesIn(plan.span)))
  const readyFrames = framesIn(plan.span) - missing.reduce((sum, { frames }) => sum + frames, 0)
  const states = new Map<Part, PieceState>(missing.map(part => [part, 'waiting']))
  const meter = createProgressMeter(readyFrames, missing, progress =>
    onProgress?.({ ...progress, pieces: work.pieces.map(part => states.get(part) ?? 'ready'), step: 'encoding' }),
  )
  meter.flush()
  const jobs = missing.map((part, index): Job => async jobSignal => {
    states.set(part, 'running')
    await part.make(folder, jobSignal, frames => meter.at(index, frames))
    states.set(part, 'ready')
    meter.at(index, part.frames)
  })
  const memoryBytes = Math.min(totalmem(), process.constrainedMemory() || Infinity)
  await runJobs(jobs, jobCount({ cores: availableParallelism(), memoryBytes }, plan), signal)
  meter.flush()
  return missing
}

/** When every piece is there. */
function tellLate({ plan, onProgress }: RenderRequest, work: Work, step: RenderProgress['step']): void {
  const frames = framesIn(plan.span)
  onProgress?.({ done: frames, total: frames, secondsLeft: 0, pieces: work.pieces.map(() => 'ready'), step })
}

function leastBytes({ plan, preset }: RenderRequest, frames: number): number {
  const kbps = preset.sound.codec === 'aac' ? preset.sound.kbps : PCM_KBPS
  const soundBytes = plan.sound ? (secondsFromFrames(frames, plan.rate) * kbps * 1000) / 8 : 0
  const bits = LEAST_BITS_PER_PIXEL[preset.picture.codec]
  return (frames * plan.width * plan.height * bits) / 8 + soundBytes * LEAST_SOUND_SHARE
}

type Assembled =
  | { readonly facts: FilmFacts; readonly failure?: undefined }
  | { readonly failure: StudioError; readonly facts?: undefined }

/** Joins, marks and checks the film, and gives it its name. Answers a failure that a damaged part may be the reason of. */
async function assembleFilm(
  request: RenderRequest,
  work: Work,
  folder: string,
  expected: Expected,
): Promise<Assembled> {
  const { plan, ffmpeg, tags, outputPath, signal } = request
  const { isAiGenerated } = tags
  const partPath = partPathOf(outputPath)
  const joined = {
    pieces: plan.pieces.map((piece, index) => ({ ...piece, path: work.pieces[index]!.path })),
    soundPath: work.sound?.path,
    container: request.preset.container,
    rate: plan.rate,
    tags: isAiGenerated ? { ...tags, comment: [tags.comment, AI_COMMENT].filter(Boolean).join('\n') } : tags,
    listPath: join(folder, 'pieces.ffconcat'),
    outputPath: partPath,
  }
  tellLate(request, work, 'joining')
  try {
    await joinPieces(joined, ffmpeg, signal)
    await append(partPath, xmpBox({ title: tags.title ?? undefined, isAiGenerated, renderKey: work.filmKey }))
  } catch (error) {
    await requireFolder(outputPath)
    if (isStudioError(error, 'ffmpeg/failed')) return { failure: unjoined(outputPath, error) }
    throw writeFailure(error, outputPath)
  }
  tellLate(request, work, 'checking')
  const examined = await examine(partPath, request, expected)
  if (examined.fault !== undefined) return { failure: unverified(outputPath, examined.fault) }
  await publish(partPath, outputPath)
  return { facts: examined.facts }
}

/** What a film holds, or what is wrong with it, checked as the request wants it. */
async function examine(
  path: string,
  { verify, ffmpeg, workDir, signal }: RenderRequest,
  expected: Expected,
): ReturnType<typeof examineFilm> {
  const examined = await examineFilm(path, expected)
  if (examined.fault !== undefined || verify === 'quick') return examined
  const fault = await findFaultByDecoding(path, expected, { ffmpeg, workDir, signal })
  return fault === undefined ? examined : { fault }
}

const AI_COMMENT = 'The pictures of this film were made with generative AI.'

/**
 * Removes what in the cache is not as it should be, as a bad disk leaves it; answers how many parts. Looks at the packets
 * first, and only where they are in order at what is in them.
 */
async function dropDamaged(request: RenderRequest, { parts }: Work): Promise<number> {
  let dropped = 0
  for (const part of parts) {
    if (await findFault(part.path, part.expected)) dropped += await drop(part)
  }
  if (dropped > 0) return dropped
  for (const part of parts) {
    if (await findFaultByDecoding(part.path, part.expected, request)) dropped += await drop(part)
  }
  return dropped
}

async function drop(part: Part): Promise<1> {
  await part.remove()
  return 1
}

function unjoined(outputPath: string, error: StudioError): StudioError {
  const message = `The pieces of ${outputPath} could not be joined. ${error.message}`
  return new StudioError(error.code, message, { cause: error, details: { ...error.details } })
}

function unverified(outputPath: string, fault: string): StudioError {
  const message = `The rendered film did not pass its check: ${fault}. ${outputPath} was not written. Render again; if it happens again, ${CHOOSE_ANOTHER}.`
  return new StudioError('render/unverified', message, { details: { fault } })
}
