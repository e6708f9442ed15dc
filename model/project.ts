import type { MediaId, ProjectId } from './ids.ts'
import type { FrameRate } from './time.ts'

/** One music video in the making. */
export type Project = {
  readonly id: ProjectId
  readonly title: string
  readonly songId: MediaId | null
  /** All takes' seeds come from it. */
  readonly seed: number
  readonly rate: FrameRate
  readonly width: number
  readonly height: number
  readonly createdAtMs: number
  readonly openedAtMs: number
}
