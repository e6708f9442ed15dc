import type { Connection, ReadableDb } from '#main/db/open.ts'
import type { Catalogue } from '#model/catalogue.ts'
import { listOwnServices } from './service-store.ts'

/**
 * The catalogue as it is at every moment: what is shipped, and what the user has added. Of two with one id the user's stands.
 * Changes made by any process show at the next look.
 */
export function liveCatalogue(db: Connection, shipped: Catalogue): Catalogue {
  let seen: number | null = null
  let now = shipped
  /** What was written by this program when it was last looked at in this turn: thousands of rows ask one after the other. */
  let lookedAt: number | null = null

  function current(): Catalogue {
    if (lookedAt === db.writeCount) return now
    lookedAt = db.writeCount
    queueMicrotask(() => (lookedAt = null))
    const count = changesOf(db)
    if (count === seen) return now
    seen = count
    const own = listOwnServices(db)
    now = {
      services: mergedById(
        shipped.services,
        own.map(({ entry }) => entry),
      ),
      models: mergedById(
        shipped.models,
        own.flatMap(({ models }) => models),
      ),
    }
    return now
  }

  return {
    get services() {
      return current().services
    },
    get models() {
      return current().models
    },
  }
}

function changesOf(db: ReadableDb): number {
  const sql = `SELECT count FROM change_count WHERE topic = 'services' AND project_id = ''`
  return db.get<{ count: number }>(sql)?.count ?? 0
}

/** Those of both lists; of two with one id the user's stands. */
export function mergedById<Entry extends { readonly id: string }>(
  shipped: readonly Entry[],
  own: readonly Entry[],
): Entry[] {
  const replaced = new Set(own.map(({ id }) => id))
  return [...shipped.filter(({ id }) => !replaced.has(id)), ...own]
}
