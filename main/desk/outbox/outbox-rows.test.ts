import { expect, test } from 'vitest'
import { temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { DONE_IDS_SQL } from './outbox-rows.ts'

test('what is done of a project is found without a look at the requests of others', () => {
  const { db } = temporaryLibrary()
  const bound = { projectId: 'p', states: '["ready"]', limit: 10, offset: 0 }
  const plan = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${DONE_IDS_SQL.project}`, bound)
  expect(plan[0]!.detail).toMatch(/^SEARCH request USING .*INDEX request_of_project \(project_id=\?/)
})
