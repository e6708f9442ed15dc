import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query'
import type { Changes, ChangeTopic } from '#model/contract/changes-contract.ts'

/** What holds something of a topic: whole areas of the contract, or single methods of one. */
const CONCERNED: Readonly<Record<ChangeTopic, readonly string[]>> = {
  projects: ['projects'],
  project: [
    ...['project', 'projects', 'treatment', 'song', 'sequences', 'takes', 'renders', 'outbox', 'money', 'lookTests'],
    'seams',
  ],
  treatment: [
    'treatment',
    'project',
    'projects',
    'takes',
    'sequences',
    'renders',
    'song',
    // Which shot a request waits for, and what it lacks.
    ...['outbox.price', 'outbox.page', 'outbox.open'],
    'lookTests',
    'seams',
  ],
  takes: [
    ...['takes.list', 'takes.detail', 'takes.search', 'takes.dailies', 'takes.retiredModels', 'takes.planRemake'],
    ...['project', 'treatment', 'projects', 'sequences', 'renders', 'lookTests', 'seams'],
    ...['outbox.price', 'outbox.page', 'outbox.open'],
  ],
  // Every percent of a request comes by here: what is made of requests hears of their ends as of changed takes.
  outbox: ['outbox', 'money.standing'],
  sequences: ['sequences', 'seams.ofCut', 'seams.list', 'renders', 'song', 'takes.detail'],
  // Each join that has been measured: how seams are bound is another matter.
  seams: ['seams.ofCut', 'seams.ofTakes', 'seams.ofShot'],
  renders: ['renders', 'projects', 'trouble.health'],
  song: ['song', 'project', 'treatment', 'sequences', 'seams', 'projects', 'renders'],
  songs: ['song', 'project', 'projects'],
  history: ['history'],
  settings: ['settings', 'renders'],
  media: ['projects', 'takes', 'renders', 'trouble.health', 'seams'],
  services: ['services', 'outbox', 'treatment', 'takes.planRemake', 'lookTests.price', 'seams.priceBridge'],
  money: ['outbox', 'money', 'lookTests.price', 'takes.planRemake'],
}

/** A hand that has done nothing for so long rests. */
const REST_MS = 400
/** What looks at the disk is asked at once, and then not again for so long, however many files come and go. */
const CALM = new Set(['trouble.health'])
const CALM_MS = 5_000

type Held = { rest: ReturnType<typeof setTimeout>; isStale: boolean }

/** Lists that are not asked for again just now: a hand is changing them, which shows what it does before the studio has done it. */
const heldLists = new WeakMap<QueryClient, Map<string, Held>>()

/** Asks again for what a change has put out of date, as far as a screen shows it. */
export function renewStale(queries: QueryClient, changes: Changes): void {
  void queries.invalidateQueries({
    predicate({ queryKey, queryHash }) {
      if (!changes.some(change => isConcerned(queryKey, change))) return false
      const hold = heldLists.get(queries)?.get(queryHash)
      if (hold) hold.isStale = true
      else if (CALM.has(String(queryKey[0]).replaceAll(',', '.'))) holdFor(queries, queryKey, CALM_MS)
      return !hold
    },
  })
}

/**
 * To be called with each thing a hand does to a list that shows it already: while the hand goes on, the list is not asked for
 * again, or a long one would be fetched for every key; when it rests, it is.
 */
export function holdWhileBusy(queries: QueryClient, queryKey: QueryKey): void {
  holdFor(queries, queryKey, REST_MS)
}

function holdFor(queries: QueryClient, queryKey: QueryKey, ms: number): void {
  const lists = heldLists.get(queries) ?? new Map<string, Held>()
  heldLists.set(queries, lists)
  const hash = hashKey(queryKey)
  const before = lists.get(hash)
  clearTimeout(before?.rest)
  const rest = setTimeout(() => void endHold(queries, queryKey), ms)
  lists.set(hash, { rest, isStale: before?.isStale ?? false })
}

/** The hand rests: the list is asked for again, where something has changed meanwhile. */
export async function endHold(queries: QueryClient, queryKey: QueryKey): Promise<void> {
  const hash = hashKey(queryKey)
  const hold = heldLists.get(queries)?.get(hash)
  if (!hold) return
  clearTimeout(hold.rest)
  heldLists.get(queries)?.delete(hash)
  if (hold.isStale) await queries.invalidateQueries({ queryKey, exact: true })
}

/** Keys of the studio's answers are [path in the contract, { input }]; one that names no project, or null, concerns all of them. */
function isConcerned(queryKey: readonly unknown[], { topic, projectId }: Changes[number]): boolean {
  const [path, options] = queryKey as readonly [unknown, { input?: { projectId?: string | null } } | undefined]
  if (!Array.isArray(path)) return false
  const names = CONCERNED[topic]
  if (!names.includes(String(path[0])) && !names.includes(path.join('.'))) return false
  const shown = options?.input?.projectId ?? undefined
  return projectId === null || shown === undefined || shown === projectId
}
