import { expect, test } from 'vitest'
import { seamFrameOf, seamSize } from './seam-frames.ts'

test.each([
  [1920, 1080, 160, 90],
  [1080, 1920, 90, 160],
  [1000, 1000, 120, 120],
  [2048, 858, 186, 78],
])('J1 a film of %i x %i is measured at %i x %i', (width, height, small, high) => {
  expect(seamSize({ width, height })).toEqual({ width: small, height: high })
})

test('J6 mean colours are those of the light, of all and of each region', () => {
  const rgb = new Uint8Array(30 * 30 * 3)
  // The left third is white.
  for (let y = 0; y < 30; y += 1) rgb.fill(255, y * 90, y * 90 + 30)
  const { mean, regions, luma } = seamFrameOf(rgb, 30, 30, 0)
  expect(regions.map(({ lightness }) => Math.round(lightness * 100))).toEqual([100, 0, 0, 100, 0, 0, 100, 0, 0])
  expect(mean.lightness).toBeCloseTo(Math.cbrt(1 / 3), 3)
  expect([luma.data[0], luma.data[29]]).toEqual([255, 0])
})
