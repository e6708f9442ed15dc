import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import { pauseAfter, type ServicePause, type ServiceTrouble, type ServiceTroubleKind } from '#model/service-trouble.ts'

type PauseRow = {
  service_id: string
  kind: ServiceTroubleKind
  message: string
  strikes: number
  since_ms: number
  set_ms: number
  until_ms: number | null
}

/** The pause of a service; null where it takes requests. */
export function pauseOf(db: ReadableDb, serviceId: string): ServicePause | null {
  const row = db.get<PauseRow>('SELECT * FROM service_pause WHERE service_id = ?', [serviceId])
  return row === undefined ? null : fromRow(row)
}

/** Every service that is left alone, by its id. */
export function listPauses(db: ReadableDb): ReadonlyMap<string, ServicePause> {
  return new Map(db.all<PauseRow>('SELECT * FROM service_pause').map(row => [row.service_id, fromRow(row)]))
}

/** Leaves a service alone after a trouble, the longer the more often it has been in one. */
export function leaveAlone(db: WritableDb, serviceId: string, trouble: ServiceTrouble, nowMs: number): ServicePause {
  const pause = pauseAfter(trouble, pauseOf(db, serviceId), nowMs, Math.random())
  db.run(
    `INSERT INTO service_pause (service_id, kind, message, strikes, since_ms, set_ms, until_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET kind = excluded.kind, message = excluded.message, strikes = excluded.strikes,
       set_ms = excluded.set_ms, until_ms = excluded.until_ms`,
    [serviceId, pause.trouble.kind, pause.trouble.message, pause.strikes, pause.sinceMs, pause.setMs, pause.untilMs],
  )
  return pause
}

/** The service is worked with again: it has taken something, or a person has mended what ailed it. */
export function endPause(db: WritableDb, serviceId: string): void {
  db.run('DELETE FROM service_pause WHERE service_id = ?', [serviceId])
}

/** Tries a service again now, one request ahead of all others; how often it has been in trouble is not forgotten. */
export function tryNow(db: WritableDb, serviceId: string, nowMs: number): void {
  db.run('UPDATE service_pause SET set_ms = ?, until_ms = ? WHERE service_id = ?', [nowMs, nowMs, serviceId])
}

function fromRow(row: PauseRow): ServicePause {
  return {
    trouble: { kind: row.kind, message: row.message },
    strikes: row.strikes,
    sinceMs: row.since_ms,
    setMs: row.set_ms,
    untilMs: row.until_ms,
  }
}
