import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { RequestProgress } from '#model/contract/outbox-contract.ts'
import type { StudioClient } from './client.ts'
import { useStudio } from './studio-context.tsx'

/** How far running requests are, by take; ahead of what the lists say. */
const progressStore = createStore<{ readonly byTake: ReadonlyMap<string, RequestProgress> }>(() => ({
  byTake: new Map(),
}))

/** Listens to the studio while the component is shown. */
export function useFollowRequests(): void {
  const studio = useStudio()
  useEffect(() => {
    const leaving = new AbortController()
    // Without it the lists still tell how far requests are, once a second.
    followRequests(studio, leaving.signal).catch(() => {})
    return () => leaving.abort()
  }, [studio])
}

async function followRequests(studio: StudioClient, signal: AbortSignal): Promise<void> {
  for await (const news of await studio.outbox.progress(undefined, { signal })) {
    const byTake = new Map(progressStore.getState().byTake)
    for (const progress of news) byTake.set(progress.takeId, progress)
    progressStore.setState({ byTake })
  }
}

export function useRequestProgress(takeId: string): RequestProgress | undefined {
  return useStore(progressStore, ({ byTake }) => byTake.get(takeId))
}
