import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ShotId } from '../ids.ts'
import {
  brokenPassages,
  cellOfPassage,
  PASSAGE_KINDS,
  passageHalves,
  readPassage,
  wayIn,
  wayOut,
  type Passage,
  type PlacedPassage,
} from './passage.ts'

const GUM: Passage = {
  through: 'the bubble gum',
  outWords: '',
  inWords: '',
  kind: 'fills-frame',
  carriesOver: [],
}
const [A, B, C, D] = ['a', 'b', 'c', 'd'].map(id => id as ShotId) as [ShotId, ShotId, ShotId, ShotId]
const placed = (fromShotId: ShotId, toShotId: ShotId, passage = GUM): PlacedPassage => ({
  fromShotId,
  toShotId,
  passage,
})

test('W13 each side of a passage is told in its own words, else by its kind', () => {
  expect(wayOut(GUM)).toBe('the bubble gum comes nearer until nothing else is seen')
  expect(wayIn(GUM)).toBe('begins with nothing but the bubble gum, which gives way')
  const written = { ...GUM, outWords: ' it pops ', carriesOver: ['{{character.mara}}', 'a ball'] }
  expect(wayOut(written)).toBe('it pops, {{character.mara}} and a ball in view at the end')
  expect(wayIn(written)).toBe(
    'begins with nothing but the bubble gum, which gives way, {{character.mara}} and a ball in view at the beginning',
  )
  expect(wayOut({ ...GUM, through: '' })).toBe('')
  for (const kind of PASSAGE_KINDS) expect(wayOut({ ...GUM, kind })).not.toBe(wayIn({ ...GUM, kind }))
})

test('W13 a passage in one cell is read as its two sides', () => {
  expect(readPassage('through the gum > out onto the pitch')).toMatchObject({
    outWords: 'through the gum',
    inWords: 'out onto the pitch',
    kind: 'words',
  })
  expect(readPassage('through <A> the gum')).toMatchObject({ outWords: 'through <A> the gum', inWords: '' })
  expect(readPassage('gum→pitch')).toMatchObject({ outWords: 'gum', inWords: 'pitch' })
  expect(wayIn(readPassage('it pops'))).toBe('')
  for (const [outWords, inWords] of [
    ['it pops', 'grass'],
    ['it pops', ''],
    ['', 'grass'],
    ['', ''],
  ] as const) {
    expect(readPassage(cellOfPassage({ outWords, inWords }))).toMatchObject({ outWords, inWords })
  }
})

test('W13 both prompts carry their half of the passages at their ends', () => {
  const passages = [placed(A, B), placed(B, C, readPassage('into snow > out of snow'))]
  expect(passageHalves(passages, [A, B, C])(A)).toEqual({ passageIn: '', passageOut: wayOut(GUM) })
  expect(passageHalves(passages, [A, B, C])(B)).toEqual({ passageIn: wayIn(GUM), passageOut: 'into snow' })
  expect(passageHalves(passages, [B, A, C])(B)).toEqual({ passageIn: '', passageOut: '' })
})

test('W14 a new order breaks the passages whose shots no longer follow each other', () => {
  const passages = [placed(A, B), placed(C, D), placed(D, A)]
  expect(brokenPassages(passages, [A, B, C, D])).toEqual([passages[2]])
  expect(brokenPassages(passages, [A, C, B, D])).toEqual(passages)
  expect(brokenPassages(passages, [C, D, A, B])).toEqual([])
  expect(brokenPassages(passages, [A, C, D])).toEqual([passages[0], passages[2]])
})

test('W14 an order broken and mended breaks nothing', () => {
  const orders = fc.shuffledSubarray([A, B, C, D], { minLength: 4 })
  fc.assert(
    fc.property(orders, orders, (before, after) => {
      const passages = before.slice(1).map((to, index) => placed(before[index]!, to))
      expect(brokenPassages(passages, before)).toEqual([])
      const broken = brokenPassages(passages, after)
      for (const shotId of before) {
        const { passageOut } = passageHalves(passages, after)(shotId)
        const isWhole = passages.some(passage => passage.fromShotId === shotId && !broken.includes(passage))
        expect(passageOut !== '').toBe(isWhole)
      }
    }),
  )
})
