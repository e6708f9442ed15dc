import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resolveVariables } from './resolve-variables.ts'
import { anyWritten } from './testing/any-written.ts'
import { plainText, variable } from './testing/variables.ts'
import { asLiteral } from './tokens.ts'

const MARA = variable('character.mara', 'Mara, a tall woman in {{thing.coat}}', ['face', 'coat'])
const COAT = variable('thing.coat', 'a red coat', ['coat', 'sleeve'])
const KNOWN = [MARA, COAT, variable('wetter', 'Regen'), variable('場所.駅', '夜の駅')]

test('W1 a variable is found whatever its capitals, blanks and script', () => {
  expect(plainText('{{Thing.COAT}} and {{ thing . coat }}', KNOWN)).toBe('a red coat and a red coat')
  expect(plainText('{{wetter}}, {{ 場所.駅 }}', KNOWN)).toBe('Regen, 夜の駅')
  expect(plainText('{{caf\u00E9}}', [variable('cafe\u0301', 'ok')])).toBe('ok')
})

test('W1 a backslash makes a brace or bar a mark; other backslashes are themselves', () => {
  expect(plainText(String.raw`\{\{thing.coat\}\} a\|b c\d`, KNOWN)).toBe(String.raw`{{thing.coat}} a|b c\d`)
})

test('W2 words know the innermost variable they stand in, and stills come once, in the order of use', () => {
  const { pieces, stills, problems } = resolveVariables('See {{character.mara}}.', KNOWN)
  expect(pieces).toEqual([
    { text: 'See ', variable: null },
    { text: 'Mara, a tall woman in ', variable: 'character.mara' },
    { text: 'a red coat', variable: 'thing.coat' },
    { text: '.', variable: null },
  ])
  expect(stills).toEqual(['face', 'coat', 'sleeve'])
  expect(problems).toEqual([])
})

describe('W2 what cannot be resolved stays as it is written, and is told', () => {
  test('unknown, with the nearest name', () => {
    const text = 'a {{charakter.mara}}, {{mara}}, {{thing.boat}}, {{place.coat}} and {{zebra}}'
    expect(plainText(text, KNOWN)).toBe(text)
    const { problems } = resolveVariables(text, KNOWN)
    expect(problems.map(({ nearest }) => nearest)).toEqual([
      'character.mara',
      'character.mara',
      'thing.coat',
      'thing.coat',
      null,
    ])
    expect(problems[0]).toMatchObject({ kind: 'unknown', start: 2, end: 20, within: null })
    expect(problems[0]?.sentence).toBe('There is no {{charakter.mara}}. Is {{character.mara}} meant?')
  })

  test('malformed', () => {
    for (const text of ['{{}}', '{{a.b.c}}', '{{mara!}}', '{{a b}}', '{{.a}}']) {
      expect(plainText(text, KNOWN)).toBe(text)
      expect(resolveVariables(text, KNOWN).problems).toMatchObject([{ kind: 'malformed', start: 0, end: text.length }])
    }
  })

  test('unknown within a variable, at the use of the outermost', () => {
    const { problems } = resolveVariables('a {{b}}', [variable('b', 'c {{thing.coot}}'), COAT])
    expect(problems).toMatchObject([{ kind: 'unknown', start: 2, end: 7, within: 'b', nearest: 'thing.coat' }])
  })

  test('circles, whole', () => {
    const circle = [variable('a', 'x {{b}}'), variable('b', 'y {{A}}'), variable('self', '{{self}}'), COAT]
    const text = '{{a}} {{self}} {{thing.coat}}'
    expect(plainText(text, circle)).toBe('{{a}} {{self}} a red coat')
    const { problems } = resolveVariables(text, circle)
    expect(problems).toMatchObject([{ kind: 'cycle', start: 0 }, { kind: 'cycle' }])
    expect(problems[0]?.sentence).toBe('{{a}} leads back to itself: a > b > a.')
  })

  test('too deep and too much', () => {
    const chain = Array.from({ length: 12 }, (_, index) => variable(`v${index}`, `{{v${index + 1}}}`))
    expect(resolveVariables('{{v0}}', chain).problems).toMatchObject([{ kind: 'too-deep' }])
    expect(resolveVariables('{{v6}}', [...chain, variable('v12', 'end')]).problems).toEqual([])
    const doubling = Array.from({ length: 6 }, (_, index) => variable(`v${index}`, `{{v${index + 1}}}`.repeat(50)))
    const laughs = [...doubling, variable('v6', 'ha')]
    expect(resolveVariables('{{v0}}{{v0}}', laughs).problems).toMatchObject([
      { kind: 'too-much' },
      { kind: 'too-much' },
    ])
  })
})

test('W4 alternatives nobody chose between are told, wherever they stand', () => {
  const weather = variable('weather', '{rain|snow}')
  expect(resolveVariables('a {x|y} {{weather}}', [weather]).problems).toMatchObject([
    { kind: 'variations', start: 2, within: null },
    { kind: 'variations', start: 8, end: 19, within: 'weather' },
  ])
  expect(resolveVariables('a {x|y', []).problems).toMatchObject([{ kind: 'braces', start: 2 }])
})

test('W2 resolving is idempotent', () => {
  fc.assert(
    fc.property(anyWritten, fc.array(anyWritten, { maxLength: 3 }), (text, texts) => {
      const variables = texts.map((written, index) => variable(['mara', 'place.sea', 'x'][index]!, written))
      const once = plainText(text, variables)
      expect(plainText(asLiteral(once), variables)).toBe(once)
    }),
  )
})
