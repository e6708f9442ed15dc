import { expect, test } from 'vitest'
import { stripLayout, stripPlace } from './strip-layout.ts'
import { TICKS_PER_SECOND as SECOND } from './time.ts'

test('has a picture for each half second, the last one begun included', () => {
  expect(stripLayout(5 * SECOND)).toEqual({ count: 10, columns: 10, rows: 1, stepTicks: SECOND / 2 })
  expect(stripLayout(5 * SECOND + 1)).toMatchObject({ count: 11, columns: 10, rows: 2 })
  expect(stripLayout(1)).toMatchObject({ count: 1, columns: 1, rows: 1 })
})

test('has at most as many pictures as an image can hold, however long the take', () => {
  const layout = stripLayout(3600 * SECOND)
  expect(layout.count).toBeLessThanOrEqual(400)
  expect(layout.count * layout.stepTicks).toBeGreaterThanOrEqual(3600 * SECOND)
})

test('finds the picture of an instant, and the nearest beyond the ends', () => {
  const layout = stripLayout(8 * SECOND)
  expect(stripPlace(layout, 0)).toEqual({ x: 0, y: 0 })
  expect(stripPlace(layout, 1.2 * SECOND)).toEqual({ x: 320, y: 0 })
  expect(stripPlace(layout, 5 * SECOND)).toEqual({ x: 0, y: 90 })
  expect(stripPlace(layout, 99 * SECOND)).toEqual({ x: 800, y: 90 })
  expect(stripPlace(layout, -1)).toEqual({ x: 0, y: 0 })
})
