import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { FRAME_RATES, ticks } from '../time.ts'
import { framesBegunWithin, sourceTicksFor } from './source-length.ts'

test('E31 frames begun within a source are those that begin before it is over, to the tick', () => {
  const anyRate = fc.constantFrom(...FRAME_RATES)
  const anySpeed = fc.record({
    numerator: fc.integer({ min: 1, max: 90 }),
    denominator: fc.integer({ min: 1, max: 90 }),
  })
  fc.assert(
    fc.property(
      anyRate,
      anySpeed,
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: -2, max: 2 }),
      (rate, speed, frames, off) => {
        const length = ticks(sourceTicksFor(frames, rate, speed) + off)
        const begun = framesBegunWithin(length, rate, speed)
        expect(sourceTicksFor(begun - 1, rate, speed)).toBeLessThan(length)
        expect(sourceTicksFor(begun, rate, speed)).toBeGreaterThanOrEqual(length)
      },
    ),
    { numRuns: 1000 },
  )
})
