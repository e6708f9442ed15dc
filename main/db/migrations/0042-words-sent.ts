import { countChanges } from './count-changes.ts'

/** What is said of a shot beside its own words: people and places by name, passages that know their two shots, templates,
 * and looks that are tried. */
export const wordsSent = {
  version: 42,
  sql: /* sql */ `
-- Words and pictures that recur, used as {{group.name}}.
CREATE TABLE variable (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES project(id),
  group_name TEXT NOT NULL,                  -- 'character'; '' = none
  name TEXT NOT NULL,
  text TEXT NOT NULL DEFAULT '',
  stills_json TEXT NOT NULL DEFAULT '[]' CHECK (json_type(stills_json) = 'array'), -- ids of media
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX variable_of_project ON variable (project_id, created_at_ms, id);

-- The passage out of a shot. Its words stand in 'passage': how it goes out, then after a > how it comes in.
ALTER TABLE shot ADD COLUMN passage_to TEXT;                            -- the shot it leads into; null = none follows yet
ALTER TABLE shot ADD COLUMN passage_through TEXT NOT NULL DEFAULT '';
ALTER TABLE shot ADD COLUMN passage_kind TEXT NOT NULL DEFAULT 'words'
  CHECK (passage_kind IN ('into', 'fills-frame', 'covers', 'whip', 'match', 'words'));
ALTER TABLE shot ADD COLUMN passage_carries TEXT NOT NULL DEFAULT '';   -- with commas between
UPDATE shot SET passage_to = (
  SELECT next.id FROM shot AS next WHERE next.project_id = shot.project_id AND next.trashed_at_ms IS NULL
    AND next.position > shot.position ORDER BY next.position LIMIT 1
) WHERE passage IS NOT NULL AND trashed_at_ms IS NULL;

-- How prompts for a model are put together, where a person wants it otherwise than it comes.
CREATE TABLE prompt_template (
  model TEXT PRIMARY KEY,
  template TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Looks that are tried on a few shots beside each other. The takes are the Board's until one is circled.
CREATE TABLE look_test (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES project(id),
  looks_json TEXT NOT NULL CHECK (json_type(looks_json) = 'array'), -- LookWords, each in place of the film's
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX look_test_of_project ON look_test (project_id, created_at_ms, id);

CREATE TABLE look_test_take (
  take_id TEXT PRIMARY KEY REFERENCES take(id),
  look_test_id TEXT NOT NULL REFERENCES look_test(id),
  shot_id TEXT NOT NULL REFERENCES shot(id), -- the one it is tried on
  look INTEGER NOT NULL                      -- an index into the looks
) STRICT, WITHOUT ROWID;
CREATE INDEX look_test_take_of_test ON look_test_take (look_test_id);

${countChanges('look_test', 'treatment', 'ROW.project_id')}
${countChanges('variable', 'treatment', 'ROW.project_id')}
${countChanges('prompt_template', 'services', "''")}
`,
}
