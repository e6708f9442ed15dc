import { expect, test } from 'vitest'
import type { ItemId, MediaId, ProjectId, SequenceId, ShotId, TakeId } from '../ids.ts'
import type { Clip, Sequence } from '../sequence.ts'
import { ticks } from '../time.ts'
import { describeDifference } from './describe-difference.ts'

function clip(shot: string, changed: Partial<Clip> = {}): Clip {
  const source = { kind: 'take', takeId: `take of ${shot}` as TakeId, mediaId: shot as MediaId } as const
  const speed = { numerator: 1, denominator: 1 }
  const id = `clip-${shot}` as ItemId
  return {
    kind: 'clip',
    id,
    shotId: shot as ShotId,
    source,
    frameCount: 24,
    sourceStartTicks: ticks(0),
    speed,
    ...changed,
  }
}

function cutOf(clips: readonly Clip[], fadeOutFrames = 12): Sequence {
  return {
    id: 's' as SequenceId,
    projectId: 'p' as ProjectId,
    name: 'Cut',
    rate: { numerator: 24, denominator: 1 },
    width: 64,
    height: 36,
    film: { headFrames: 0, songFrames: 48, tailFrames: 0 },
    tracks: [{ kind: 'picture', name: 'V1', items: clips }],
    markers: [],
    anchorFrames: [],
    fadeInFrames: 0,
    fadeOutFrames,
  }
}

const before = cutOf([clip('a'), clip('b'), clip('c')])

test('A10 the same cut differs in nothing', () => {
  expect(describeDifference(before, cutOf([clip('a'), clip('b'), clip('c')]))).toEqual([])
})

test('A10 each change of a clip is told by what a person would see', () => {
  const other = { kind: 'take', takeId: 'x' as TakeId, mediaId: 'x' as MediaId } as const
  expect(describeDifference(before, cutOf([clip('a', { source: other }), clip('b'), clip('c')]))).toEqual([
    'shot 1 would use another take',
  ])
  expect(
    describeDifference(before, cutOf([clip('a', { frameCount: 30 }), clip('b', { frameCount: 18 }), clip('c')])),
  ).toEqual(['shot 1 would be 30 frames long instead of 24', 'shot 2 would begin at frame 30 instead of 24'])
  expect(describeDifference(before, cutOf([clip('a'), clip('c', { sourceStartTicks: ticks(5) })]))).toEqual([
    'shot 2 would go',
    'shot 2 would begin at frame 24 instead of 48',
  ])
  expect(describeDifference(before, cutOf([clip('a'), clip('b'), clip('c')], 30))).toEqual([
    'the fade at the end would change',
  ])
})

test('A10 many changes are counted after the first eight', () => {
  const many = Array.from({ length: 20 }, (_, index) => clip(`${index}`))
  const told = describeDifference(cutOf(many), cutOf(many.map(one => ({ ...one, frameCount: 25 }))))
  expect(told).toHaveLength(9)
  expect(told.at(-1)).toBe('and 12 more')
})
