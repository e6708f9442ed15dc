import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordsOf } from '../look.ts'
import type { RejectReason } from '../reject-reason.ts'
import { wordRecords, type WordUse } from './word-record.ts'

const use = (words: string, judgement: WordUse['judgement'], ...reasons: RejectReason[]): WordUse => ({
  words: wordsOf(words),
  judgement,
  reasons,
})

test('W17 the record of a word counts its asks, those judged and kept, and why others were not', () => {
  const records = wordRecords([
    use('Grain, neon', 'circled'),
    use('grain', 'kept', 'face'),
    use('GRAIN', 'rejected', 'face', 'morphs'),
    use('grain, blue', 'rejected', 'face'),
    use('grain', 'unseen'),
    use('blue', 'seen'),
  ])
  expect(records).toEqual([
    {
      word: 'Grain',
      asks: 5,
      judged: 4,
      kept: 2,
      reasons: [
        { reason: 'face', count: 2 },
        { reason: 'morphs', count: 1 },
      ],
      isEnough: false,
    },
    { word: 'blue', asks: 2, judged: 1, kept: 0, reasons: [{ reason: 'face', count: 1 }], isEnough: false },
    { word: 'neon', asks: 1, judged: 1, kept: 1, reasons: [], isEnough: false },
  ])
})

test('W17 ten judged takes are enough, whatever is unseen', () => {
  const nine = Array.from({ length: 9 }, () => use('a', 'rejected'))
  expect(wordRecords([...nine, use('a', 'seen'), use('a', 'unseen')])[0]).toMatchObject({ judged: 9, isEnough: false })
  expect(wordRecords([...nine, use('a', 'kept')])[0]).toMatchObject({ judged: 10, isEnough: true })
})

test('W17 counts do not depend on the order of takes', () => {
  const anyUse = fc.record({
    words: fc.array(fc.constantFrom<string>('a', 'b', 'c')),
    judgement: fc.constantFrom<WordUse['judgement']>('unseen', 'seen', 'kept', 'rejected', 'circled'),
    reasons: fc.array(fc.constantFrom<RejectReason>('face', 'morphs')),
  })
  fc.assert(
    fc.property(fc.array(anyUse), uses => {
      const records = wordRecords(uses)
      expect(wordRecords(uses.toReversed())).toEqual(records)
      for (const { word, asks, judged, kept } of records) {
        expect(kept <= judged && judged <= asks).toBe(true)
        expect(asks).toBe(uses.filter(({ words }) => words.includes(word)).length)
      }
    }),
  )
})
