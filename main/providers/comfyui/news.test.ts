import { expect, test } from 'vitest'
import type { Graph } from '#model/workflow.ts'
import { createNews } from './news.ts'
import { readMessage } from './read-message.ts'

const graph: Graph = {
  load: { class_type: 'UNETLoader', inputs: {} },
  high: {
    class_type: 'KSamplerAdvanced',
    inputs: { steps: 20, start_at_step: 0, end_at_step: 10, latent_image: ['x', 0] },
  },
  low: {
    class_type: 'KSamplerAdvanced',
    inputs: { steps: 20, start_at_step: 10, end_at_step: 10000, latent_image: ['high', 0] },
  },
  save: { class_type: 'SaveVideo', inputs: {} },
}
const message = (type: string, data: Record<string, unknown>): string =>
  JSON.stringify({ type, data: { prompt_id: 'a', ...data } })
const state = (value: number, max: number, state = 'running') => ({ value, max, state })
const never = new AbortController().signal

test('progress counts every node by its steps, those to come too, and leaves out those that need not run', () => {
  const news = createNews()
  news.expect('a', graph)
  news.hear(message('execution_cached', { nodes: ['load'] }))
  news.hear(message('progress_state', { nodes: { high: state(5, 10) } }))
  expect(news.progressOf('a')).toBeCloseTo(5 / 21)
  news.hear(message('progress_state', { nodes: { high: state(10, 10, 'finished'), low: state(5, 10) } }))
  expect(news.progressOf('a')).toBeCloseTo(15 / 21)
  news.hear(message('progress_state', { nodes: { high: state(0, 10) } }))
  expect(news.progressOf('a')).toBeCloseTo(15 / 21)
})

test('older servers show one bar at a time', () => {
  const news = createNews()
  news.expect('a', graph)
  news.hear(message('progress', { value: 10, max: 10, node: 'high' }))
  news.hear(message('progress', { value: 5, max: 10, node: 'low' }))
  expect(news.progressOf('a')).toBeCloseTo(15 / 22)
  news.expect('b')
  news.hear(message('progress', { value: 5, max: 20, prompt_id: 'b' }))
  expect(news.progressOf('b')).toBeCloseTo(0.25)
})

test('news wake whoever waits, or comes later; progress not more often than is useful, an end at once', async () => {
  let nowMs = 0
  const news = createNews(() => nowMs)
  news.expect('a', graph)
  const first = news.next('a', never)
  news.hear(message('execution_start', {}))
  await first
  news.hear(message('progress', { value: 1, max: 20, node: 'high' }))
  const stop = new AbortController()
  const tooSoon = news.next('a', stop.signal)
  stop.abort(new Error('nothing came'))
  await expect(tooSoon).rejects.toThrow('nothing came')
  nowMs += 1000
  news.hear(message('progress', { value: 2, max: 20, node: 'high' }))
  await news.next('a', never)
  news.hear(message('executing', { node: null }))
  await news.next('a', never)
})

test('what others have queued, and what is not understood, is passed over', () => {
  const news = createNews()
  news.expect('a')
  for (const text of ['', '{', '[]', '{"type":"status","data":{"status":{}}}', message('progress', { max: 0 })])
    news.hear(text)
  news.hear(message('progress', { value: 1, max: 2, prompt_id: 'other' }))
  expect([news.progressOf('a'), news.progressOf('other')]).toEqual([0, 0])
  expect(readMessage(message('executing', { node: '3' }))).toBeNull()
  expect(readMessage(message('progress_state', { nodes: { 1: { value: 'x' } } }))).toMatchObject({ nodes: [] })
})
