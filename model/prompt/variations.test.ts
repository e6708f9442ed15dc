import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyWritten } from './testing/any-written.ts'
import { asLiteral } from './tokens.ts'
import { resolveVariables } from './resolve-variables.ts'
import { COUNT_END, countVariations, expandVariations, readVariations, variationLabel } from './variations.ts'

function textsOf(text: string): string[] {
  return expandVariations([text]).expansions.map(({ texts }) => texts[0]!)
}

test.each([
  [
    '{rain|snow|ash} at {dawn|dusk}',
    ['rain at dawn', 'rain at dusk', 'snow at dawn', 'snow at dusk', 'ash at dawn', 'ash at dusk'],
  ],
  ['a {|slow }push', ['a push', 'a slow push']],
  ['{a|b {c|d}} e', ['a e', 'b c e', 'b d e']],
  ['{{a|b}|c}', [String.raw`a`, 'b', 'c']],
  ['{{{mara}}|x}', ['{{mara}}', 'x']],
  ['{x|{{mara}}}', ['x', '{{mara}}']],
  [String.raw`{a\|b|c\}}`, [String.raw`a\|b`, String.raw`c\}`]],
  ['{a|a}', ['a', 'a']],
])('W4 %s', (text, expansions) => {
  expect(textsOf(text)).toEqual(expansions)
  expect(countVariations([text])).toBe(expansions.length)
})

test.each([
  'a road',
  '{{mara}}',
  '{{a.b}} {{ c }}',
  'this | that',
  '{"shot": {"lens": "35 mm"}}',
  String.raw`\{a|b\}`,
  '',
])('W4 %s has no variations, and stays as it is', text => {
  expect(textsOf(text)).toEqual([text])
  expect(readVariations(text)).toEqual({ count: 1, firstStart: null, errors: [] })
})

test('W4 braces without a bar stay braces beside alternatives', () => {
  const [first] = textsOf('{"at": {dawn|dusk}}')
  const { pieces, problems } = resolveVariables(first!, [])
  expect(pieces).toEqual([{ text: '{"at": dawn}', variable: null }])
  expect(problems).toEqual([])
  // Three braces around a choice do not become a variable.
  expect(resolveVariables(textsOf('{{{x|y}}}')[0]!, []).pieces).toEqual([{ text: '{{x}}', variable: null }])
})

test('W5 the first choice changes last, also over several texts, and each tells what it took', () => {
  const { count, expansions } = expandVariations(['{a|b {c|d}}', '{x|}'])
  expect(count).toBe(6)
  expect(expansions.map(({ texts }) => texts)).toEqual([
    ['a', 'x'],
    ['a', ''],
    ['b c', 'x'],
    ['b c', ''],
    ['b d', 'x'],
    ['b d', ''],
  ])
  expect(expansions[4]?.taken).toEqual([
    { textIndex: 0, start: 0, alternative: 1, words: 'b d', depth: 0 },
    { textIndex: 0, start: 5, alternative: 1, words: 'd', depth: 1 },
    { textIndex: 1, start: 0, alternative: 0, words: 'x', depth: 0 },
  ])
  expect(expansions.map(variationLabel)).toEqual(['a, x', 'a, –', 'b c, x', 'b c, –', 'b d, x', 'b d, –'])
})

test('W5 many are counted, not written out', () => {
  const text = '{a|b|c|d|e|f|g|h|i|j}'
  expect(countVariations([text.repeat(3)])).toBe(1000)
  const { count, expansions } = expandVariations([text.repeat(3)])
  expect(count).toBe(1000)
  expect(expansions).toHaveLength(200)
  expect(expansions.at(-1)?.texts).toEqual(['bjj'])
  expect(countVariations([text.repeat(500)])).toBe(COUNT_END)
  expect(expandVariations([text.repeat(500)], 3).expansions[2]?.texts[0]?.endsWith('aac')).toBe(true)
})

test('W6 braces that do not match are told, and the text counts as it stands', () => {
  const text = 'a {b|c} {d|e'
  expect(textsOf(text)).toEqual([text])
  expect(readVariations(text).errors).toMatchObject([{ kind: 'unclosed', start: 8 }])
  expect(readVariations('a} {b').errors).toMatchObject([
    { kind: 'unopened', start: 1 },
    { kind: 'unclosed', start: 3 },
  ])
  expect(readVariations('{a|'.repeat(30) + '}'.repeat(30)).errors).toMatchObject([{ kind: 'too-deep', start: 60 }])
  expect(readVariations('{a|'.repeat(20) + '}'.repeat(20))).toMatchObject({ count: 21, errors: [] })
  expect(readVariations('}'.repeat(50_000)).errors).toHaveLength(20)
})

test('W6 words that are written literally have no variations and stay what they are', () => {
  fc.assert(
    fc.property(anyWritten, text => {
      expect(textsOf(asLiteral(text))).toEqual([asLiteral(text)])
      expect(
        resolveVariables(asLiteral(text), [])
          .pieces.map(piece => piece.text)
          .join(''),
      ).toBe(text)
    }),
  )
})

type Tree = string | readonly (readonly Tree[])[]
const { tree } = fc.letrec<{ tree: Tree }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom('a', 'b ', '', '{{x}}', String.raw`\{`),
    fc.array(fc.array(tie('tree'), { maxLength: 2 }), { minLength: 2, maxLength: 3 }),
  ),
}))

function textOf(trees: readonly Tree[]): string {
  return trees
    .map(part => (typeof part === 'string' ? part : `{${part.map(alternative => textOf(alternative)).join('|')}}`))
    .join('')
}

function countOf(trees: readonly Tree[]): number {
  return trees.reduce<number>(
    (total, part) => total * (typeof part === 'string' ? 1 : part.reduce((sum, inner) => sum + countOf(inner), 0)),
    1,
  )
}

test('W5 there are as many as the alternatives make, and none has variations of its own', () => {
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 3 }), trees => {
      const text = textOf(trees)
      const { count, expansions } = expandVariations([text], 500)
      expect(count).toBe(countOf(trees))
      expect(expansions).toHaveLength(Math.min(count, 500))
      for (const { texts } of expansions) expect(textsOf(texts[0]!)).toEqual(texts)
    }),
  )
})

test('W6 whatever is written is read without trouble', () => {
  fc.assert(
    fc.property(anyWritten, text => {
      const { count, expansions } = expandVariations([text])
      const { errors } = readVariations(text)
      expect(errors.length === 0 || textsOf(text)[0] === text).toBe(true)
      expect(expansions).toHaveLength(Math.min(count, 200))
      for (const { texts } of expansions) expect(textsOf(texts[0]!)).toEqual(texts)
    }),
  )
})
