import { expect, test } from 'vitest'
import type { ItemId, MediaId, ProjectId, SequenceId, ShotId, TakeId } from '../ids.ts'
import type { Clip, Sequence, Track, TrackItem } from '../sequence.ts'
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

const SPEED = { numerator: 1, denominator: 1 }

function soundOf(song: string, frameCount = 48): Track {
  const source = { kind: 'song', mediaId: song as MediaId } as const
  const item = { kind: 'clip', id: 'song' as ItemId, shotId: null, source, frameCount, speed: SPEED } as const
  return { kind: 'sound', name: 'A1', items: [{ ...item, sourceStartTicks: ticks(0) }] }
}

const SOUND = soundOf('one')

function cutOf(items: readonly TrackItem[], changed: Partial<Sequence> = {}): Sequence {
  return {
    id: 's' as SequenceId,
    projectId: 'p' as ProjectId,
    name: 'Cut',
    rate: { numerator: 24, denominator: 1 },
    width: 64,
    height: 36,
    film: { headFrames: 0, songFrames: 48, tailFrames: 0 },
    tracks: [{ kind: 'picture', name: 'V1', items }, SOUND],
    markers: [],
    anchorFrames: [],
    fadeInFrames: 0,
    fadeOutFrames: 12,
    ...changed,
  }
}

const ABC = [clip('a'), clip('b'), clip('c')]
const before = cutOf(ABC)
const OTHER = { kind: 'take', takeId: 'x' as TakeId, mediaId: 'x' as MediaId } as const
const NUMBERS = new Map(['a', 'b', 'c'].map((shot, index) => [shot as ShotId, index + 1]))

function told(after: Sequence, old = before, numberOf: ReadonlyMap<ShotId, number> = NUMBERS): string[] {
  return describeDifference(old, after, numberOf)
}

test('A10 the same cut differs in nothing, whatever its parts are called', () => {
  expect(told(cutOf([clip('a'), clip('b'), clip('c', { id: 'by hand' as ItemId })], { name: 'Mine' }))).toEqual([])
  expect(told(cutOf([clip('a', { speed: { denominator: 2, numerator: 2 } }), clip('b'), clip('c')]))).toEqual([])
})

test.each<[string, Partial<Clip>, string]>([
  ['take', { source: OTHER }, 'shot 2 would use another take'],
  ['length', { frameCount: 30 }, 'shot 2 would be 30 frames long instead of 24'],
  ['part', { sourceStartTicks: ticks(5) }, 'shot 2 would show another part of its take'],
  ['speed', { speed: { numerator: 2, denominator: 1 } }, 'shot 2 would run at another speed'],
])('A10 a change of a clip is told by what a person would see: %s', (_name, changed, expected) => {
  expect(told(cutOf([clip('a'), clip('b', changed), clip('c')]))[0]).toBe(expected)
})

test('A10 clips have the numbers of their shots; one whose shot has gone is told by its place in the present cut', () => {
  const numbers = new Map([
    ['a' as ShotId, 1],
    ['c' as ShotId, 2],
  ])
  expect(told(cutOf([clip('a'), clip('c')]), before, numbers)).toEqual([
    'clip 2 of the present cut would go',
    'shot 2 would begin at frame 24 instead of 48',
  ])
  expect(told(before, cutOf([clip('a'), clip('c')]))).toEqual([
    'shot 2 would be added',
    'shot 3 would begin at frame 48 instead of 24',
  ])
})

test('A10 where a hand has cut a shot in two, or used it twice, each use is told', () => {
  const parts = [clip('a', { frameCount: 10 }), clip('a', { id: 'a2' as ItemId, frameCount: 14 })]
  expect(told(before, cutOf([...parts, clip('b'), clip('c')]))).toEqual([
    'use 2 of shot 1 would go',
    'shot 1 would be 24 frames long instead of 10',
  ])
  expect(told(before, cutOf([...ABC, clip('a', { id: 'again' as ItemId })]))).toEqual(['use 2 of shot 1 would go'])
})

const DISSOLVE = { kind: 'transition', id: 'd' as ItemId, style: 'dissolve', inFrames: 3, outFrames: 3 } as const
const TITLES: Track = { kind: 'picture', name: 'V2', items: [{ kind: 'gap', id: 'g' as ItemId, frameCount: 48 }] }

test.each<[string, Sequence]>([
  ['its size would be 128x72 instead of 64x36', cutOf(ABC, { width: 128, height: 72 })],
  ['its rate would be 25 instead of 24', cutOf(ABC, { rate: { numerator: 25, denominator: 1 } })],
  ['it would be 58 frames long instead of 48', cutOf(ABC, { film: { ...before.film, tailFrames: 10 } })],
  ['another song would play', cutOf(ABC, { tracks: [before.tracks[0]!, soundOf('two')] })],
  ['the sound would change', cutOf(ABC, { tracks: [before.tracks[0]!, soundOf('one', 40)] })],
  ['track V2 would be added', cutOf(ABC, { tracks: [...before.tracks, TITLES] })],
  ['transitions would change', cutOf([clip('a'), DISSOLVE, clip('b'), clip('c')])],
  ['the fade at the start would change', cutOf(ABC, { fadeInFrames: 5 })],
  ['the fade at the end would change', cutOf(ABC, { fadeOutFrames: 30 })],
  ['markers would change', cutOf(ABC, { markers: [{ frame: 24, label: 'chorus' }] })],
  ['pinned cuts would change', cutOf(ABC, { anchorFrames: [24] })],
])('A10 %s', (expected, after) => {
  expect(told(after)).toEqual([expected])
  expect(told(before, after)).toHaveLength(1)
})

test('A10 what differs in the film is told beside what differs in its clips', () => {
  const after = cutOf([clip('a', { source: OTHER }), clip('b'), clip('c')], { width: 128, fadeOutFrames: 9 })
  expect(told(after)).toEqual([
    'its size would be 128x36 instead of 64x36',
    'shot 1 would use another take',
    'the fade at the end would change',
  ])
})

test('A10 many changes are counted after the first eight', () => {
  const many = Array.from({ length: 20 }, (_, index) => clip(`${index}`))
  const found = told(cutOf(many.map(one => ({ ...one, frameCount: 25 }))), cutOf(many))
  expect(found).toHaveLength(9)
  expect(found.at(-1)).toBe('and 12 more')
})
