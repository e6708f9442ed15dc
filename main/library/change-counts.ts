import type { Connection, ReadableDb } from '#main/db/open.ts'
import type { Changes, ChangeTopic } from '#model/contract/changes-contract.ts'
import { followChanges } from './changes.ts'

/** Calls the listener with what has changed, whichever process did it. Returns what ends it. */
export type ChangeFollower = (listener: (changes: Changes) => void) => () => void

type CountRow = { topic: ChangeTopic; projectId: string; count: number }

/** Tells which lists are out of date: triggers count their changes in the database itself. */
export function createChangeFollower(db: Connection): ChangeFollower {
  const onChange = followChanges(db)
  return listener => {
    let seen = readCounts(db)
    return onChange(() => {
      const now = readCounts(db)
      const changes = [...now.values()]
        .filter(({ topic, projectId, count }) => seen.get(`${topic} ${projectId}`)?.count !== count)
        .map(({ topic, projectId }) => ({ topic, projectId: projectId === '' ? null : projectId }))
      seen = now
      if (changes.length > 0) listener(changes)
    })
  }
}

function readCounts(db: ReadableDb): Map<string, CountRow> {
  const rows = db.all<CountRow>('SELECT topic, project_id AS projectId, count FROM change_count')
  return new Map(rows.map(row => [`${row.topic} ${row.projectId}`, row]))
}
