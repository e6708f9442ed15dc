import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { ticksFromFrames } from '#model/time.ts'
import { MIGRATIONS, migrate } from '../migrate.ts'
import { openDatabase } from '../open.ts'

test('videos that are there already last as long as their pictures do at their rate', () => {
  const folder = temporaryFolder()
  const db = openDatabase(join(folder, 'library.db'))
  onTestFinished(() => db.close())
  migrate(
    db,
    folder,
    MIGRATIONS.filter(({ version }) => version < 20),
  )
  const known = [
    { width: 640, height: 360, rate: { numerator: 24, denominator: 1 }, frameCount: 96 },
    { width: 640, height: 360, rate: { numerator: 30_000, denominator: 1001 }, frameCount: 301 },
    { width: 640, height: 360, rate: { numerator: 13_370, denominator: 1000 }, frameCount: 100_000 },
  ]
  const insert = `INSERT INTO media VALUES (?, ?, 'file', 9, NULL, '/films/file', ?, 1)`
  db.run(insert, ['song', 'song', null])
  for (const [index, facts] of known.entries()) db.run(insert, [`take ${index}`, 'take', JSON.stringify(facts)])
  migrate(
    db,
    folder,
    MIGRATIONS.filter(({ version }) => version <= 20),
  )
  const stored = db.all<{ facts_json: string | null }>('SELECT facts_json FROM media ORDER BY id')
  expect(stored.map(row => row.facts_json && (JSON.parse(row.facts_json) as unknown))).toEqual([
    null,
    ...known.map(facts => ({ ...facts, durationTicks: ticksFromFrames(facts.frameCount, facts.rate) })),
  ])
})
