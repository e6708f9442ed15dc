import { expect, test } from 'vitest'
import type { TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import { ticksFromFrames } from '#model/time.ts'
import { placeTake } from './place-take.ts'

const RATE = { numerator: 24, denominator: 1 }
const SHOT: TakeShot = { id: 's', number: 2, title: 'x', place: { startFrame: 100, endFrame: 196 } }

function placed(pictures: number, bound?: TakeRow['bound']) {
  const durationTicks = ticksFromFrames(pictures, RATE)
  const media = { id: 'm', facts: { width: 16, height: 9, rate: RATE, frameCount: pictures, durationTicks } }
  const rest = { number: 1, stars: 0, note: '', reasons: [], triedLook: null, request: null, createdAtMs: 0 }
  const take: TakeRow = { id: 't', shotIds: ['s'], judgement: 'unseen', media, ...rest, ...(bound && { bound }) }
  const place = placeTake(take, SHOT, RATE)
  return place && [place.sourceStartTicks / ticksFromFrames(1, RATE), place.speed.numerator / place.speed.denominator]
}

test('B5 B12 a take is looked at as the film would show it, a bound one too', () => {
  expect(placed(144)).toEqual([12, 1])
  expect(placed(144, { begins: true, ends: false })).toEqual([1, 1])
  expect(placed(144, { begins: true, ends: true })).toEqual([1, 142 / 96])
  expect(placed(191, { begins: true, ends: false, leadPictures: 47 })).toEqual([48, 1])
})
