import { expect, test } from 'vitest'
import { PRESETS, presetFor, renderSize, usualBytes, usualSeconds } from './render-presets.ts'

const FULL = { width: 1920, height: 1080 }

test.each([
  ['draft', FULL, { width: 960, height: 540 }],
  ['review', { width: 1080, height: 1920 }, { width: 540, height: 960 }],
  ['review', { width: 320, height: 180 }, { width: 320, height: 180 }],
  ['youtube-1080p', FULL, FULL],
  ['youtube-1080p', { width: 1280, height: 720 }, { width: 1280, height: 720 }],
  ['youtube-1080p', { width: 3840, height: 2160 }, FULL],
  ['youtube-4k', FULL, { width: 3840, height: 2160 }],
  ['master', { width: 2048, height: 858 }, { width: 2048, height: 858 }],
  ['draft', { width: 2048, height: 858 }, { width: 1288, height: 540 }],
] as const)('%s of a film of %o is %o', (name, film, expected) => {
  expect(renderSize(PRESETS[name], film)).toEqual(expected)
})

test('estimates are of the size a person would expect', () => {
  const rate = { numerator: 24, denominator: 1 }
  const megabytes = usualBytes(PRESETS['youtube-1080p'], FULL, 5760, rate) / 1e6
  expect(megabytes).toBeGreaterThan(200)
  expect(megabytes).toBeLessThan(500)
  const master = usualBytes(PRESETS.master, FULL, 5760, rate)
  expect(master / 1e9).toBeGreaterThan(4)
  expect(usualSeconds(PRESETS['youtube-1080p'], FULL, 5760)).toBeGreaterThan(100)
})

test('a film larger than HD keeps its size where no preset is chosen', () => {
  expect(presetFor({ width: 1920, height: 1080 })).toBe('youtube-1080p')
  expect(presetFor({ width: 1080, height: 1920 })).toBe('youtube-1080p')
  expect(presetFor({ width: 3840, height: 2160 })).toBe('youtube-4k')
})
