import type { RejectReason } from '../reject-reason.ts'
import type { Judgement } from '../take.ts'

/** How many judged takes it needs before they say something about a word. */
export const ENOUGH_JUDGED = 10

/** One take, and the chips that its request was sent. */
export type WordUse = {
  readonly words: readonly string[]
  readonly judgement: Judgement
  /** Why it was rejected. */
  readonly reasons: readonly RejectReason[]
}

export type WordRecord = {
  /** As first written. */
  readonly word: string
  /** Takes asked for with it. */
  readonly asks: number
  /** Those of them that are kept, circled or rejected. */
  readonly judged: number
  /** Those that are kept or circled. */
  readonly kept: number
  /** Of the rejected ones, the most frequent first. */
  readonly reasons: readonly { readonly reason: RejectReason; readonly count: number }[]
  /** False: too few to say anything. */
  readonly isEnough: boolean
}

/** How often each word led to kept takes. The words of most asks first, equal ones by their letters. */
export function wordRecords(uses: readonly WordUse[]): WordRecord[] {
  const rows = new Map<string, { word: string; uses: WordUse[] }>()
  for (const use of uses) {
    for (const [key, word] of byKey(use.words)) {
      const row = rows.get(key) ?? { word, uses: [] }
      row.uses.push(use)
      rows.set(key, row)
    }
  }
  return inOrder([...rows], ([, row]) => row.uses.length).map(([, { word, uses }]) => recordOf(word, uses))
}

function recordOf(word: string, uses: readonly WordUse[]): WordRecord {
  const kept = uses.filter(({ judgement }) => judgement === 'kept' || judgement === 'circled').length
  const rejected = uses.filter(({ judgement }) => judgement === 'rejected')
  const counts = new Map<RejectReason, number>()
  for (const reason of rejected.flatMap(({ reasons }) => reasons)) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const judged = kept + rejected.length
  return {
    word,
    asks: uses.length,
    judged,
    kept,
    reasons: inOrder([...counts], ([, count]) => count).map(([reason, count]) => ({ reason, count })),
    isEnough: judged >= ENOUGH_JUDGED,
  }
}

/** Words without regard to capitals and blanks, each once, as first written. */
function byKey(words: readonly string[]): Map<string, string> {
  const plain = words.map(word => word.replaceAll(/\s+/g, ' ').trim()).filter(word => word !== '')
  return new Map(plain.toReversed().map(word => [word.toLowerCase(), word]))
}

/** The most frequent first, equal ones by their keys. */
function inOrder<Row extends readonly [key: string, ...unknown[]]>(
  rows: readonly Row[],
  countOf: (row: Row) => number,
): Row[] {
  return rows.toSorted((a, b) => countOf(b) - countOf(a) || (a[0] < b[0] ? -1 : 1))
}
