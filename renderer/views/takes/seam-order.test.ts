import { expect, test } from 'vitest'
import type { TakesSeam } from '#model/contract/seams-contract.ts'
import type { SeamLevel } from '../../seams/seam-words.ts'
import { texts } from '../../texts.ts'
import { numbersOf } from './numbers-of.ts'
import { countSeams, nextWorst, seamName, shotOf } from './seam-order.ts'

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

test('B6 a bridge is named as one on both sides, and left for the shot beside it', () => {
  const bridge = { shotId: null, takeId: 'bridge' }
  const [into, out] = [
    { ...between(1, 'good'), after: bridge },
    { ...between(1, 'good'), before: bridge },
  ]
  expect([into, out].map(seam => shotOf(seam).shotId)).toEqual(['1', '2'])
  const numbers = numbersOf({ shots: [{ id: '1', number: 1 }] as never, takes: [{ id: 'bridge', number: 3 }] as never })
  expect([numbers(into.before), numbers(into.after)]).toEqual([
    [1, null],
    [null, 3],
  ])
  const { seams } = texts
  expect(seams.pair(1, null)).toBe('1 to bridge')
  expect(seams.pairName(null, 2, 'way good')).toBe('The bridge to 2: way good')
  expect(seams.before(...numbers(bridge))).toBe('After the bridge, take 3')
})
