import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isStudioError } from '../errors.ts'
import type { SongAnalysis } from '../song.ts'
import { TICKS_PER_SECOND, ticks, ticksFromSeconds, type Ticks } from '../time.ts'
import type { Attack } from './attack.ts'
import { effectiveAnalysis } from './effective-analysis.ts'
import { sectionNames } from './section-names.ts'
import { NO_REPAIRS, type SongRepairs, type Span } from './song-repairs.ts'
import { applySongEdit, type SongEdit } from './song-edit.ts'

const at = (seconds: number): Ticks => ticksFromSeconds(seconds)
const span = (from: number, to: number): Span => ({ startTicks: at(from), endTicks: at(to) })
const inSeconds = (instants: readonly Ticks[]): number[] =>
  instants.map(instant => Math.round((1000 * instant) / TICKS_PER_SECOND) / 1000)

/** 16 seconds at 120 beats a minute, in fours, in three sections. */
function heardSong(): SongAnalysis {
  const beats = Array.from({ length: 31 }, (_, index) => at(0.5 + index / 2))
  return {
    analyserVersion: 1,
    sampleRate: 44_100,
    sampleCount: 16 * 44_100,
    durationTicks: at(16),
    tempoBpm: 120,
    meter: 4,
    grid: 'beat',
    beats,
    downbeats: beats.filter((_, index) => index % 4 === 0),
    energy: { stepTicks: at(0.5), values: Array.from({ length: 32 }, () => 0.5) },
    sections: [
      { ...span(0, 4.5), label: 'verse', confidence: 1 },
      { ...span(4.5, 8.5), label: 'chorus', confidence: 0.6 },
      { ...span(8.5, 16), label: 'verse', confidence: 0.7 },
    ],
    confidence: 0.8,
    confidenceSpans: [
      { ...span(0, 8), confidence: 0.9 },
      { ...span(8, 16), confidence: 0.4 },
    ],
  }
}

function after(edits: readonly SongEdit[], attacks: readonly Attack[] = [], analysis = heardSong()) {
  const repairs = edits.reduce<SongRepairs>(
    (before, edit) => applySongEdit({ analysis, repairs: before, attacks }, edit),
    NO_REPAIRS,
  )
  return { repairs, song: effectiveAnalysis(analysis, repairs) }
}

describe('beats', () => {
  test('S5 halving keeps every second beat and the first downbeat, and counts bars anew', () => {
    const { song } = after([{ kind: 'halve', span: null }])
    expect(inSeconds(song.beats).slice(0, 5)).toEqual([0.5, 1.5, 2.5, 3.5, 4.5])
    expect(inSeconds(song.downbeats)).toEqual([0.5, 4.5, 8.5, 12.5])
    expect([song.tempoBpm, song.meter]).toEqual([60, 4])
  })

  test('S5 halving begins with the downbeat where an upbeat stands before it', () => {
    const heard = heardSong()
    const analysis = { ...heard, downbeats: heard.beats.filter((_, index) => index % 4 === 1) }
    const { song } = after([{ kind: 'halve', span: null }], [], analysis)
    expect(inSeconds(song.beats).slice(0, 3)).toEqual([1, 2, 3])
    expect(inSeconds(song.downbeats)).toEqual([1, 5, 9, 13])
  })

  test('S5 doubling sets a beat in the middle between every two', () => {
    const { song } = after([{ kind: 'double', span: null }])
    expect(inSeconds(song.beats).slice(0, 4)).toEqual([0.5, 0.75, 1, 1.25])
    expect(song.beats).toHaveLength(62)
    expect(inSeconds(song.downbeats).slice(0, 3)).toEqual([0.5, 1.5, 2.5])
    expect(song.tempoBpm).toBe(240)
  })

  test('S5 halving what was doubled is what was there', () => {
    const { song } = after([
      { kind: 'double', span: null },
      { kind: 'halve', span: null },
    ])
    expect(song.beats).toEqual(heardSong().beats)
  })

  test('S4 in a stretch of the song no beat outside moves', () => {
    const stretch = span(4.5, 8.5)
    const { song, repairs } = after([{ kind: 'halve', span: stretch }])
    const outside = (beats: readonly Ticks[]) =>
      beats.filter(beat => beat < stretch.startTicks || beat >= stretch.endTicks)
    expect(outside(song.beats)).toEqual(outside(heardSong().beats))
    expect(inSeconds(song.beats.filter(beat => !outside(song.beats).includes(beat)))).toEqual([4.5, 5.5, 6.5, 7.5])
    expect(inSeconds(song.downbeats)).toEqual([0.5, 2.5, 4.5, 8.5, 10.5, 12.5, 14.5])
    expect(song.tempoBpm).toBe(120)
    expect(repairs.settled).toEqual([stretch])
  })

  test('S6 a nudge moves all beats, and drops those that leave the song', () => {
    const early = after([{ kind: 'nudge', byTicks: -1 * at(0.6), span: null }]).song
    expect(inSeconds(early.beats).slice(0, 2)).toEqual([0.4, 0.9])
    expect(early.beats).toHaveLength(30)
    const little = after([{ kind: 'nudge', byTicks: at(0.02), span: span(0, 4) }]).song
    expect(inSeconds(little.beats).slice(6, 9)).toEqual([3.52, 4, 4.5])
  })

  test('S7 a beat moves between its neighbours and never past them', () => {
    const [first, second] = heardSong().beats
    const moved = after([{ kind: 'move-beat', fromTicks: second!, toTicks: at(1.1) }]).song
    expect(inSeconds(moved.beats).slice(0, 3)).toEqual([0.5, 1.1, 1.5])
    const held = after([{ kind: 'move-beat', fromTicks: second!, toTicks: at(9) }]).song
    expect(inSeconds(held.beats).slice(0, 3)).toEqual([0.5, 1.4, 1.5])
    const downbeat = after([{ kind: 'move-beat', fromTicks: first!, toTicks: at(0.45) }]).song
    expect(inSeconds(downbeat.downbeats)[0]).toBe(0.45)
  })

  test('S8 the one is set from the nearest beat, both ways or only in a stretch', () => {
    const { song } = after([{ kind: 'set-one', atTicks: at(3.1), span: null }])
    expect(inSeconds(song.downbeats)).toEqual([1, 3, 5, 7, 9, 11, 13, 15])
    const from = after([{ kind: 'set-one', atTicks: at(9), span: span(9, 16) }]).song
    expect(inSeconds(from.downbeats)).toEqual([0.5, 2.5, 4.5, 6.5, 8.5, 9, 11, 13, 15])
  })

  test('S8 a metre counts bars from the first downbeat', () => {
    const { song } = after([{ kind: 'meter', meter: 3, span: null }])
    expect(inSeconds(song.downbeats).slice(0, 3)).toEqual([0.5, 2, 3.5])
    expect(song.meter).toBe(3)
  })

  test('a typed tempo is an even beat from the first downbeat', () => {
    const { song } = after([{ kind: 'tempo', bpm: 100 }])
    expect(inSeconds(song.beats).slice(0, 4)).toEqual([0.5, 1.1, 1.7, 2.3])
    expect([song.tempoBpm, song.beats.length]).toEqual([100, 26])
  })
})

describe('S9 taps', () => {
  const noBeat = { ...heardSong(), grid: 'onset' as const, beats: [], downbeats: [], tempoBpm: null, meter: null }

  test('uneven fingers make an even beat, counted from the first tap', () => {
    const taps = [0.51, 0.98, 1.52, 2.01, 2.49].map(at)
    const { song, repairs } = after([{ kind: 'tap', taps, span: null }], [], noBeat)
    expect(song.tempoBpm).toBeCloseTo(120, -1)
    expect(song.grid).toBe('beat')
    expect(inSeconds(song.downbeats)[0]).toBeCloseTo(0.5, 1)
    expect(repairs.settled).toEqual([span(0, 16)])
  })

  test('a loop that went round twice is tapped as it was tapped once, and better', () => {
    const round = [0.51, 0.98, 1.52, 2.01]
    const again = [0.49, 1.02, 1.48, 1.99]
    const { song } = after([{ kind: 'tap', taps: [...round, ...again].map(at), span: null }], [], noBeat)
    expect(song.tempoBpm).toBe(120)
    expect(inSeconds(song.beats).slice(0, 3)).toEqual([0, 0.5, 1])
  })

  test('fingers that are late mean what is heard', () => {
    const attacks = Array.from({ length: 32 }, (_, index) => ({ atTicks: at(index / 2), strength: 1 }))
    const taps = [4.05, 4.53, 5.06, 5.55, 6.04].map(at)
    const { song } = after([{ kind: 'tap', taps, span: null }], attacks, noBeat)
    expect(song.beats).toHaveLength(32)
    const off = song.beats.map((beat, index) => Math.abs(beat - at(index / 2)) / TICKS_PER_SECOND)
    expect(Math.max(...off)).toBeLessThan(0.012)
  })

  test('a band that slows down is followed beyond the taps', () => {
    const truth: number[] = [1]
    for (let step = 0.5; truth.at(-1)! < 15; step *= 1.002) truth.push(truth.at(-1)! + step)
    const attacks = truth.map(second => ({ atTicks: at(second), strength: 1 }))
    const { song } = after([{ kind: 'tap', taps: truth.slice(0, 6).map(at), span: null }], attacks, noBeat)
    for (const second of truth) {
      const nearest = Math.min(...song.beats.map(beat => Math.abs(beat / TICKS_PER_SECOND - second)))
      expect(nearest).toBeLessThan(0.03)
    }
  })

  test('a pause of the finger is no slower beat', () => {
    const { song } = after([{ kind: 'tap', taps: [1, 1.5, 2, 3.5, 4].map(at), span: null }], [], noBeat)
    expect(song.tempoBpm).toBe(120)
  })

  test('only the stretch changes, and two taps are too few', () => {
    const taps = [8.5, 9.5, 10.5].map(at)
    const { song } = after([{ kind: 'tap', taps, span: span(8.5, 12.5) }])
    expect(inSeconds(song.beats).slice(14, 22)).toEqual([7.5, 8, 8.5, 9.5, 10.5, 11.5, 12.5, 13])
    expect(() => after([{ kind: 'tap', taps: taps.slice(1), span: null }])).toThrow('Three taps')
  })
})

describe('sections', () => {
  test('S10 are split, added to the one before and moved; S11 have names', () => {
    const { song } = after([
      { kind: 'split-section', atTicks: at(12.5) },
      { kind: 'label-section', index: 3, label: 'outro' },
      { kind: 'name-section', index: 1, name: '  The big one ' },
      { kind: 'move-section', index: 1, toTicks: at(2.5) },
    ])
    expect(inSeconds(song.sections.map(({ startTicks }) => startTicks))).toEqual([0, 2.5, 8.5, 12.5])
    expect(sectionNames(song.sections)).toEqual(['verse 1', 'The big one', 'verse 2', 'outro'])
    const merged = after([{ kind: 'merge-section', index: 2 }]).song
    expect(merged.sections.map(({ label }) => label)).toEqual(['verse', 'chorus'])
    expect(merged.sections[1]!.endTicks).toBe(at(16))
  })

  test('S10 a start cannot pass its neighbours, and there is none before the first', () => {
    const { song } = after([{ kind: 'move-section', index: 1, toTicks: at(15) }])
    expect(inSeconds([song.sections[1]!.startTicks])[0]).toBeLessThanOrEqual(8)
    expect(() => after([{ kind: 'merge-section', index: 0 }])).toThrow('no section')
    expect(() => after([{ kind: 'split-section', atTicks: at(4.6) }])).toThrow('this short')
  })

  test("S12 go with their beats, the machine's and the hand's", () => {
    const nudge: SongEdit = { kind: 'nudge', byTicks: at(0.1), span: null }
    expect(inSeconds([after([nudge]).song.sections[1]!.startTicks])).toEqual([4.6])
    const byHand = after([{ kind: 'label-section', index: 0, label: 'intro' }, nudge])
    expect(inSeconds([byHand.song.sections[1]!.startTicks])).toEqual([4.6])
  })
})

test("S3 what is forgotten is the machine's again", () => {
  const { song } = after([
    { kind: 'halve', span: null },
    { kind: 'name-section', index: 0, name: 'Dawn' },
    { kind: 'settle', span: span(8, 12) },
    { kind: 'forget', part: 'grid' },
    { kind: 'forget', part: 'sections' },
    { kind: 'forget', part: 'settled' },
  ])
  expect(song).toEqual(heardSong())
})

test('S13 settled stretches are sure', () => {
  const { song } = after([{ kind: 'settle', span: span(10, 12) }])
  expect(song.confidenceSpans.map(({ startTicks, confidence }) => [startTicks / TICKS_PER_SECOND, confidence])).toEqual(
    [
      [0, 0.9],
      [8, 0.4],
      [10, 1],
      [12, 0.4],
    ],
  )
})

const someInstant = fc.integer({ min: 0, max: 16 * TICKS_PER_SECOND - 1 }).map(ticks)
const someSpan = fc.option(
  fc
    .tuple(someInstant, someInstant)
    .map(([a, b]) => ({ startTicks: ticks(Math.min(a, b)), endTicks: ticks(Math.max(a, b) + 1) })),
  { nil: null },
)
const someEdit: fc.Arbitrary<SongEdit> = fc.oneof(
  fc.record({ kind: fc.constantFrom('halve', 'double'), span: someSpan }),
  fc.record({
    kind: fc.constant('nudge'),
    byTicks: fc.integer({ min: -TICKS_PER_SECOND, max: TICKS_PER_SECOND }),
    span: someSpan,
  }),
  fc.record({ kind: fc.constant('set-one'), atTicks: someInstant, span: someSpan }),
  fc.record({ kind: fc.constant('meter'), meter: fc.integer({ min: 1, max: 12 }), span: someSpan }),
  fc.record({ kind: fc.constant('tempo'), bpm: fc.integer({ min: 30, max: 300 }) }),
  fc.record({ kind: fc.constant('tap'), taps: fc.array(someInstant, { maxLength: 12 }), span: someSpan }),
  fc.record({ kind: fc.constant('move-beat'), fromTicks: fc.constantFrom(...heardSong().beats), toTicks: someInstant }),
  fc.record({ kind: fc.constant('split-section'), atTicks: someInstant }),
  fc.record({ kind: fc.constant('merge-section'), index: fc.nat(4) }),
  fc.record({ kind: fc.constant('move-section'), index: fc.nat(4), toTicks: someInstant }),
)

/** What cannot be done is refused, and leaves everything as it was. */
function editedIfItCan(analysis: SongAnalysis, repairs: SongRepairs, edit: SongEdit): SongRepairs {
  try {
    return applySongEdit({ analysis, repairs, attacks: [] }, edit)
  } catch (error) {
    if (isStudioError(error)) return repairs
    throw error
  }
}

test('S12 a start that goes with its beat never passes one that stays', () => {
  const edits: SongEdit[] = [
    { kind: 'move-section', index: 2, toTicks: ticks(0) },
    { kind: 'tempo', bpm: 30 },
    { kind: 'nudge', byTicks: 352_800_001, span: null },
  ]
  const analysis = heardSong()
  const repairs = edits.reduce((now, edit) => editedIfItCan(analysis, now, edit), NO_REPAIRS)
  const { sections } = effectiveAnalysis(analysis, repairs)
  const ends = sections.map(({ endTicks }) => endTicks)
  expect(sections.map(({ startTicks }) => startTicks)).toEqual([0, ...ends.slice(0, -1)])
})

test('S4 beats ascend inside the song, downbeats are beats, sections tile it, after whatever is done', () => {
  fc.assert(
    fc.property(fc.array(someEdit, { maxLength: 8 }), edits => {
      let repairs = NO_REPAIRS
      const analysis = heardSong()
      for (const edit of edits) repairs = editedIfItCan(analysis, repairs, edit)
      const song = effectiveAnalysis(analysis, repairs)
      song.beats.forEach((beat, index) => expect(beat).toBeGreaterThan(song.beats[index - 1] ?? -1))
      expect(song.beats.at(-1) ?? 0).toBeLessThan(song.durationTicks)
      const beats = new Set(song.beats)
      expect(song.downbeats.filter(beat => !beats.has(beat))).toEqual([])
      song.downbeats.forEach((beat, index) => expect(beat).toBeGreaterThan(song.downbeats[index - 1] ?? -1))
      expect(song.sections[0]!.startTicks).toBe(0)
      expect(song.sections.at(-1)!.endTicks).toBe(song.durationTicks)
      song.sections
        .slice(1)
        .forEach((section, index) => expect(section.startTicks).toBe(song.sections[index]!.endTicks))
    }),
    { numRuns: 300 },
  )
})
