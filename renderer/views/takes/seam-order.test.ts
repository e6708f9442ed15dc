import { expect, test } from 'vitest'
import type { TakesSeam } from '#model/contract/seams-contract.ts'
import type { SeamLevel } from '../../seams/seam-words.ts'
import { countSeams, nextWorst, seamName } from './seam-order.ts'

function between(number: number, speed: SeamLevel | null): TakesSeam {
  const light = (level: SeamLevel) => ({ level, figure: 1, faults: [] })
  const seam = {
    ...{ way: light('good'), speed: light(speed ?? 'good'), light: light('good'), colour: light('good') },
    likeness: { level: 'good' as const, figure: 0.9 },
    flash: { frames: 0, luma: 0, colour: 0 },
    stallBefore: { lowestSpeed: 1, repeats: 0 },
    stallAfter: { lowestSpeed: 1, repeats: 0 },
    isRepeated: false,
  }
  return {
    before: { shotId: `${number}`, takeId: 'a' },
    after: { shotId: `${number + 1}`, takeId: 'b' },
    pictures: null,
    why: null,
    seam: speed === null ? { state: 'coming' } : { state: 'measured', seam },
  }
}

test('J11 the worst seam comes first, then the next, and from the best the worst again', () => {
  const seams = [between(1, 'good'), between(2, null), between(3, 'poor'), between(4, 'fair')]
  const walked: string[] = []
  let current: string | null = null
  for (let step = 0; step < 4; step += 1) walked.push((current = seamName(nextWorst(seams, current)!)))
  expect(walked).toEqual(['3 4', '4 5', '1 2', '3 4'])
  expect(nextWorst([between(2, null)], null)).toBeNull()
  expect(countSeams(seams)).toEqual({ total: 4, coming: 1, poor: 1, fair: 1 })
})
