import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { someProject, temporaryFolder, temporaryLibrary } from './testing/temporary-library.ts'
import { mediaHeldByProject, mediaOfProject, NAMED_BY_COLUMNS } from './project-media.ts'

test('what a project needs is found without a look at the takes of others', () => {
  const { db } = temporaryLibrary()
  const plan = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${NAMED_BY_COLUMNS}`, { project: 'p' })
  const looks = plan.map(({ detail }) => detail).filter(detail => /^(SCAN|SEARCH) (?!.*VIRTUAL)/.test(detail))
  expect(looks).toHaveLength(5)
  for (const look of looks) expect(look).toMatch(/^SEARCH .*\((id|project_id)=\?/)
})

test('W20 the pictures that went along with a request stay with its project, whatever its variables show by now', async () => {
  const library = temporaryLibrary()
  const { db, media } = library
  const projectId = someProject(library)
  const path = join(temporaryFolder(), 'mara.png')
  writeFileSync(path, 'a picture')
  const still = await media.importFile(path, 'still')
  db.run(`INSERT INTO take (id, project_id, number, created_at_ms) VALUES ('take', ?, 1, 1)`, [projectId])
  db.run(
    `INSERT INTO request (id, project_id, take_id, provider, spec_json, state, created_at_ms, updated_at_ms)
     VALUES ('request', ?, 'take', 'runway', ?, 'ready', 1, 1)`,
    [projectId, JSON.stringify({ firstFrame: null, lastFrame: null, references: [still] })],
  )
  expect(mediaOfProject(db, projectId)).toEqual(new Set([still]))
  expect(mediaHeldByProject(db, projectId)).toEqual(new Set([still]))
})
