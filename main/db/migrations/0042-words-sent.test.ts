import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { MIGRATIONS, migrate } from '../migrate.ts'
import { openDatabase } from '../open.ts'

test('W13 a passage that is there already leads to the shot that follows', () => {
  const folder = temporaryFolder()
  const db = openDatabase(join(folder, 'library.db'))
  onTestFinished(() => db.close())
  migrate(
    db,
    folder,
    MIGRATIONS.filter(({ version }) => version < 42),
  )
  db.run(
    `INSERT INTO project (id, title, seed, rate_numerator, rate_denominator, width, height, created_at_ms, opened_at_ms)
     VALUES ('p', 'A', 1, 24, 1, 16, 9, 1, 1)`,
  )
  const insert = `INSERT INTO shot (id, project_id, serial, position, prompt, passage, created_at_ms, trashed_at_ms)
    VALUES (?, 'p', ?, ?, '', ?, 1, ?)`
  for (const [index, [id, passage, trashedAtMs]] of (
    [
      ['a', 'into gum', null],
      ['gone', 'whip', 1],
      ['b', null, null],
      ['c', 'into snow', null],
    ] as const
  ).entries())
    db.run(insert, [id, index + 1, index, passage, trashedAtMs])
  migrate(
    db,
    folder,
    MIGRATIONS.filter(({ version }) => version <= 42),
  )
  expect(db.all('SELECT id, passage_to FROM shot WHERE passage_to IS NOT NULL')).toEqual([{ id: 'a', passage_to: 'b' }])
})
