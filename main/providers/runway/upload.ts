import { FormData } from 'undici'
import { asBlob, dataUri, dataUriLength, type Picture } from '#main/providers/http/picture.ts'
import { uploadFailed, UploadRefused } from '#main/providers/http/prepare-and-create.ts'
import type { ServiceHttp } from '#main/providers/http/service-http.ts'
import { readUploadPlace } from './read-response.ts'

/** Of what lies in the request itself; what is larger is uploaded. The service takes 5 MB of each. */
const LONGEST_DATA_URI = 5_000_000
const UPLOAD_TIMEOUT_MS = 10 * 60_000

/**
 * How a create call names a picture or a clip, one of so many: as itself, or by the `runway://` address under which it was uploaded, good for a day.
 * Rejects with UploadRefused, StudioError service/upload-failed, and as `ServiceHttp.call` does.
 */
export async function uriOf(http: ServiceHttp, picture: Picture, signal: AbortSignal, count = 1): Promise<string> {
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
