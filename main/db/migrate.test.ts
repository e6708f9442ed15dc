import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { MIGRATIONS, migrate, refuseNewer } from './migrate.ts'
import { type Connection, openDatabase } from './open.ts'

const first = { version: 10, sql: 'CREATE TABLE film (title TEXT NOT NULL) STRICT' }
const second = { version: 20, sql: `ALTER TABLE film ADD COLUMN year INTEGER; UPDATE film SET year = 2024` }

function someDatabase(folder = temporaryFolder()): Connection {
  const db = openDatabase(join(folder, 'library.db'))
  onTestFinished(() => db.close())
  return db
}

const version = (db: Connection): unknown => db.get('PRAGMA user_version')

test('an empty database goes through every step, without a backup', () => {
  const folder = temporaryFolder()
  const db = someDatabase(folder)
  migrate(db, folder, [first, second])
  expect(version(db)).toEqual({ user_version: 20 })
  expect(readdirSync(folder).filter(name => name.startsWith('library-v'))).toEqual([])
})

test('an older database is copied before the steps it lacks', () => {
  const folder = temporaryFolder()
  const backups = temporaryFolder()
  const db = someDatabase(folder)
  migrate(db, backups, [first])
  db.run(`INSERT INTO film VALUES ('The Hardest Part')`)
  migrate(db, backups, [first, second])
  expect(db.all('SELECT * FROM film')).toEqual([{ title: 'The Hardest Part', year: 2024 }])

  const [name, ...others] = readdirSync(backups)
  expect(others).toEqual([])
  expect(name).toMatch(/^library-v10-.*\.db$/)
  const backup = openDatabase(join(backups, name ?? ''), { readOnly: true })
  onTestFinished(() => backup.close())
  expect(version(backup)).toEqual({ user_version: 10 })
  expect(backup.all('SELECT * FROM film')).toEqual([{ title: 'The Hardest Part' }])

  migrate(db, backups, [first, second])
  expect(readdirSync(backups)).toHaveLength(1)
})

test('a step that fails leaves the version before it', () => {
  const folder = temporaryFolder()
  const db = someDatabase(folder)
  migrate(db, folder, [first])
  const broken = { version: 30, sql: 'CREATE TABLE more (a TEXT) STRICT; INSERT INTO nowhere VALUES (1)' }
  expect(() => migrate(db, folder, [first, second, broken])).toThrow('nowhere')
  expect(version(db)).toEqual({ user_version: 20 })
  expect(db.all(`SELECT name FROM sqlite_schema WHERE name = 'more'`)).toEqual([])
})

test('a step that leaves rows pointing nowhere is undone', () => {
  const folder = temporaryFolder()
  const db = someDatabase(folder)
  const dangling = {
    version: 20,
    sql: `PRAGMA defer_foreign_keys = ON;
      CREATE TABLE maker (id TEXT PRIMARY KEY) STRICT;
      CREATE TABLE made (maker TEXT REFERENCES maker (id)) STRICT;
      INSERT INTO made VALUES ('gone')`,
  }
  expect(() => migrate(db, folder, [first, dangling])).toThrow('rows of made that point nowhere')
  expect(version(db)).toEqual({ user_version: 10 })
})

test('steps out of order are refused', () => {
  const folder = temporaryFolder()
  expect(() => migrate(someDatabase(folder), folder, [second, first])).toThrow('out of order')
})

test('a newer database is refused, and not a byte of it changes', () => {
  const folder = temporaryFolder()
  const db = someDatabase(folder)
  migrate(db, folder, [first, second])
  db.close()
  const before = readFileSync(db.path)
  expect(() => refuseNewer(db.path, [first])).toThrow(expect.objectContaining({ code: 'library/newer' }))
  expect(readFileSync(db.path).equals(before)).toBe(true)
  expect(readdirSync(folder)).toEqual(['library.db'])
  expect(() => refuseNewer(db.path, [first, second])).not.toThrow()
  expect(() => refuseNewer(join(folder, 'none.db'))).not.toThrow()
})

test('a newer version that is still in the write-ahead log is refused too', () => {
  const folder = temporaryFolder()
  const db = someDatabase(folder)
  migrate(db, folder, [first, second])
  expect(() => migrate(db, folder, [first])).toThrow(expect.objectContaining({ code: 'library/newer' }))
})

/** The newest format is written here (`vitest -u`); those of released versions stay as they were. */
test('the newest format is kept as a fixture', async () => {
  const db = someDatabase()
  migrate(db, temporaryFolder())
  db.script(EXAMPLE)
  await expect(dump(db)).toMatchFileSnapshot(fixturePath(MIGRATIONS.at(-1)?.version ?? 0))
})

test.each(MIGRATIONS.map(({ version }) => version))('a library of version %i comes up to date', version => {
  const db = someDatabase()
  db.script(readFileSync(fixturePath(version), 'utf8'))
  migrate(db, temporaryFolder())
  expect(db.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
  expect(db.get('PRAGMA foreign_key_check')).toBeUndefined()
  expect(db.all(`SELECT rowid FROM search_text WHERE search_text MATCH 'bubble'`)).toHaveLength(2)
  expect(
    db.get(`SELECT project.title, shot.prompt, take.judgement, request.state, sequence.name
      FROM project JOIN shot ON shot.project_id = project.id JOIN take_shot ON take_shot.shot_id = shot.id
        JOIN take ON take.id = take_shot.take_id JOIN request ON request.take_id = take.id
        JOIN sequence ON sequence.project_id = project.id`),
  ).toEqual({ title: 'A Life', prompt: 'fly through the bubble', judgement: 'circled', state: 'ready', name: 'Film' })
})

const EXAMPLE = `
INSERT INTO media VALUES
  ('a1', 'song', 'song.mp3', 4000000, 'a1/a1-song.mp3', NULL, NULL, 1),
  ('b2', 'take', 'take.mp4', 9000000, NULL, '/films/take.mp4', '{"width":640,"height":360,"rate":{"numerator":24,"denominator":1},"frameCount":120,"durationTicks":3528000000}', 2);
INSERT INTO song_analysis VALUES ('a1', 1, 170755200000, '{}', x'00ff', '[]', 3);
INSERT INTO song_tags VALUES ('a1', 'Song', 'Singer', NULL, 2024, 'image/png', x'89504e47');
INSERT INTO project VALUES ('p1', 'A Life', 'a1', 7, 24, 1, 1920, 1080, 'film grain', 'text', 'demo', 'it''s one', NULL, '[]', 4, 5, NULL,
  'animatic-1080', 20, 0, '/films/new', 6, 5000000, 19);
INSERT INTO shot VALUES
  ('s1', 'p1', 1, 0, NULL, 'fly through the bubble', 'it pops', NULL, NULL, 'verse', NULL, 0, 96, 3528000000, 6, NULL, 'hazy', 'rain', NULL, NULL, '', 'words', '');
INSERT INTO take VALUES ('t1', 'p1', 1, 'b2', 'circled', 4, 'film grain, fly through the bubble', '', '', 7, NULL, NULL, '', NULL, NULL);
INSERT INTO take VALUES ('t2', 'p1', 2, NULL, 'rejected', 0, 'another try', '', '', 8, NULL, 't1', '', NULL, NULL);
INSERT INTO take_shot VALUES ('t1', 's1');
INSERT INTO request VALUES
  ('r1', 'p1', 's1', 't1', 'animatic', '{}', 'ready', 'job', 1.0, 1, NULL, NULL, NULL, 8, 9, 1, 'note', 2, 300000, 310000, NULL, 8, 9, 10, '{"seed":5}',
   NULL, NULL, 0, NULL);
INSERT INTO take_reason VALUES ('t2', 'hands');
INSERT INTO sequence VALUES ('q1', 'p1', 'Film', '{}', 'hash', 1, 10, NULL);
INSERT INTO sound VALUES ('a1', 170755200000);
INSERT INTO render VALUES ('v1', 'p1', 'q1', '{}', '{}', '/films/life.mp4', 'done', NULL, '{}', 11, 12);
INSERT INTO history_entry VALUES (1, 'p1', 'treatment', 'Paste', '{}', 0, 13, NULL, NULL);
INSERT INTO song_repair VALUES ('p1', 'a1', '{}', 14);
INSERT INTO look_test VALUES ('l1', 'p1', '[]', 20);
INSERT INTO look_test_take VALUES ('t1', 'l1', 's1', 0);
INSERT INTO variable VALUES ('w1', 'p1', 'character', 'mara', 'Mara in a red coat', '[]', 19);
INSERT INTO prompt_template VALUES ('hailuo', '{prompt}');
INSERT INTO section_words VALUES ('p1', 'verse', 'they meet', 'warm', 'cold');
INSERT INTO shot_version VALUES ('s1', 1, '{}', 8);
INSERT INTO dismissed_file VALUES ('p1', '/films/new/no.mp4', 9);
INSERT INTO seam_binding VALUES ('p1', 's1', 's1', 'handed-on');
INSERT INTO setting VALUES ('cap', '0');
INSERT INTO service_pause VALUES ('cloud', 'busy', 'Slow down.', 1, 15, 15, 16);
INSERT INTO service VALUES ('cloud', '{}', '[]', 17);
INSERT INTO ledger_entry VALUES (1, 'r1', 'p1', 'cloud', 'hailuo', 1, 18, 'accepted', 'job', 300000, NULL);
INSERT INTO service_key VALUES ('cloud', 19);
INSERT INTO seam_match VALUES ('1 a b', NULL, 'The file is gone.', 8);
`

function fixturePath(version: number): string {
  return fileURLToPath(new URL(`../../tests/fixtures/libraries/${version}.sql`, import.meta.url))
}

/** The database as SQL: its schema, then its rows. What the full-text index holds comes back by the triggers. */
function dump(db: Connection): string {
  const schema = db.all<{ type: string; name: string; sql: string }>(
    `SELECT type, name, sql FROM sqlite_schema
     WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_text\\_%' ESCAPE '\\'
     ORDER BY rowid`,
  )
  const lines = schema.map(({ sql }) => `${sql};`)
  for (const { type, name } of schema) {
    // What triggers keep comes back by them.
    if (type !== 'table' || name.startsWith('search_') || name === 'change_count') continue
    const columns = db.all<{ name: string }>('SELECT name FROM pragma_table_info(?)', [name])
    const values = columns.map(column => `quote("${column.name}")`).join(` || ', ' || `)
    for (const { row } of db.all<{ row: string }>(`SELECT ${values} AS row FROM "${name}"`)) {
      lines.push(`INSERT INTO ${name} VALUES (${row});`)
    }
  }
  return `${[...lines, `PRAGMA user_version = ${MIGRATIONS.at(-1)?.version};`].join('\n')}\n`
}
