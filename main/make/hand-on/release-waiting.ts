import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { StagedMedia } from '#main/library/media-store.ts'
import { probeVideo } from '#main/media/probe.ts'
import { failureFrom, ownTrouble } from '#main/outbox/trouble.ts'
import { isReleasable, keepWaiting, release, releasableRequests } from '#main/outbox/waiting.ts'
import { extractFrame } from '#main/seams/extract-frame.ts'
import { extractTail } from '#main/seams/extract-tail.ts'
import { modelById } from '#model/catalogue.ts'
import type { Request } from '#model/request.ts'
import { picturesIn, type HandedFrames, type HandedPicture } from '#model/seam/binding.ts'
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
  const { maxStartPictures: count = 1 } = modelById(catalogue, spec.model)

  /** `lead`: a clip of the pictures up to it, or of it and those after it. */
  async function written({ mediaId, picture }: HandedPicture, lead: 'in' | 'out' | null): Promise<StagedMedia> {
    const path = library.media.pathOf(mediaId)
    const probe = await probeVideo(path, ffmpeg)
    const extension = lead === null ? 'png' : 'mp4'
    const work = join(library.workDir, `${randomUUID()}.${extension}`)
    try {
      if (lead === null) await extractFrame(ffmpeg, { path, probe }, picture, work, { signal, size: spec })
      else {
        const lastPicture = lead === 'in' ? picture : Math.min(picture + count, picturesIn(probe.facts)) - 1
        const pictures = lead === 'in' ? count : lastPicture + 1 - picture
        await extractTail(ffmpeg, { path, probe }, { lastPicture, count: pictures }, work, { signal })
      }
      return await library.media.stageWorkFile(work, 'still', { fileName: `picture ${picture}.${extension}` })
    } catch (error) {
      await rm(work, { force: true })
      throw error
    }
  }

  return {
    first: first && (await written(first, null)),
    last: last && (await written(last, null)),
    leadIn: first && count > 1 ? await written(first, 'in') : null,
    leadOut: last && count > 1 ? await written(last, 'out') : null,
  }
}
