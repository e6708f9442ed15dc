import { useSyncExternalStore } from 'react'
import { StripImages } from '../playback/filmstrip.ts'

/** The pictures of takes and stills that are there; another object whenever one more has come. */
export type Strips = {
  readonly get: (mediaId: string) => ImageBitmap | null
  /** True where a take's file is not where it was, or cannot be read. */
  readonly hasFailed: (mediaId: string) => boolean
  readonly still: (mediaId: string) => ImageBitmap | null
}

const listeners = new Set<() => void>()
let strips: Strips | null = null

/** One store for the whole window: what has been decoded is kept from one screen to the next. */
function current(): Strips {
  if (strips) return strips
  const renew = (): void => {
    strips = view()
    for (const listener of listeners) listener()
  }
  const takes = new StripImages(renew)
  const stills = new StripImages(renew, 'thumb')
  const view = (): Strips => ({
    get: mediaId => takes.get(mediaId),
    hasFailed: mediaId => takes.hasFailed(mediaId),
    still: mediaId => stills.get(mediaId),
  })
  strips = view()
  return strips
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Pictures for drawing; draws again when one has come. */
export function useStrips(): Strips {
  return useSyncExternalStore(subscribe, current)
}
