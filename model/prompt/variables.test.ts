import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyWritten } from './testing/any-written.ts'
import { plainText, variable } from './testing/variables.ts'
import { tokensOf } from './tokens.ts'
import { nameProblem, piecesOf, renameVariable, usedNames } from './variables.ts'

const MARA = variable('character.mara', '')
const KNOWN = [MARA, variable('thing.coat', '')]

test('W1 the pieces of a text say where its variables stand', () => {
  expect(piecesOf('a {{thing.coat}} b')).toEqual([
    { kind: 'text', start: 0, end: 2, text: 'a ' },
    { kind: 'reference', start: 2, end: 16, name: { group: 'thing', name: 'coat' } },
    { kind: 'text', start: 16, end: 18, text: ' b' },
  ])
  expect(piecesOf('{{a b}}')).toEqual([{ kind: 'reference', start: 0, end: 7, name: null }])
})

test('W1 tokens tile the text', () => {
  fc.assert(
    fc.property(anyWritten, text => {
      expect(
        tokensOf(text)
          .map(({ start, end }) => text.slice(start, end))
          .join(''),
      ).toBe(text)
    }),
  )
})

test('W3 renaming rewrites every use and nothing else', () => {
  const text = String.raw`{{ Character.Mara }} {{mara}} \{\{character.mara\}\} {a|{{character.mara}}}`
  const to = { group: 'character', name: 'Mira' }
  expect(renameVariable(text, MARA, to)).toBe(
    String.raw`{{character.Mira}} {{mara}} \{\{character.mara\}\} {a|{{character.Mira}}}`,
  )
  expect(() => renameVariable(text, MARA, { group: '', name: 'a b' })).toThrow('A name is made of letters')
  expect(nameProblem({ group: 'THING', name: 'coat' }, KNOWN)).toBe('There is a {{THING.coat}} already.')
  expect(nameProblem({ group: '', name: 'coat' }, KNOWN)).toBeNull()
})

test('W3 renamed text resolves to the same words', () => {
  fc.assert(
    fc.property(anyWritten, text => {
      const renamed = renameVariable(text, variable('mara', ''), { group: 'place', name: 'new' })
      expect(plainText(renamed, [variable('place.new', 'MARA')])).toBe(plainText(text, [variable('mara', 'MARA')]))
    }),
  )
})

test('W1 names are used by texts, and within the words of the variables these use', () => {
  const known = [variable('mara', 'in {{Coat}} of {{mara}}'), variable('coat', 'red'), variable('boat', '{{sea}}')]
  expect([...usedNames(['{{ Mara }}, {{gone}}', 'a {{a b}}'], known)]).toEqual(['mara', 'coat', 'gone'])
})
