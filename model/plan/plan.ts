import type { ModelLengths } from '../catalogue.ts'
import type { Film, Speed } from '../sequence.ts'
import type { SectionLabel, SongAnalysis } from '../song.ts'
import type { FrameRange, FrameRate, Ticks } from '../time.ts'
import type { Pacing } from './pacing.ts'

/** What the planner must know of the song. */
export type PlannedSong = Pick<SongAnalysis, 'beats' | 'downbeats' | 'energy' | 'sections'>

/** A shot that wants a place. */
export type PlanShot = {
  /** Names the shot from one plan to the next, e.g. its id. */
  readonly key: string
  /** The section its writer wants it in ("chorus", "Verse 2"), if any. */
  readonly section: string | null
  readonly lengths: ModelLengths
  /** The film frames a take covers that is already there and should be used; null when a new one may be made. */
  readonly maxFrames: number | null
}

export type PreviousPlace = FrameRange & { readonly key: string }

export type PlanRequest = {
  readonly analysis: PlannedSong
  readonly rate: FrameRate
  readonly film: Film
  readonly shots: readonly PlanShot[]
  /** How fast takes run in their places; as recorded unless given. */
  readonly pace?: Speed
  readonly handleTicks: Ticks
  readonly seed: number
  /** How strongly lengths follow the music, -100 calm to 100 fast; 0 unless given. */
  readonly pacing?: Pacing
  /** The plan so far: what can stay where it is, stays. */
  readonly previous?: readonly PreviousPlace[]
}

type PlannedPlace = FrameRange & {
  /** The length to request for it. */
  readonly askTicks: Ticks
  /** The section that most of it stands in; null when the song has none. */
  readonly section: SectionLabel | null
}

/** A rule that had to give way to one above it, the most important first. */
type CompromiseRule = 'take' | 'handles' | 'beat' | 'section-start' | 'section' | 'downbeat' | 'energy'

export type Compromise = {
  readonly rule: CompromiseRule
  /** A plain sentence. */
  readonly message: string
  /** The shot's number, from 1. */
  readonly shot?: number
  readonly frame?: number
}

export type Plan = { readonly places: readonly PlannedPlace[]; readonly compromises: readonly Compromise[] }
