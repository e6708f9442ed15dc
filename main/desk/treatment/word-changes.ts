import { diffWordsWithSpace } from 'diff'
import type { WordChange } from '#model/contract/treatment-contract.ts'

/** Word by word what became of a text. */
export function wordChanges(before: string, after: string): WordChange[] {
  return diffWordsWithSpace(before, after).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }))
}
