import { expect, test } from 'vitest'
import type { SeamLevel } from './seam-lights.ts'
import { bestJoining, disturbance, type ToldSeam } from './seam-told.ts'

function told(levels: readonly [SeamLevel, SeamLevel, SeamLevel, SeamLevel], likeness = 0.9): ToldSeam {
  const [way, speed, light, colour] = levels.map(level => ({ level, figure: 1, faults: [] }))
  return {
    ...{ way: way!, speed: speed!, light: light!, colour: colour! },
    likeness: { level: 'good', figure: likeness },
    flash: { frames: 0, luma: 0, colour: 0 },
    stallBefore: { lowestSpeed: 1, repeats: 0 },
    stallAfter: { lowestSpeed: 1, repeats: 0 },
    isRepeated: false,
  }
}
const GOOD = told(['good', 'good', 'good', 'good'])

test('J11 a poor light disturbs more than two fair ones, and likeness decides among equals alone', () => {
  const poor = told(['poor', 'good', 'good', 'good'], 1)
  const fair = told(['good', 'fair', 'fair', 'good'], 0)
  expect(disturbance(poor)).toBeGreaterThan(disturbance(fair))
  expect(disturbance(told(['good', 'good', 'good', 'good'], 0.2))).toBeGreaterThan(disturbance(GOOD))
  expect(disturbance(told(['unknown', 'good', 'good', 'good'], 1))).toBeGreaterThan(
    disturbance(told(['good', 'good', 'good', 'good'], 0)),
  )
  expect(disturbance(told(['fair', 'good', 'good', 'good'], 1))).toBeGreaterThan(
    disturbance(told(['unknown', 'good', 'good', 'good'], 0.9)),
  )
})

test('J12 the best is named among at least two, and not before all are measured', () => {
  const rough = told(['good', 'poor', 'good', 'good'])
  const takes = [
    { takeId: 'rough', seams: [GOOD, rough] },
    { takeId: 'smooth', seams: [GOOD, GOOD] },
  ]
  expect(bestJoining(takes)).toBe('smooth')
  expect(bestJoining([...takes, { takeId: 'coming', seams: [GOOD, null] }])).toBeNull()
  expect(bestJoining([...takes, { takeId: 'unreadable', seams: [] }])).toBe('smooth')
  expect(bestJoining(takes.slice(1))).toBeNull()
})
