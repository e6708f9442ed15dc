import { countChanges } from './count-changes.ts'

/** Services that are paid for each clip: what is told about a job, in which order requests go out, how services are, and the ledger. */
export const generation = {
  version: 40,
  sql: /* sql */ `
ALTER TABLE request ADD COLUMN job_note TEXT;                           -- what else its service needs to find the job again
ALTER TABLE request ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;     -- the higher goes out first
ALTER TABLE request ADD COLUMN estimate_micro_usd INTEGER DEFAULT 0;    -- null = nobody knew; what was there before was free
ALTER TABLE request ADD COLUMN cost_micro_usd INTEGER;                  -- what it was billed; null = nobody has said
ALTER TABLE request ADD COLUMN queue_position INTEGER;                  -- at the service, while it waits there

DROP INDEX request_open;
-- What decides whether a queued request may go out is read from this alone, however many wait.
CREATE INDEX request_open ON request (state, provider, priority DESC, created_at_ms, id,
    project_id, estimate_micro_usd, retry_at_ms, updated_at_ms, spec_json ->> '$.model')
  WHERE state NOT IN ('ready', 'cancelled');
-- What waits and costs something is summed up after each change of a request; in most projects nothing does.
CREATE INDEX request_paid ON request (project_id, state) WHERE estimate_micro_usd IS NULL OR estimate_micro_usd > 0;

-- A service that takes nothing now; no row = it does.
CREATE TABLE service_pause (
  service_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('unreachable', 'busy', 'down', 'key', 'credit')),
  message TEXT NOT NULL,
  strikes INTEGER NOT NULL,
  since_ms INTEGER NOT NULL,
  set_ms INTEGER NOT NULL,                   -- when this pause was begun
  until_ms INTEGER                           -- null = until a person does something
) STRICT, WITHOUT ROWID;

-- The user's own services, beside those of the catalogue.
CREATE TABLE service (
  id TEXT PRIMARY KEY,
  entry_json TEXT NOT NULL,                  -- ServiceEntry
  models_json TEXT NOT NULL,                 -- ModelEntry[]
  created_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- When the key of a service was last given or removed, so that every window and process hears of it. No key stands here.
CREATE TABLE service_key (
  service_id TEXT PRIMARY KEY,
  changed_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One row for each create call that left this machine. Never deleted.
CREATE TABLE ledger_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  request_id TEXT NOT NULL REFERENCES request(id),
  project_id TEXT NOT NULL REFERENCES project(id),
  service_id TEXT NOT NULL,
  model TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  sent_at_ms INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('open', 'accepted', 'not-made', 'unsure')),
  job_id TEXT,
  estimate_micro_usd INTEGER,                -- null = nobody knew
  actual_micro_usd INTEGER                   -- null = nobody has said yet
) STRICT;
CREATE INDEX ledger_of_request ON ledger_entry (request_id, id);
CREATE INDEX ledger_of_project ON ledger_entry (project_id, sent_at_ms);
CREATE INDEX ledger_of_service ON ledger_entry (service_id, sent_at_ms);
CREATE INDEX ledger_of_job ON ledger_entry (service_id, job_id) WHERE job_id IS NOT NULL;

ALTER TABLE project ADD COLUMN cap_micro_usd INTEGER;                   -- null = nothing paid goes out

${countChanges('service_pause', 'services', "''")}
${countChanges('service', 'services', "''")}
${countChanges('service_key', 'services', "''")}
${countChanges('ledger_entry', 'money', 'ROW.project_id')}
`,
}
