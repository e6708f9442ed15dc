import { expect, test } from 'vitest'
import { figureWords, seamLines, worstLevel, type ToldSeam } from './seam-words.ts'

const light = (figure: number | null, parts: Partial<ToldSeam['way']> = {}): ToldSeam['way'] => ({
  level: 'good',
  figure,
  faults: [],
  ...parts,
})

const SEAM: ToldSeam = {
  way: light(12.4),
  speed: light(0.6, { level: 'poor', faults: ['other-speed', 'repeat'] }),
  light: light(-4.2, { level: 'fair', faults: ['jump'] }),
  colour: light(0.2),
  likeness: { level: 'good', figure: 0.82 },
  flash: { frames: 2, luma: 8, colour: 1 },
  stallBefore: { lowestSpeed: 0, repeats: 3 },
  stallAfter: { lowestSpeed: 0.3, repeats: 0 },
  isRepeated: true,
}

test('J10 a seam is told in plain words, a line each', () => {
  expect(seamLines(SEAM)).toEqual([
    'Way 12° apart',
    'Speed slows to 60 %',
    'Light 4 % darker',
    'Colour the same',
    'Likeness 82 %',
    'The first 2 frames flash',
    'The first frame shows the last one again',
    'Stands for 3 frames before the cut',
    'Begins at 30 % of its speed',
  ])
  expect(worstLevel(SEAM)).toBe('poor')
})

test('where the fault is not the figure, the fault is told', () => {
  expect(figureWords('speed', light(1, { level: 'poor', faults: ['stall'] }))).toBe('slows at the cut')
  expect(figureWords('speed', light(null, { level: 'poor', faults: ['stands'] }))).toBe('one side stands')
  expect(figureWords('way', light(null))).toBe('both stand')
  expect(figureWords('way', light(null, { level: 'unknown' }))).toBe('not seen')
  expect(figureWords('speed', light(1.93))).toBe('1.9 times as fast')
})
