import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { StudioClient } from './client.ts'
import { failureSentence } from './failure.ts'
import { renewStale } from './stale-lists.ts'

type StudioUtils = ReturnType<typeof utilsOf>

type StudioContextValue = {
  readonly client: StudioClient
  readonly queries: StudioUtils
  /** What went wrong with the connection to the studio, for people; null while it answers. */
  readonly trouble: string | null
  readonly reconnect: () => void
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
  const queries = useMemo(() => utilsOf(client), [client])
  const [trouble, setTrouble] = useState<string | null>(null)
  const isConnected = trouble === null

  useEffect(() => {
    if (!isConnected) return undefined
    const stop = new AbortController()
    followStudio(client, queryClient, stop.signal).catch((error: unknown) => {
      if (!stop.signal.aborted) setTrouble(failureSentence(error))
    })
    return () => stop.abort()
  }, [client, queryClient, isConnected])

  const value = useMemo(
    () => ({ client, queries, trouble, reconnect: () => setTrouble(null) }),
    [client, queries, trouble],
  )
  return (
    <QueryClientProvider client={queryClient}>
      <StudioContext value={value}>{children}</StudioContext>
    </QueryClientProvider>
  )
}

/** Listens before anything is asked again, so that no change falls in between. Ends only by throwing. */
async function followStudio(client: StudioClient, queryClient: QueryClient, signal: AbortSignal): Promise<never> {
  const changes = await client.changes(undefined, { signal })
  void queryClient.invalidateQueries()
  for await (const some of changes) renewStale(queryClient, some)
  throw new Error('the studio ended the stream of changes')
}

function useStudioContext(): StudioContextValue {
  const value = useContext(StudioContext)
  if (value === null) throw new Error('there is no StudioProvider above')
  return value
}

/** The contract's methods, for calls that change something. */
export function useStudio(): StudioClient {
  return useStudioContext().client
}

/** The contract's methods as query options: `useQuery(useQueries().takes.list.queryOptions({ input }))`. */
export function useQueries(): StudioUtils {
  return useStudioContext().queries
}

export function useConnection(): Pick<StudioContextValue, 'trouble' | 'reconnect'> {
  const { trouble, reconnect } = useStudioContext()
  return { trouble, reconnect }
}
