import { expect, test } from 'vitest'
import { countLines, lineAt, pagesOf } from './outbox-lines.ts'

const COUNTS = { needsYou: 2, running: 0, waiting: 401, done: 1 }

test('groups stand under each other with their heads, empty ones not at all', () => {
  expect(countLines(COUNTS)).toBe(3 + 402 + 2)
  expect([0, 1, 2, 3, 4, 404, 405, 406, 407].map(line => lineAt(COUNTS, line))).toEqual([
    { kind: 'head', group: 'needsYou', count: 2 },
    { kind: 'row', group: 'needsYou', index: 0 },
    { kind: 'row', group: 'needsYou', index: 1 },
    { kind: 'head', group: 'waiting', count: 401 },
    { kind: 'row', group: 'waiting', index: 0 },
    { kind: 'row', group: 'waiting', index: 400 },
    { kind: 'head', group: 'done', count: 1 },
    { kind: 'row', group: 'done', index: 0 },
    null,
  ])
})

test('only the pages in view are fetched', () => {
  expect(pagesOf(COUNTS, [0, 3])).toEqual([])
  expect(pagesOf(COUNTS, [2, 203, 204])).toEqual([
    { group: 'needsYou', offset: 0 },
    { group: 'waiting', offset: 0 },
    { group: 'waiting', offset: 200 },
  ])
})
