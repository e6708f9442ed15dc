import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkSequence } from '../edit/check-sequence.ts'
import { cut, drawn, lengths, RATE } from '../edit/testing/some-cut.ts'
import type { ItemId, MediaId, ShotId } from '../ids.ts'
import type { Sequence } from '../sequence.ts'
import { NO_REPAIRS, type SongRepairs } from '../song-repair/song-repairs.ts'
import type { SongAnalysis } from '../song.ts'
import { framesFromTicks, ticksFromSeconds, type Ticks } from '../time.ts'
import { carryPlaces } from './carry-places.ts'
import { carryRepairs } from './carry-repairs.ts'
import { filmOver, moveOverMap, movesToBeats } from './frame-moves.ts'
import { heldClips } from './held-clips.ts'
import { retimeSequence } from './retime-sequence.ts'
import { addedSpans, carried, landingOf, lostSpans, type MapPiece, type SongMap } from './song-map.ts'

const at = (seconds: number): Ticks => ticksFromSeconds(seconds)
const NEW_SONG = 'm-new' as MediaId

function piece(oldStart: number, oldEnd: number, newStart: number, newEnd: number): MapPiece {
  return {
    oldStartTicks: at(oldStart),
    oldEndTicks: at(oldEnd),
    newStartTicks: at(newStart),
    newEndTicks: at(newEnd),
  }
}

function map(oldSeconds: number, newSeconds: number, ...pieces: MapPiece[]): SongMap {
  return { oldDurationTicks: at(oldSeconds), newDurationTicks: at(newSeconds), pieces }
}

/** 10 seconds: half a second more head, and 4..6 cut out. */
const CUT_MAP = map(10, 8.5, piece(0, 4, 0.5, 4.5), piece(6, 10, 4.5, 8.5))

function over(sequence: Sequence, songMap: SongMap, beats: readonly Ticks[] = []) {
  const move = moveOverMap({ film: sequence.film, rate: sequence.rate, beats }, songMap)
  return retimeSequence(sequence, move, { film: filmOver(sequence.film, songMap, sequence.rate), songId: NEW_SONG })
}

test('M1 what lies between the pieces is lost, or was added', () => {
  expect(lostSpans(CUT_MAP)).toEqual([{ startTicks: at(4), endTicks: at(6) }])
  expect(addedSpans(CUT_MAP)).toEqual([{ startTicks: 0, endTicks: at(0.5) }])
})

test('M2 M3 instants go with their piece, and lost ones to the seam', () => {
  expect(carried(CUT_MAP, at(3))).toBe(at(3.5))
  expect(carried(CUT_MAP, at(5))).toBeNull()
  expect(landingOf(CUT_MAP, at(5))).toEqual({ atTicks: at(4.5), lostUntilTicks: at(6) })
  expect(carried(CUT_MAP, at(7))).toBe(at(5.5))
  expect(carried(map(10, 10.03, piece(0, 10, 0, 10.03)), at(5))).toBe(at(5.015))
})

test('M5 clips keep their takes; what was lost is gone and listed', () => {
  // Cuts at 0, 2, 4.5, 5.5, 7 seconds of 10.
  const { sequence, lost } = over(cut('a48 b60+12 c24+12 d36+12 e72+12'), CUT_MAP)
  expect(drawn(sequence)).toBe('a60 b48+12 d24+24 e72+12')
  expect(sequence.film.songFrames).toBe(204)
  expect(lost.map(({ what, frame }) => [what, frame])).toEqual([
    ['cut', 108],
    ['clip', 108],
    ['cut', 132],
  ])
  expect(checkSequence(sequence)).toEqual([])
})

test('M5 the first clip begins earlier in its take where the song was given more head', () => {
  expect(drawn(over(cut('a120+20 b120'), CUT_MAP).sequence)).toMatch(/^a\d+\+8 /)
})

test('M5 a cut on a beat goes with the beat, not with the rounding of its frame', () => {
  const beats = Array.from({ length: 90 }, (_, index) => at(0.51 + index * 0.511))
  const frames = beats.map(beat => framesFromTicks(beat, RATE))
  const slower = map(50, 50.15, piece(0, 50, 0, 50.15))
  const move = moveOverMap({ film: { headFrames: 0, songFrames: 1200, tailFrames: 0 }, rate: RATE, beats }, slower)
  const off = frames.map((frame, index) => {
    const truth = framesFromTicks(carried(slower, beats[index]!)!, RATE)
    return move(frame).frame - truth
  })
  expect(off.every(frame => frame === 0)).toBe(true)
})

test('M5 transitions, markers, anchors, sounds and fades come along', () => {
  const before = cut('a48 *b60+12 *c132+12', {
    markers: [
      { frame: 48, label: 'verse' },
      { frame: 120, label: 'gone' },
    ],
    fadeOutFrames: 24,
  })
  const [pictures, song] = before.tracks
  const dissolve = { kind: 'transition', id: 'x' as ItemId, style: 'dissolve', inFrames: 6, outFrames: 6 } as const
  const noise = { ...pictures!.items[0]!, id: 'boom' as ItemId, kind: 'clip' as const }
  const sounds = {
    kind: 'sound' as const,
    name: 'A2',
    items: [
      { kind: 'gap' as const, id: 'g' as ItemId, frameCount: 24 },
      { ...noise, frameCount: 12 } as Sequence['tracks'][number]['items'][number],
      { kind: 'gap' as const, id: 'h' as ItemId, frameCount: 204 },
    ],
  }
  const sequence: Sequence = {
    ...before,
    tracks: [{ ...pictures!, items: [pictures!.items[0]!, dissolve, ...pictures!.items.slice(1)] }, song!, sounds],
  }
  const after = over(sequence, CUT_MAP)
  expect(drawn(after.sequence)).toBe('a60 (6|6) b48+12 c96+48')
  expect(drawn(after.sequence, 'A2')).toBe('.36 boom12 .156')
  expect(after.sequence.markers).toEqual([{ frame: 60, label: 'verse' }])
  expect(after.sequence.anchorFrames).toEqual([60, 108])
  expect(after.lost.map(({ what, frame }) => [what, frame])).toEqual([
    ['cut', 108],
    ['marker', 120],
  ])
  expect(checkSequence(after.sequence)).toEqual([])
})

test('M5 head and tail stay as long as they are', () => {
  const before = cut('a48 b240 c24')
  const [pictures, song] = before.tracks
  const [only] = song!.items as [Sequence['tracks'][number]['items'][number]]
  const sequence: Sequence = {
    ...before,
    film: { headFrames: 48, songFrames: 240, tailFrames: 24 },
    tracks: [
      pictures!,
      {
        ...song!,
        items: [
          { kind: 'gap', id: 'head' as ItemId, frameCount: 48 },
          { ...only, frameCount: 240 } as typeof only,
          { kind: 'gap', id: 'tail' as ItemId, frameCount: 24 },
        ],
      },
    ],
  }
  const after = over(sequence, CUT_MAP).sequence
  expect(checkSequence(after)).toEqual([])
  expect(after.film).toEqual({ headFrames: 48, songFrames: 204, tailFrames: 24 })
  expect(drawn(after, 'A1')).toBe('.48 song204 .24')
})

test('M5 clips that were stretched beyond their takes are told', () => {
  const longer = map(10, 12, piece(0, 4, 0, 4), piece(4, 10, 6, 12))
  const before = cut('a48 b60 c132')
  const { sequence } = over(before, longer)
  expect(drawn(sequence)).toBe('a48 b108 c132')
  const held = heldClips(before, sequence, lengths({ a: 60, b: 80, c: 100 }))
  // c was longer than its take before, too.
  expect(held.map(({ item, frame }) => [item.id, frame])).toEqual([['b', 48]])
  expect(heldClips(before, sequence, lengths({ a: 60, b: 108, c: 200 }))).toEqual([])
})

const someMap = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 8 }),
    fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 8 }),
  )
  .map(([old, young]): SongMap => {
    const edges = (steps: readonly number[]) =>
      steps.reduce<number[]>((all, step) => [...all, (all.at(-1) ?? 0) + step / 4], [])
    const [olds, youngs] = [edges(old), edges(young)]
    const pieces: MapPiece[] = []
    for (let index = 0; index + 1 < Math.min(olds.length, youngs.length); index += 2) {
      pieces.push(piece(olds[index]!, olds[index + 1]!, youngs[index]!, youngs[index + 1]!))
    }
    return map(olds.at(-1)! + 0.5, youngs.at(-1)! + 0.5, ...pieces)
  })

test('M5 M6 whatever becomes of the song, the cut is sound and the places tile the film', () => {
  fc.assert(
    fc.property(
      someMap,
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 }),
      (songMap, parts) => {
        const total = framesFromTicks(songMap.oldDurationTicks, RATE)
        const sum = parts.reduce((a, b) => a + b, 0)
        const lengths = sum >= total ? [total] : [...parts, total - sum]
        const sequence = cut(
          lengths.map((length, index) => `c${index}.${length}`.replace(`${index}.`, `${'x'.repeat(index)}q`)).join(' '),
        )
        const after = over(sequence, songMap).sequence
        expect(checkSequence(after)).toEqual([])

        let frame = 0
        const shots = lengths.map((length, index) => {
          const place = { startFrame: frame, endFrame: (frame += length) }
          return { id: `shot-${index}` as ShotId, place }
        })
        const film = filmOver(sequence.film, songMap, RATE)
        const move = moveOverMap({ film: sequence.film, rate: RATE, beats: [] }, songMap)
        const places = [...carryPlaces(shots, move, film.songFrames).values()].filter(place => place !== null)
        expect(places[0]?.startFrame).toBe(0)
        expect(places.at(-1)?.endFrame).toBe(film.songFrames)
        places.slice(1).forEach((place, index) => expect(place.startFrame).toBe(places[index]!.endFrame))
      },
    ),
  )
})

const HEARD: SongAnalysis = {
  analyserVersion: 1,
  sampleRate: 44_100,
  sampleCount: Math.round(8.5 * 44_100),
  durationTicks: at(8.5),
  tempoBpm: 120,
  meter: 4,
  grid: 'beat',
  beats: Array.from({ length: 17 }, (_, index) => at(index / 2)),
  downbeats: Array.from({ length: 5 }, (_, index) => at(index * 2)),
  energy: { stepTicks: at(1), values: [] },
  sections: [{ startTicks: at(0), endTicks: at(8.5), label: 'verse', confidence: 1 }],
  confidence: 1,
  confidenceSpans: [],
}

test('M4 repairs go along, and where something was added the beats that the machine hears', () => {
  const beats = Array.from({ length: 10 }, (_, index) => at(index))
  const repairs: SongRepairs = {
    grid: { beats, downbeats: [at(0), at(4), at(8)], meter: 4, tempoBpm: 60 },
    sections: [
      { startTicks: at(0), endTicks: at(4), label: 'verse', name: 'Dawn' },
      { startTicks: at(4), endTicks: at(6), label: 'bridge', name: null },
      { startTicks: at(6), endTicks: at(10), label: 'chorus', name: null },
    ],
    settled: [{ startTicks: at(3), endTicks: at(7) }],
  }
  const after = carryRepairs(repairs, CUT_MAP, HEARD)
  expect(after.grid!.beats.map(beat => framesFromTicks(beat, RATE) / 24)).toEqual([
    0, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5,
  ])
  expect(after.grid!.downbeats).toEqual([at(0), at(0.5), at(6.5)])
  expect(after.sections!.map(({ startTicks, endTicks, label, name }) => [startTicks, endTicks, label, name])).toEqual([
    [0, at(4.5), 'verse', 'Dawn'],
    [at(4.5), at(8.5), 'chorus', null],
  ])
  expect(after.settled).toEqual([{ startTicks: at(3.5), endTicks: at(5.5) }])
  expect(carryRepairs(NO_REPAIRS, CUT_MAP, HEARD)).toEqual(NO_REPAIRS)
})

test('M7 cuts go to the beats that are near, and never upon each other', () => {
  const beats = Array.from({ length: 10 }, (_, index) => at(index * 0.5 + 0.1))
  const film = { headFrames: 0, songFrames: 240, tailFrames: 0 }
  // Meant for the beats of old at 0.5 and 1 s; one between two beats; two at one beat.
  const moves = movesToBeats({ film, rate: RATE, beats }, [0, 12, 24, 32, 49, 50])
  expect([...moves]).toEqual([
    [12, 14],
    [24, 26],
  ])
})
