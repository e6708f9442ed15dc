import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { RequestProgress } from '#model/contract/outbox-contract.ts'
import type { StudioClient } from './client.ts'
import { useStream } from './use-stream.ts'

/** How far running requests are, by take; ahead of what the lists say. */
const progressStore = createStore<{ readonly byTake: ReadonlyMap<string, RequestProgress> }>(() => ({
  byTake: new Map(),
}))

/** Listens to the studio while the component is shown: lists of takes hear of a request's ends alone. */
export function useFollowRequests(): void {
  useStream(openProgress, news => {
    const byTake = new Map(progressStore.getState().byTake)
    for (const progress of news) byTake.set(progress.takeId, progress)
    progressStore.setState({ byTake })
  })
}

function openProgress(studio: StudioClient, signal: AbortSignal) {
  return studio.outbox.progress(undefined, { signal })
}

export function useRequestProgress(takeId: string): RequestProgress | undefined {
  return useStore(progressStore, ({ byTake }) => byTake.get(takeId))
}
