import { FormData } from 'undici'
import { asBlob, dataUri, dataUriLength, readPicture } from '#main/providers/http/picture.ts'
import { UploadRefused } from '#main/providers/http/prepare-and-create.ts'
import type { ServiceHttp } from '#main/providers/http/service-http.ts'
import { readFileAddress } from './read-response.ts'

/** Of a picture that lies in the request itself; larger ones are uploaded. */
const LONGEST_DATA_URI = 256 * 1024
const UPLOAD_TIMEOUT_MS = 10 * 60_000

/**
 * How a create call names the picture at `path`: as itself, or by the address under which it was uploaded. Rejects with UploadRefused,
 * and as `ServiceHttp.call` and reading a file do.
 */
export async function frameUri(http: ServiceHttp, path: string, signal: AbortSignal): Promise<string> {
  const picture = await readPicture(path)
  if (dataUriLength(picture) <= LONGEST_DATA_URI) return dataUri(picture)
  const form = new FormData()
  form.set('content', asBlob(picture), picture.name)
  const answer = await http.call({ method: 'POST', to: '/files', form, signal, timeoutMs: UPLOAD_TIMEOUT_MS })
  const address = readFileAddress(answer.json)
  if (answer.status >= 300 || address === null) throw new UploadRefused(answer)
  return address
}
