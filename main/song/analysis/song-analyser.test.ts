import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { SECTION_LABELS, type SongAnalysis } from '#model/song.ts'
import { secondsFromTicks, ticksFromSamples, type Ticks } from '#model/time.ts'
import { SongAnalyser } from './song-analyser.ts'
import { band, groove, noise, randomSource, SAMPLE_RATE, silence, strikes, tone } from './synthetic-songs.ts'

function analyse(
  samples: Float32Array,
  options: { sampleRate?: number; channels?: number; chunkFrames?: number } = {},
): SongAnalysis {
  const { sampleRate = SAMPLE_RATE, channels = 1, chunkFrames = 16_384 } = options
  const analyser = new SongAnalyser(sampleRate, channels)
  for (let at = 0; at < samples.length; at += chunkFrames * channels)
    analyser.push(samples.subarray(at, at + chunkFrames * channels))
  return analyser.finish()
}

/**
 * How well found beats are the known ones (F-measure), within 35 ms and leaving out the first and last second: 1 when each
 * known beat was found and no other, 2/3 when all were found and as many more.
 */
function found(beats: readonly Ticks[], known: readonly number[]): number {
  const isInside = (time: number): boolean => time > 1 && time < known.at(-1)! - 1
  const shareNear = (times: readonly number[], others: readonly number[]): number => {
    const inside = times.filter(isInside)
    return inside.filter(time => others.some(other => Math.abs(other - time) < 0.035)).length / inside.length
  }
  const seconds = beats.map(secondsFromTicks)
  const [precision, recall] = [shareNear(seconds, known), shareNear(known, seconds)]
  return precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0
}

function expectValid(song: SongAnalysis, sampleCount: number, sampleRate = SAMPLE_RATE): void {
  expect(song.durationTicks).toBe(ticksFromSamples(sampleCount, sampleRate))
  expect(song.sampleCount).toBe(sampleCount)
  for (const [i, beat] of song.beats.entries()) {
    expect(beat).toBeGreaterThanOrEqual(i === 0 ? 0 : song.beats[i - 1]! + 1)
    expect(beat).toBeLessThan(song.durationTicks)
  }
  const beats = new Set(song.beats)
  expect(song.downbeats.every(downbeat => beats.has(downbeat))).toBe(true)
  expect(song.downbeats).toEqual([...new Set(song.downbeats)].toSorted((a, b) => a - b))
  for (const spans of [song.sections, song.confidenceSpans]) {
    expect(spans[0]?.startTicks).toBe(0)
    expect(spans.at(-1)?.endTicks).toBe(song.durationTicks)
    for (const [i, span] of spans.entries()) {
      expect(span.endTicks).toBeGreaterThan(span.startTicks)
      expect(span.endTicks).toBe(spans[i + 1]?.startTicks ?? song.durationTicks)
      expect(span.confidence).toBeGreaterThanOrEqual(0)
      expect(span.confidence).toBeLessThanOrEqual(1)
    }
  }
  for (const section of song.sections) expect(SECTION_LABELS).toContain(section.label)
  expect(song.sections.slice(1).every(section => song.downbeats.includes(section.startTicks))).toBe(true)
  expect(song.energy.values).toHaveLength(Math.ceil(song.durationTicks / song.energy.stepTicks))
  expect(song.energy.values.every(value => value >= 0 && value <= 1)).toBe(true)
  expect(song.tempoBpm === null).toBe(song.grid !== 'beat')
  expect(song.meter === null).toBe(song.grid !== 'beat')
}

describe('every sound gives a valid analysis', () => {
  const cases: readonly (readonly [string, Float32Array])[] = [
    ['one sample', silence(1).subarray(0, 1)],
    ['one second of silence', silence(1)],
    ['three seconds of tone', tone(3)],
    ['twenty seconds of silence', silence(20)],
    ['a held tone', tone(20)],
    ['white noise', noise(20)],
    ['one second of kicks', strikes(1, [0, 0.5], 4)],
    ['three seconds of kicks', strikes(3, [0, 0.5, 1, 1.5, 2, 2.5], 4)],
    ['clipped noise', noise(5).map(sample => Math.sign(sample))],
  ]
  test.each(cases)('%s', (_, samples) => expectValid(analyse(samples), samples.length))

  test('bursts at any times, at any rate, in one or two channels', () => {
    const seconds = fc.double({ min: 0, max: 6, noNaN: true })
    const rates = fc.constantFrom(8000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000)
    fc.assert(
      fc.property(
        fc.array(seconds, { maxLength: 12 }),
        rates,
        fc.integer({ min: 1, max: 2 }),
        (times, sampleRate, channels) => {
          const samples = new Float32Array(Math.round(6.3 * sampleRate) * channels)
          const random = randomSource(times.length)
          for (const time of times) {
            const first = Math.floor(time * sampleRate) * channels
            for (let i = 0; i < 0.05 * sampleRate * channels; i++) samples[first + i] = random() - 0.5
          }
          expectValid(analyse(samples, { sampleRate, channels }), samples.length / channels, sampleRate)
        },
      ),
      { numRuns: 12 },
    )
  })
})

describe('a steady beat', () => {
  test.each([72, 96, 120, 137.5, 150])('at %d beats a minute, each beat and the tempo', bpm => {
    const { sound, beats } = band(24, bpm, 4)
    const song = analyse(sound)
    expectValid(song, sound.length)
    expect(song.grid).toBe('beat')
    expect(found(song.beats, beats)).toBe(1)
    expect(song.tempoBpm! / bpm).toBeCloseTo(1, 2)
    expect(song.confidence).toBeGreaterThan(0.6)
  })

  test.each([3, 4, 5])('bars of %d', meter => {
    const { sound, beats } = band(30, 120, meter)
    const song = analyse(sound)
    expect(song.meter).toBe(meter)
    expect(
      found(
        song.downbeats,
        beats.filter((_, beat) => beat % meter === 0),
      ),
    ).toBe(1)
  })

  test('a click track', () => {
    const times = Array.from({ length: 40 }, (_, i) => 0.2 + i * 0.5)
    const song = analyse(strikes(20.5, times, 4, 'click'))
    expect(song.grid).toBe('beat')
    expect(song.tempoBpm).toBeCloseTo(120, 0)
    expect(found(song.beats, times)).toBe(1)
  })

  test('as loud or soft, in one piece or in crumbs, the song is the same', () => {
    const { sound } = band(12, 110, 4)
    const song = analyse(sound)
    expect(analyse(sound, { chunkFrames: 977 })).toEqual(song)
    const soft = analyse(sound.map(sample => sample / 16))
    expect({ ...soft, energy: song.energy }).toEqual(song)
  })
})

describe('songs as bands play them', () => {
  const played = [
    { bpm: 84, meter: 4, offBeat: 0.64 },
    { bpm: 95, meter: 4, offBeat: 0.66, strayMs: 12 },
    { bpm: 104, meter: 4, growth: 0.12 },
    { bpm: 112, meter: 4, strayMs: 12 },
    { bpm: 120, meter: 5 },
    { bpm: 128, meter: 3 },
    { bpm: 138, meter: 4 },
  ]
  test.each(played)('%j: its beats and bars and no others', song => {
    const { sound, beats } = groove(song)
    const heard = analyse(sound)
    expect(heard.meter).toBe(song.meter)
    expect(found(heard.beats, beats)).toBeGreaterThan(0.95)
    const downbeats = beats.filter((_, beat) => beat % song.meter === 0)
    expect(found(heard.downbeats, downbeats)).toBeGreaterThan(0.9)
  })

  test.each([
    { bpm: 72, meter: 4 },
    { bpm: 92, meter: 3 },
  ])('%j: slow, with even off-beats, is counted twice as fast and misses no beat', song => {
    const { sound, beats } = groove(song)
    const heard = analyse(sound)
    expect(heard.tempoBpm! / song.bpm).toBeCloseTo(2, 2)
    expect(found(heard.beats, beats)).toBeGreaterThan(0.65)
  })
})

test('a tempo that grows is followed', () => {
  const times: number[] = []
  for (let time = 0.3; time < 39; time += 60 / (95 + time)) times.push(time)
  const song = analyse(strikes(40, times, 4))
  expect(song.grid).toBe('beat')
  expect(found(song.beats, times)).toBeGreaterThan(0.95)
})

describe('without a steady beat', () => {
  test.each([
    ['silence', silence(12)],
    ['a tone', tone(12)],
    ['noise', noise(12)],
  ])('%s is cut evenly, every half second', (_, samples) => {
    const song = analyse(samples)
    expect(song.grid).toBe('even')
    expect(song.beats.map(secondsFromTicks)).toEqual(Array.from({ length: 24 }, (_, i) => i / 2))
    expect(song.downbeats.map(secondsFromTicks)).toEqual([0, 2, 4, 6, 8, 10])
    expect(song.confidence).toBe(0)
  })

  test('strikes at random are cut where they fall', () => {
    const random = randomSource(11)
    const times: number[] = []
    for (let time = 0.4; time < 38; time += 0.6 + 2.4 * random()) times.push(time)
    const samples = strikes(40, times, 1, 'click')
    const song = analyse(samples)
    expectValid(song, samples.length)
    expect(song.grid).toBe('onset')
    expect(found(song.beats, times)).toBe(1)
    expect(song.confidence).toBeLessThan(0.5)
  })
})

test('sections follow what changes, and tile the song', () => {
  const { sound } = band(48, 120, 4)
  const random = randomSource(5)
  // The middle sixteen seconds (eight bars) are far louder and brighter.
  for (let i = 16 * SAMPLE_RATE; i < 32 * SAMPLE_RATE; i++)
    sound[i] = sound[i]! + (i % (SAMPLE_RATE / 4) < 900 ? random() - 0.5 : 0)
  for (let i = 0; i < sound.length; i++) if (i < 16 * SAMPLE_RATE || i >= 32 * SAMPLE_RATE) sound[i]! *= 0.3
  const song = analyse(sound)
  expectValid(song, sound.length)
  expect(song.sections.map(section => Math.round(secondsFromTicks(section.startTicks)))).toEqual([0, 16, 32])
  expect(song.sections[1]!.label).toBe('chorus')
  const [before, inside] = [song.energy.values[20]!, song.energy.values[48]!]
  expect(inside).toBeGreaterThan(before + 0.3)
})
