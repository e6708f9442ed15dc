import { v7 as uuid } from 'uuid'
import type { WritableDb } from '#main/db/open.ts'
import type { Lease } from '#main/library/lease.ts'
import type { RenderId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'

/** How a render came out; `facts` are what was verified of the film, or what kind of failure it was. */
export type RenderEnd =
  | { readonly state: 'done'; readonly facts: object }
  | { readonly state: 'failed' | 'stopped'; readonly why: string | null; readonly facts?: object }

/** A render that has begun; `end` says how it came out. */
export type BegunRender = { readonly id: RenderId; end(end: RenderEnd): void }

type RightToWork = Pick<Lease, 'guarded'>

/**
 * What a process left `running` when it ended: what a window had asked for waits for its turn again, what a command did was
 * stopped. For whoever has just got the lease.
 */
export function closeAbandonedRenders(db: WritableDb, lease: RightToWork): void {
  lease.guarded(() => {
    db.run(`UPDATE render SET state = 'queued' WHERE state = 'running' AND document_json IS NOT NULL`)
    db.run(`UPDATE render SET state = 'stopped', finished_at_ms = ? WHERE state = 'running'`, [Date.now()])
  })
}

/** Writes down that a sequence is being rendered with these settings; who has lost the lease writes nothing. */
export function beginRender(
  db: WritableDb,
  lease: RightToWork,
  wanted: { sequence: Sequence; settings: object; outputPath: string },
): BegunRender {
  const id = uuid() as RenderId
  const { sequence, settings, outputPath } = wanted
  lease.guarded(() =>
    db.run(
      `INSERT INTO render (id, project_id, sequence_id, settings_json, output_path, state, created_at_ms)
       VALUES (?, ?, ?, ?, ?, 'running', ?)`,
      [id, sequence.projectId, sequence.id, JSON.stringify(settings), outputPath, Date.now()],
    ),
  )
  return { id, end: end => endRender(db, lease, id, end) }
}

/** Writes down how a render came out, unless a person has stopped it meanwhile. */
export function endRender(db: WritableDb, lease: RightToWork, id: RenderId, end: RenderEnd): void {
  const why = end.state === 'done' ? null : end.why
  const facts = end.facts ? JSON.stringify(end.facts) : null
  const sql = `UPDATE render SET state = ?, failure_message = ?, facts_json = ?, finished_at_ms = ?
    WHERE id = ? AND state = 'running'`
  lease.guarded(() => db.run(sql, [end.state, why, facts, Date.now(), id]))
}
