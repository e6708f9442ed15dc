import { expect, test } from 'vitest'
import type { BarFeatures } from './bar-features.ts'
import { labelSections } from './section-labels.ts'
import { boundaryContrast, findSectionSpans } from './section-spans.ts'

/** Bars that lie at one point for each letter: a song's form written as a string, one letter a bar. */
function songOf(
  form: string,
  sounds: Readonly<Record<string, { at: [number, number]; levelDb: number; kick: number }>>,
): BarFeatures {
  const bars = form.split('').map(letter => sounds[letter]!)
  return {
    barCount: bars.length,
    width: 2,
    points: Float32Array.from(bars.flatMap(bar => bar.at)),
    levelDb: Float32Array.from(bars, bar => bar.levelDb),
    kick: Float32Array.from(bars, bar => bar.kick),
  }
}

const SOUNDS = {
  i: { at: [-1, -1], levelDb: -24, kick: 0 },
  v: { at: [0, 0], levelDb: -16, kick: 2 },
  c: { at: [2, 0], levelDb: -10, kick: 3 },
  b: { at: [0, 2], levelDb: -14, kick: 2 },
  q: { at: [-2, 1], levelDb: -22, kick: 0.1 },
} satisfies Parameters<typeof songOf>[1]

const form = (...parts: readonly string[]) => parts.join('')
const eight = (letter: string) => letter.repeat(8)

test('sections begin where the sound changes, and tile the bars', () => {
  const song = songOf(form('iiii', eight('v'), eight('c'), eight('v')), SOUNDS)
  expect(findSectionSpans(song)).toEqual([
    { from: 0, to: 4 },
    { from: 4, to: 12 },
    { from: 12, to: 20 },
    { from: 20, to: 28 },
  ])
})

test('a single loud bar is a fill, not a section', () => {
  const song = songOf(form(eight('v'), 'c', 'vvvvvvv'), SOUNDS)
  expect(findSectionSpans(song)).toEqual([{ from: 0, to: 16 }])
})

test('parts are named by what they do', () => {
  const song = songOf(form('iiii', eight('v'), eight('c'), eight('v'), eight('b'), eight('c'), 'iiii'), SOUNDS)
  const labels = labelSections(song, findSectionSpans(song))
  expect(labels).toEqual(['intro', 'verse', 'chorus', 'verse', 'bridge', 'chorus', 'outro'])
})

test('what bursts out of a passage without drums is a drop', () => {
  const song = songOf(form('iiii', eight('v'), eight('q'), eight('c'), eight('v'), eight('q'), eight('c')), SOUNDS)
  const labels = labelSections(song, findSectionSpans(song))
  expect(labels).toEqual(['intro', 'verse', 'break', 'drop', 'verse', 'break', 'drop'])
})

test('a song without any change is one verse', () => {
  const song = songOf(eight('v'), SOUNDS)
  expect(labelSections(song, findSectionSpans(song))).toEqual(['verse'])
  expect(boundaryContrast(song, { from: 0, to: 4 }, { from: 4, to: 8 })).toBe(0)
})
