import { expect, test } from 'vitest'
import { TICKS_PER_SECOND as SECOND } from '#model/time.ts'
import { previewFrame } from './preview.ts'
import { planOfTake, planOfTakeInPlace } from './take-plan.ts'

const rate = { numerator: 24, denominator: 1 }
const facts = { width: 640, height: 360, rate: { numerator: 16, denominator: 1 }, durationTicks: 5 * SECOND }
const shownAt = (plan: ReturnType<typeof planOfTake>, frame: number) => {
  const { picture } = previewFrame(plan, frame).layers[0]!
  return picture.kind === 'take' ? picture.atTicks / SECOND : null
}

test('a take alone plays at its own rate from end to end', () => {
  const plan = planOfTake('a', facts)
  expect(plan.span).toEqual({ startFrame: 0, endFrame: 80 })
  expect(shownAt(plan, 79)).toBeCloseTo(79.53 / 16, 6)
})

test('a take in its place shows its handles around it, as far as film and take reach', () => {
  const place = {
    startFrame: 48,
    frameCount: 24,
    sourceStartTicks: SECOND / 2,
    speed: { numerator: 2, denominator: 1 },
  }
  const plan = planOfTakeInPlace('a', facts, place, { rate, width: 1920, height: 1080 }, 96)
  expect(plan.pieces[0]).toMatchObject({ startFrame: 42, endFrame: 96 })
  expect(shownAt(plan, 48)).toBeCloseTo(0.5 + (0.53 * 2) / 24, 6)
  expect([shownAt(plan, 41), shownAt(plan, 42) !== null]).toEqual([null, true])
  const early = planOfTakeInPlace('a', facts, { ...place, startFrame: 2 }, { rate, width: 1920, height: 1080 }, 96)
  expect(early.pieces[0]!.startFrame).toBe(0)
})
