/** What decides whether a queued request may go out is read from one index, however many wait. */
export const waitingLine = {
  version: 46,
  sql: /* sql */ `
DROP INDEX request_open;
CREATE INDEX request_open ON request (state, provider, priority DESC, created_at_ms, id,
    project_id, estimate_micro_usd, retry_at_ms, updated_at_ms, spec_json ->> '$.model')
  WHERE state NOT IN ('ready', 'cancelled');

ALTER TABLE service_pause ADD COLUMN set_ms INTEGER NOT NULL DEFAULT 0;  -- when this pause was begun
`,
}
