import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { demoGrid, SAMPLES_PER_BEAT } from './grid.ts'
import { renderDemoSong, type RenderedSong } from './song.ts'

function hashOf({ left, right }: RenderedSong): string {
  return createHash('sha256').update(Buffer.from(left.buffer)).update(Buffer.from(right.buffer)).digest('hex')
}

/** Mean square over both channels. */
function energy({ left, right }: RenderedSong, from: number, to: number): number {
  let sum = 0
  for (let i = Math.max(0, from); i < to; i++) sum += left[i]! ** 2 + right[i]! ** 2
  return sum / (to - from)
}

/** How much the waveform's slope grows from just before a sample to just after: drums and plucks rise, a held pad does not. */
function attack({ left, right }: RenderedSong, at: number): number {
  const span = 900
  let before = 1e-9
  let after = 1e-9
  for (let i = 1; i < span; i++) {
    before += (left[at - i]! - left[at - i - 1]!) ** 2 + (right[at - i]! - right[at - i - 1]!) ** 2
    after += (left[at + i]! - left[at + i - 1]!) ** 2 + (right[at + i]! - right[at + i - 1]!) ** 2
  }
  return after / before
}

describe('the short demo song', () => {
  let song: RenderedSong
  beforeAll(() => {
    song = renderDemoSong({ form: 'short' })
  })

  test('is as long as its grid says', () => {
    expect(song.left.length / song.sampleRate).toBeCloseTo(demoGrid('short').durationSeconds, 9)
    expect(song.right.length).toBe(song.left.length)
    expect(song.left.length / song.sampleRate).toBeGreaterThan(20)
    expect(song.left.length / song.sampleRate).toBeLessThan(30)
  })

  test('is the same each time', () => {
    expect(hashOf(renderDemoSong({ form: 'short' }))).toBe(hashOf(song))
  })

  test('holds only sound, below the ceiling, and ends in silence', () => {
    const peak = [song.left, song.right].map(samples =>
      samples.reduce((max, value) => Math.max(max, Math.abs(value)), 0),
    )
    expect(Math.max(...peak)).toBeLessThan(0.85)
    expect(Math.min(...peak)).toBeGreaterThan(0.5)
    expect(song.left.every(Number.isFinite) && song.right.every(Number.isFinite)).toBe(true)
    expect(energy(song, song.left.length - 441, song.left.length)).toBeLessThan(1e-6)
  })

  test('something begins on every beat that the band plays', () => {
    const playedBeats = demoGrid('short').sections.at(-1)!.startSeconds * song.sampleRate
    const rises: number[] = []
    for (let sample = SAMPLES_PER_BEAT; sample <= playedBeats; sample += SAMPLES_PER_BEAT)
      rises.push(attack(song, sample))
    expect(rises.filter(rise => rise > 1.15).length / rises.length).toBeGreaterThan(0.95)
  })

  test('the chorus is louder than the verse, and the verse than the intro', () => {
    const levels = demoGrid('short').sections.map(section =>
      energy(song, section.startSeconds * song.sampleRate, section.endSeconds * song.sampleRate),
    )
    expect(levels[1]!).toBeGreaterThan(levels[0]!)
    expect(levels[2]!).toBeGreaterThan(levels[1]! * 1.2)
  })
})

describe('the grid of the full song', () => {
  const grid = demoGrid()

  test('lasts about four minutes at a steady tempo', () => {
    expect(grid.durationSeconds).toBeGreaterThan(238)
    expect(grid.durationSeconds).toBeLessThan(244)
    expect(grid.beatSeconds[1]! - grid.beatSeconds[0]!).toBeCloseTo(60 / grid.bpm, 12)
    expect(grid.downbeatSeconds.every((second, bar) => second === grid.beatSeconds[bar * grid.beatsPerBar])).toBe(true)
  })

  test('has its form', () => {
    expect(grid.sections.map(section => section.label)).toEqual([
      'intro',
      'verse',
      'chorus',
      'verse',
      'chorus',
      'bridge',
      'chorus',
      'outro',
    ])
    expect(grid.sections[0]!.startSeconds).toBe(0)
    expect(grid.sections.at(-1)!.endSeconds).toBe(grid.durationSeconds)
  })
})
