import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { StagedMedia } from '#main/library/media-store.ts'
import { probeVideo, type VideoProbe } from '#main/media/probe.ts'
import { failureFrom, ownTrouble } from '#main/outbox/trouble.ts'
import { isReleasable, keepWaiting, release, releasableRequests } from '#main/outbox/waiting.ts'
import { extractFrame } from '#main/seams/extract-frame.ts'
import { extractTail } from '#main/seams/extract-tail.ts'
import { modelById, type ModelEntry } from '#model/catalogue.ts'
import { StudioError } from '#model/errors.ts'
import type { Request } from '#model/request.ts'
import { picturesIn, type HandedFrames, type HandedPicture } from '#model/seam/binding.ts'
import { leadLength } from '#model/seam/lead.ts'
import type { MakeContext } from '../context.ts'
import type { Work } from '../work.ts'
import { apart, handedNow, noPlace, standsBeside } from './handed-now.ts'

/** What could not be read is looked at again after this long. */
const LOOK_AGAIN_MS = 60_000

type Right = Pick<Work, 'lease' | 'signal'>
type Staged = {
  readonly first: StagedMedia | null
  readonly last: StagedMedia | null
  readonly leadIn: StagedMedia | null
  readonly leadOut: StagedMedia | null
}

/**
 * Hands the exact pictures of chosen takes on to the requests that wait for them, which then go out in their turn. A stop at any moment
 * leaves each either waiting or released. Rejects with what ails this machine, and with the signal's reason.
 */
export async function releaseWaiting(context: MakeContext, right: Right): Promise<void> {
  const { db } = context.library
  for (const request of releasableRequests(db, Date.now())) {
    right.signal.throwIfAborted()
    // A neighbour's take may have been judged otherwise while the pictures before were read.
    if (!isReleasable(db, request.id, Date.now())) continue
    try {
      await handOn(context, right, request)
    } catch (error) {
      right.signal.throwIfAborted()
      const trouble = ownTrouble(error)
      if (trouble) throw trouble
      const { kind, message } = failureFrom(error, 'frame-missing')
      keepWaiting({ db, lease: right.lease }, request, { kind, message }, Date.now() + LOOK_AGAIN_MS)
    }
  }
}

async function handOn(context: MakeContext, right: Right, request: Request): Promise<void> {
  const { db, media } = context.library
  if (!standsBeside(db, request)) throw apart()
  const handed = handedNow(context, request)
  if (handed === null) throw noPlace()
  const staged = await stage(context, right, request, handed)
  const isStillSo = (): boolean =>
    standsBeside(db, request) && JSON.stringify(handedNow(context, request)) === JSON.stringify(handed)
  release({ db, lease: right.lease }, request, handed, {
    isStillSo,
    settle: () => ({
      ...(staged.first && { firstFrame: media.settle(staged.first) }),
      ...(staged.last && { lastFrame: media.settle(staged.last) }),
      ...(staged.leadIn && { leadIn: media.settle(staged.leadIn) }),
      ...(staged.leadOut && { leadOut: media.settle(staged.leadOut) }),
    }),
  })
}

async function stage(
  context: MakeContext,
  { signal }: Right,
  { spec }: Request,
  { first, last }: HandedFrames,
): Promise<Staged> {
  const { library, catalogue } = context
  const ffmpeg = await context.ffmpeg()
  const model = modelById(catalogue, spec.model)

  async function written(
    fileName: string,
    { mediaId }: HandedPicture,
    write: (file: { path: string; probe: VideoProbe }, workPath: string) => Promise<void>,
  ): Promise<StagedMedia> {
    const path = library.media.pathOf(mediaId)
    const work = join(library.workDir, `${randomUUID()}${extname(fileName)}`)
    try {
      await write({ path, probe: await probeVideo(path, ffmpeg) }, work)
      return await library.media.stageWorkFile(work, 'still', { fileName })
    } catch (error) {
      await rm(work, { force: true })
      throw error
    }
  }

  function alone(handed: HandedPicture): Promise<StagedMedia> {
    return written(`picture ${handed.picture}.png`, handed, (file, work) =>
      extractFrame(ffmpeg, file, handed.picture, work, { signal, size: spec }),
    )
  }

  /** A clip of the pictures up to it, or of it and those after it; null where the model is handed no more than it. */
  async function led(handed: HandedPicture, way: 'in' | 'out'): Promise<StagedMedia | null> {
    const { picture } = handed
    const { facts } = await probeVideo(library.media.pathOf(handed.mediaId), ffmpeg)
    const pictures = way === 'in' ? picture + 1 : picturesIn(facts) - picture
    const count = leadLength(model, { ...spec, endsOnPicture: last !== null, rate: facts.rate, pictures })
    if (count === 1 && way === 'in' && model.extend?.isOnlyWay) throw tooShort(model)
    if (count === 1) return null
    const lastPicture = way === 'in' ? picture : picture + count - 1
    return written(`picture ${picture}.mp4`, handed, (file, work) =>
      extractTail(ffmpeg, file, { lastPicture, count }, work, { signal, size: spec }),
    )
  }

  return {
    first: first && (await alone(first)),
    last: last && (await alone(last)),
    leadIn: first && (await led(first, 'in')),
    leadOut: last && (await led(last, 'out')),
  }
}

function tooShort({ title, extend }: ModelEntry): StudioError {
  const so = `${title} goes on from at least ${extend?.minLeadSeconds} s of the clip before, and up to the cut there is less.`
  return new StudioError('seam/lead-too-short', `${so} Cut it later, choose another take there, or ask another model.`)
}
