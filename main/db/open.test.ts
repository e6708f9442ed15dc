import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { temporaryFolder, withoutWriting } from '#main/library/testing/temporary-library.ts'
import { isNetworkMount, isNetworkPath, isNetworkType } from './network-disk.ts'
import { type Connection, openDatabase } from './open.ts'

function someDatabase(log?: (message: string) => void): Connection {
  const db = openDatabase(join(temporaryFolder(), 'a.db'), log ? { log } : {})
  onTestFinished(() => db.close())
  db.script('CREATE TABLE word (text TEXT NOT NULL UNIQUE) STRICT')
  return db
}

const words = (db: Connection): string[] =>
  db.all<{ text: string }>('SELECT text FROM word ORDER BY text').map(row => row.text)
const write = (db: Connection, text: string): { changes: number } => db.run('INSERT INTO word VALUES (?)', [text])

test('commits survive a power cut: WAL with full synchronisation, on every connection', () => {
  const first = someDatabase()
  const second = openDatabase(first.path)
  onTestFinished(() => second.close())
  for (const db of [first, second]) expectDurable(db)
})

function expectDurable(db: Connection): void {
  expect(db.get('PRAGMA synchronous')).toEqual({ synchronous: 2 })
  expect(db.get('PRAGMA fullfsync')).toEqual({ fullfsync: 1 })
  expect(db.get('PRAGMA checkpoint_fullfsync')).toEqual({ checkpoint_fullfsync: 1 })
  expect(db.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 })
  expect(db.get('PRAGMA busy_timeout')).toEqual({ timeout: 5000 })
}

test('a transaction is all or nothing, and one inside another joins it', () => {
  const db = someDatabase()
  expect(() =>
    db.transaction(() => {
      write(db, 'lost')
      db.transaction(() => write(db, 'lost too'))
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(words(db)).toEqual([])
  expect(db.transaction(() => db.transaction(() => write(db, 'kept').changes))).toBe(1)
  expect(words(db)).toEqual(['kept'])
})

test('a transaction whose work would wait is refused and undone', () => {
  const db = someDatabase()
  expect(() => db.transaction(() => Promise.resolve(write(db, 'lost')))).toThrow('must not be async')
  expect(words(db)).toEqual([])
})

test('a reader cannot write', () => {
  const db = someDatabase()
  expect(() => db.all(`INSERT INTO word VALUES ('x') RETURNING text`)).toThrow('a query that writes')
  const reader = openDatabase(db.path, { readOnly: true })
  onTestFinished(() => reader.close())
  expect(reader.isReadOnly).toBe(true)
  expect(() => write(reader, 'x')).toThrow(expect.objectContaining({ code: 'library/read-only' }))
})

test('a reader sees what a writer has committed since', () => {
  const db = someDatabase()
  const reader = openDatabase(db.path, { readOnly: true })
  onTestFinished(() => reader.close())
  write(db, 'new')
  expect(words(reader)).toEqual(['new'])
})

test('listeners hear of each commit that changed rows, once', () => {
  const db = someDatabase()
  let heard = 0
  const stop = db.onCommit(() => (heard += 1))
  write(db, 'a')
  db.transaction(() => {
    write(db, 'b')
    write(db, 'c')
  })
  db.run(`DELETE FROM word WHERE text = 'nothing'`)
  expect(() =>
    db.transaction(() => {
      write(db, 'd')
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(heard).toBe(2)
  db.onCommit(() => {
    throw new Error('a listener that fails')
  })
  expect(() => db.transaction(() => write(db, 'kept all the same'))).toThrow('a listener that fails')
  expect(words(db)).toContain('kept all the same')
  stop()
  expect(() => write(db, 'e')).toThrow('a listener that fails')
  expect(heard).toBe(3)
})

test('a slow query is logged on one line', () => {
  const lines: string[] = []
  const db = someDatabase(line => lines.push(line))
  const clock = vi.spyOn(performance, 'now')
  onTestFinished(() => clock.mockRestore())
  clock.mockReturnValueOnce(100).mockReturnValueOnce(140)
  db.get('SELECT 1')
  expect(lines).toEqual([])
  clock.mockReturnValueOnce(100).mockReturnValueOnce(141)
  db.get(`SELECT
    2`)
  expect(lines).toEqual(['slow query, 41 ms: SELECT 2'])
})

test('a file that is no database, or whose pages are torn, says so and what to do', () => {
  const folder = temporaryFolder()
  const text = join(folder, 'text.db')
  writeFileSync(text, 'this is a shopping list, not a library\n'.repeat(100))
  expect(() => openDatabase(text)).toThrow(expect.objectContaining({ code: 'library/damaged' }))

  const db = openDatabase(join(folder, 'torn.db'))
  db.script('CREATE TABLE word (text TEXT) STRICT')
  db.transaction(() => {
    for (let count = 0; count < 200; count += 1) write(db, 'x'.repeat(500))
  })
  db.close()
  const pages = join(folder, 'copy.db')
  copyFileSync(db.path, pages)
  writeFileSync(pages, Buffer.alloc(3 * 4096, 0xab), { flag: 'r+' })
  expect(() => openDatabase(pages)).toThrow(expect.objectContaining({ code: 'library/damaged' }))
})

test('a folder that cannot be written to opens for reading, as it stands', () => {
  const db = someDatabase()
  write(db, 'there')
  // As a killed writer leaves it: the newest commits are only in the log.
  const folder = temporaryFolder()
  for (const suffix of ['', '-wal']) copyFileSync(db.path + suffix, join(folder, `a.db${suffix}`))
  withoutWriting(folder, () => {
    const reader = openDatabase(join(folder, 'a.db'))
    expect(reader.isReadOnly).toBe(true)
    expect(words(reader)).toEqual(['there'])
    expect(() => write(reader, 'x')).toThrow(expect.objectContaining({ code: 'library/read-only' }))
    reader.close()
  })
})

test('a full disk undoes the transaction, and work goes on when there is room', () => {
  const db = someDatabase()
  db.get('PRAGMA max_page_count = 20')
  expect(() =>
    db.transaction(() => {
      for (let count = 0; count < 200; count += 1) write(db, `${count}`.padEnd(1000))
    }),
  ).toThrow(expect.objectContaining({ code: 'library/disk-full' }))
  expect(words(db)).toEqual([])
  db.get('PRAGMA max_page_count = 1000')
  write(db, 'room')
  expect(words(db)).toEqual(['room'])
})

test("another user's file cannot be opened, and that is said", () => {
  const folder = temporaryFolder()
  const db = openDatabase(join(folder, 'private.db'))
  db.script('CREATE TABLE word (text TEXT) STRICT')
  db.close()
  withoutWriting(
    folder,
    () => {
      expect(() => openDatabase(db.path)).toThrow(expect.objectContaining({ code: 'library/cannot-open' }))
    },
    { isSecret: true },
  )
})

test('network disks are known by their kind and by their path', () => {
  expect(isNetworkType(0x6969)).toBe(true)
  expect(isNetworkType(-28_095_166)).toBe(true)
  expect(isNetworkType(0xef53)).toBe(false)
  expect(isNetworkPath(String.raw`\\nas\films\library.db`)).toBe(true)
  expect(isNetworkPath(String.raw`\\?\UNC\nas\films\library.db`)).toBe(true)
  expect(isNetworkPath(String.raw`\\?\C:\films\library.db`)).toBe(false)
  expect(isNetworkPath(String.raw`C:\films\library.db`)).toBe(false)
})

test('a mount over SSH, or a Windows drive in WSL, is known by the list of mounts; other mounts of the kind are not refused', () => {
  const mounts = [
    '/dev/sda1 / ext4 rw 0 0',
    String.raw`me@nas:/films /home/me/my\040films fuse.sshfs rw 0 0`,
    '/dev/sdb1 /mnt/disk fuseblk rw 0 0',
    String.raw`C:\134 /mnt/c 9p rw,noatime,aname=drvfs;path=C:\;uid=1000 0 0`,
    'share /mnt/virtual 9p rw,trans=virtio 0 0',
  ].join('\n')
  const isNetwork = (folder: string): boolean => isNetworkMount(mounts, folder)
  expect(['/home/me/my films', '/home/me/my films/lib', '/mnt/c/lib'].map(isNetwork)).toEqual([true, true, true])
  expect(['/home/me', '/mnt/disk/lib', '/mnt/cc', '/mnt/virtual/lib'].map(isNetwork)).toEqual([
    false,
    false,
    false,
    false,
  ])
})
