import { countChanges } from './count-changes.ts'

/** How takes meet at cuts: measured once, and found again by all that it depends on. Can be deleted at any time. */
export const seams = {
  version: 44,
  sql: /* sql */ `
CREATE TABLE seam_match (
  join_key TEXT PRIMARY KEY,                 -- joinKey
  match_json TEXT,                           -- SeamMatch
  failure TEXT,                              -- a sentence: why it could not be measured
  measured_at_ms INTEGER NOT NULL,
  CHECK ((match_json IS NULL) <> (failure IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX seam_match_age ON seam_match (measured_at_ms);

${countChanges('seam_match', 'seams', "''")}
`,
}
