import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { renewStale } from './stale-lists.ts'

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

test('nothing else is renewed', () => {
  expect(stale([{ topic: 'settings', projectId: null }])).toEqual([])
})
