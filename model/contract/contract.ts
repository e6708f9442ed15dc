import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { projectCard } from './project-card.ts'

/** Something a screen shows is out of date and should be asked for again. */
const studioChange = z.object({ changed: z.enum(['projects']) })

export type StudioChange = z.infer<typeof studioChange>

/**
 * All that a window may ask of the studio. A method that is not here does not exist.
 *
 * - `projects.list`: every project that is not in the trash, last opened first.
 * - `changes`: runs until the caller stops it. The stream is attached before the call is answered, so whoever
 *   waits for the answer and then asks for a list misses nothing. Changes while the caller is busy come as one.
 */
export const contract = {
  projects: { list: oc.output(z.array(projectCard)) },
  changes: oc.output(eventIterator(studioChange)),
}
