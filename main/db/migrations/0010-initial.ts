/** The first schema. Times of day are integer milliseconds since 1970 (`_ms`); ids are uuid v7 text, media ids SHA-256. */
export const initial = {
  version: 10,
  sql: /* sql */ `
CREATE TABLE media (
  id TEXT PRIMARY KEY,                       -- SHA-256 of the bytes, lower-case hex
  kind TEXT NOT NULL CHECK (kind IN ('song', 'take', 'still')),
  file_name TEXT NOT NULL,                   -- the readable name it came with
  size_bytes INTEGER NOT NULL,
  stored_path TEXT,                          -- below the media folder, forward slashes; null when linked
  linked_path TEXT,                          -- absolute path of a file left in place
  facts_json TEXT,                           -- what a probe read (VideoFacts); null for songs
  created_at_ms INTEGER NOT NULL,
  CHECK ((stored_path IS NULL) <> (linked_path IS NULL))
) STRICT;
CREATE INDEX media_size ON media (size_bytes);

CREATE TABLE song_analysis (
  media_id TEXT NOT NULL REFERENCES media(id),
  analyser_version INTEGER NOT NULL,
  duration_ticks INTEGER NOT NULL,           -- also in result_json; here for lists
  result_json TEXT NOT NULL,                 -- SongAnalysis
  peaks BLOB NOT NULL,
  warnings_json TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  PRIMARY KEY (media_id, analyser_version)
) STRICT;

CREATE TABLE song_tags (
  media_id TEXT PRIMARY KEY REFERENCES media(id),
  title TEXT, artist TEXT, album TEXT, year INTEGER,
  cover_mime_type TEXT, cover BLOB
) STRICT;

CREATE TABLE project (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  song_id TEXT REFERENCES media(id),
  seed INTEGER NOT NULL,
  rate_numerator INTEGER NOT NULL,
  rate_denominator INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  style TEXT NOT NULL DEFAULT '',
  negative TEXT NOT NULL DEFAULT '',
  tags TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  plan_fingerprint TEXT,                     -- hash of all the plan was made from; null = no plan
  compromises_json TEXT NOT NULL DEFAULT '[]',
  created_at_ms INTEGER NOT NULL,
  opened_at_ms INTEGER NOT NULL,
  trashed_at_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX project_title ON project (title) WHERE trashed_at_ms IS NULL;
CREATE INDEX project_opened ON project (opened_at_ms DESC) WHERE trashed_at_ms IS NULL;

CREATE TABLE shot (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES project(id),
  serial INTEGER NOT NULL,
  position INTEGER NOT NULL,                 -- order in the film; trashed shots keep their last one
  written_id TEXT,
  prompt TEXT NOT NULL,
  what_happens TEXT, camera_move TEXT, passage TEXT, section TEXT, model TEXT,
  start_frame INTEGER, end_frame INTEGER, ask_ticks INTEGER,
  created_at_ms INTEGER NOT NULL,
  trashed_at_ms INTEGER,
  UNIQUE (project_id, serial),
  CHECK ((start_frame IS NULL) = (end_frame IS NULL))
) STRICT;
-- Indexes that lists count by also hold the columns of their own condition: only then is the table left alone.
CREATE INDEX shot_order ON shot (project_id, position, trashed_at_ms) WHERE trashed_at_ms IS NULL;

CREATE TABLE take (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES project(id),
  number INTEGER NOT NULL,                   -- take k of its shot, from 1
  media_id TEXT REFERENCES media(id),        -- null while its request has not delivered
  judgement TEXT NOT NULL DEFAULT 'unseen' CHECK (judgement IN ('unseen', 'seen', 'kept', 'rejected', 'circled')),
  stars INTEGER NOT NULL DEFAULT 0 CHECK (stars BETWEEN 0 AND 5),
  prompt TEXT NOT NULL DEFAULT '',           -- what was asked, or what an imported file says; searched
  tags TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  created_at_ms INTEGER NOT NULL,
  trashed_at_ms INTEGER
) STRICT;
CREATE INDEX take_newest ON take (project_id, created_at_ms DESC, trashed_at_ms) WHERE trashed_at_ms IS NULL;
CREATE INDEX take_circled ON take (project_id, id, judgement, trashed_at_ms)
  WHERE judgement = 'circled' AND trashed_at_ms IS NULL;
CREATE INDEX take_media ON take (media_id);

CREATE TABLE take_shot (
  take_id TEXT NOT NULL REFERENCES take(id),
  shot_id TEXT NOT NULL REFERENCES shot(id),
  PRIMARY KEY (shot_id, take_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX take_shot_of_take ON take_shot (take_id);

CREATE TABLE request (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES project(id),
  shot_id TEXT REFERENCES shot(id),
  take_id TEXT NOT NULL UNIQUE REFERENCES take(id),
  provider TEXT NOT NULL,
  spec_json TEXT NOT NULL,                   -- RequestSpec
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'accepted', 'running', 'downloading', 'checking',
                                       'ready', 'failed', 'refused', 'uncertain', 'cancelled')),
  job_id TEXT,
  progress REAL NOT NULL DEFAULT 0,
  attempt INTEGER NOT NULL DEFAULT 0,
  failure_kind TEXT, failure_message TEXT,
  retry_at_ms INTEGER,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX request_open ON request (state, created_at_ms) WHERE state NOT IN ('ready', 'cancelled');
CREATE INDEX request_of_shot ON request (shot_id);

CREATE TABLE sequence (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES project(id),
  name TEXT NOT NULL,
  document_json TEXT NOT NULL,               -- Sequence
  assembled_hash TEXT NOT NULL,              -- hash of the document as assembled: differs = edited by hand
  revision INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  UNIQUE (project_id, name)
) STRICT;

CREATE TABLE render (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES project(id),
  sequence_id TEXT NOT NULL REFERENCES sequence(id),
  settings_json TEXT NOT NULL,
  output_path TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'stopped')),
  failure_message TEXT,
  created_at_ms INTEGER NOT NULL,
  finished_at_ms INTEGER
) STRICT;
CREATE INDEX render_of_project ON render (project_id, created_at_ms DESC);

-- One process at a time works; every state change it makes checks that the fence is still its own.
CREATE TABLE runner_lease (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  fence INTEGER NOT NULL,
  holder TEXT,                               -- random id of the holding process; null = free
  pid INTEGER, process_started_at TEXT, host_name TEXT
) STRICT;
INSERT INTO runner_lease (one, fence) VALUES (1, 0);

CREATE TABLE setting (key TEXT PRIMARY KEY, value_json TEXT NOT NULL) STRICT;

-- Full text over titles, prompts, tags and notes of projects, shots and takes, kept by the triggers below. Each
-- owner has one entry whose number grows with time: newest first is the highest first. The text itself stays with
-- its owner: the index holds only the words.
CREATE TABLE search_entry (
  entry INTEGER PRIMARY KEY AUTOINCREMENT,
  owner_id TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE search_text USING fts5 (
  title, prompt, tags, notes,
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);

CREATE TRIGGER project_search_insert AFTER INSERT ON project BEGIN
  INSERT INTO search_entry (owner_id) VALUES (NEW.id);
  INSERT INTO search_text (rowid, title, prompt, tags, notes)
    SELECT entry, NEW.title, NEW.style, NEW.tags, NEW.notes FROM search_entry WHERE owner_id = NEW.id;
END;
CREATE TRIGGER project_search_update AFTER UPDATE OF title, style, tags, notes ON project
  WHEN (NEW.title, NEW.style, NEW.tags, NEW.notes) <> (OLD.title, OLD.style, OLD.tags, OLD.notes)
BEGIN
  UPDATE search_text SET title = NEW.title, prompt = NEW.style, tags = NEW.tags, notes = NEW.notes
    WHERE rowid = (SELECT entry FROM search_entry WHERE owner_id = NEW.id);
END;

CREATE TRIGGER shot_search_insert AFTER INSERT ON shot BEGIN
  INSERT INTO search_entry (owner_id) VALUES (NEW.id);
  INSERT INTO search_text (rowid, title, prompt, tags, notes)
    SELECT entry, '', NEW.prompt, '', coalesce(NEW.what_happens, '') FROM search_entry WHERE owner_id = NEW.id;
END;
CREATE TRIGGER shot_search_update AFTER UPDATE OF prompt, what_happens ON shot
  WHEN NEW.prompt <> OLD.prompt OR NEW.what_happens IS NOT OLD.what_happens
BEGIN
  UPDATE search_text SET title = '', prompt = NEW.prompt, tags = '', notes = coalesce(NEW.what_happens, '')
    WHERE rowid = (SELECT entry FROM search_entry WHERE owner_id = NEW.id);
END;

CREATE TRIGGER take_search_insert AFTER INSERT ON take BEGIN
  INSERT INTO search_entry (owner_id) VALUES (NEW.id);
  INSERT INTO search_text (rowid, title, prompt, tags, notes)
    SELECT entry, '', NEW.prompt, NEW.tags, NEW.notes FROM search_entry WHERE owner_id = NEW.id;
END;
CREATE TRIGGER take_search_update AFTER UPDATE OF prompt, tags, notes ON take
  WHEN (NEW.prompt, NEW.tags, NEW.notes) <> (OLD.prompt, OLD.tags, OLD.notes)
BEGIN
  UPDATE search_text SET title = '', prompt = NEW.prompt, tags = NEW.tags, notes = NEW.notes
    WHERE rowid = (SELECT entry FROM search_entry WHERE owner_id = NEW.id);
END;
`,
}
