import { z } from 'zod'
import type { ReadableDb, WritableDb } from '#main/db/open.ts'

const KEY = 'tested-addresses'
const addresses = z.array(z.string())

/** The addresses of services that have passed a test. */
export function testedAddresses(db: ReadableDb): ReadonlySet<string> {
  const row = db.get<{ value: string }>('SELECT value_json AS value FROM setting WHERE key = ?', [KEY])
  return new Set(row ? addresses.parse(JSON.parse(row.value)) : [])
}

export function noteTested(db: WritableDb, address: string): void {
  db.transaction(() => {
    const known = testedAddresses(db)
    if (known.has(address)) return
    const sql =
      'INSERT INTO setting (key, value_json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json'
    db.run(sql, [KEY, JSON.stringify([...known, address])])
  })
}
