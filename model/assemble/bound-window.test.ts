import { expect, test } from 'vitest'
import { FILM_RATE } from '../plan/testing/made-up-song.ts'
import { FRAME_RATES, ticksFromFrames, ticksFromSeconds } from '../time.ts'
import { boundEnds, boundWindow, type BoundEnds } from './bound-window.ts'
import { coverableFrames } from './source-window.ts'

const PACE = { numerator: 1, denominator: 1 }
const HANDLE = ticksFromSeconds(0.5)

function windowOf(pictures: number, bound: BoundEnds, rate = FILM_RATE, place = 96) {
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

test('B12 pictures of the neighbour at its head are no part of it', () => {
  const led = { begins: true, ends: false, leadPictures: 47 }
  expect(windowOf(167, led)).toEqual([48, 1])
  // Too short, it rests on its last picture: the neighbour's are not shown once more.
  expect(windowOf(120, led)).toEqual([47, 1])
  expect(windowOf(167, { ...led, ends: true })).toEqual([48, 118 / 96])
  expect(windowOf(420, led, FRAME_RATES[8])).toEqual([50, 1])
  const facts = { rate: FILM_RATE, durationTicks: ticksFromFrames(120, FILM_RATE) }
  expect([0, 47, 120, 130].map(lead => coverableFrames(facts, FILM_RATE, PACE, lead))).toEqual([120, 73, 0, 0])
})

test('B12 a take says how many they are as it was delivered', () => {
  const first = { shotId: 's', takeId: 't', mediaId: 'm', picture: 9 } as never
  expect(boundEnds({ first, last: null, leadPictures: 47 })).toEqual({ begins: true, ends: false, leadPictures: 47 })
  expect(boundEnds({ first, last: null })).toEqual({ begins: true, ends: false })
  expect(boundEnds(undefined)).toEqual({ begins: false, ends: false })
})
