import type { SeamMatch } from '#model/seam/measure-seam.ts'
import type { SeamClip, SeamFilm } from './seam-clip.ts'

/** A join with the files of its clips. */
export type SeamTask = {
  readonly ffmpegPath: string
  readonly outgoing: SeamClip
  readonly incoming: SeamClip
  readonly film: SeamFilm
}

/** What the thread is told: to measure, or to leave what it is measuring. */
export type ToSeams = { readonly kind: 'measure'; readonly task: SeamTask } | { readonly kind: 'stop' }

/** `sentence` is what a person can be told; null for a fault of the program. */
export type FromSeams =
  | { readonly kind: 'measured'; readonly match: SeamMatch }
  | { readonly kind: 'failed'; readonly sentence: string | null; readonly reason: string }
