import { useEffect, useState } from 'react'
import type { ProjectCard } from '#model/contract/project-card.ts'
import type { StudioClient } from '../../client/client.ts'
import { failureSentence, followProjects } from './follow-projects.ts'

export type Projects = {
  /** Null until the first answer; the last known ones while the studio does not answer. */
  readonly cards: readonly ProjectCard[] | null
  /** What went wrong, for people; null while all is well. */
  readonly failure: string | null
  readonly retry: () => void
}

/** The library's projects, kept up to date while the component is shown. */
export function useProjects(studio: StudioClient): Projects {
  const [cards, setCards] = useState<Projects['cards']>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const hasFailed = failure !== null

  useEffect(() => {
    if (hasFailed) return undefined
    const stop = new AbortController()
    followProjects(studio, setCards, stop.signal).catch(error => {
      if (!stop.signal.aborted) setFailure(failureSentence(error))
    })
    return () => stop.abort()
  }, [studio, hasFailed])

  return { cards, failure, retry: () => setFailure(null) }
}
