import { ORPCError } from '@orpc/client'
import type { ProjectCard } from '#model/contract/project-card.ts'
import { isInBrowser, type StudioClient } from '../../client/client.ts'
import { texts } from '../../texts.ts'

/**
 * Shows the projects, and again after every change, until the signal stops it or the studio fails.
 * Listens before it asks, so no change falls in between. Always ends by throwing.
 */
export async function followProjects(
  studio: StudioClient,
  show: (cards: readonly ProjectCard[]) => void,
  signal: AbortSignal,
): Promise<never> {
  const changes = await studio.changes(undefined, { signal })
  do show(await studio.projects.list(undefined, { signal }))
  while (!(await changes.next()).done)
  throw new Error('the studio ended the stream of changes')
}

/** What to tell the person about a failure: the studio's own sentence if it sent one. */
export function failureSentence(error: unknown): string {
  if (!(error instanceof ORPCError)) return isInBrowser() ? texts.failure.noAnswerInBrowser : texts.failure.noAnswer
  return error.code === 'INTERNAL_SERVER_ERROR' ? texts.failure.bug : error.message
}
