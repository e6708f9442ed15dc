import fc from 'fast-check'
import { expect, test } from 'vitest'
import { after, flowOf, inverse, moveOf, standingPoint, type Flow, type Similarity } from './similarity.ts'

const flows: fc.Arbitrary<Flow> = fc.record({
  zoom: fc.double({ min: -3, max: 3, noNaN: true }),
  turn: fc.double({ min: -1, max: 1, noNaN: true }),
  panX: fc.double({ min: -50, max: 50, noNaN: true }),
  panY: fc.double({ min: -50, max: 50, noNaN: true }),
})

const numbers = (value: Flow | Similarity): number[] => Object.values(value)
function expectNear(found: readonly number[], wanted: readonly number[]): void {
  for (const [index, value] of found.entries()) expect(value).toBeCloseTo(wanted[index]!, 4)
}

test('a flow is read back from the move it makes, however long it goes on', () => {
  fc.assert(
    fc.property(flows, fc.double({ min: 0.01, max: 1, noNaN: true }), (flow, time) => {
      expectNear(numbers(flowOf(moveOf(flow, time), time)), numbers(flow))
    }),
  )
})

test('two moves of a flow, one after the other, are the move of both times', () => {
  fc.assert(
    fc.property(flows, flow => {
      expectNear(numbers(after(moveOf(flow, 0.1), moveOf(flow, 0.3))), numbers(moveOf(flow, 0.4)))
      expectNear(numbers(after(moveOf(flow, 0.3), inverse(moveOf(flow, 0.3)))), [1, 0, 0, 0])
    }),
  )
})

test('the standing point of a flow stays', () => {
  const flow = { zoom: 0.5, turn: 0.2, panX: 8, panY: -3 }
  const { x, y } = standingPoint(flow)!
  const { real, imaginary, shiftX, shiftY } = moveOf(flow, 0.7)
  expectNear([real * x - imaginary * y + shiftX, real * y + imaginary * x + shiftY], [x, y])
  expect(standingPoint({ ...flow, zoom: 0, turn: 0 })).toBeUndefined()
})
