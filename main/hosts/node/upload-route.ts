import type { IncomingMessage } from 'node:http'
import { plain } from '#main/hosts/site.ts'
import type { Upload } from '#main/desk/files/uploads.ts'
import { isStudioError } from '#model/errors.ts'

/** Takes in a file that the page sends; resolves to its id. */
export type ReceiveUpload = (upload: Upload) => Promise<string>

/** A browser that sends nothing for so long has gone, or its disk has. */
const LONGEST_PAUSE_MS = 60_000

/**
 * Answers `PUT /upload?name=song.wav`, whose body is the file, with `{ id }`, under which the contract's methods take it;
 * or with `{ code, message }` for a person. The caller has made sure that our own page asks.
 */
export async function answerUpload(
  request: IncomingMessage,
  url: URL,
  receiveUpload: ReceiveUpload,
): Promise<Response> {
  if (request.method !== 'PUT') return plain(url, 405, 'Files are put here.')
  const { 'content-length': length = '' } = request.headers
  if (!/^\d{1,15}$/.test(length)) return plain(url, 411, 'A file says how long it is.')
  request.setTimeout(LONGEST_PAUSE_MS, () => request.destroy())
  try {
    const fileName = url.searchParams.get('name') ?? ''
    const id = await receiveUpload({ fileName, sizeBytes: Number(length), body: request })
    return told(200, { id })
  } catch (error) {
    if (!isStudioError(error)) throw error
    return told(409, { code: error.code, message: error.message })
  }
}

function told(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } })
}
