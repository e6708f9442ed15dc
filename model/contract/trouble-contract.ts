import { oc } from '@orpc/contract'
import { z } from 'zod'

/** Why the library cannot be opened, and what can be put in its place. */
const libraryTrouble = z.object({
  code: z.string(),
  /** For a person: what is wrong, with which file, and what to do. */
  sentence: z.string(),
  libraryDir: z.string(),
  /** Copies of the database, newest first; none where a copy would not help. */
  backups: z.array(z.object({ name: z.string(), madeAtMs: z.int(), sizeBytes: z.number() })),
})

export type LibraryTrouble = z.infer<typeof libraryTrouble>

/**
 * - `state`: null where the library is open.
 * - `retry`: opens the library again. Throws what keeps it shut.
 * - `putBack`: opens the library with one of its backups; the database that was there is kept beside it under another name.
 */
export const troubleContract = {
  state: oc.output(libraryTrouble.nullable()),
  retry: oc.output(z.void()),
  putBack: oc.input(z.object({ backup: z.string() })).output(z.void()),
}
