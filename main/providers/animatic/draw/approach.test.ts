import { expect, test } from 'vitest'
import { growthOverBridge } from './approach.ts'

test('B11 a bridge begins at the speed of the shot it leaves and ends at that of the one it comes to', () => {
  const approach = (zoomPerSecond: number) => ({ zoomPerSecond, x: 0.5, y: 0.5 })
  const speedAt = (seconds: number): number =>
    Math.log(growthOverBridge(approach(0.8), approach(0.2), seconds, seconds + 0.01, 1)) / 0.01
  expect(speedAt(0)).toBeCloseTo(0.8)
  expect(speedAt(0.28)).toBeCloseTo(0.8)
  expect(speedAt(0.495)).toBeCloseTo(0.5)
  expect(speedAt(0.71)).toBeCloseTo(0.2)
  expect(speedAt(0.99)).toBeCloseTo(0.2)
  expect(growthOverBridge(approach(0.8), approach(0.2), 0, 1, 1)).toBeCloseTo(Math.exp(0.5))
})
