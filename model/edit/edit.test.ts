import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ItemId, MediaId, ProjectId, SequenceId } from '../ids.ts'
import type { Clip, Sequence, Track } from '../sequence.ts'
import { ticks } from '../time.ts'
import { append } from './append.ts'
import { checkSequence } from './check-sequence.ts'
import { dissolve, longestHalf } from './dissolve.ts'

function itemId(id: string): ItemId {
  return id as ItemId
}

function clip(id: string, frameCount: number): Clip {
  return {
    kind: 'clip',
    id: itemId(id),
    shotId: null,
    source: { kind: 'missing' },
    frameCount,
    sourceStartTicks: ticks(0),
    speed: { numerator: 1, denominator: 1 },
  }
}

const EMPTY: Track = { kind: 'picture', name: 'V1', items: [] }

function trackOf(lengths: readonly number[]): Track {
  return lengths.reduce((track, length, index) => append(track, clip(`c${index}`, length)), EMPTY)
}

function sequenceOf(picture: Track, songFrames: number, more: Partial<Sequence> = {}): Sequence {
  const song: Clip = { ...clip('song', songFrames), source: { kind: 'song', mediaId: 'm' as MediaId } }
  return {
    id: 'q' as SequenceId,
    projectId: 'p' as ProjectId,
    name: 'Assembly',
    rate: { numerator: 24, denominator: 1 },
    width: 640,
    height: 360,
    film: { headFrames: 0, songFrames, tailFrames: 0 },
    tracks: [picture, { kind: 'sound', name: 'A1', items: [song] }],
    markers: [],
    anchorFrames: [],
    fadeInFrames: 0,
    fadeOutFrames: 0,
    ...more,
  }
}

const anyLengths = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 })

test('E8 append puts an item at the end and leaves the others as they are', () => {
  fc.assert(
    fc.property(anyLengths, lengths => {
      const track = trackOf(lengths)
      const longer = append(track, { kind: 'gap', id: itemId('gap'), frameCount: 5 })
      expect(longer.items.slice(0, -1)).toEqual(track.items)
      expect(longer.items.at(-1)).toMatchObject({ kind: 'gap', frameCount: 5 })
    }),
  )
})

test('E9 dissolves over every cut that has room leave a sound track and move nothing', () => {
  fc.assert(
    fc.property(anyLengths, fc.integer({ min: 1, max: 8 }), (lengths, wanted) => {
      let track = trackOf(lengths)
      for (const [index, length] of lengths.entries()) {
        const half = Math.min(wanted, index === 0 ? 0 : longestHalf(lengths[index - 1]!, length))
        if (half > 0) track = dissolve(track, itemId(`c${index}`), itemId(`d${index}`), half)
      }
      const frames = lengths.reduce((sum, length) => sum + length, 0)
      expect(checkSequence(sequenceOf(track, frames))).toEqual([])
      expect(track.items.filter(item => item.kind === 'clip')).toEqual(trackOf(lengths).items)
    }),
  )
})

test('E9 a dissolve without a cut or without room is refused', () => {
  const track = trackOf([10, 10])
  expect(() => dissolve(track, itemId('c0'), itemId('d'), 1)).toThrow(RangeError)
  expect(() => dissolve(track, itemId('c1'), itemId('d'), 6)).toThrow(RangeError)
  expect(() => dissolve(track, itemId('c1'), itemId('d'), 0)).toThrow(RangeError)
  const once = dissolve(track, itemId('c1'), itemId('d'), 5)
  expect(() => dissolve(once, itemId('c1'), itemId('e'), 1)).toThrow(RangeError)
})

describe('what is wrong with a sequence is told', () => {
  const sound = sequenceOf(trackOf([10, 20]), 30)
  const faultsOf = (more: Partial<Sequence>): string[] => checkSequence({ ...sound, ...more })
  const [picture, song] = sound.tracks

  test('E1 tracks as long as the film', () => {
    expect(checkSequence(sound)).toEqual([])
    expect(faultsOf({ tracks: [trackOf([10, 19]), song!] })).toEqual(['E1 V1 has 29 frames, the film 30'])
  })

  test('E2 items of whole frames, one at least', () => {
    expect(faultsOf({ tracks: [trackOf([30, 0]), song!] })).toEqual(['E2 c1 has 0 frames'])
    const early = { ...clip('c', 30), sourceStartTicks: ticks(-1) }
    expect(faultsOf({ tracks: [append(EMPTY, early), song!] })).toEqual(['E2 c begins before its source'])
  })

  test('E3 transitions between two items, within them', () => {
    const transition = { kind: 'transition', id: itemId('d'), style: 'dissolve', inFrames: 6, outFrames: 6 } as const
    const withItems = (...items: Track['items']): string[] => faultsOf({ tracks: [{ ...EMPTY, items }, song!] })
    expect(withItems(transition, clip('c', 30))).toEqual(['E3 d does not stand between two items'])
    expect(withItems(clip('a', 5), transition, clip('b', 25))).toEqual(['E3 d reaches over what a has left'])
    expect(withItems(clip('a', 25), transition, clip('b', 5))).toEqual(['E3 d reaches over b'])
    const second = { ...transition, id: itemId('e') }
    expect(withItems(clip('a', 10), transition, clip('b', 10), second, clip('c', 10))).toEqual([
      'E3 e reaches over what b has left',
    ])
    expect(withItems(clip('a', 15), { ...transition, inFrames: 0, outFrames: 0 }, clip('b', 15))).toEqual([
      'E3 d has no frames',
    ])
  })

  test('E4 the song once, pinned', () => {
    expect(faultsOf({ tracks: [picture!] })).toEqual(['E4 the song stands in the sequence 0 times'])
    const film = { headFrames: 10, songFrames: 20, tailFrames: 0 }
    expect(faultsOf({ film })).toEqual(['E4 the song is not pinned between head and tail'])
  })

  test('E5 ids, E6 marks, E7 fades', () => {
    const twins = append(append(EMPTY, clip('c', 10)), clip('c', 20))
    expect(faultsOf({ tracks: [twins, song!] })).toEqual(['E5 two items have one id'])
    expect(faultsOf({ markers: [{ frame: 30, label: 'outro' }] })).toEqual(['E6 a marker stands outside the film'])
    expect(faultsOf({ anchorFrames: [-1] })).toEqual(['E6 an anchor stands outside the film'])
    expect(faultsOf({ fadeInFrames: 20, fadeOutFrames: 20 })).toEqual(['E7 the fades are longer than the film'])
  })
})
