import { countChanges } from './count-changes.ts'

/**
 * What the window works on: which lists are out of date, undo that outlives the program, repairs of what the machine heard,
 * the words of sections, versions of prompts, stills, watched folders, and a queue of renders.
 */
export const studioWindow = {
  version: 30,
  sql: /* sql */ `
-- Counts the changes of each list of each project ('' = the whole library's), so that any process can tell what to ask for again.
CREATE TABLE change_count (
  topic TEXT NOT NULL,
  project_id TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (topic, project_id)
) STRICT, WITHOUT ROWID;

-- What hands did to a document, newest last: 'song', 'treatment', 'takes' or 'sequence:<id>'. An undone entry waits for
-- redo, until another edit takes its place.
CREATE TABLE history_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id TEXT NOT NULL REFERENCES project(id),
  document TEXT NOT NULL,
  name TEXT NOT NULL,                        -- what the gesture did, for people: 'Trim', 'Circle take 4'
  diff_json TEXT NOT NULL,                   -- can be applied both ways
  is_undone INTEGER NOT NULL DEFAULT 0 CHECK (is_undone IN (0, 1)),
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX history_of_document ON history_entry (project_id, document, is_undone, id);

-- Beside the analysis, never in it. One document for each song a project was ever cut to.
CREATE TABLE song_repair (
  project_id TEXT NOT NULL REFERENCES project(id),
  media_id TEXT NOT NULL REFERENCES media(id),
  document_json TEXT NOT NULL,               -- SongRepairs
  updated_at_ms INTEGER NOT NULL,
  PRIMARY KEY (project_id, media_id)
) STRICT, WITHOUT ROWID;

-- What happens in a section, and its look; known by the section's name among its kind ('verse 2').
CREATE TABLE section_words (
  project_id TEXT NOT NULL REFERENCES project(id),
  section TEXT NOT NULL,
  story TEXT NOT NULL DEFAULT '',
  style TEXT NOT NULL DEFAULT '',
  negative TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (project_id, section)
) STRICT, WITHOUT ROWID;

ALTER TABLE project ADD COLUMN model TEXT;                              -- null = the default of the program
ALTER TABLE project ADD COLUMN pacing INTEGER NOT NULL DEFAULT 0        -- -100 calm .. 100 fast
  CHECK (pacing BETWEEN -100 AND 100);
ALTER TABLE project ADD COLUMN is_sample INTEGER NOT NULL DEFAULT 0 CHECK (is_sample IN (0, 1));
ALTER TABLE project ADD COLUMN watched_folder TEXT;
ALTER TABLE project ADD COLUMN watched_since_ms INTEGER;

ALTER TABLE shot ADD COLUMN style TEXT NOT NULL DEFAULT '';
ALTER TABLE shot ADD COLUMN negative TEXT NOT NULL DEFAULT '';
ALTER TABLE shot ADD COLUMN still_id TEXT REFERENCES media(id);         -- its board frame

-- The words of a shot as they were when something was asked with them; never changed.
CREATE TABLE shot_version (
  shot_id TEXT NOT NULL REFERENCES shot(id),
  version INTEGER NOT NULL,
  words_json TEXT NOT NULL,                  -- ShotWords
  frozen_at_ms INTEGER NOT NULL,
  PRIMARY KEY (shot_id, version)
) STRICT, WITHOUT ROWID;
ALTER TABLE request ADD COLUMN shot_version INTEGER;

-- What the program itself last put where: clips that still stand so were touched by no hand.
ALTER TABLE sequence ADD COLUMN assembled_json TEXT;                    -- null in those from before

-- How long the sounds are that stand beside the song.
CREATE TABLE sound (
  media_id TEXT PRIMARY KEY REFERENCES media(id),
  duration_ticks INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Files of a watched folder that a person has looked at and does not want.
CREATE TABLE dismissed_file (
  project_id TEXT NOT NULL REFERENCES project(id),
  path TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  PRIMARY KEY (project_id, path)
) STRICT, WITHOUT ROWID;

-- A render waits for its turn, and shows what was asked when it was asked.
CREATE TABLE render_queue (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES project(id),
  sequence_id TEXT NOT NULL REFERENCES sequence(id),
  document_json TEXT,                        -- the Sequence as it was asked; null in renders from before
  settings_json TEXT NOT NULL,
  output_path TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'stopped')),
  failure_message TEXT,
  facts_json TEXT,                           -- what was verified of the finished file
  created_at_ms INTEGER NOT NULL,
  finished_at_ms INTEGER
) STRICT;
INSERT INTO render_queue (id, project_id, sequence_id, settings_json, output_path, state, failure_message, created_at_ms, finished_at_ms)
  SELECT id, project_id, sequence_id, settings_json, output_path, state, failure_message, created_at_ms, finished_at_ms FROM render;
DROP TABLE render;
ALTER TABLE render_queue RENAME TO render;
CREATE INDEX render_of_project ON render (project_id, created_at_ms DESC);
CREATE INDEX render_waiting ON render (created_at_ms) WHERE state IN ('queued', 'running');

${countChanges('project', 'projects', "''")}
${countChanges('project', 'project', 'ROW.id')}
${countChanges('shot', 'treatment', 'ROW.project_id')}
${countChanges('section_words', 'treatment', 'ROW.project_id')}
${countChanges('take', 'takes', 'ROW.project_id')}
${countChanges('take_shot', 'takes', '(SELECT project_id FROM take WHERE id = ROW.take_id)')}
${countChanges('request', 'outbox', 'ROW.project_id')}
${countChanges('sequence', 'sequences', 'ROW.project_id')}
${countChanges('render', 'renders', 'ROW.project_id')}
${countChanges('song_repair', 'song', 'ROW.project_id')}
${countChanges('song_analysis', 'songs', "''")}
${countChanges('history_entry', 'history', 'ROW.project_id')}
${countChanges('setting', 'settings', "''")}
${countChanges('media', 'media', "''")}
${countChanges('dismissed_file', 'takes', 'ROW.project_id')}
`,
}
