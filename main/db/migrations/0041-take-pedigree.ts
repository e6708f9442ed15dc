import { countChanges } from './count-changes.ts'

/** What a take is found by beside its own words; `ROW` is its request. */
const FOUND_BY = `concat_ws(' ', ROW.provider, ROW.spec_json ->> '$.model', ROW.spec_json ->> '$.seed',
    ROW.reported_json ->> '$.model', ROW.reported_json ->> '$.version', ROW.reported_json ->> '$.seed', ROW.job_id,
    coalesce(ROW.spec_json ->> '$.text', nullif(concat_ws(' ', ROW.spec_json ->> '$.style', ROW.spec_json ->> '$.cameraMove'), '')))`
const foundBy = (row: string): string => FOUND_BY.replaceAll('ROW', row)

/** Where a take comes from and when, found by any of it; why it was rejected; and how far dailies were watched. */
export const takePedigree = {
  version: 41,
  sql: /* sql */ `
-- Which take of the project it is a variation of. No reference: a project's takes are copied and deleted in any order.
ALTER TABLE take ADD COLUMN parent_take_id TEXT;
ALTER TABLE take ADD COLUMN found_by TEXT NOT NULL DEFAULT '';          -- kept by the triggers below; searched
CREATE INDEX take_of_parent ON take (parent_take_id) WHERE parent_take_id IS NOT NULL;

ALTER TABLE request ADD COLUMN sent_at_ms INTEGER;                      -- when its newest create call left
ALTER TABLE request ADD COLUMN accepted_at_ms INTEGER;                  -- when the service took it
ALTER TABLE request ADD COLUMN ready_at_ms INTEGER;
ALTER TABLE request ADD COLUMN reported_json TEXT;                      -- ReportedMaking; null = its service said nothing
UPDATE request SET
  sent_at_ms = (SELECT max(sent_at_ms) FROM ledger_entry WHERE request_id = request.id),
  ready_at_ms = CASE state WHEN 'ready' THEN updated_at_ms END;

CREATE TRIGGER request_dates AFTER UPDATE OF state ON request WHEN NEW.state <> OLD.state BEGIN
  UPDATE request SET
    sent_at_ms = CASE NEW.state WHEN 'sending' THEN NEW.updated_at_ms ELSE sent_at_ms END,
    accepted_at_ms = CASE NEW.state WHEN 'sending' THEN NULL WHEN 'accepted' THEN coalesce(accepted_at_ms, NEW.updated_at_ms)
      ELSE accepted_at_ms END,
    ready_at_ms = CASE NEW.state WHEN 'ready' THEN NEW.updated_at_ms ELSE ready_at_ms END
  WHERE id = NEW.id;
END;

DROP TRIGGER take_search_insert;
DROP TRIGGER take_search_update;
CREATE TRIGGER take_search_insert AFTER INSERT ON take BEGIN
  INSERT INTO search_entry (owner_id) VALUES (NEW.id);
  INSERT INTO search_text (rowid, title, prompt, tags, notes)
    SELECT entry, '', NEW.prompt, NEW.tags || ' ' || NEW.found_by, NEW.notes FROM search_entry WHERE owner_id = NEW.id;
END;
CREATE TRIGGER take_search_update AFTER UPDATE OF prompt, tags, notes, found_by ON take
  WHEN (NEW.prompt, NEW.tags, NEW.notes, NEW.found_by) <> (OLD.prompt, OLD.tags, OLD.notes, OLD.found_by)
BEGIN
  UPDATE search_text SET title = '', prompt = NEW.prompt, tags = NEW.tags || ' ' || NEW.found_by, notes = NEW.notes
    WHERE rowid = (SELECT entry FROM search_entry WHERE owner_id = NEW.id);
END;
CREATE TRIGGER request_found_insert AFTER INSERT ON request BEGIN
  UPDATE take SET found_by = ${foundBy('NEW')} WHERE id = NEW.take_id;
END;
CREATE TRIGGER request_found_update AFTER UPDATE OF job_id, spec_json, reported_json ON request
  WHEN NEW.job_id IS NOT OLD.job_id OR NEW.spec_json <> OLD.spec_json OR NEW.reported_json IS NOT OLD.reported_json
BEGIN
  UPDATE take SET found_by = ${foundBy('NEW')} WHERE id = NEW.take_id;
END;
UPDATE take SET found_by = ${foundBy('request')} FROM request WHERE request.take_id = take.id;

CREATE TABLE take_reason (
  take_id TEXT NOT NULL REFERENCES take(id),
  reason TEXT NOT NULL CHECK (reason IN ('hands', 'face', 'morphs', 'camera', 'look', 'slow', 'text', 'idea')),
  PRIMARY KEY (take_id, reason)
) STRICT, WITHOUT ROWID;

ALTER TABLE project ADD COLUMN dailies_at_ms INTEGER NOT NULL DEFAULT 0; -- what came until then was watched, or passed over

${countChanges('take_reason', 'takes', '(SELECT project_id FROM take WHERE id = ROW.take_id)')}
`,
}
