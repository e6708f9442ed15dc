import { expect, test } from 'vitest'
import { mergedText, splitPrompt } from './shot-text.ts'

test.each([
  ['Into a pool. Under water she swims.', null, ['Into a pool.', 'Under water she swims.']],
  ['a road at dusk, poles flick past, a red car', null, ['a road at dusk', 'poles flick past, a red car']],
  ['a very long road', null, ['a very', 'long road']],
  ['a road, then a door', 6, ['a road', 'then a door']],
  ['bubbles', null, undefined],
  ['a road', 0, undefined],
  ['a {red car, far off|blue car} and a dog', null, ['a {red car, far off|blue car}', 'and a dog']],
  ['snow on {{ character.mara }} alone', null, ['snow on', '{{ character.mara }} alone']],
  ['{rain, then hail|snow}', null, undefined],
  ['a {road, a door', null, ['a {road', 'a door']],
])('"%s" is divided at %s', (prompt, at, halves) => {
  expect(splitPrompt(prompt, at)).toEqual(halves)
})

test('texts of several shots are one, and nothing is said twice', () => {
  expect(mergedText(['a road', null, 'a door.', 'a road', ''])).toBe('a road. a door.')
  expect(mergedText([null, ' '])).toBeNull()
})
