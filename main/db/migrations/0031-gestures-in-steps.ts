/**
 * A gesture that is made step by step, such as a clip nudged on by one key again and again, is one entry of the history: its
 * steps name the same series.
 */
export const gesturesInSteps = {
  version: 31,
  sql: /* sql */ `
ALTER TABLE history_entry ADD COLUMN series TEXT;                       -- null = done in one step
`,
}
