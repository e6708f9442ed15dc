/**
 * A gesture that is made step by step, such as a clip nudged on by one key again and again, is one entry of the history: its
 * steps name the same series. The gesture's own name tells one that is sent again, because its answer was lost, from a new one.
 */
export const gesturesInSteps = {
  version: 31,
  sql: /* sql */ `
ALTER TABLE history_entry ADD COLUMN series TEXT;                       -- null = done in one step
ALTER TABLE history_entry ADD COLUMN gesture TEXT;                      -- the newest in it; null = of no window's making
`,
}
