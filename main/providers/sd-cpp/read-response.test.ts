import { expect, test } from 'vitest'
import { decodeClip, readUpToClip } from './inline-clip.ts'
import { readCapabilities, readError, readJob, statusOf } from './read-response.ts'

test('a job tells how it stands', () => {
  const status = (job: Record<string, unknown>) => statusOf(readJob({ id: 'a', ...job })!)
  expect(status({ status: 'queued', queue_position: 2 })).toEqual({ status: 'running', progress: 0, queuePosition: 2 })
  expect(status({ status: 'generating', queue_position: 0 })).toEqual({ status: 'running', progress: 0 })
  expect(status({ status: 'pondering' })).toEqual({ status: 'running', progress: 0 })
  expect(status({ status: 'failed', error: { code: 'generation_failed', message: 'no results' } })).toMatchObject({
    failure: { kind: 'generation_failed', message: 'no results', isRetryable: false },
  })
  expect(status({ status: 'cancelled', error: null })).toMatchObject({ failure: { kind: 'sd-cpp/cancelled' } })
  expect(status({ status: 'completed' })).toMatchObject({ failure: { kind: 'sd-cpp/no-video' } })
  for (const odd of [undefined, null, {}, []]) expect(readJob(odd)).toBeNull()
})

test('errors are read as the server words them', () => {
  expect(readError({ json: { error: 'server_error', message: 'it threw' } })).toBe('server_error: it threw')
  expect(readError({ json: { error: 'job queue is full' } })).toBe('job queue is full')
  expect(readError({ json: undefined })).toBeNull()
})

test('a server that makes no videos, or no WebM, is told', () => {
  const able = { model: { name: 'wan.gguf' }, supported_modes: ['vid_gen'], output_formats: ['webm', 'avi'] }
  expect(readCapabilities(able, 'sd')).toEqual({ models: ['wan.gguf'], notes: [] })
  expect(readCapabilities({ ...able, supported_modes: ['img_gen'] }, 'sd')?.notes).toHaveLength(1)
  expect(readCapabilities({ ...able, output_formats: ['avi'] }, 'sd')?.notes).toHaveLength(1)
  expect(readCapabilities({ ...able, output_formats_by_mode: { vid_gen: ['webm'] } }, 'sd')?.notes).toEqual([])
  expect(readCapabilities('x', 'sd')).toBeNull()
})

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function clipOf(text: string, size: number): Promise<Buffer> {
  const begun = await readUpToClip(inPieces(text, size))
  if (!begun.hasClip) throw new Error('no clip')
  const pieces: Uint8Array[] = []
  for await (const piece of decodeClip(begun.rest)) pieces.push(piece)
  return Buffer.concat(pieces)
}

test.each([1, 3, 7, 1000])('a clip is decoded out of the answer as it comes, in pieces of %i', async size => {
  const clip = Buffer.from(Array.from({ length: 500 }, (_, at) => (at * 7) % 256))
  const job = { id: 'a', result: { b64_json: clip.toString('base64'), fps: 16 }, status: 'completed' }
  expect(await clipOf(JSON.stringify(job), size)).toEqual(clip)
  expect(await clipOf(JSON.stringify(job, null, 2).replaceAll('/', String.raw`\/`), size)).toEqual(clip)
})

test('a clip that is cut off is told, an answer without one is read whole, one without an end is not', async () => {
  await expect(clipOf('{"result":{"b64_json":"AAAABBBB', 5)).rejects.toMatchObject({ code: 'service/cut-off' })
  const text = '{"id":"a","result":null}'
  expect(await readUpToClip(inPieces(text, 5))).toEqual({ hasClip: false, text })
  const endless = readUpToClip(inPieces(`{"padding":"${'a'.repeat(200_000)}`, 4096))
  await expect(endless).rejects.toMatchObject({ code: 'service/too-large' })
})
