import type { ProjectId, ShotId } from './ids.ts'
import type { FrameRange, Ticks } from './time.ts'
import type { TreatmentShot } from './treatment.ts'

/** One planned piece of the video. */
export type Shot = {
  readonly id: ShotId
  readonly projectId: ProjectId
  /** Counts the project's shots in the order they were first written, from 1; never reused. Seeds are made from it. */
  readonly serial: number
  /** Where it stands in the order of the film, from 0. On screen shots are numbered from 1. */
  readonly position: number
  readonly written: TreatmentShot
  /** Its frames in the film; null until planned. */
  readonly place: FrameRange | null
  /** The length requested from the model; null until planned. */
  readonly askTicks: Ticks | null
}
