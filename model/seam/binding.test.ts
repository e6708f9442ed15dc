import { expect, test } from 'vitest'
import type { MediaId, ShotId, TakeId } from '../ids.ts'
import { FRAME_RATES, ticks, ticksFromFrames, ticksFromSeconds } from '../time.ts'
import { olderNeighbour, pictureAt, type HandedPicture } from './binding.ts'

const RATE = FRAME_RATES[1]!
const made: HandedPicture = { shotId: 's' as ShotId, takeId: 't' as TakeId, mediaId: 'm' as MediaId, picture: 40 }

test('R4 the picture of a take that a frame of the film shows, also of other rates and speeds', () => {
  const facts = { rate: RATE, durationTicks: ticksFromFrames(120, RATE) }
  const once = { numerator: 1, denominator: 1 }
  const use = { sourceStartTicks: ticksFromFrames(12, RATE), speed: once }
  expect([0, 95].map(frame => pictureAt(use, frame, facts, RATE))).toEqual([12, 107])
  expect(pictureAt(use, 500, facts, RATE)).toBe(119)
  expect(pictureAt({ ...use, speed: { numerator: 1, denominator: 2 } }, 5, facts, RATE)).toBe(14)
  const faster = { rate: FRAME_RATES[4]!, durationTicks: ticksFromFrames(300, FRAME_RATES[4]!) }
  expect(pictureAt({ sourceStartTicks: ticks(ticksFromSeconds(1)), speed: once }, 23, faster, RATE)).toBe(59)
})

test('B10 a clip is for an older neighbour when another take is chosen there, or the cut has moved by more than two pictures', () => {
  expect(olderNeighbour(made, null)).toBeNull()
  for (const picture of [38, 40, 42]) expect(olderNeighbour(made, { ...made, picture })).toBeNull()
  expect(olderNeighbour(made, { ...made, picture: 46 })).toEqual({ kind: 'moved', shotId: 's', pictures: 6 })
  expect(olderNeighbour(made, { ...made, picture: 37 })).toMatchObject({ pictures: -3 })
  expect(olderNeighbour(made, { ...made, takeId: 'u' as TakeId })).toEqual({ kind: 'other-take', shotId: 's' })
})
