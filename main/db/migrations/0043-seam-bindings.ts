import { countChanges } from './count-changes.ts'

/** How two shots that follow each other are bound, and the requests and takes that wait for, or begin on, a neighbour's picture. */
export const seamBindings = {
  version: 43,
  sql: /* sql */ `
-- A seam that is bound; no row = open. Counts only while the second follows the first.
CREATE TABLE seam_binding (
  project_id TEXT NOT NULL REFERENCES project(id),
  from_shot TEXT NOT NULL REFERENCES shot(id),
  to_shot TEXT NOT NULL REFERENCES shot(id),
  binding TEXT NOT NULL CHECK (binding IN ('handed-on', 'handed-back', 'bridge')),
  PRIMARY KEY (from_shot, to_shot)
) STRICT, WITHOUT ROWID;
CREATE INDEX seam_binding_of_project ON seam_binding (project_id);
CREATE INDEX seam_binding_to ON seam_binding (to_shot);

-- Whose picture a clip begins on, and whose it ends on; null = nobody's.
ALTER TABLE request ADD COLUMN begins_after TEXT REFERENCES shot(id);
ALTER TABLE request ADD COLUMN ends_before TEXT REFERENCES shot(id);
ALTER TABLE request ADD COLUMN is_waiting INTEGER NOT NULL DEFAULT 0;   -- 1 = these pictures are not there yet
ALTER TABLE request ADD COLUMN neighbours_json TEXT;                    -- HandedFrames, from its release on
-- As before, with all that tells whether one of them waits.
DROP INDEX request_open;
CREATE INDEX request_open ON request (state, provider, priority DESC, created_at_ms, id,
    project_id, estimate_micro_usd, retry_at_ms, updated_at_ms, spec_json ->> '$.model', is_waiting, begins_after, ends_before)
  WHERE state NOT IN ('ready', 'cancelled');
CREATE INDEX request_waiting ON request (project_id) WHERE is_waiting = 1;
CREATE INDEX request_begins_after ON request (begins_after) WHERE begins_after IS NOT NULL;
CREATE INDEX request_ends_before ON request (ends_before) WHERE ends_before IS NOT NULL;

-- A take that lies over the cut between two shots rather than in one of them.
ALTER TABLE take ADD COLUMN bridge_from TEXT REFERENCES shot(id);
ALTER TABLE take ADD COLUMN bridge_to TEXT REFERENCES shot(id);
CREATE INDEX take_bridges ON take (bridge_from) WHERE bridge_from IS NOT NULL;
CREATE INDEX take_bridges_to ON take (bridge_to) WHERE bridge_to IS NOT NULL;

-- What has not gone out yet follows its neighbours: where another take is chosen, or none any more, it waits again.
CREATE TRIGGER take_chosen_otherwise AFTER UPDATE OF judgement, trashed_at_ms ON take
WHEN (OLD.judgement = 'circled' AND OLD.trashed_at_ms IS NULL) <> (NEW.judgement = 'circled' AND NEW.trashed_at_ms IS NULL)
BEGIN
  UPDATE request SET is_waiting = 1, neighbours_json = NULL
  WHERE state = 'queued' AND state NOT IN ('ready', 'cancelled') AND is_waiting = 0 AND job_id IS NULL
    AND (begins_after IN (SELECT shot_id FROM take_shot WHERE take_id = NEW.id)
      OR ends_before IN (SELECT shot_id FROM take_shot WHERE take_id = NEW.id));
END;
CREATE TRIGGER take_chosen_elsewhere AFTER DELETE ON take_shot
WHEN EXISTS (SELECT 1 FROM take WHERE id = OLD.take_id AND judgement = 'circled' AND trashed_at_ms IS NULL)
BEGIN
  UPDATE request SET is_waiting = 1, neighbours_json = NULL
  WHERE state = 'queued' AND state NOT IN ('ready', 'cancelled') AND is_waiting = 0 AND job_id IS NULL
    AND (begins_after = OLD.shot_id OR ends_before = OLD.shot_id);
END;

${countChanges('seam_binding', 'treatment', 'ROW.project_id')}
`,
}
