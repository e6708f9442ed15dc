import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkSequence } from '../edit/check-sequence.ts'
import type { ItemId, MediaId, ProjectId, SequenceId, ShotId, TakeId } from '../ids.ts'
import { FILM_RATE, filmOf, madeUpSong } from '../plan/testing/made-up-song.ts'
import type { Clip, TrackItem, Transition } from '../sequence.ts'
import type { Judgement, Take } from '../take.ts'
import { FRAME_RATES, TICKS_PER_SECOND, ticksFromFrames, ticksFromSeconds, type FrameRate } from '../time.ts'
import { assemble, type AssembleRequest } from './assemble.ts'
import type { Candidate } from './choose-take.ts'

const SONG = {
  bpm: 120,
  seconds: 20,
  form: [
    ['intro', 2],
    ['verse', 4],
    ['chorus', 8],
  ],
} as const

type TakeWish = {
  readonly shot: number
  readonly frames?: number
  readonly rate?: FrameRate
  /** How long it is, where its pictures do not stand at even distances. */
  readonly seconds?: number
  readonly judgement?: Judgement
  readonly stars?: number
  readonly createdAtMs?: number
  readonly isCurrent?: boolean
  readonly isReady?: boolean
}

function shotId(number: number): ShotId {
  return `s${number}` as ShotId
}

function candidate(id: string, wish: TakeWish): Candidate {
  const { rate = FILM_RATE, frames = 200 } = wish
  const durationTicks = wish.seconds === undefined ? ticksFromFrames(frames, rate) : ticksFromSeconds(wish.seconds)
  const facts = { width: 640, height: 360, rate, frameCount: frames, durationTicks }
  const take: Take = {
    id: id as TakeId,
    projectId: 'p' as ProjectId,
    shotIds: [shotId(wish.shot)],
    number: 1,
    media: wish.isReady === false ? null : { id: `media-${id}` as MediaId, facts },
    requestId: null,
    judgement: wish.judgement ?? 'unseen',
    stars: wish.stars ?? 0,
    createdAtMs: wish.createdAtMs ?? 1,
  }
  return { take, isCurrent: wish.isCurrent ?? true }
}

/** Shots that begin on the given frames of a film of 480, numbered from 1. */
function requestFor(
  startFrames: readonly number[],
  takes: readonly Candidate[],
  more: Partial<AssembleRequest> = {},
): AssembleRequest {
  return {
    sequenceId: 'q' as SequenceId,
    name: 'Assembly',
    project: { id: 'p' as ProjectId },
    film: filmOf(SONG.seconds),
    rate: FILM_RATE,
    width: 640,
    height: 360,
    songId: 'song' as MediaId,
    analysis: madeUpSong({ ...SONG, firstBeatSeconds: 0 }),
    shots: startFrames.map((startFrame, index) => ({
      id: shotId(index + 1),
      place: { startFrame, endFrame: startFrames[index + 1] ?? 480 },
    })),
    takes,
    transition: 'cut',
    handleTicks: ticksFromSeconds(0.5),
    pace: { numerator: 1, denominator: 1 },
    ...more,
  }
}

function pictures(request: AssembleRequest): readonly TrackItem[] {
  return assemble(request).sequence.tracks[0]!.items
}

function clips(request: AssembleRequest): Clip[] {
  return pictures(request).filter(item => item.kind === 'clip')
}

describe('A1 which take a shot uses', () => {
  const chosenOf = (...takes: TakeWish[]): string | undefined =>
    assemble(
      requestFor(
        [0],
        takes.map((take, index) => candidate(`t${index}`, { frames: 600, ...take })),
      ),
    ).chosen[0]?.takeId

  test('circled before kept, kept by stars, then the newest', () => {
    expect(
      chosenOf(
        { shot: 1, judgement: 'kept', stars: 5 },
        { shot: 1, judgement: 'circled' },
        { shot: 1, createdAtMs: 9 },
      ),
    ).toBe('t1')
    expect(
      chosenOf(
        { shot: 1, judgement: 'kept', stars: 2 },
        { shot: 1, judgement: 'kept', stars: 4 },
        { shot: 1, createdAtMs: 9 },
      ),
    ).toBe('t1')
    expect(
      chosenOf(
        { shot: 1, createdAtMs: 3, judgement: 'seen' },
        { shot: 1, createdAtMs: 5 },
        { shot: 1, createdAtMs: 4 },
      ),
    ).toBe('t1')
  })

  test('a rejected one, another shot’s, or one still on its way never', () => {
    expect(chosenOf({ shot: 1, judgement: 'rejected' }, { shot: 2 }, { shot: 1, isReady: false })).toBeUndefined()
  })

  test('among equals one for the present prompt, then one that is long enough', () => {
    expect(chosenOf({ shot: 1, createdAtMs: 9, isCurrent: false }, { shot: 1 })).toBe('t1')
    expect(chosenOf({ shot: 1, createdAtMs: 9, isCurrent: false }, { shot: 1, judgement: 'rejected' })).toBe('t0')
    expect(chosenOf({ shot: 1, createdAtMs: 9, frames: 24 }, { shot: 1 })).toBe('t1')
  })
})

test('A2 a shot without a take is a clip with nothing in it, and listed', () => {
  const request = requestFor([0, 96], [candidate('a', { shot: 1 })])
  expect(assemble(request).missing).toEqual(['s2'])
  expect(clips(request)[1]).toMatchObject({ source: { kind: 'missing' }, frameCount: 384, shotId: 's2' })
})

test('A2 a board frame stands in for a take until there is one', () => {
  const stills = new Map([
    ['s1' as ShotId, 'still one' as MediaId],
    ['s2' as ShotId, 'still two' as MediaId],
  ])
  const request = { ...requestFor([0, 96], [candidate('a', { shot: 1 })]), stills }
  expect(assemble(request).missing).toEqual([])
  expect(clips(request).map(({ source }) => source.kind)).toEqual(['take', 'still'])
  expect(clips(request)[1]).toMatchObject({ source: { mediaId: 'still two' }, sourceStartTicks: 0, frameCount: 384 })
})

describe('A3 where in its take a clip begins', () => {
  const startOf = (frames: number, rate: FrameRate = FILM_RATE): number =>
    clips(requestFor([0, 96], [candidate('a', { shot: 1, frames, rate })]))[0]!.sourceStartTicks / TICKS_PER_SECOND

  test('a handle in, or in the middle where the take is short', () => {
    expect(startOf(200)).toBe(0.5)
    expect(startOf(120)).toBe(0.5)
    expect(startOf(108)).toBe(6 / 24)
    expect(startOf(97)).toBe(0)
    expect(startOf(80)).toBe(0)
  })

  test('by how long the take is, also where its pictures stand at uneven distances', () => {
    const uneven = candidate('a', { shot: 1, frames: 80, rate: FRAME_RATES[4]!, seconds: 4.6 })
    expect(clips(requestFor([0, 96], [uneven]))[0]!.sourceStartTicks).toBe(ticksFromSeconds(0.3))
  })

  test('on a whole frame of the take, whatever its rate', () => {
    const start = startOf(150, { numerator: 30_000, denominator: 1001 })
    expect((start * 30_000) / 1001).toBeCloseTo(15, 9)
  })
})

test('A4 a take that ends before its place is listed with what it could fill', () => {
  const takes = [
    candidate('a', { shot: 1, frames: 90 }),
    candidate('b', { shot: 2, frames: 30, rate: FRAME_RATES[4]! }),
  ]
  const request = requestFor([0, 96, 200], takes)
  expect(assemble(request).tooShort).toEqual([
    { shotId: 's1', takeId: 'a', coverableFrames: 90 },
    { shotId: 's2', takeId: 'b', coverableFrames: 24 },
  ])
  const uneven = candidate('c', { shot: 1, frames: 225, rate: FRAME_RATES[4]!, seconds: 10 })
  expect(assemble(requestFor([0, 240], [uneven])).tooShort).toEqual([])
  expect(assemble(requestFor([0, 241], [uneven])).tooShort[0]).toMatchObject({ coverableFrames: 240 })
  const faster = assemble({ ...request, pace: { numerator: 3, denominator: 2 } })
  expect(faster.tooShort[0]).toMatchObject({ coverableFrames: 60 })
})

describe('A5 dissolves', () => {
  const dissolves = (frames: readonly number[]): Transition[] => {
    const takes = frames.map((count, index) => candidate(`t${index}`, { shot: index + 1, frames: count }))
    const request = requestFor([0, 96, 192].slice(0, frames.length), takes, { transition: 'dissolve' })
    expect(checkSequence(assemble(request).sequence)).toEqual([])
    return pictures(request).filter(item => item.kind === 'transition')
  }

  test('last 12 frames centred on the cut', () => {
    expect(dissolves([200, 200, 400])).toMatchObject([
      { id: 'dissolve-s2', inFrames: 6, outFrames: 6 },
      { id: 'dissolve-s3', inFrames: 6, outFrames: 6 },
    ])
  })

  test('are shorter where the takes have less to spare', () => {
    expect(dissolves([104, 200, 400])[0]).toMatchObject({ inFrames: 4, outFrames: 4 })
    expect(dissolves([200, 102, 400])[0]).toMatchObject({ inFrames: 3, outFrames: 3 })
  })

  test('are plain cuts where there is nothing to spare, and listed', () => {
    const takes = [candidate('a', { shot: 1, frames: 96 }), candidate('b', { shot: 2, frames: 400 })]
    const { plainCuts, sequence } = assemble(requestFor([0, 96], takes, { transition: 'dissolve' }))
    expect(plainCuts).toEqual(['s2'])
    expect(sequence.tracks[0]!.items.every(item => item.kind === 'clip')).toBe(true)
  })
})

test('A6 the song is pinned between head and tail', () => {
  const film = { headFrames: 10, songFrames: 480, tailFrames: 20 }
  const shots = [{ id: shotId(1), place: { startFrame: 0, endFrame: 510 } }]
  const { sequence } = assemble(requestFor([0], [], { film, shots }))
  expect(sequence.tracks[1]!.items).toMatchObject([
    { kind: 'gap', frameCount: 10 },
    { kind: 'clip', source: { kind: 'song' }, frameCount: 480 },
    { kind: 'gap', frameCount: 20 },
  ])
  expect(checkSequence(sequence)).toEqual([])
})

test('A7 sections are markers, those that begin with a cut are anchors', () => {
  const { sequence } = assemble(requestFor([0, 96, 200], []))
  expect(sequence.markers).toEqual([
    { frame: 0, label: 'intro' },
    { frame: 96, label: 'verse' },
    { frame: 288, label: 'chorus' },
  ])
  expect(sequence.anchorFrames).toEqual([96])
})

test('A8 the film opens in half a second and dips to black over the last bar', () => {
  expect(assemble(requestFor([0, 400], [])).sequence).toMatchObject({ fadeInFrames: 12, fadeOutFrames: 48 })
  expect(assemble(requestFor([0, 450], [])).sequence).toMatchObject({ fadeInFrames: 12, fadeOutFrames: 20 })
  expect(assemble(requestFor([0, 468], [])).sequence).toMatchObject({ fadeInFrames: 12, fadeOutFrames: 12 })
})

test('A9 any takes over any places make a sound sequence, the same each time', () => {
  const anyTake = fc.record({
    shot: fc.integer({ min: 1, max: 6 }),
    frames: fc.integer({ min: 1, max: 300 }),
    rate: fc.constantFrom(...FRAME_RATES),
    createdAtMs: fc.integer({ min: 0, max: 5 }),
  })
  const anyStarts = fc.uniqueArray(fc.integer({ min: 1, max: 479 }), { maxLength: 6 })
  fc.assert(
    fc.property(
      anyStarts,
      fc.array(anyTake, { maxLength: 10 }),
      fc.constantFrom('cut', 'dissolve'),
      (starts, wishes, transition) => {
        const takes = wishes.map((wish, index) => candidate(`t${index}`, wish))
        const request = requestFor([0, ...starts.toSorted((a, b) => a - b)], takes, { transition })
        const assembly = assemble(request)
        expect(checkSequence(assembly.sequence)).toEqual([])
        expect(assemble(request)).toEqual(assembly)
        expect(assembly.chosen.length + assembly.missing.length).toBe(starts.length + 1)
        for (const item of pictures(request)) {
          if (item.kind !== 'clip' || item.source.kind !== 'take') continue
          const { takeId } = item.source
          const facts = takes.find(({ take }) => take.id === takeId)!.take.media!.facts
          const isShort = assembly.tooShort.some(short => short.takeId === takeId)
          const endTicks = item.sourceStartTicks + ticksFromFrames(item.frameCount - 1, FILM_RATE)
          expect(endTicks < ticksFromFrames(facts.frameCount, facts.rate)).toBe(!isShort)
        }
        const ids = pictures(request).map(({ id }) => id)
        expect(ids).toContain('clip-s1' as ItemId)
      },
    ),
    { numRuns: 100 },
  )
})
