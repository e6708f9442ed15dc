import type { ItemId, MediaId, ProjectId, SequenceId, ShotId, TakeId } from './ids.ts'
import type { FrameRate, Ticks } from './time.ts'

/** The film: head + song + tail. The song is pinned after the head. */
export type Film = { readonly headFrames: number; readonly songFrames: number; readonly tailFrames: number }

/** How fast a clip plays: 1/1 as recorded, 2/1 twice as fast. */
export type Speed = { readonly numerator: number; readonly denominator: number }

/**
 * What a clip shows or sounds. `still` is a picture that is slowly pushed into, `sound` any sound but the song. `missing` is a
 * value: a shot that waits for its take.
 */
export type ClipSource =
  | { readonly kind: 'take'; readonly takeId: TakeId; readonly mediaId: MediaId }
  | { readonly kind: 'still'; readonly mediaId: MediaId }
  | { readonly kind: 'song'; readonly mediaId: MediaId }
  | { readonly kind: 'sound'; readonly mediaId: MediaId }
  | { readonly kind: 'missing' }

/** How a sound stands in the mix: its gain, and the straight fades at its ends, which together fit into the clip. */
export type SoundLevel = {
  readonly gainDecibels: number
  readonly fadeInFrames: number
  readonly fadeOutFrames: number
}

/** One use of a source: `frameCount` film frames of it, beginning `sourceStartTicks` into it. */
export type Clip = {
  readonly kind: 'clip'
  readonly id: ItemId
  readonly shotId: ShotId | null
  readonly source: ClipSource
  readonly frameCount: number
  readonly sourceStartTicks: Ticks
  readonly speed: Speed
  /** The instant of the source that must hit a beat. */
  readonly momentTicks?: Ticks
  /** Switched off: it keeps its place, and is neither seen nor heard. */
  readonly isOff?: true
  /** Of sounds; as recorded and without fades where it is not given. */
  readonly level?: SoundLevel
}

export type Gap = { readonly kind: 'gap'; readonly id: ItemId; readonly frameCount: number }

/** A dissolve shows both pictures, one through the other; a dip lets the first go to black and the second come from it. */
export const TRANSITION_STYLES = ['dissolve', 'dip'] as const
export type TransitionStyle = (typeof TRANSITION_STYLES)[number]

/** Stands between two items and overlaps both: begins `inFrames` before their cut and ends `outFrames` after it. */
export type Transition = {
  readonly kind: 'transition'
  readonly id: ItemId
  readonly style: TransitionStyle
  readonly inFrames: number
  readonly outFrames: number
}

export type TrackItem = Clip | Gap | Transition
export type Track = { readonly kind: 'picture' | 'sound'; readonly name: string; readonly items: readonly TrackItem[] }

/** A named instant. */
export type Marker = { readonly frame: number; readonly label: string }

/** An edit, after OpenTimelineIO's model: tracks of clips, gaps and transitions in whole frames at one rational rate. */
export type Sequence = {
  readonly id: SequenceId
  readonly projectId: ProjectId
  readonly name: string
  readonly rate: FrameRate
  readonly width: number
  readonly height: number
  readonly film: Film
  readonly tracks: readonly Track[]
  readonly markers: readonly Marker[]
  /** Frames of cuts that ripples stop at: every section start, and any that the user pins. */
  readonly anchorFrames: readonly number[]
  /** Fades from and to black at the film's ends. */
  readonly fadeInFrames: number
  readonly fadeOutFrames: number
}

export function filmFrames(film: Film): number {
  return film.headFrames + film.songFrames + film.tailFrames
}
