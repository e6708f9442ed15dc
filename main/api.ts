import { EventPublisher, implement, ORPCError } from '@orpc/server'
import { contract, type StudioChange } from '#model/contract/contract'
import type { ProjectCard } from '#model/contract/project-card'
import { isStudioError } from '#model/errors'

/** The part of the library that the windows' Library screen shows. */
export type ProjectCards = {
  /** Every project that is not in the trash, last opened first. */
  list(): readonly ProjectCard[]
  /** Calls the listener after any process has changed the library. Returns what ends it. */
  onChange(listener: () => void): () => void
}

export type ApiServices = {
  projects: ProjectCards
  /** Told of every failure nobody expected; the window only hears that there was one. */
  reportBug(error: unknown): void
}

/** Binds the contract to the services: one router for every host and window. */
export function createApi({ projects, reportBug }: ApiServices) {
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
    projects: { list: studio.projects.list.handler(() => [...projects.list()]) },
    changes: studio.changes.handler(({ signal }) => changeStream(projects, signal)),
  })
}

export type Api = ReturnType<typeof createApi>

/** Attaches at once; holds at most one unread change, since the answer to ten changes and to one is the same list. */
function changeStream(projects: ProjectCards, signal: AbortSignal | undefined): AsyncIterableIterator<StudioChange> {
  const publisher = new EventPublisher<{ change: StudioChange }>({ maxBufferedEvents: 1 })
  const stop = projects.onChange(() => publisher.publish('change', { changed: 'projects' }))
  signal?.addEventListener('abort', stop, { once: true })
  return publisher.subscribe('change', signal ? { signal } : {})
}
