import { z } from 'zod'
import { asBlob, dataUri, inTurn, readLead, readPicture, type Picture } from '#main/providers/http/picture.ts'
import { uploadFailed, UploadRefused } from '#main/providers/http/prepare-and-create.ts'
import type { ServiceHttp } from '#main/providers/http/service-http.ts'
import type { ConditioningPaths } from '#main/providers/port.ts'
import type { FrameUrls } from './build-request.ts'

/** Pictures up to this size, references all together, are sent inside the request; larger ones are uploaded. */
const MOST_INLINE_BYTES = 4 * 1024 ** 2
const UPLOAD_TIMEOUT_MS = 10 * 60_000

const place = z.object({ upload_url: z.url(), file_url: z.url() })

/**
 * Addresses by which a model finds the pictures, or the clip `leadIn` in place of them; large ones are brought to the storage for it. Rejects with UploadRefused, StudioError
 * service/upload-failed, with those of a call, and as reading a file does.
 */
export async function sendFrames(
  storage: ServiceHttp,
  { firstFrame, lastFrame, leadIn, references = [] }: ConditioningPaths,
  signal: AbortSignal,
): Promise<FrameUrls> {
  const urlOf = async (picture: Picture, count = 1): Promise<string> =>
    picture.bytes.length <= MOST_INLINE_BYTES / count ? dataUri(picture) : upload(storage, picture, signal)
  if (leadIn) return { first: null, last: null, lead: await urlOf(await readLead(leadIn)) }
  return {
    first: firstFrame && (await urlOf(await readPicture(firstFrame))),
    last: lastFrame && (await urlOf(await readPicture(lastFrame))),
    references: await inTurn(references, async path => urlOf(await readPicture(path), references.length)),
  }
}

/** Asks the storage for a place, then brings the bytes there: to another host, which needs no key. */
async function upload(storage: ServiceHttp, picture: Picture, signal: AbortSignal): Promise<string> {
  const json = { content_type: picture.type, file_name: picture.name }
  const to = '/storage/upload/initiate?storage_type=fal-cdn-v3'
  const asked = await storage.call({ method: 'POST', to, json, signal })
  const found = asked.status < 300 ? place.safeParse(asked.json).data : undefined
  if (!found) throw new UploadRefused(asked)
  const target = new URL(found.upload_url)
  // Its type becomes that of the request.
  const call = { method: 'PUT', to: target, form: asBlob(picture), signal, timeoutMs: UPLOAD_TIMEOUT_MS } as const
  const { status } = await storage.call(call)
  if (status >= 300) throw uploadFailed(target, status)
  return found.file_url
}
