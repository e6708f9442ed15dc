import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { StudioClient } from './client.ts'
import { Connection } from './connection.ts'
import { failureSentence, isNoAnswer } from './failure.ts'
import { renewStale } from './stale-lists.ts'

export type StudioUtils = ReturnType<typeof utilsOf>

type StudioContextValue = {
  readonly client: StudioClient
  readonly queries: StudioUtils
  readonly connection: Connection
}

const StudioContext = createContext<StudioContextValue | null>(null)

function utilsOf(client: StudioClient) {
  return createTanstackQueryUtils(client)
}

function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Change events say when something is old; the network is this machine.
      queries: { staleTime: Infinity, retry: false, networkMode: 'always', refetchOnWindowFocus: false },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

/** Connects the window to the studio, and keeps every shown answer up to date. */
export function StudioProvider({ client, children }: { client: StudioClient; children: ReactNode }) {
  const [queryClient] = useState(newQueryClient)
  const value = useMemo(() => ({ client, queries: utilsOf(client), connection: new Connection() }), [client])
  useEffect(() => {
    const stop = new AbortController()
    const { connection } = value
    void connection.follow({
      open: signal => client.changes(undefined, { signal }),
      onOpen: () => void queryClient.invalidateQueries(),
      hear: changes => renewStale(queryClient, changes),
      signal: stop.signal,
    })
    // A page that was put away, or a machine that slept, finds the studio at once.
    const retry = (): void => connection.retry()
    document.addEventListener('visibilitychange', retry)
    return () => {
      stop.abort()
      document.removeEventListener('visibilitychange', retry)
    }
  }, [client, queryClient, value])
  return (
    <QueryClientProvider client={queryClient}>
      <StudioContext value={value}>{children}</StudioContext>
    </QueryClientProvider>
  )
}

/** For hooks of this folder; screens use the others. */
export function useStudioConnection(): StudioContextValue {
  const value = useContext(StudioContext)
  if (value === null) throw new Error('there is no StudioProvider above')
  return value
}

/** The contract's methods, for calls that change something. */
export function useStudio(): StudioClient {
  return useStudioConnection().client
}

/** The contract's methods as query options: `useQuery(useQueries().takes.list.queryOptions({ input }))`. */
export function useQueries(): StudioUtils {
  return useStudioConnection().queries
}

/** What went wrong with the connection to the studio, for people; null while it answers. */
export function useTrouble(): { readonly trouble: string | null; readonly reconnect: () => void } {
  const { connection } = useStudioConnection()
  const error = useStore(connection.store, state => state.error)
  return { trouble: error === null ? null : failureSentence(error), reconnect: () => connection.retry() }
}

/** Does what may wait for a studio that was lost; what the studio refuses fails at once. */
export function usePatience(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const { connection } = useStudioConnection()
  return useCallback(work => connection.patiently(work, isNoAnswer), [connection])
}
