import { useEffect, useRef } from 'react'
import type { StudioClient } from './client.ts'
import { useStudioConnection } from './studio-context.tsx'

/** Opens a stream; one that stays the same function from one render to the next. */
type OpenStream<Event> = (studio: StudioClient, signal: AbortSignal) => Promise<AsyncIterable<Event>>

/**
 * Hears what the studio tells in one of its streams while the component is shown, and again when the studio was lost and is back.
 * That nothing comes while there is none, the frame says.
 */
export function useStream<Event>(open: OpenStream<Event>, hear: (event: Event) => void): void {
  const { client, connection } = useStudioConnection()
  const newest = useRef(hear)
  useEffect(() => {
    newest.current = hear
  })
  useEffect(() => {
    const leaving = new AbortController()
    void connection.listen(
      signal => open(client, signal),
      event => newest.current(event),
      leaving.signal,
    )
    return () => leaving.abort()
  }, [client, connection, open])
}
