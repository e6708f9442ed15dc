import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { MediaId, ProjectId, VariableId } from '#model/ids.ts'
import type { Variable } from '#model/prompt/variables.ts'

export type StoredVariable = Variable & { readonly id: VariableId }

/** A project's people, places and things, the oldest first. */
export function listVariables(db: ReadableDb, projectId: ProjectId): StoredVariable[] {
  const rows = db.all<{ id: VariableId; group_name: string; name: string; text: string; stills_json: string }>(
    'SELECT id, group_name, name, text, stills_json FROM variable WHERE project_id = ? ORDER BY created_at_ms, id',
    [projectId],
  )
  return rows.map(({ id, group_name: group, name, text, stills_json: stills }) => ({
    ...{ id, group, name, text },
    stills: JSON.parse(stills) as MediaId[],
  }))
}

/** Makes it, or writes what it is now. */
export function saveVariable(
  db: WritableDb,
  projectId: ProjectId,
  { id, group, name, text, stills }: StoredVariable,
): void {
  db.run(
    `INSERT INTO variable (id, project_id, group_name, name, text, stills_json, created_at_ms)
     VALUES (@id, @projectId, @group, @name, @text, @stills, @nowMs)
     ON CONFLICT (id) DO UPDATE SET group_name = @group, name = @name, text = @text, stills_json = @stills`,
    { id, projectId, group, name, text, stills: JSON.stringify(stills), nowMs: Date.now() },
  )
}

export function removeVariable(db: WritableDb, id: VariableId): void {
  db.run('DELETE FROM variable WHERE id = ?', [id])
}
