import { StudioError } from '#model/errors.ts'

function diskFull(path: string): string {
  return `The disk of the library ${path} is full. Nothing was lost: make room, then do the same again.`
}

/** The files beside a database belong to it: an old log beside a new database would be written into it. */
const PUT_A_BACKUP_IN_PLACE =
  'Move library.db, library.db-wal and library.db-shm to another folder, then copy the newest file of the folder "backups" to library.db.'

/** What SQLite's error codes mean to a person, by the beginning of the code; the first match counts. */
const MEANINGS: readonly (readonly [codeStart: string, code: string, tell: (path: string) => string])[] = [
  ['SQLITE_FULL', 'library/disk-full', diskFull],
  // The little file that the processes share could not grow.
  ['SQLITE_IOERR_SHMSIZE', 'library/disk-full', diskFull],
  ['SQLITE_CORRUPT', 'library/damaged', path => `The library ${path} is damaged. ${PUT_A_BACKUP_IN_PLACE}`],
  [
    'SQLITE_NOTADB',
    'library/damaged',
    path => `${path} is not a library: its contents are something else, or damaged. ${PUT_A_BACKUP_IN_PLACE}`,
  ],
  ['SQLITE_READONLY', 'library/read-only', path => `The library ${path} can be read, but not written to.`],
  [
    'SQLITE_BUSY',
    'library/busy',
    path => `Another program kept the library ${path} locked. Close it, or try again in a moment.`,
  ],
  [
    'SQLITE_IOERR_LOCK',
    'library/cannot-lock',
    path => `The disk of ${path} cannot lock files. Keep the library on a disk of this computer (--library DIR).`,
  ],
  [
    'SQLITE_IOERR_SHM',
    'library/cannot-lock',
    path =>
      `The disk of ${path} cannot share memory between programs. Keep the library on a disk of this computer (--library DIR).`,
  ],
  [
    'SQLITE_PROTOCOL',
    'library/cannot-lock',
    path => `The disk of ${path} cannot lock files. Keep the library on a disk of this computer (--library DIR).`,
  ],
  [
    'SQLITE_IOERR',
    'library/disk-failed',
    path => `The disk failed while the library ${path} was read or written. Check the disk and its free space.`,
  ],
  [
    'SQLITE_CANTOPEN',
    'library/cannot-open',
    path => `The library ${path} cannot be opened: check that its folder exists and is yours.`,
  ],
]

/** Turns SQLite's failures that a person can mend into StudioErrors; anything else comes back as it is. */
export function studioErrorFrom(error: unknown, path: string): unknown {
  const sqliteCode = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const meaning = MEANINGS.find(([codeStart]) => sqliteCode.startsWith(codeStart))
  if (!meaning) return error
  const [, code, tell] = meaning
  return new StudioError(code, tell(path), { cause: error, details: { sqliteCode } })
}
