import type { MediaId, ShotId, TakeId } from '../ids.ts'
import type { Speed } from '../sequence.ts'
import { SAMPLE_POINT } from '../sample-point.ts'
import type { VideoFacts } from '../take.ts'
import { framesFromTicks, secondsFromFrames, secondsFromTicks, type FrameRate, type Ticks } from '../time.ts'

/**
 * How two shots that follow each other are bound. `open`: by words alone. `handed-on`: the second begins on the picture that the first
 * one's circled take is left on. `handed-back`: the first ends on the picture that the second one's circled take begins with.
 * `bridge`: a short take of its own lies over the cut.
 */
export const BINDINGS = ['open', 'handed-on', 'handed-back', 'bridge'] as const
export type Binding = (typeof BINDINGS)[number]

/** Whose pictures a clip begins and ends on; null = nobody's. */
export type Neighbours = { readonly beginsAfter: ShotId | null; readonly endsBefore: ShotId | null }
export const NO_NEIGHBOURS: Neighbours = { beginsAfter: null, endsBefore: null }

/** Whether a clip begins or ends on somebody's picture. */
export function isBound({ beginsAfter, endsBefore }: Neighbours): boolean {
  return beginsAfter !== null || endsBefore !== null
}

/** What a model cannot do that a bound seam asks of it. */
export function missingFrame(
  { takesFirstFrame, takesLastFrame }: { readonly takesFirstFrame: boolean; readonly takesLastFrame: boolean },
  { beginsAfter, endsBefore }: Neighbours,
): 'no-first-frame' | 'no-last-frame' | null {
  if (beginsAfter !== null && !takesFirstFrame) return 'no-first-frame'
  return endsBefore !== null && !takesLastFrame ? 'no-last-frame' : null
}

/** What a model needs to begin or to end on, and no bound seam hands to it. */
export function missingPicture(
  {
    takesTextAlone,
    lastFrameNeedsFirst = false,
    needsLastFrame = false,
  }: {
    readonly takesTextAlone: boolean
    readonly lastFrameNeedsFirst?: boolean | undefined
    readonly needsLastFrame?: boolean | undefined
  },
  { beginsAfter, endsBefore }: Neighbours,
): 'needs-picture' | 'needs-first-too' | 'needs-last-too' | null {
  if (beginsAfter === null && !takesTextAlone) return 'needs-picture'
  if (beginsAfter === null && endsBefore !== null && lastFrameNeedsFirst) return 'needs-first-too'
  return endsBefore === null && needsLastFrame ? 'needs-last-too' : null
}

/** One picture of a take, counted from 0 at the take's rate. */
export type HandedPicture = {
  readonly shotId: ShotId
  readonly takeId: TakeId
  readonly mediaId: MediaId
  readonly picture: number
}

/** What a clip was begun and ended on. `leadPictures`: so many of its own, at its head, lead up to `first`: they are the neighbour's (B12). */
export type HandedFrames = {
  readonly first: HandedPicture | null
  readonly last: HandedPicture | null
  readonly leadPictures?: number
}

/** How a film looks into a take. */
export type TakeUse = { readonly sourceStartTicks: Ticks; readonly frameCount: number; readonly speed: Speed }

/** The picture of a take that frame `frame` of its use shows (R4), counted at the take's rate, those that are left out with them. */
export function pictureAt(
  { sourceStartTicks, speed }: Pick<TakeUse, 'sourceStartTicks' | 'speed'>,
  frame: number,
  { rate, durationTicks }: Pick<VideoFacts, 'rate' | 'durationTicks'>,
  filmRate: FrameRate,
): number {
  const seconds =
    secondsFromTicks(sourceStartTicks) +
    (secondsFromFrames(1, filmRate) * (frame + SAMPLE_POINT) * speed.numerator) / speed.denominator
  const picture = Math.floor(seconds / secondsFromFrames(1, rate) + 1e-6)
  return Math.min(Math.max(0, picture), picturesIn({ rate, durationTicks }) - 1)
}

/** How many pictures of its rate a take lasts; some may be left out. */
export function picturesIn({ rate, durationTicks }: Pick<VideoFacts, 'rate' | 'durationTicks'>): number {
  return Math.max(1, framesFromTicks(durationTicks, rate))
}

/**
 * A cut that has moved by so few pictures is still the one a clip was made for: at the pace of a flight that is about as much as the eye
 * forgives at a cut, and less than the steps in which cuts are nudged onto beats.
 */
const FORGIVEN_PICTURES = 2

/** What has become of the picture a clip was made for: another take is chosen there, or the film leaves it so many pictures later (or earlier, below 0). */
export type OlderNeighbour =
  | { readonly kind: 'other-take'; readonly shotId: ShotId }
  | { readonly kind: 'moved'; readonly shotId: ShotId; readonly pictures: number }

/** Null where the clip still fits. A neighbour without a chosen take says nothing. */
export function olderNeighbour(madeFor: HandedPicture, now: HandedPicture | null): OlderNeighbour | null {
  const { shotId } = madeFor
  if (now === null) return null
  if (now.takeId !== madeFor.takeId) return { kind: 'other-take', shotId }
  const pictures = now.picture - madeFor.picture
  return Math.abs(pictures) > FORGIVEN_PICTURES ? { kind: 'moved', shotId, pictures } : null
}
