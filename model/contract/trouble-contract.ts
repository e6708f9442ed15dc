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

/** What may keep a person from working in an open library. */
const libraryHealth = z.object({
  /** Whether the library can only be looked at. */
  isReadOnly: z.boolean(),
  /** Of the library's disk; null where it does not say. */
  freeBytes: z.number().nullable(),
  /** Whether none of the files is where it should be that the library has taken in: their folder or its disk is gone. */
  isMediaGone: z.boolean(),
  /** How many files of the project are not as they were; 0 without one. */
  missingCount: z.int(),
})

export type LibraryHealth = z.infer<typeof libraryHealth>

/**
 * - `state`: null where the library is open.
 * - `health`: of an open library, and of the files of one project; from a look at the disk a few seconds old at most.
 * - `retry`: opens the library again, or changes one from now on that could only be looked at, and takes up again what
 *   waits. Throws what keeps it shut, or read-only.
 * - `putBack`: opens the library with one of its backups; the database that was there is kept beside it under another name.
 */
export const troubleContract = {
  state: oc.output(libraryTrouble.nullable()),
  health: oc.input(z.object({ projectId: z.string().max(100).nullable() })).output(libraryHealth),
  retry: oc.output(z.void()),
  putBack: oc.input(z.object({ backup: z.string() })).output(z.void()),
}
