import { expect, test } from 'vitest'
import type { FilmCheck } from '#model/contract/renders-contract.ts'
import { checkDetail, checkTitle } from './check-words.ts'

const RATE = { numerator: 24, denominator: 1 }

const place = (change: Partial<FilmCheck['places'][number]> = {}): FilmCheck['places'][number] => ({
  frame: 24 * 107 + 2,
  itemId: 'clip',
  shotId: 'shot',
  shotNumber: 26,
  amount: 0,
  bar: '51.1',
  ...change,
})

const check = (kind: FilmCheck['kind'], ...places: FilmCheck['places']): FilmCheck => ({
  kind,
  verdict: places.length === 0 ? 'fine' : 'look',
  total: 55,
  places,
  count: places.length,
})

const told = (some: FilmCheck): string => `${checkTitle(some)}: ${checkDetail(some, RATE)}`

test('what was found is told with its place, what is fine with how much was looked at', () => {
  expect(told(check('off-beat', place({ amount: 3 })))).toBe(
    '1 cut is off the beat: Shot 26, 1:47.1, bar 51.1, 3 frames late',
  )
  expect(told(check('off-beat', place({ amount: -1, bar: null })))).toBe(
    '1 cut is off the beat: Shot 26, 1:47.1, 1 frame early',
  )
  expect(told(check('not-chosen', place({ shotNumber: 13 }), place({ shotNumber: 19 })))).toBe(
    '2 clips not chosen: Shots 13, 19 use the newest take',
  )
  expect(told(check('gaps', place({ shotNumber: null, amount: 12 })))).toBe('1 gap: 1:47.1, 12 frames black')
  expect(told(check('small-pictures', place({ amount: 50 })))).toBe(
    '1 clip is enlarged: Shot 26, 1:47.1, enlarged by 50 %',
  )
  expect(told(check('flashing', place({ amount: 4 })))).toBe(
    'Flashing: Shot 26, 1:47.1, bar 51.1, 4 flashes a second, 3 are safe',
  )
  expect(told(check('missing-files'))).toBe('No missing files: 55 originals here')
})

test('many shots are counted, not listed', () => {
  const places = Array.from({ length: 9 }, (_, index) => place({ shotNumber: index + 1 }))
  expect(told(check('missing-takes', ...places))).toBe('9 shots have no take: Shots 1, 2, 3, 4, 5, 6 and 3 more')
})
