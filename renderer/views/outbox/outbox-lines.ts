import { OUTBOX_GROUPS, OUTBOX_PAGE, type OutboxCounts, type OutboxGroup } from '#model/contract/outbox-contract.ts'

/** A line of the drawer: the head of a group, or the n-th request of one. */
export type OutboxLine =
  | { readonly kind: 'head'; readonly group: OutboxGroup; readonly count: number }
  | { readonly kind: 'row'; readonly group: OutboxGroup; readonly index: number }

/** How many lines all groups have together, heads among them; groups without requests have none. */
export function countLines(counts: OutboxCounts): number {
  return OUTBOX_GROUPS.reduce((sum, group) => sum + (counts[group] > 0 ? counts[group] + 1 : 0), 0)
}

/** What stands on a line, told from the counts alone: ten thousand rows are not fetched to show ten. */
export function lineAt(counts: OutboxCounts, line: number): OutboxLine | null {
  let above = 0
  for (const group of OUTBOX_GROUPS) {
    const count = counts[group]
    if (count === 0) continue
    if (line === above) return { kind: 'head', group, count }
    if (line <= above + count) return { kind: 'row', group, index: line - above - 1 }
    above += count + 1
  }
  return null
}

export type OutboxPage = { readonly group: OutboxGroup; readonly offset: number }

/** The pages of rows that these lines stand on. */
export function pagesOf(counts: OutboxCounts, lines: readonly number[]): OutboxPage[] {
  const pages = new Map<string, OutboxPage>()
  for (const line of lines) {
    const at = lineAt(counts, line)
    if (at?.kind !== 'row') continue
    const offset = Math.floor(at.index / OUTBOX_PAGE) * OUTBOX_PAGE
    pages.set(`${at.group} ${offset}`, { group: at.group, offset })
  }
  return [...pages.values()]
}
