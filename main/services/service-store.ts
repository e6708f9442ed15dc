import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { ModelEntry, ServiceEntry } from '#model/catalogue.ts'

/** A service of the user's own, with the models it serves. */
export type OwnService = { readonly entry: ServiceEntry; readonly models: readonly ModelEntry[] }

type ServiceRow = { entry_json: string; models_json: string }

/** The user's own services, in the order in which they were added. */
export function listOwnServices(db: ReadableDb): OwnService[] {
  const rows = db.all<ServiceRow>('SELECT entry_json, models_json FROM service ORDER BY created_at_ms, id')
  return rows.map(row => ({
    entry: JSON.parse(row.entry_json) as ServiceEntry,
    models: JSON.parse(row.models_json) as ModelEntry[],
  }))
}

/** Adds one, or changes the one of that id. */
export function saveOwnService(db: WritableDb, { entry, models }: OwnService): void {
  db.run(
    `INSERT INTO service (id, entry_json, models_json, created_at_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET entry_json = excluded.entry_json, models_json = excluded.models_json`,
    [entry.id, JSON.stringify(entry), JSON.stringify(models), Date.now()],
  )
}

/** What was made with it stays as it is. */
export function removeOwnService(db: WritableDb, id: string): void {
  db.transaction(() => {
    db.run('DELETE FROM service WHERE id = ?', [id])
    db.run('DELETE FROM service_pause WHERE service_id = ?', [id])
  })
}

/** Lets every window and process know that the key of a service is another now, or gone. */
export function noteKeyChange(db: WritableDb, serviceId: string): void {
  db.run(
    `INSERT INTO service_key (service_id, changed_at_ms) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET changed_at_ms = excluded.changed_at_ms`,
    [serviceId, Date.now()],
  )
}
