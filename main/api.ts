import { EventPublisher, implement, ORPCError } from '@orpc/server'
import { contract, type StudioChange } from '#model/contract/contract.ts'
import type { ProjectCard } from '#model/contract/project-card.ts'
import { isStudioError } from '#model/errors.ts'
import { secondsFromTicks } from '#model/time.ts'
import type { Projects, ProjectSummary } from './library/projects.ts'

export type ApiServices = {
  projects: Pick<Projects, 'list'>
  /** Calls the listener after any process has changed the library. Returns what ends it. */
  onChange: (listener: () => void) => () => void
  /** Told of every failure nobody expected; the window only hears that there was one. */
  reportBug: (error: unknown) => void
}

/** Binds the contract to the services: one router for every host and window. */
export function createApi({ projects, onChange, reportBug }: ApiServices) {
  const studio = implement(contract).use(async ({ next }) => {
    try {
      return await next()
    } catch (error) {
      // A StudioError is written for people. Anything else may carry paths or statements: oRPC answers it with
      // "Internal server error" alone.
      if (isStudioError(error)) throw new ORPCError(error.code, { message: error.message })
      reportBug(error)
      throw error
    }
  })

  return studio.router({
    projects: { list: studio.projects.list.handler(() => projects.list().map(cardOf)) },
    changes: studio.changes.handler(({ signal }) => changeStream(onChange, signal)),
  })
}

export type Api = ReturnType<typeof createApi>

function cardOf(project: ProjectSummary): ProjectCard {
  const { id, title, songTitle, songArtist, songTicks, shotCount, circledCount, openedAtMs } = project
  const durationSeconds = songTicks === null ? null : secondsFromTicks(songTicks)
  return { id, title, songTitle, artist: songArtist, durationSeconds, shotCount, circledCount, openedAtMs }
}

/** Attaches at once; holds at most one unread change, since the answer to ten changes and to one is the same list. */
function changeStream(
  onChange: ApiServices['onChange'],
  signal: AbortSignal | undefined,
): AsyncGenerator<StudioChange, void, void> {
  signal?.throwIfAborted()
  const publisher = new EventPublisher<{ change: StudioChange }>({ maxBufferedEvents: 1 })
  const stop = onChange(() => publisher.publish('change', { changed: 'projects' }))
  signal?.addEventListener('abort', stop, { once: true })
  return publisher.subscribe('change', signal ? { signal } : {})
}
