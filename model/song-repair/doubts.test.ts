import { expect, test } from 'vitest'
import type { SongAnalysis } from '../song.ts'
import { ticksFromSeconds, type Ticks } from '../time.ts'
import type { Attack } from './attack.ts'
import { doubtsOf } from './doubts.ts'
import { NO_REPAIRS } from './song-repairs.ts'

const at = (seconds: number): Ticks => ticksFromSeconds(seconds)

/** Sixteen seconds of which the second half is doubtful; `beats` in seconds. */
function song(beats: readonly number[], more: Partial<SongAnalysis> = {}): SongAnalysis {
  return {
    analyserVersion: 1,
    sampleRate: 44_100,
    sampleCount: 16 * 44_100,
    durationTicks: at(16),
    tempoBpm: 120,
    meter: 4,
    grid: 'beat',
    beats: beats.map(at),
    downbeats: [],
    energy: { stepTicks: at(1), values: Array.from({ length: 16 }, () => 0.8) },
    sections: [],
    confidence: 0.6,
    confidenceSpans: [
      { startTicks: at(0), endTicks: at(8), confidence: 0.9 },
      { startTicks: at(8), endTicks: at(12), confidence: 0.3 },
      { startTicks: at(12), endTicks: at(16), confidence: 0.5 },
    ],
    ...more,
  }
}

const even = (step: number, count: number): number[] => Array.from({ length: count }, (_, index) => index * step)
const EVEN = even(0.5, 32)
const drums = (seconds: readonly number[]): Attack[] => seconds.map(second => ({ atTicks: at(second), strength: 1 }))

function reason(analysis: SongAnalysis, attacks: readonly Attack[]) {
  return doubtsOf(analysis, NO_REPAIRS, attacks)[0]?.reason
}

test('S13 neighbouring spans are one doubt, as sure as both together', () => {
  const [doubt, ...others] = doubtsOf(song(EVEN), NO_REPAIRS, [])
  expect(others).toEqual([])
  expect(doubt).toMatchObject({ startTicks: at(8), endTicks: at(16) })
  expect(doubt!.confidence).toBeCloseTo(0.4, 6)
})

test('S13 what is settled is doubted no more', () => {
  const settled = [{ startTicks: at(8), endTicks: at(12) }]
  const doubts = doubtsOf(song(EVEN), { ...NO_REPAIRS, settled }, [])
  expect(doubts).toMatchObject([{ startTicks: at(12), endTicks: at(16), confidence: 0.5 }])
  const all = [{ startTicks: at(0), endTicks: at(16) }]
  expect(doubtsOf(song(EVEN), { ...NO_REPAIRS, settled: all }, [])).toEqual([])
})

test('S13 drums on every second beat alone: half as fast', () => {
  expect(reason(song(EVEN), drums(even(1, 16)))).toEqual({ kind: 'half', bpm: 60 })
})

test('S13 drums between slow beats as well: twice as fast', () => {
  expect(reason(song(even(1, 16)), drums(EVEN))).toEqual({ kind: 'double', bpm: 120 })
})

test('S13 beats that wander, and such as grow longer or shorter', () => {
  const wandering = EVEN.map((second, index) => second + (index % 3 === 0 ? 0.03 : 0))
  expect(reason(song(wandering), drums(wandering))).toMatchObject({ kind: 'drifts' })
  const slowing = EVEN.map(second => second + (second > 8 ? (second - 8) ** 2 * 0.02 : 0))
  expect(reason(song(slowing), drums(slowing))).toEqual({ kind: 'slows' })
  const quickening = EVEN.map(second => second - (second > 8 ? (second - 8) ** 2 * 0.02 : 0))
  expect(reason(song(quickening), drums(quickening))).toEqual({ kind: 'quickens' })
})

test('S13 what is quiet, has no drums, or has no beat at all', () => {
  const quiet = { stepTicks: at(1), values: Array.from({ length: 16 }, () => 0.1) }
  expect(reason(song(EVEN, { energy: quiet }), [])).toEqual({ kind: 'quiet' })
  expect(reason(song(EVEN), [])).toEqual({ kind: 'no-drums' })
  expect(reason(song(EVEN), drums(EVEN))).toEqual({ kind: 'unclear' })
  expect(reason(song(EVEN, { grid: 'onset' }), drums(EVEN))).toEqual({ kind: 'no-beat' })
})
