import { expect, test } from 'vitest'
import { readableName } from './readable-name.ts'

test.each([
  ['The Hardest Part.MP3', 'The Hardest Part.mp3'],
  ['a:b\\c/d*e?"f<g>h|i.wav', 'a b c d e f g h i.wav'],
  ['trailing dots... .mp4', 'trailing dots.mp4'],
  ['no extension', 'no extension'],
  ['two.parts.tar.gz', 'two.parts.tar.gz'],
  ['new\nline\u0000and\u202Eturn.mp4', 'new line and turn.mp4'],
  ['.hidden', '.hidden'],
  ['-dash.mp4', '-dash.mp4'],
  ['🎬🎬.mp4', '🎬🎬.mp4'],
  ['???', ''],
  [`${'long '.repeat(60)}.mp4`, `${'long '.repeat(12).trim()}.mp4`],
  [`${'映画'.repeat(30)}.mp4`, `${'映画'.repeat(10)}.mp4`],
])('%j is kept as %j', (given, kept) => {
  expect(readableName(given)).toBe(kept)
})

test('a letter and its accent stay together, however they came', () => {
  expect(readableName('cafe\u0301.wav')).toBe('café.wav')
})
