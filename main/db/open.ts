import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import Database from 'better-sqlite3'
import { studioErrorFrom } from './failures.ts'
import { isOnNetworkDisk } from './network-disk.ts'
import { StudioError } from '#model/errors.ts'

declare const writableBrand: unique symbol

export type SqlValue = string | number | bigint | Uint8Array | null
export type SqlParams = readonly SqlValue[] | Readonly<Record<string, SqlValue>>

/** A handle that can only read: a query that takes it cannot write, neither by type nor at run time. */
export type ReadableDb = {
  /** Every row. `params` fill `?` from a list, `@name` from an object. */
  all<Row>(sql: string, params?: SqlParams): Row[]
  /** The first row, if any. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- only the caller knows what its SQL yields
  get<Row>(sql: string, params?: SqlParams): Row | undefined
}

export type WritableDb = ReadableDb & {
  readonly [writableBrand]: true
  /** Changes rows; outside of `transaction` it is on disk when this returns. */
  run(sql: string, params?: SqlParams): { changes: number }
  /**
   * Does `work` in one BEGIN IMMEDIATE transaction: all of it is on disk when this returns, or none of it ever is.
   * Inside another transaction it joins that one. `work` must not be async.
   */
  transaction<T>(work: () => T): T
}

/** One open database file. */
export type Connection = WritableDb & {
  readonly path: string
  readonly isReadOnly: boolean
  /** Counts up whenever it changes rows, or takes changes back. */
  readonly writeCount: number
  /** Changes the file from now on, where that was not allowed when it was opened. False when it still is not. */
  tryWriting(): boolean
  /** Runs statements that take no parameters, for migrations and pragmas. */
  script(sql: string): void
  /** Calls `listener` after every commit made through this connection that changed rows. */
  onCommit(listener: () => void): () => void
  close(): void
}

export type Log = (message: string) => void

const BUSY_TIMEOUT_MS = 5_000
const SLOW_QUERY_MS = 40

/**
 * Opens (or makes) the SQLite file at `path`; the one door to SQLite. A folder that cannot be written to opens for
 * reading only, as it stands now. SQL texts are kept prepared, so they must be constants: put values in `params`.
 * @throws StudioError library/cannot-lock | library/damaged | library/disk-full | library/read-only | library/busy | library/cannot-open
 */
export function openDatabase(path: string, options: { readOnly?: boolean; log?: Log } = {}): Connection {
  const opened = explained(path, () => (options.readOnly ? openForReading(path) : openForWriting(path)))
  return connect(opened, path, options.log)
}

type Opened = { readonly raw: Database.Database; readonly afterClose?: () => void }

function openForWriting(path: string): Opened {
  if (isOnNetworkDisk(path)) throw cannotLock(path)
  return openIfWritable(path) ?? openForReading(path)
}

/** Null where the file, or the folder that its log lies in, may not be written to. */
function openIfWritable(path: string): Opened | null {
  try {
    const raw = new Database(path, { timeout: BUSY_TIMEOUT_MS })
    return { raw: prepared(raw, () => prepareForWriting(raw, path)) }
  } catch (error) {
    if (isReadOnlyPlace(error)) return null
    throw error
  }
}

function prepareForWriting(raw: Database.Database, path: string): void {
  if (raw.pragma('journal_mode', { simple: true }) !== 'wal') switchToWal(raw, path)
  // WAL alone drops to synchronous=NORMAL, where a power cut can take back a commit.
  raw.pragma('synchronous = FULL')
  raw.pragma('fullfsync = ON')
  raw.pragma('checkpoint_fullfsync = ON')
  raw.pragma('foreign_keys = ON')
}

/** Two processes that open a new library at once meet here; SQLite does not wait for the lock this takes, so we do. */
function switchToWal(raw: Database.Database, path: string): void {
  const giveUpAtMs = performance.now() + BUSY_TIMEOUT_MS
  for (;;) {
    try {
      if (raw.pragma('journal_mode = WAL', { simple: true }) === 'wal') return
      throw cannotLock(path)
    } catch (error) {
      if (!hasCode(error, 'SQLITE_BUSY') || performance.now() > giveUpAtMs) throw error
      sleepSync(20)
    }
  }
}

/** Reads along with live writers where the disk allows it; else reads a copy, for SQLite cannot lock what it may not write. */
function openForReading(path: string): Opened {
  if (isOnNetworkDisk(path)) return openCopy(path)
  try {
    return { raw: prepared(new Database(path, { readonly: true, timeout: BUSY_TIMEOUT_MS }), touch) }
  } catch (error) {
    if (isReadOnlyPlace(error)) return openCopy(path)
    throw error
  }
}

function openCopy(path: string): Opened {
  const copyDir = mkdtempSync(join(tmpdir(), 'flythrough-library-'))
  const afterClose = (): void => rmSync(copyDir, { recursive: true, force: true, maxRetries: 3 })
  try {
    const copy = join(copyDir, 'library.db')
    // The log holds the newest commits when the last writer was killed.
    for (const suffix of ['', '-wal']) if (existsSync(path + suffix)) copyFileSync(path + suffix, copy + suffix)
    return { raw: prepared(new Database(copy, { readonly: true }), touch), afterClose }
  } catch (error) {
    afterClose()
    throw notCopied(error, path)
  }
}

/** SQLite looks at a file only when it is asked something. */
function touch(raw: Database.Database): void {
  raw.pragma('user_version')
}

/** A database whose preparation failed must not stay open. */
function prepared(raw: Database.Database, prepare: (raw: Database.Database) => void): Database.Database {
  try {
    prepare(raw)
    return raw
  } catch (error) {
    raw.close()
    throw error
  }
}

function connect(opened: Opened, path: string, log: Log | undefined): Connection {
  let { raw, afterClose } = opened
  const statements = new Map<string, Database.Statement>()
  const commitListeners = new Set<() => void>()
  let hasChanges = false
  let writeCount = 0

  function statementFor(sql: string): Database.Statement {
    let statement = statements.get(sql)
    if (!statement) {
      statement = raw.prepare(sql)
      statements.set(sql, statement)
    }
    return statement
  }

  function timed<T>(sql: string, work: () => T): T {
    const startMs = performance.now()
    try {
      return explained(path, work)
    } finally {
      const tookMs = performance.now() - startMs
      if (tookMs > SLOW_QUERY_MS) log?.(`slow query, ${Math.round(tookMs)} ms: ${sql.replaceAll(/\s+/g, ' ').trim()}`)
    }
  }

  function reading(sql: string): Database.Statement {
    const statement = statementFor(sql)
    if (!statement.readonly) throw new Error(`a query that writes was given to a reader: ${sql}`)
    return statement
  }

  function announce(): void {
    if (raw.inTransaction || !hasChanges) return
    hasChanges = false
    for (const listener of commitListeners) listener()
  }

  function committed<T>(work: () => T): T {
    try {
      const result = work()
      if (result instanceof Promise) throw new Error('a transaction cannot wait: its work must not be async')
      explained(path, () => statementFor('COMMIT').run())
      return result
    } catch (error) {
      // SQLite has already rolled back by itself after some failures, a full disk among them.
      if (raw.inTransaction) statementFor('ROLLBACK').run()
      hasChanges = false
      writeCount += 1
      throw error
    }
  }

  const connection: Omit<Connection, typeof writableBrand> = {
    path,
    get isReadOnly() {
      return raw.readonly
    },

    get writeCount() {
      return writeCount
    },

    tryWriting() {
      if (!raw.readonly) return true
      const writable = explained(path, () => openIfWritable(path))
      if (!writable) return false
      this.close()
      ;({ raw, afterClose } = writable)
      return true
    },

    all<Row>(sql: string, params: SqlParams = []): Row[] {
      return timed(sql, () => reading(sql).all(params) as Row[])
    },

    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- only the caller knows what its SQL yields
    get<Row>(sql: string, params: SqlParams = []): Row | undefined {
      return timed(sql, () => reading(sql).get(params) as Row | undefined)
    },

    run(sql, params = []) {
      const work = (): Database.RunResult => statementFor(sql).run(params)
      // Alone it waits for the disk, which says nothing about the query.
      const { changes } = raw.inTransaction ? timed(sql, work) : explained(path, work)
      hasChanges ||= changes > 0
      if (changes > 0) writeCount += 1
      announce()
      return { changes }
    },

    transaction(work) {
      if (raw.inTransaction) return work()
      explained(path, () => statementFor('BEGIN IMMEDIATE').run())
      const result = committed(work)
      announce()
      return result
    },

    script(sql) {
      explained(path, () => raw.exec(sql))
    },

    onCommit(listener) {
      commitListeners.add(listener)
      return () => commitListeners.delete(listener)
    },

    close() {
      statements.clear()
      raw.close()
      afterClose?.()
    },
  }
  return connection as Connection
}

/** Blocks the thread: only for the moments before the database can be used at all. */
function sleepSync(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

function explained<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw studioErrorFrom(error, path)
  }
}

function hasCode(error: unknown, start: string): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith(start)
}

function isReadOnlyPlace(error: unknown): boolean {
  return hasCode(error, 'SQLITE_READONLY') || hasCode(error, 'SQLITE_CANTOPEN')
}

/** A failure of copying the file, told; SQLite's own are told by `explained`. */
function notCopied(error: unknown, path: string): unknown {
  if (error instanceof Database.SqliteError || !(error instanceof Error) || !('code' in error)) return error
  const isFull = error.code === 'ENOSPC' || error.code === 'EDQUOT'
  return new StudioError(
    'library/cannot-open',
    isFull
      ? `The library ${path} can only be read from a copy, and the disk of ${tmpdir()} has no room for one. Make room there.`
      : `The library ${path} cannot be opened: check that it is a file, and that you may read it.`,
    { cause: error },
  )
}

function cannotLock(path: string): StudioError {
  return new StudioError(
    'library/cannot-lock',
    `The disk of ${path} cannot lock files, as network disks cannot: a library there would be damaged sooner or later. ` +
      'Keep the library on a disk of this computer (--library DIR).',
  )
}
