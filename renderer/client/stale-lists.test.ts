import { QueryClient } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { endHold, holdWhileBusy, renewStale } from './stale-lists.ts'

function stale(changes: Parameters<typeof renewStale>[1]): string[] {
  const queries = new QueryClient()
  for (const projectId of ['one', 'two']) {
    queries.setQueryData([['takes', 'list'], { input: { projectId }, type: 'query' }], [])
    queries.setQueryData([['song', 'open'], { input: { projectId }, type: 'query' }], [])
  }
  queries.setQueryData([['projects', 'list'], { type: 'query' }], [])
  renewStale(queries, changes)
  return queries
    .getQueryCache()
    .getAll()
    .filter(query => query.state.isInvalidated)
    .map(({ queryKey }) => {
      const [path, options] = queryKey as [string[], { input?: { projectId: string } }]
      return [...path, options.input?.projectId].filter(Boolean).join(' ')
    })
}

test('a project’s change renews its own lists, and those of all projects', () => {
  expect(stale([{ topic: 'takes', projectId: 'two' }])).toEqual(['takes list two', 'projects list'])
})

test('a change of the library’s own renews every project’s lists that show it', () => {
  expect(stale([{ topic: 'songs', projectId: null }])).toEqual(['song open one', 'song open two', 'projects list'])
})

test('what is asked of all projects at once is renewed with each of them', () => {
  const queries = new QueryClient()
  const queryKey = [['outbox', 'status'], { input: { projectId: null }, type: 'query' }]
  queries.setQueryData(queryKey, {})
  renewStale(queries, [{ topic: 'outbox', projectId: 'one' }])
  expect(queries.getQueryState(queryKey)?.isInvalidated).toBe(true)
})

test('how far a request is renews what is shown of requests alone; its end comes as a changed take', () => {
  expect(stale([{ topic: 'outbox', projectId: 'one' }])).toEqual([])
})

test('a list under a hand is asked for again when the hand rests, and only if something changed', () => {
  vi.useFakeTimers()
  const queries = new QueryClient()
  const queryKey = [['takes', 'list'], { input: { projectId: 'one' }, type: 'query' }]
  const isStale = () => queries.getQueryState(queryKey)?.isInvalidated
  queries.setQueryData(queryKey, [])
  holdWhileBusy(queries, queryKey)
  vi.advanceTimersByTime(1000)
  expect(isStale()).toBe(false)
  for (let key = 0; key < 3; key += 1) {
    holdWhileBusy(queries, queryKey)
    renewStale(queries, [{ topic: 'takes', projectId: 'one' }])
    vi.advanceTimersByTime(100)
  }
  expect(isStale()).toBe(false)
  vi.advanceTimersByTime(400)
  expect(isStale()).toBe(true)

  queries.setQueryData(queryKey, [])
  holdWhileBusy(queries, queryKey)
  renewStale(queries, [{ topic: 'takes', projectId: 'one' }])
  expect(isStale()).toBe(false)
  void endHold(queries, queryKey)
  expect(isStale()).toBe(true)
  vi.useRealTimers()
})

test('the disk is looked at when files come or go, not with every percent, and calmly', () => {
  vi.useFakeTimers()
  const queries = new QueryClient()
  const queryKey = [['trouble', 'health'], { input: { projectId: 'one' }, type: 'query' }]
  const isAsked = (): boolean => {
    const isStale = queries.getQueryState(queryKey)?.isInvalidated === true
    queries.setQueryData(queryKey, {})
    return isStale
  }
  queries.setQueryData(queryKey, {})
  renewStale(queries, [{ topic: 'outbox', projectId: 'one' }])
  expect(isAsked()).toBe(false)
  renewStale(queries, [{ topic: 'media', projectId: null }])
  expect(isAsked()).toBe(true)
  for (let file = 0; file < 6; file += 1) {
    renewStale(queries, [{ topic: 'media', projectId: null }])
    vi.advanceTimersByTime(500)
    expect(isAsked()).toBe(false)
  }
  vi.advanceTimersByTime(2_000)
  expect(isAsked()).toBe(true)
  vi.advanceTimersByTime(10_000)
  expect(isAsked()).toBe(false)
  vi.useRealTimers()
})

test('nothing else is renewed, and not what is no answer of the studio', () => {
  const queries = new QueryClient()
  queries.setQueryData(['peaks of', 'one'], [])
  renewStale(queries, [{ topic: 'takes', projectId: 'one' }])
  expect(queries.getQueryState(['peaks of', 'one'])?.isInvalidated).toBe(false)
  expect(stale([{ topic: 'settings', projectId: null }])).toEqual([])
})
