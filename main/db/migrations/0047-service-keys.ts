import { countChanges } from './count-changes.ts'

/** When the key of a service was last given or removed, so that every window and process hears of it. No key stands in a library. */
export const serviceKeys = {
  version: 47,
  sql: /* sql */ `
CREATE TABLE service_key (
  service_id TEXT PRIMARY KEY,
  changed_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

${countChanges('service_key', 'services', "''")}
`,
}
