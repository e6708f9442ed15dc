import { expect, test } from 'vitest'
import { applyEdits } from '../edit/apply.ts'
import { cut, drawn, id, lengths } from '../edit/testing/some-cut.ts'
import { applyDiff, diffSequences, isEmptyDiff, reverseDiff } from './sequence-diff.ts'

const MEDIA = lengths({ a: 50, b: 50, c: 50, d: 50 })
const START = cut('a10 b8 c6 d4')

test('holds only what changed, and fits a later version where that part is as it was', () => {
  const rolled = applyEdits(START, [{ kind: 'roll', itemId: id('b'), frame: 12 }], MEDIA)
  const diff = diffSequences(START, rolled)
  expect(diff.tracks.map(({ name, splices }) => [name, splices.length, splices[0]!.removed.length])).toEqual([
    ['V1', 1, 2],
  ])
  const later = applyEdits(rolled, [{ kind: 'slip', itemId: id('d'), frames: 3 }], MEDIA)
  expect(drawn(applyDiff(later, reverseDiff(diff)))).toBe('a10 b8 c6 d4+3')
})

test('a clip moved far is two places, not all that lies between', () => {
  const items = START.tracks[0]!.items
  const moved = { ...START, tracks: [{ ...START.tracks[0]!, items: [...items.slice(1), items[0]!] }, START.tracks[1]!] }
  const { tracks } = diffSequences(START, moved)
  expect(tracks[0]!.splices.map(({ removed, inserted }) => [removed.length, inserted.length])).toEqual([
    [1, 0],
    [0, 1],
  ])
})

test('refuses where the cut has changed in that very place', () => {
  const rolled = applyEdits(START, [{ kind: 'roll', itemId: id('b'), frame: 12 }], MEDIA)
  const diff = diffSequences(START, rolled)
  const later = applyEdits(rolled, [{ kind: 'slip', itemId: id('b'), frames: 3 }], MEDIA)
  expect(() => applyDiff(later, reverseDiff(diff))).toThrow('does not fit any more')
  const renamed = diffSequences(START, { ...START, name: 'Else' })
  expect(() => applyDiff({ ...START, name: 'Third' }, renamed)).toThrow('does not fit any more')
})

test('nothing changed is an empty difference', () => {
  expect(isEmptyDiff(diffSequences(START, JSON.parse(JSON.stringify(START)) as typeof START))).toBe(true)
})
