import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'
import { sleepSync, studioErrorFrom } from './failures.ts'
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
 * reading only, as it stands. SQL texts are kept prepared, so they must be constants: put values in `params`.
 * @throws StudioError library/cannot-lock | library/damaged | library/disk-full | library/read-only | library/busy | library/cannot-open
 */
export function openDatabase(path: string, options: { readOnly?: boolean; log?: Log } = {}): Connection {
  const raw = explained(path, () => (options.readOnly ? openForReading(path) : openForWriting(path)))
  return connect(raw, path, options.log)
}

function openForWriting(path: string): Database.Database {
  if (isOnNetworkDisk(path)) throw cannotLock(path)
  try {
    return opened(() => new Database(path, { timeout: BUSY_TIMEOUT_MS }), raw => {
      raw.pragma('user_version')
      if (raw.pragma('journal_mode', { simple: true }) !== 'wal') switchToWal(raw, path)
      // WAL alone drops to synchronous=NORMAL, where a power cut can take back a commit.
      raw.pragma('synchronous = FULL')
      raw.pragma('fullfsync = ON')
      raw.pragma('checkpoint_fullfsync = ON')
      raw.pragma('foreign_keys = ON')
    })
  } catch (error) {
    if (isReadOnlyPlace(error)) return openForReading(path)
    throw error
  }
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

/** Reads along with a live writer where the folder allows it; else reads the file alone, as one that nobody changes. */
function openForReading(path: string): Database.Database {
  const touch = (raw: Database.Database): unknown => raw.pragma('user_version')
  try {
    return opened(() => new Database(path, { readonly: true, timeout: BUSY_TIMEOUT_MS }), touch)
  } catch (error) {
    if (!isReadOnlyPlace(error)) throw error
    const url = `${pathToFileURL(path).href}?immutable=1`
    return opened(() => new Database(url, { readonly: true }), touch)
  }
}

/** SQLite finds out what it has opened only when it is asked something; what fails then must not stay open. */
function opened(open: () => Database.Database, prepare: (raw: Database.Database) => unknown): Database.Database {
  const raw = open()
  try {
    prepare(raw)
    return raw
  } catch (error) {
    raw.close()
    throw error
  }
}

function connect(raw: Database.Database, path: string, log: Log | undefined): Connection {
  const statements = new Map<string, Database.Statement>()
  const commitListeners = new Set<() => void>()
  let hasChanges = false

  function prepared(sql: string): Database.Statement {
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
      if (log && tookMs > SLOW_QUERY_MS)
        log(`slow query, ${Math.round(tookMs)} ms: ${sql.replaceAll(/\s+/g, ' ').trim()}`)
    }
  }

  function reading(sql: string): Database.Statement {
    const statement = prepared(sql)
    if (!statement.readonly) throw new Error(`a query that writes was given to a reader: ${sql}`)
    return statement
  }

  function announce(): void {
    if (raw.inTransaction || !hasChanges) return
    hasChanges = false
    for (const listener of commitListeners) listener()
  }

  function rollBack(): void {
    // SQLite has already rolled back by itself after some failures, a full disk among them.
    if (raw.inTransaction) prepared('ROLLBACK').run()
    hasChanges = false
  }

  const connection: Omit<Connection, typeof writableBrand> = {
    path,
    isReadOnly: raw.readonly,

    all<Row>(sql: string, params: SqlParams = []): Row[] {
      return timed(sql, () => reading(sql).all(params) as Row[])
    },

    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- only the caller knows what its SQL yields
    get<Row>(sql: string, params: SqlParams = []): Row | undefined {
      return timed(sql, () => reading(sql).get(params) as Row | undefined)
    },

    run(sql, params = []) {
      const { changes } = timed(sql, () => prepared(sql).run(params))
      hasChanges ||= changes > 0
      announce()
      return { changes }
    },

    transaction(work) {
      if (raw.inTransaction) return work()
      explained(path, () => prepared('BEGIN IMMEDIATE').run())
      try {
        const result = work()
        if (result instanceof Promise) throw new Error('a transaction cannot wait: its work must not be async')
        explained(path, () => prepared('COMMIT').run())
        announce()
        return result
      } catch (error) {
        rollBack()
        throw error
      }
    },

    script(sql) {
      timed(sql, () => raw.exec(sql))
    },

    onCommit(listener) {
      commitListeners.add(listener)
      return () => commitListeners.delete(listener)
    },

    close() {
      statements.clear()
      raw.close()
    },
  }
  return connection as Connection
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

function cannotLock(path: string): StudioError {
  return new StudioError(
    'library/cannot-lock',
    `The disk of ${path} cannot lock files, as network disks cannot: a library there would be damaged sooner or later. ` +
      'Keep the library on a disk of this computer (--library DIR).',
  )
}
