import type { Response } from 'undici'
import { StudioError } from '#model/errors.ts'

/**
 * The body of an answer as text, read no further than `maxBytes`.
 * @throws StudioError service/too-large
 */
export async function readAtMost(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  if (response.body === null) return ''
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength
    // Leaving the loop ends the connection.
    if (bytes > maxBytes) throw tooLarge(maxBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function tooLarge(maxBytes: number): StudioError {
  const message = `The service answered with more than ${Math.round(maxBytes / 1024 ** 2)} MB, which is not read.`
  return new StudioError('service/too-large', message)
}
