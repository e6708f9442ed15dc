import { expect, test } from 'vitest'
import type { ShotId } from '../ids.ts'
import { NO_LOOK, type LookLevels } from '../look.ts'
import { takeSeed } from '../seed.ts'
import { planLookTest, type ProbeShot } from './look-test.ts'

const LOOK: LookLevels = {
  film: { style: 'grain', negative: 'text' },
  section: { style: 'night', negative: '' },
  shot: { style: 'blue', negative: 'faces' },
}
const COCKTAILS = ['Super 8', 'anime', 'clay'].map(style => ({ style, negative: '' }))
const PROBES: ProbeShot[] = [3, 7, 12].map(serial => ({ shotId: `shot-${serial}` as ShotId, serial, look: LOOK }))

test('W15 each probe shot is asked for with every cocktail in place of the film’s look, all with one seed', () => {
  const asks = planLookTest(COCKTAILS, PROBES, 99)
  expect(asks).toHaveLength(9)
  expect(asks.map(({ cocktail }) => cocktail)).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2])
  expect(asks[4]).toEqual({
    cocktail: 1,
    shotId: 'shot-7',
    look: { ...LOOK, film: COCKTAILS[1] },
    seed: takeSeed(99, 7, 1),
  })
  for (const { serial, shotId } of PROBES) {
    expect(new Set(asks.filter(ask => ask.shotId === shotId).map(({ seed }) => seed))).toEqual(
      new Set([takeSeed(99, serial, 1)]),
    )
  }
  expect(planLookTest(COCKTAILS, PROBES.slice(0, 1), 99)).toHaveLength(3)
})

test('W15 a look test that could show nothing is refused', () => {
  expect(() => planLookTest(COCKTAILS.slice(0, 1), PROBES, 1)).toThrow('2 to 4 looks')
  expect(() => planLookTest([...COCKTAILS, ...COCKTAILS], PROBES, 1)).toThrow('2 to 4 looks')
  expect(() => planLookTest([...COCKTAILS, { style: 'ANIME', negative: '' }], PROBES, 1)).toThrow('the same words')
  expect(() => planLookTest([NO_LOOK, COCKTAILS[0]!], PROBES, 1)).not.toThrow()
  expect(() => planLookTest(COCKTAILS, [], 1)).toThrow('up to 3 shots')
  expect(() => planLookTest(COCKTAILS, [PROBES[0]!, PROBES[0]!], 1)).toThrow('twice')
})
