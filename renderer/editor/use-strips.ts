import { useSyncExternalStore } from 'react'
import { StripImages } from '../playback/filmstrip.ts'

/** The strips that are there; another object whenever one more has come. */
export type Strips = Pick<StripImages, 'get'>

const listeners = new Set<() => void>()
let strips: Strips | null = null

/** One store for the whole window: what has been decoded is kept from one screen to the next. */
function current(): Strips {
  if (strips) return strips
  const images = new StripImages(() => {
    strips = { get: mediaId => images.get(mediaId) }
    for (const listener of listeners) listener()
  })
  strips = { get: mediaId => images.get(mediaId) }
  return strips
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The strips of takes for drawing; draws again when one has come. */
export function useStrips(): Strips {
  return useSyncExternalStore(subscribe, current)
}
