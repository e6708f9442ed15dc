import { expect, test } from 'vitest'
import { fitOf } from './fit.ts'

test('R7 a picture fills the frame unless more than a third of it would be lost', () => {
  const wide = { width: 1920, height: 1080 }
  const shapes = [
    [1280, 720, 'cover'],
    [640, 480, 'cover'],
    [2560, 1080, 'cover'],
    [1000, 1000, 'blurred'],
    [720, 1280, 'blurred'],
  ] as const
  for (const [width, height, fit] of shapes) expect(fitOf({ width, height }, wide), `${width}x${height}`).toBe(fit)
  expect(fitOf({ width: 720, height: 1280 }, { width: 1080, height: 1920 })).toBe('cover')
})
