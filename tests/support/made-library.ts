import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openLibrary } from '#main/library/library.ts'

/** Every file below a folder, as paths relative to it. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

export type LibraryFacts = {
  /** How many requests are in each state. */
  readonly requests: Record<string, number>
  /** How many renders are in each state. */
  readonly renders: Record<string, number>
  /** Takes by `shot serial/take number`; a pair twice would be a take made twice. */
  readonly takes: string[]
  /** How many takes there are, those without a file or a shot included. */
  readonly takeCount: number
  readonly workFiles: string[]
  readonly orphanFiles: string[]
  readonly missingFiles: string[]
}

/** What a library holds, read straight from its tables and folders. */
export async function libraryFacts(dir: string): Promise<LibraryFacts> {
  const library = openLibrary(dir, { log: () => undefined })
  try {
    const states = (table: 'request' | 'render'): Record<string, number> =>
      Object.fromEntries(
        library.db
          .all<{ state: string; n: number }>(`SELECT state, count(*) AS n FROM ${table} GROUP BY state`)
          .map(({ state, n }) => [state, n]),
      )
    const takes = library.db.all<{ name: string }>(
      `SELECT shot.serial || '/' || take.number AS name FROM take
         JOIN take_shot ON take_shot.take_id = take.id JOIN shot ON shot.id = take_shot.shot_id
       WHERE take.media_id IS NOT NULL ORDER BY shot.serial, take.number`,
    )
    const check = await library.media.check()
    return {
      requests: states('request'),
      renders: states('render'),
      takes: takes.map(take => take.name),
      takeCount: library.db.all('SELECT id FROM take').length,
      workFiles: filesBelow(library.workRoot),
      orphanFiles: check.orphans.map(orphan => orphan.path),
      missingFiles: check.missing.map(media => media.path),
    }
  } finally {
    library.close()
  }
}
