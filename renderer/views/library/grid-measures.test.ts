import { expect, test } from 'vitest'
import { gridMeasures, movedTo } from './grid-measures.ts'

test.each([
  [1376, 1440, 4],
  [960, 1024, 3],
  [2496, 2560, 5],
  [200, 1024, 1],
])('%i px in a window of %i hold %i cards', (width, windowWidth, columns) => {
  const measures = gridMeasures(width, windowWidth)
  expect(measures.columns).toBe(columns)
  expect(measures.columns * measures.cardWidth + (columns - 1) * 20).toBeCloseTo(width)
})

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowLeft', 0, null],
  ['ArrowDown', 1, 5],
  ['ArrowDown', 7, 9],
  ['ArrowDown', 8, null],
  ['ArrowUp', 5, 1],
  ['ArrowUp', 2, null],
  ['Home', 9, 0],
  ['End', 0, 9],
  ['End', 9, null],
  ['a', 3, null],
] as const)('%s from card %i of ten in rows of four leads to %s', (key, at, to) => {
  expect(movedTo(key, at, 10, 4)).toBe(to)
})
