import { expect, test } from 'vitest'
import { lightJump } from './light-jump.ts'
import { linearOf, oklabOf, type Oklab } from './oklab.ts'

const colour = (red: number, green: number, blue: number): Oklab =>
  oklabOf(linearOf(red), linearOf(green), linearOf(blue))

/** Björn Ottosson's own values of these colours. */
test.each([
  ['white', [255, 255, 255], [1, 0, 0]],
  ['red', [255, 0, 0], [0.628, 0.2249, 0.1258]],
  ['green', [0, 255, 0], [0.8664, -0.2339, 0.1795]],
  ['blue', [0, 0, 255], [0.452, -0.0325, -0.3115]],
] as const)('%s', (_, [red, green, blue], [lightness, greenRed, blueYellow]) => {
  const found = colour(red, green, blue)
  expect(found.lightness).toBeCloseTo(lightness, 3)
  expect(found.greenRed).toBeCloseTo(greenRed, 3)
  expect(found.blueYellow).toBeCloseTo(blueYellow, 3)
})

test('J6 black and white are 100 apart, and differ in no colour', () => {
  const { luma, colour: off } = lightJump(colour(0, 0, 0), colour(255, 255, 255))
  expect(luma).toBeCloseTo(100, 3)
  expect(off).toBeCloseTo(0, 3)
})
