import { isStudioError, StudioError, type ErrorKind } from '#model/errors.ts'
import type { Ticks } from '#model/time.ts'
import type { Alignment } from './align/align-songs.ts'
import type { FirstLook } from './look-at-song.ts'
import type { StoredAnalysis } from './store.ts'

/** What a thread that listens is given when it begins. */
export type EarTask =
  | { readonly kind: 'look' | 'analyse'; readonly ffmpegPath: string; readonly path: string }
  | {
      readonly kind: 'align'
      readonly ffmpegPath: string
      readonly oldPath: string
      readonly newPath: string
      /** The old song's. */
      readonly beats: readonly Ticks[]
    }

/** How a thread's failure crosses over: classes do not. */
export type PackedError =
  | {
      readonly code: string
      readonly message: string
      readonly kind: ErrorKind
      readonly details: Record<string, unknown>
    }
  | { readonly code: null; readonly message: string }

export type FromEar =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'looked'; readonly look: FirstLook }
  | { readonly kind: 'analysed'; readonly heard: StoredAnalysis }
  | { readonly kind: 'aligned'; readonly alignment: Alignment }
  | { readonly kind: 'failed'; readonly error: PackedError }

export function packError(error: unknown): PackedError {
  if (isStudioError(error)) {
    const { code, message, kind, details } = error
    return { code, message, kind, details: { ...details } }
  }
  return { code: null, message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

export function unpackError(packed: PackedError): Error {
  if (packed.code === null) return new Error(packed.message)
  return new StudioError(packed.code, packed.message, { kind: packed.kind, details: packed.details })
}
