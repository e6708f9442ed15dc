import { useEffect, useState } from 'react'
import type { RenderProgressEvent } from '#model/contract/renders-contract.ts'
import type { StudioClient } from '../../client/client.ts'
import { useStudio } from '../../client/studio-context.tsx'

/** How far each running render is, by its id, while the screen is up. */
export function useRenderProgress(): ReadonlyMap<string, RenderProgressEvent> {
  const studio = useStudio()
  const [known, setKnown] = useState<ReadonlyMap<string, RenderProgressEvent>>(new Map())
  useEffect(() => {
    const leaving = new AbortController()
    const hear = (events: RenderProgressEvent[]): void =>
      setKnown(before => new Map([...before, ...events.map(event => [event.renderId, event] as const)]))
    // Without it the list still says what is done: a lost connection is told by the frame.
    follow(studio, hear, leaving.signal).catch(() => {})
    return () => leaving.abort()
  }, [studio])
  return known
}

async function follow(
  studio: StudioClient,
  hear: (events: RenderProgressEvent[]) => void,
  signal: AbortSignal,
): Promise<void> {
  for await (const events of await studio.renders.progress(undefined, { signal })) hear(events)
}
