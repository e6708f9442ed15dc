import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'

/** What can be out of date. Of one project, but for `projects`, `songs`, `media`, `seams` and `settings`, which are the library's. */
export const CHANGE_TOPICS = [
  'projects',
  'project',
  'treatment',
  'takes',
  'outbox',
  'sequences',
  'seams',
  'renders',
  'song',
  'songs',
  'history',
  'settings',
  'media',
  'services',
  'money',
] as const
export type ChangeTopic = (typeof CHANGE_TOPICS)[number]

/** Lists that should be asked for again; `projectId` is null for the library's own. */
const changes = z.array(z.object({ topic: z.enum(CHANGE_TOPICS), projectId: z.string().nullable() }))

export type Changes = z.infer<typeof changes>

/**
 * Runs until the caller stops it. The stream is attached before the call is answered, so whoever waits for the answer and
 * then asks for a list misses nothing. Changes while the caller is busy come together.
 */
export const changesContract = oc.output(eventIterator(changes))
