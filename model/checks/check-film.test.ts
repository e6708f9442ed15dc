import { describe, expect, test } from 'vitest'
import type { ItemId, MediaId, ProjectId, SequenceId, ShotId, TakeId } from '../ids.ts'
import type { Clip, Sequence, TrackItem } from '../sequence.ts'
import { ticks, ticksFromFrames, ticksFromSeconds } from '../time.ts'
import type { CheckFacts, CheckKind } from './check.ts'
import { checkFilm } from './check-film.ts'

const RATE = { numerator: 24, denominator: 1 }

const clip = (name: string, frameCount: number, change: Partial<Clip> = {}): Clip => ({
  kind: 'clip',
  id: name as ItemId,
  shotId: name as ShotId,
  source: { kind: 'take', takeId: name as TakeId, mediaId: name as MediaId },
  frameCount,
  sourceStartTicks: ticks(0),
  speed: { numerator: 1, denominator: 1 },
  ...change,
})

function film(items: readonly TrackItem[], change: Partial<Sequence> = {}): Sequence {
  const frames = items.reduce((sum, item) => sum + (item.kind === 'transition' ? 0 : item.frameCount), 0)
  const song = clip('song', frames, { source: { kind: 'song', mediaId: 'song' as MediaId }, shotId: null })
  return {
    id: 'cut' as SequenceId,
    projectId: 'project' as ProjectId,
    name: 'Cut 1',
    rate: RATE,
    width: 1920,
    height: 1080,
    film: { headFrames: 0, songFrames: frames, tailFrames: 0 },
    tracks: [
      { kind: 'picture', name: 'V1', items },
      { kind: 'sound', name: 'A1', items: [song] },
    ],
    markers: [],
    anchorFrames: [],
    fadeInFrames: 0,
    fadeOutFrames: 0,
    ...change,
  }
}

const names = ['a', 'b', 'c', 'd']
const whole = { isThere: true, width: 1920, height: 1080, durationTicks: ticksFromSeconds(10) }
const facts: CheckFacts = {
  judgements: new Map(names.map(name => [name as TakeId, 'circled'])),
  shotNumbers: new Map(names.map((name, index) => [name as ShotId, index + 1])),
  media: new Map(['song', ...names].map(name => [name as MediaId, whole])),
  beats: Array.from({ length: 20 }, (_, beat) => ticksFromFrames(beat * 12, RATE)),
  downbeats: [0, 4, 8, 12, 16].map(beat => ticksFromFrames(beat * 12, RATE)),
  songId: 'song' as MediaId,
}

const finding = (sequence: Sequence, kind: CheckKind, change: Partial<CheckFacts> = {}) =>
  checkFilm(sequence, { ...facts, ...change }).find(check => check.kind === kind)!

describe('checkFilm', () => {
  test('a film in order is fine throughout', () => {
    const checks = checkFilm(film([clip('a', 48), clip('b', 24), clip('c', 60)]), facts)
    expect(checks.map(({ verdict }) => verdict)).toEqual(checks.map(() => 'fine'))
    expect(checks.map(({ total }) => total)).toEqual([4, 3, 3, 3, 3, 2, 3, 132])
  })

  test('C2 C5 shots without a take, and takes nobody has circled', () => {
    const sequence = film([clip('a', 48), clip('b', 24, { source: { kind: 'missing' } }), clip('c', 24)])
    expect(finding(sequence, 'missing-takes')).toMatchObject({
      verdict: 'look',
      places: [{ frame: 48, shotNumber: 2, itemId: 'b', bar: '2.1' }],
    })
    const judgements = new Map([['a' as TakeId, 'kept' as const]])
    expect(finding(sequence, 'not-chosen', { judgements }).places.map(({ shotNumber }) => shotNumber)).toEqual([1, 3])
  })

  test('C6 cuts beside a beat, with how far and where', () => {
    const { places } = finding(film([clip('a', 45), clip('b', 27), clip('c', 25), clip('d', 20)]), 'off-beat')
    expect(places.map(({ frame, amount, bar }) => [frame, amount, bar])).toEqual([
      [45, -3, '2.1'],
      [97, 1, '3.1'],
    ])
  })

  test('C6 no cut is off the beat where there is none', () => {
    const beats = [0, 12, 24, 36, 300, 312].map(frame => ticksFromFrames(frame, RATE))
    const sequence = film([clip('a', 37), clip('b', 100), clip('c', 200)])
    const { places } = finding(sequence, 'off-beat', { beats, downbeats: beats.slice(0, 1) })
    expect(places.map(({ frame }) => frame)).toEqual([37])
    expect(finding(sequence, 'off-beat', { beats: [], downbeats: [] }).verdict).toBe('fine')
  })

  test('C3 gaps under the song; a head and a tail are meant so', () => {
    const gap = (id: string, frameCount: number): TrackItem => ({ kind: 'gap', id: id as ItemId, frameCount })
    const sequence = film([gap('head', 30), clip('a', 48), gap('g', 12), clip('b', 24), gap('tail', 24)], {
      film: { headFrames: 24, songFrames: 90, tailFrames: 24 },
    })
    expect(finding(sequence, 'gaps').places.map(({ frame, amount }) => [frame, amount])).toEqual([
      [24, 6],
      [78, 12],
    ])
  })

  test('C3 a clip that is switched off is a stretch where nothing shows, and nothing else is told of it', () => {
    const media = new Map(facts.media).set('b' as MediaId, { ...whole, isThere: false, width: 320, height: 180 })
    const off = clip('b', 24, { isOff: true, source: { kind: 'take', takeId: 'x' as TakeId, mediaId: 'b' as MediaId } })
    const checks = checkFilm(film([clip('a', 48), off, clip('c', 24)]), { ...facts, media })
    expect(checks.filter(({ verdict }) => verdict !== 'fine').map(({ kind }) => kind)).toEqual(['gaps'])
    expect(checks.find(({ kind }) => kind === 'gaps')!.places).toMatchObject([{ frame: 48, amount: 24, itemId: 'b' }])
  })

  test('C4 takes that are over before their clip is, with the dissolve after it', () => {
    const dissolve: TrackItem = {
      kind: 'transition',
      id: 'x' as ItemId,
      style: 'dissolve',
      inFrames: 4,
      outFrames: 6,
    }
    const media = new Map(facts.media).set('a' as MediaId, { ...whole, durationTicks: ticksFromFrames(50, RATE) })
    const held = (items: TrackItem[]) => finding(film(items), 'held-pictures', { media }).places
    expect(held([clip('a', 50), clip('b', 24)])).toEqual([])
    expect(held([clip('a', 52), clip('b', 24)])).toMatchObject([{ amount: 2 }])
    expect(held([clip('a', 48), dissolve, clip('b', 24)])).toMatchObject([{ amount: 4 }])
    expect(held([clip('a', 30, { speed: { numerator: 2, denominator: 1 } }), clip('b', 24)])).toMatchObject([
      { amount: 5 },
    ])
  })

  test('C8 a cut to another song than the project has by now', () => {
    const sequence = film([clip('a', 48)])
    expect(finding(sequence, 'song', { songId: 'master 2' as MediaId })).toMatchObject({
      verdict: 'look',
      places: [{ frame: 0 }],
    })
    expect(finding(sequence, 'song', { songId: null }).verdict).toBe('fine')
  })

  test('C1 C7 pictures smaller than the film, and files that are gone', () => {
    const media = new Map(facts.media)
      .set('a' as MediaId, { ...whole, width: 1280, height: 720 })
      .set('b' as MediaId, { ...whole, width: 1900, height: 1070 })
      .set('c' as MediaId, { ...whole, isThere: false })
      .set('song' as MediaId, { ...whole, isThere: false })
    const sequence = film([clip('a', 48), clip('b', 24), clip('c', 24)])
    expect(finding(sequence, 'small-pictures', { media }).places).toMatchObject([{ frame: 0, amount: 50 }])
    const gone = finding(sequence, 'missing-files', { media })
    expect(gone.verdict).toBe('stop')
    expect(gone.places.map(({ itemId }) => itemId)).toEqual(['c', 'song'])
  })
})
