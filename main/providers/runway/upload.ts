import { FormData } from 'undici'
import { asBlob, dataUri, dataUriLength, readPicture } from '#main/providers/http/picture.ts'
import { uploadFailed, UploadRefused } from '#main/providers/http/prepare-and-create.ts'
import type { ServiceHttp } from '#main/providers/http/service-http.ts'
import { readUploadPlace } from './read-response.ts'

/** Of the pictures that lie in the request itself; larger ones are uploaded. The service takes 5 MB of each. */
const LONGEST_DATA_URI = 5_000_000
const UPLOAD_TIMEOUT_MS = 10 * 60_000

/**
 * How a create call names the picture at `path`, one of so many: as itself, or by the `runway://` address under which it was uploaded, good for a day.
 * Rejects with UploadRefused, StudioError service/upload-failed, and as `ServiceHttp.call` and reading a file do.
 */
export async function frameUri(http: ServiceHttp, path: string, signal: AbortSignal, count = 1): Promise<string> {
  const picture = await readPicture(path)
  if (dataUriLength(picture) <= LONGEST_DATA_URI / count) return dataUri(picture)
  const json = { filename: picture.name, type: 'ephemeral' }
  const answer = await http.call({ method: 'POST', to: '/v1/uploads', json, signal })
  const place = readUploadPlace(answer.json)
  if (answer.status >= 300 || !place) throw new UploadRefused(answer)
  const form = new FormData()
  for (const [name, value] of Object.entries(place.fields)) form.set(name, value)
  form.set('file', asBlob(picture), picture.name)
  const to = new URL(place.uploadUrl)
  const { status } = await http.call({ method: 'POST', to, form, signal, timeoutMs: UPLOAD_TIMEOUT_MS })
  if (status >= 300) throw uploadFailed(to, status)
  return place.runwayUri
}
