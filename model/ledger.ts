/**
 * What became of a create call: `open` while it is under way, `not-made` when it is certain that no job came of it. What is `unsure`
 * counts as spent, for it may be billed.
 */
export const LEDGER_OUTCOMES = ['open', 'accepted', 'not-made', 'unsure'] as const
export type LedgerOutcome = (typeof LEDGER_OUTCOMES)[number]
