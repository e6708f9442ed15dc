import type { ItemId, MediaId, ShotId, TakeId } from '../ids.ts'
import type { Judgement } from '../take.ts'
import type { Ticks } from '../time.ts'

/** What is looked at before a film is rendered, in the order it is shown. */
export const CHECK_KINDS = [
  'missing-files',
  'missing-takes',
  'gaps',
  'held-pictures',
  'not-chosen',
  'off-beat',
  'flashing',
  'small-pictures',
  'song',
] as const
export type CheckKind = (typeof CHECK_KINDS)[number]

/** `stop`: cannot be rendered so. `look`: can, and a person should know. */
export type CheckVerdict = 'fine' | 'look' | 'stop'

/** Where something was found: the film frame to go to, and by how much, in what the kind counts in. */
export type CheckPlace = {
  readonly frame: number
  readonly itemId: ItemId | null
  readonly shotId: ShotId | null
  /** As counted on screen; null for a clip without a shot. */
  readonly shotNumber: number | null
  /**
   * Of 'gaps' their frames, of 'held-pictures' the frames without a picture of their own, of 'off-beat' the frames after the
   * nearest beat (negative: before it), of 'flashing' the flashes in its worst second, of 'small-pictures' the enlargement in
   * per cent; else 0.
   */
  readonly amount: number
  /** `bar.beat` of the nearest beat; null without one. */
  readonly bar: string | null
}

/** One kind of finding. `total` is how many were looked at. */
export type Check = {
  readonly kind: CheckKind
  readonly verdict: CheckVerdict
  readonly total: number
  readonly places: readonly CheckPlace[]
}

/** What is known of a take's file. */
export type CheckedMedia = {
  readonly isThere: boolean
  /** Null where nobody has read them yet. */
  readonly width: number | null
  readonly height: number | null
  readonly durationTicks: Ticks | null
}

/** What a film is checked against. */
export type CheckFacts = {
  readonly judgements: ReadonlyMap<TakeId, Judgement>
  readonly shotNumbers: ReadonlyMap<ShotId, number>
  readonly media: ReadonlyMap<MediaId, CheckedMedia>
  readonly beats: readonly Ticks[]
  readonly downbeats: readonly Ticks[]
  /** The project's song by now; null without one. */
  readonly songId: MediaId | null
}
