import { expect, test } from 'vitest'
import { failureOf, hasJobs, readError, readHistory, readJob, readQueue, readUpload, videoIn } from './read-response.ts'

const file = { filename: 'a_00001_.mp4', subfolder: 'video', type: 'output' }

test.each([
  [{ 9: { images: [file], animated: [true] } }, file],
  [{ 9: { videos: [file] } }, file],
  [{ 9: { gifs: [{ ...file, format: 'video/h264-mp4', workflow: 'a.png' }] } }, file],
  [{ 4: { images: [{ ...file, type: 'temp', filename: 'p.mp4' }] }, 9: { images: [file] } }, file],
  [{ 4: { gifs: [{ ...file, filename: 'a.gif' }, file] } }, file],
  [{ 4: { images: [{ ...file, filename: 'a.png' }] } }, null],
  [{ 4: { images: [{ filename: 'A.WEBM' }] } }, { filename: 'A.WEBM', subfolder: '', type: 'output' }],
  [{ 4: { images: [{ ...file, type: 'input' }] } }, null],
  [{ 4: 'text', 5: null }, null],
  [undefined, null],
])('the video among what nodes have written: %j', (outputs, found) => {
  expect(videoIn(outputs)).toEqual(found)
})

test('a history tells of a clip, of what broke, of a stop; an empty one of nothing', () => {
  const status = (status_str: string, ...messages: unknown[]) => ({ status_str, completed: true, messages })
  const read = (entry: unknown) => readHistory({ id: entry, unheard_of: 1 }, 'id')
  expect(read({ outputs: { 9: { images: [file] } }, status: status('success') })).toEqual({ kind: 'done', file })
  expect(read({ outputs: { 9: { images: [file] } }, status: null })).toEqual({ kind: 'done', file })
  const broke = ['execution_error', { exception_message: ' Sizes differ\n', node_type: 'KSampler', node_id: '3' }]
  expect(read({ outputs: {}, status: status('error', ['execution_start', {}], broke) })).toMatchObject({
    kind: 'ended',
    failure: { message: 'ComfyUI broke off at the node KSampler: Sizes differ', isRetryable: false },
  })
  const stopped = ['execution_interrupted', { node_id: '3' }]
  expect(read({ outputs: {}, status: status('error', stopped) })).toMatchObject({
    failure: { kind: 'comfyui/interrupted' },
  })
  expect(read({ outputs: {}, status: status('success') })).toMatchObject({ failure: { kind: 'comfyui/no-video' } })
  expect(readHistory({}, 'id')).toEqual({ kind: 'absent' })
  for (const odd of [undefined, null, 'x', []]) expect(readHistory(odd, 'id')).toBeNull()
  expect(read('x')).toBeNull()
})

test('memory that ran out is said in plain words, and may be tried again', () => {
  for (const error of [
    { exception_type: 'torch.OutOfMemoryError', exception_message: 'Allocation on device', node_type: 'VAEDecode' },
    { exception_type: 'RuntimeError', exception_message: 'CUDA error: out of memory', node_type: 'VAEDecode' },
  ]) {
    expect(failureOf(error)).toMatchObject({
      kind: 'comfyui/out-of-memory',
      message: expect.stringMatching(/ran out of memory at the node VAEDecode/) as string,
      isRetryable: true,
    })
  }
  expect(failureOf(undefined).message).toBe('ComfyUI broke off: it gave no reason')
})

test('the queue is read in its order, whatever else stands in it', () => {
  const queue = { queue_running: [[3, 'c', {}]], queue_pending: [[9, 'b', {}, {}], [5, 'a'], 'x'] }
  expect(readQueue(queue)).toEqual({ running: ['c'], waiting: ['a', 'b'] })
  for (const odd of [undefined, {}, '<html>']) expect(readQueue(odd)).toBeNull()
})

test('newer servers have jobs by themselves', () => {
  expect(readJob({ id: 'a', status: 'pending' })).toEqual({ kind: 'waiting' })
  expect(readJob({ id: 'a', status: 'in_progress' })).toEqual({ kind: 'running' })
  expect(readJob({ id: 'a', status: 'completed', outputs: { 9: { images: [file] } } })).toEqual({ kind: 'done', file })
  expect(readJob({ id: 'a', status: 'completed', outputs: {} })).toMatchObject({ kind: 'ended' })
  expect(readJob({ id: 'a', status: 'failed', execution_error: { exception_message: 'No' } })).toMatchObject({
    failure: { message: 'ComfyUI broke off: No' },
  })
  expect(readJob({ id: 'a', status: 'cancelled' })).toMatchObject({ failure: { kind: 'comfyui/interrupted' } })
  expect(readJob({ id: 'a', status: 'pondering' })).toBeNull()
  expect(readJob(undefined)).toBeNull()
  expect(hasJobs({ status: 200, json: { jobs: [] } })).toBe(true)
  expect(hasJobs({ status: 404, json: undefined })).toBe(false)
  expect(hasJobs({ status: 200, json: undefined })).toBe(false)
})

test('what is wrong with a graph is told with the node it stands in', () => {
  const error = { type: 'prompt_outputs_failed_validation', message: 'Prompt outputs failed validation', details: '' }
  const inNode = { errors: [{ type: 'value_not_in_list', message: 'Value not in list', details: 'vae_name: x' }] }
  expect(readError({ json: { error, node_errors: { 6: { ...inNode, class_type: 'VAELoader' } } } })).toEqual({
    type: 'prompt_outputs_failed_validation',
    words: 'Prompt outputs failed validation; VAELoader 6: Value not in list: vae_name: x',
  })
  expect(readError({ json: { error: 'no' } }).words).toBe('no')
  for (const json of [undefined, {}, []]) expect(readError({ json }).words).toBeNull()
})

test('an uploaded picture is named with its folder', () => {
  expect(readUpload({ name: 'a.png', subfolder: 'flythrough', type: 'input' })).toBe('flythrough/a.png')
  expect(readUpload({ name: 'a.png', subfolder: '' })).toBe('a.png')
  expect(readUpload({})).toBeNull()
})
