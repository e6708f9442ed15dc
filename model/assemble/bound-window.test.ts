import { expect, test } from 'vitest'
import { FILM_RATE } from '../plan/testing/made-up-song.ts'
import { FRAME_RATES, ticksFromFrames, ticksFromSeconds } from '../time.ts'
import { boundWindow } from './bound-window.ts'

const PACE = { numerator: 1, denominator: 1 }
const HANDLE = ticksFromSeconds(0.5)

function windowOf(pictures: number, bound: { begins: boolean; ends: boolean }, rate = FILM_RATE, place = 96) {
  const facts = { rate, durationTicks: ticksFromFrames(pictures, rate) }
  const { startTicks, speed } = boundWindow(facts, place, FILM_RATE, PACE, HANDLE, bound)
  return [startTicks / ticksFromFrames(1, rate), speed.numerator / speed.denominator]
}

test('B5 begun on a picture it begins right after it, ended on one it ends right before it', () => {
  expect(windowOf(120, { begins: true, ends: false })).toEqual([1, 1])
  expect(windowOf(120, { begins: false, ends: true })).toEqual([23, 1])
  expect(windowOf(120, { begins: false, ends: false })).toEqual([12, 1])
})

test('B5 bound at both ends it is played from the one to the other', () => {
  expect(windowOf(120, { begins: true, ends: true })).toEqual([1, 118 / 96])
  // More than twice as fast would be no flight any more.
  expect(windowOf(240, { begins: true, ends: true })).toEqual([1, 1])
})

test('B5 a take of another rate begins a film frame in, and one that is just long enough where it can', () => {
  expect(windowOf(300, { begins: true, ends: false }, FRAME_RATES[8])).toEqual([3, 1])
  expect(windowOf(96, { begins: true, ends: false })).toEqual([0, 1])
  expect(windowOf(80, { begins: false, ends: true })).toEqual([0, 1])
})
