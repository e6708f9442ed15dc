import type { MediaId, ProjectId, RequestId, ShotId, TakeId } from './ids.ts'
import type { HandedFrames } from './seam/binding.ts'
import type { FrameRate, Ticks } from './time.ts'

/** How a person judged a take. Circled = the chosen one of its shot. */
export const JUDGEMENTS = ['unseen', 'seen', 'kept', 'rejected', 'circled'] as const
export type Judgement = (typeof JUDGEMENTS)[number]

/** What a probe read from a video file. Sizes are as shown (after rotation and pixel shape). */
export type VideoFacts = {
  readonly width: number
  readonly height: number
  /** Of most pictures: some cameras and screen recorders leave pictures out. */
  readonly rate: FrameRate
  readonly frameCount: number
  /** From the first picture to the end of the last. */
  readonly durationTicks: Ticks
}

/** One candidate video, generated or imported. May belong to a shot, to several, or to none (the Board). */
export type Take = {
  readonly id: TakeId
  readonly projectId: ProjectId
  readonly shotIds: readonly ShotId[]
  /** Counts the takes of its shot from 1 in the order they were asked for. */
  readonly number: number
  /** Null while its request has not delivered. */
  readonly media: { readonly id: MediaId; readonly facts: VideoFacts } | null
  readonly requestId: RequestId | null
  readonly judgement: Judgement
  readonly stars: number
  readonly createdAtMs: number
  /** The neighbours' pictures it was begun and ended on, where there are some. */
  readonly handed?: HandedFrames
  /** The shots between which it lies over the cut; it is then no shot's own. */
  readonly bridge?: { readonly from: ShotId; readonly to: ShotId }
}
