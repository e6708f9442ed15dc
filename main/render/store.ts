import { v7 as uuid } from 'uuid'
import type { WritableDb } from '#main/db/open.ts'
import type { Lease } from '#main/library/lease.ts'
import type { RenderId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'

export type RenderEnd = 'done' | 'failed' | 'stopped'

/** A render that has begun; `end` says how it came out. */
export type BegunRender = { readonly id: RenderId; end(state: RenderEnd, failureMessage: string | null): void }

type RightToWork = Pick<Lease, 'guarded'>

/** Renders that a process left `running` when it ended were stopped; for whoever has just got the lease. */
export function closeAbandonedRenders(db: WritableDb, lease: RightToWork): void {
  const sql = `UPDATE render SET state = 'stopped', finished_at_ms = ? WHERE state = 'running'`
  lease.guarded(() => db.run(sql, [Date.now()]))
}

/** Writes down that a sequence is being rendered with these settings; who has lost the lease writes nothing. */
export function beginRender(
  db: WritableDb,
  lease: RightToWork,
  wanted: { sequence: Sequence; settings: Readonly<Record<string, unknown>>; outputPath: string },
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
  return {
    id,
    end(state, failureMessage) {
      const sql = 'UPDATE render SET state = ?, failure_message = ?, finished_at_ms = ? WHERE id = ?'
      lease.guarded(() => db.run(sql, [state, failureMessage, Date.now(), id]))
    },
  }
}
