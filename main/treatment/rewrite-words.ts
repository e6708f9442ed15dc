import type { SqlValue, WritableDb } from '#main/db/open.ts'
import type { ProjectId } from '#model/ids.ts'

/** Every column in which people write words that are sent. Shots in the trash have theirs too: they may come back. */
const WRITTEN = {
  project: { key: ['id'], of: 'id', columns: ['style', 'negative'] },
  section_words: { key: ['project_id', 'section'], of: 'project_id', columns: ['style', 'negative'] },
  variable: { key: ['id'], of: 'project_id', columns: ['text'] },
  // A name has no letter that JSON writes otherwise.
  look_test: { key: ['id'], of: 'project_id', columns: ['looks_json'] },
  shot: {
    key: ['id'],
    of: 'project_id',
    columns: ['prompt', 'camera_move', 'passage', 'passage_through', 'passage_carries', 'style', 'negative'],
  },
} as const

/** Writes `renamed(text)` in the place of each text of a project that is sent to models. */
export function rewriteWords(db: WritableDb, projectId: ProjectId, renamed: (text: string) => string): void {
  db.transaction(() => {
    for (const [table, { key, of, columns }] of Object.entries(WRITTEN)) {
      const rows = db.all<Record<string, SqlValue>>(
        `SELECT ${[...key, ...columns].join(', ')} FROM ${table} WHERE ${of} = ?`,
        [projectId],
      )
      const matching = key.map(column => `${column} = @${column}`).join(' AND ')
      for (const row of rows) {
        for (const column of columns) {
          const text = row[column]
          if (typeof text !== 'string') continue
          const now = renamed(text)
          const keys = Object.fromEntries(key.map(name => [name, row[name] as SqlValue]))
          if (now !== text) db.run(`UPDATE ${table} SET ${column} = @now WHERE ${matching}`, { ...keys, now })
        }
      }
    }
  })
}
