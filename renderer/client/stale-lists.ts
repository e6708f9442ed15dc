import type { QueryClient } from '@tanstack/react-query'
import type { Changes, ChangeTopic } from '#model/contract/changes-contract.ts'

/** The contract's areas whose answers hold something of a topic. */
const AREAS: Readonly<Record<ChangeTopic, readonly string[]>> = {
  projects: ['projects'],
  project: ['project', 'projects', 'treatment', 'song', 'sequences', 'takes', 'renders'],
  treatment: ['treatment', 'project', 'projects', 'takes', 'sequences', 'renders', 'song'],
  takes: ['takes', 'project', 'treatment', 'projects', 'sequences', 'renders'],
  outbox: ['outbox', 'takes', 'treatment'],
  sequences: ['sequences', 'renders', 'song'],
  renders: ['renders', 'projects'],
  song: ['song', 'project', 'treatment', 'sequences', 'projects', 'renders'],
  songs: ['song', 'project', 'projects'],
  history: ['history'],
  settings: ['settings', 'renders'],
  media: ['projects', 'takes', 'renders'],
}

/** Asks again for what a change has put out of date, as far as a screen shows it. */
export function renewStale(queries: QueryClient, changes: Changes): void {
  void queries.invalidateQueries({
    predicate: ({ queryKey }) => changes.some(change => isConcerned(queryKey, change)),
  })
}

/** Keys are [path in the contract, { input }]; an answer that names no project, or null, concerns all of them. */
function isConcerned(queryKey: readonly unknown[], { topic, projectId }: Changes[number]): boolean {
  const [path, options] = queryKey as readonly [
    string[] | undefined,
    { input?: { projectId?: string | null } } | undefined,
  ]
  if (!path?.[0] || !AREAS[topic].includes(path[0])) return false
  const shown = options?.input?.projectId ?? undefined
  return projectId === null || shown === undefined || shown === projectId
}
