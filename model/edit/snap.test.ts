import { expect, test } from 'vitest'
import { snap, snapTogether, type SnapPoints } from './snap.ts'

const POINTS: SnapPoints = {
  playhead: [50],
  marker: [31],
  cut: [10, 30],
  bar: [0, 24, 48],
  beat: [0, 6, 12, 18, 24, 30],
}

test('draws to the nearest point within reach, the stronger kind of two', () => {
  expect(snap(7, POINTS, 2)).toEqual({ frame: 6, kind: 'beat' })
  expect(snap(29, POINTS, 2)).toEqual({ frame: 30, kind: 'cut' })
  expect(snap(24, POINTS, 0)).toEqual({ frame: 24, kind: 'bar' })
  expect(snap(40, POINTS, 5)).toEqual({ frame: 40, kind: null })
  expect(snap(40, { playhead: [], marker: [], cut: [], bar: [], beat: [] }, 5).kind).toBeNull()
})

test('of both ends of what is moved the one that is nearer to a point decides', () => {
  expect(snapTogether([7, 47], POINTS, 3)).toEqual({ shift: -1, at: { frame: 6, kind: 'beat' } })
  expect(snapTogether([15, 38], POINTS, 2)).toEqual({ shift: 0, at: null })
})
