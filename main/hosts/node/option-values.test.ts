import { expect, test } from 'vitest'
import { parseOutput, parseProvider, parseRate, parseSeconds, parseSize, parseTakes } from './option-values.ts'

test('option values are read', () => {
  expect(parseSize('1920x1080')).toEqual({ width: 1920, height: 1080 })
  expect(parseRate('23.976')).toEqual({ numerator: 24000, denominator: 1001 })
  expect(parseRate('30000/1001')).toEqual({ numerator: 30000, denominator: 1001 })
  expect(parseSeconds('1:23.5')).toBe(83.5)
  expect(parseTakes('3')).toBe(3)
  expect(parseOutput('My film.MP4')).toBe('My film.MP4')
  expect(parseProvider('folder:a:b')).toEqual({ kind: 'folder', folder: 'a:b' })
})

test.each([
  [parseSize, '1920'],
  [parseSize, '641x360'],
  [parseSize, '2x2'],
  [parseRate, '17'],
  [parseSeconds, '-3'],
  [parseSeconds, 'abc'],
  [parseSeconds, '99999999999'],
  [parseOutput, 'song.flac'],
  [parseOutput, 'film'],
  [parseTakes, '0'],
  [parseTakes, '1e3'],
  [parseProvider, 'folder:'],
] as const)('%o refuses %s', (parse, text) => {
  expect(() => parse(text)).toThrow(/^(A|The|Width)/)
})
