import { expect, test } from 'vitest'
import type { TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import {
  cellNear,
  cellOf,
  countTakes,
  gridRows,
  judged,
  nextBeside,
  nextDelivered,
  nextUncircled,
  standingOf,
  stepRow,
  stepTake,
  takesBetween,
} from './take-rows.ts'

const shot = (number: number): TakeShot => ({ id: `s${number}`, number, title: `Shot ${number}`, place: null })
const FACTS = { width: 16, height: 9, rate: { numerator: 24, denominator: 1 }, frameCount: 24, durationTicks: 1 }

function take(id: string, shotIds: readonly string[], parts: Partial<TakeRow> = {}): TakeRow {
  const media = { id: `m${id}`, facts: FACTS }
  const rest = { number: 1, stars: 0, note: '', reasons: [], triedLook: null, request: null, createdAtMs: 0 }
  return { id, shotIds: [...shotIds], judgement: 'unseen', media, ...rest, ...parts }
}

const SHOTS = [shot(1), shot(2), shot(3)]
const TAKES = [
  take('a', ['s1']),
  take('b', ['s1'], { judgement: 'circled' }),
  take('c', ['s2'], { judgement: 'rejected' }),
  take('d', [], { judgement: 'kept' }),
  take('e', ['s1', 's2'], { media: null, request: { id: 'r', modelId: 'animatic', model: 'Animatic', askTicks: 1 } }),
]
const ALL = { filter: 'all', found: null, isRejectedHidden: false, heldId: null } as const
const shown = (wish: Parameters<typeof gridRows>[2]) =>
  gridRows(SHOTS, TAKES, wish).map(row => [row.shot?.number ?? 'board', row.takes.map(({ id }) => id).join('')])

test('every shot is a row, newest takes first, and the Board comes last', () => {
  expect(shown(ALL)).toEqual([
    [1, 'eba'],
    [2, 'ec'],
    [3, ''],
    ['board', 'd'],
  ])
})

test('filters and search leave the shots that have such takes', () => {
  expect(shown({ ...ALL, filter: 'circled' })).toEqual([[1, 'b']])
  expect(shown({ ...ALL, filter: 'unseen' })).toEqual([[1, 'a']])
  expect(shown({ ...ALL, filter: 'coming' })).toEqual([
    [1, 'e'],
    [2, 'e'],
  ])
  expect(shown({ ...ALL, found: new Set(['d']) })).toEqual([['board', 'd']])
  expect(shown({ ...ALL, isRejectedHidden: true })[1]).toEqual([2, 'e'])
  expect(shown({ ...ALL, filter: 'rejected', isRejectedHidden: true })).toEqual([[2, 'c']])
})

test('the take that is looked at is not taken from under the eyes, but searched for like any other', () => {
  expect(shown({ ...ALL, filter: 'unseen', heldId: 'b' })).toEqual([[1, 'ba']])
  expect(shown({ ...ALL, isRejectedHidden: true, heldId: 'c' })[1]).toEqual([2, 'ec'])
  expect(shown({ ...ALL, found: new Set(['d']), heldId: 'b' })).toEqual([['board', 'd']])
})

test('counts tell what waits for an eye, and which shots have nothing', () => {
  const waits = {
    state: 'queued',
    progress: 0,
    failure: null,
    retryAtMs: null,
    hold: null,
    serviceTitle: 'S',
    isFree: true,
  } as const
  const request = { requestId: 'r', takeId: 'e', ...waits } as const
  const counts = countTakes(SHOTS, TAKES, new Map([['e', request]]))
  expect(counts).toEqual({
    all: 5,
    unseen: 1,
    kept: 1,
    circled: 1,
    rejected: 1,
    coming: 1,
    shots: 3,
    circledShots: 1,
    shotsWithout: 1,
  })
  expect(countTakes(SHOTS, TAKES, new Map()).shotsWithout).toBe(2)
  expect(standingOf(TAKES, new Map([['e', request]]))).toEqual({ here: 4, coming: 1, needYou: 0 })
  const uncertain = { ...request, state: 'uncertain' } as const
  expect(standingOf(TAKES, new Map([['e', uncertain]]))).toMatchObject({ coming: 0, needYou: 1 })
  expect(standingOf(TAKES, new Map([['e', { ...uncertain, retryAtMs: 9 }]]))).toMatchObject({ coming: 1, needYou: 0 })
  expect(standingOf(TAKES, new Map([['e', { ...request, state: 'failed' }]]))).toMatchObject({ coming: 0, needYou: 1 })
})

test('arrows walk the takes, over the ends of rows and past empty ones', () => {
  const rows = gridRows(SHOTS, TAKES, ALL)
  const walk = (from: { row: number; column: number }, by: 1 | -1) => {
    const ids: string[] = []
    for (let cell = stepTake(rows, from, by); cell; cell = stepTake(rows, cell, by)) {
      ids.push(rows[cell.row]!.takes[cell.column]!.id)
    }
    return ids.join('')
  }
  expect(walk({ row: 0, column: 0 }, 1)).toBe('baecd')
  expect(walk({ row: 3, column: 0 }, -1)).toBe('ceabe')
  expect(stepRow(rows, { row: 0, column: 2 }, 1)).toEqual({ row: 1, column: 1 })
  expect(stepRow(rows, { row: 1, column: 1 }, 1)).toEqual({ row: 2, column: 0 })
  expect(stepRow(rows, { row: 3, column: 0 }, 1)).toBeNull()
})

test('a take of several shots is looked for in the row of the shot', () => {
  const rows = gridRows(SHOTS, TAKES, ALL)
  expect(cellOf(rows, 'e', 's2')).toEqual({ row: 1, column: 0 })
  expect(cellOf(rows, 'e', null)).toEqual({ row: 0, column: 0 })
  expect(cellOf(rows, null, 's3')).toEqual({ row: 2, column: 0 })
  expect(cellOf(rows, 'gone', null)).toBeNull()
})

test('after a circle the next shot without one comes, and only one with something to see', () => {
  const rows = gridRows(SHOTS, TAKES, ALL)
  expect(nextUncircled(rows, { row: 0, column: 1 })).toEqual({ row: 1, column: 1 })
  expect(nextUncircled(rows, { row: 1, column: 1 })).toBeNull()
})

test('judging goes on to the next take that has come', () => {
  const rows = gridRows(SHOTS, TAKES, ALL)
  expect(nextDelivered(rows, { row: 0, column: 2 })).toEqual({ row: 1, column: 1 })
  expect(nextDelivered(rows, { row: 3, column: 0 })).toBeNull()
})

test('where takes go, what stands beside them or in their place is next', () => {
  const rows = gridRows(SHOTS, TAKES, ALL)
  expect(nextBeside(rows, { row: 0, column: 1 }, new Set(['b', 'a', 'e']))).toEqual({ row: 1, column: 1 })
  expect(nextBeside(rows, { row: 3, column: 0 }, new Set(['c', 'd']))).toEqual({ row: 1, column: 0 })
  expect(nextBeside(rows, { row: 3, column: 0 }, new Set(['a', 'b', 'c', 'd', 'e']))).toBeNull()
  expect(cellNear(rows, { row: 0, column: 7 })).toEqual({ row: 0, column: 2 })
  expect(cellNear(rows, { row: 2, column: 0 })).toEqual({ row: 3, column: 0 })
  expect(cellNear(rows, { row: 9, column: 9 })).toEqual({ row: 3, column: 0 })
  expect(cellNear(gridRows(SHOTS, [], ALL), { row: 1, column: 1 })).toEqual({ row: 1, column: 0 })
  expect(cellNear([], { row: 0, column: 0 })).toBeNull()
})

test('a range of takes is what stands between two tiles, whichever is first', () => {
  const rows = gridRows(SHOTS, TAKES, ALL)
  expect(takesBetween(rows, { row: 1, column: 1 }, { row: 0, column: 1 }).join('')).toBe('baec')
  expect(takesBetween(rows, { row: 0, column: 1 }, { row: 0, column: 1 })).toEqual(['b'])
})

test('a circle takes the circle of its shots’ others at once', () => {
  expect(judged(TAKES, ['a'], 'circled').map(({ judgement }) => judgement)).toEqual([
    'circled',
    'kept',
    'rejected',
    'kept',
    'unseen',
  ])
})
