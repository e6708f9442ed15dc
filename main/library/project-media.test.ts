import { expect, test } from 'vitest'
import { temporaryLibrary } from './testing/temporary-library.ts'
import { NAMED_BY_COLUMNS } from './project-media.ts'

test('what a project needs is found without a look at the takes of others', () => {
  const { db } = temporaryLibrary()
  const plan = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${NAMED_BY_COLUMNS}`, { project: 'p' })
  const looks = plan.map(({ detail }) => detail).filter(detail => /^(SCAN|SEARCH) (?!.*VIRTUAL)/.test(detail))
  expect(looks).toHaveLength(5)
  for (const look of looks) expect(look).toMatch(/^SEARCH .*\((id|project_id)=\?/)
})
