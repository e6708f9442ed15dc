import { expect, test } from 'vitest'
import { around, following, scrolled, wholeSong, zoomed } from './stage-view.ts'

const SONG = 240 * 705_600_000

test('zooming keeps what is under the pointer where it is, within the song', () => {
  const at = SONG / 3
  const view = zoomed(wholeSong(SONG), 0.1, at, SONG)
  expect(view.endTicks - view.startTicks).toBeCloseTo(SONG / 10, -2)
  expect((at - view.startTicks) / (view.endTicks - view.startTicks)).toBeCloseTo(1 / 3, 6)
  expect(zoomed(view, 100, at, SONG)).toEqual(wholeSong(SONG))
  const close = zoomed(view, 0, at, SONG)
  expect(close.endTicks - close.startTicks).toBeGreaterThan(0)
})

test('scrolling stops at the ends', () => {
  const view = { startTicks: 0, endTicks: SONG / 4 }
  expect(scrolled(view, -1e9, SONG)).toEqual(view)
  expect(scrolled(view, SONG, SONG)).toEqual({ startTicks: (3 * SONG) / 4, endTicks: SONG })
})

test('the play-head is followed page by page, and a leap into the middle', () => {
  const view = { startTicks: 0, endTicks: SONG / 10 }
  expect(following(view, SONG / 20, SONG)).toBe(view)
  const next = following(view, SONG / 10 + 1, SONG)
  expect((SONG / 10 + 1 - next.startTicks) / (SONG / 10)).toBeCloseTo(0.06, 6)
  const far = following(view, SONG / 2, SONG)
  expect((SONG / 2 - far.startTicks) / (SONG / 10)).toBeCloseTo(0.5, 6)
})

test('a span is shown with its surroundings', () => {
  expect(around({ startTicks: 50e9, endTicks: 60e9 }, SONG)).toEqual({ startTicks: 40e9, endTicks: 70e9 })
  expect(around({ startTicks: 0, endTicks: 10e9 }, SONG)).toEqual({ startTicks: 0, endTicks: 30e9 })
})
