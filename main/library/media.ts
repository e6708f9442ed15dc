import type { MediaId } from '#model/ids.ts'
import type { VideoFacts } from '#model/take.ts'

export type MediaKind = 'song' | 'take' | 'still'

/** A file the library knows. `path` is where it is, or was. */
export type Media = {
  readonly id: MediaId
  readonly kind: MediaKind
  readonly fileName: string
  readonly sizeBytes: number
  readonly path: string
  readonly isLinked: boolean
  readonly facts: VideoFacts | null
}
