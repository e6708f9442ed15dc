import type { BoundEnds } from '../assemble/bound-window.ts'
import { framesBegunWithin, framesWithin } from '../plan/source-length.ts'
import type { MediaId } from '../ids.ts'
import type { Clip, Gap } from '../sequence.ts'
import { scaleRound, ticks, TICKS_PER_SECOND, type FrameRate, type Ticks } from '../time.ts'

/** How long a file lasts, and the rate of its pictures; null for sounds. `bound` where a neighbour's picture is in it. */
export type MediaFacts = {
  readonly durationTicks: Ticks
  readonly rate: FrameRate | null
  readonly bound?: BoundEnds | undefined
}

/** What edits must know of the files that clips use. A file that is not named here is taken to be endless. */
export type MediaLengths = ReadonlyMap<MediaId, MediaFacts>

/** What every operation is given beside the sequence. */
export type EditContext = { readonly media: MediaLengths; readonly rate: FrameRate }

/** The source time that passes in `frames` of the film at the clip's speed; negative for negative frames. */
export function sourceTicks(clip: Clip, frames: number, rate: FrameRate): number {
  const { numerator, denominator } = clip.speed
  return scaleRound(frames * numerator, rate.denominator * TICKS_PER_SECOND, rate.numerator * denominator)
}

/** The film frames a clip could begin earlier. Cards and gaps have no end. */
export function spareBefore(item: Clip | Gap, { rate, media }: EditContext): number {
  return factsOf(item, media) ? framesWithin((item as Clip).sourceStartTicks, rate, (item as Clip).speed) : Infinity
}

/** The film frames a clip could end later; 0 for one whose last picture is held already. */
export function spareAfter(item: Clip | Gap, { rate, media }: EditContext): number {
  const facts = factsOf(item, media)
  if (!facts) return Infinity
  const { sourceStartTicks, speed, frameCount } = item as Clip
  const coverable = framesBegunWithin(ticks(facts.durationTicks - sourceStartTicks), rate, speed)
  return Math.max(0, coverable - frameCount)
}

function factsOf(item: Clip | Gap, media: MediaLengths): MediaFacts | undefined {
  if (item.kind === 'gap' || item.source.kind === 'missing' || item.source.kind === 'still') return undefined
  return media.get(item.source.mediaId)
}

/** The item with its end moved by `frames` (later when positive). */
export function withEnd<Item extends Clip | Gap>(item: Item, frames: number): Item {
  return { ...item, frameCount: item.frameCount + frames }
}

/** The item with its start moved by `frames` (later when positive), showing what it showed at every instant that is left. */
export function withStart<Item extends Clip | Gap>(item: Item, frames: number, rate: FrameRate): Item {
  const shorter = { ...item, frameCount: item.frameCount - frames }
  if (item.kind === 'gap') return shorter
  return { ...shorter, sourceStartTicks: startMoved(item, frames, rate) }
}

/** Where the clip's source begins when its start moves by `frames`; never before the source. */
export function startMoved(clip: Clip, frames: number, rate: FrameRate): Ticks {
  return ticks(Math.max(0, clip.sourceStartTicks + sourceTicks(clip, frames, rate)))
}

/** How many frames into a clip its moment shows, negative or beyond its end when that part of the take is not shown; null without one. */
export function momentOffset(clip: Clip, rate: FrameRate): number | null {
  if (clip.momentTicks === undefined) return null
  const { numerator, denominator } = clip.speed
  const inSource = clip.momentTicks - clip.sourceStartTicks
  return scaleRound(inSource * denominator, rate.numerator, TICKS_PER_SECOND * rate.denominator * numerator)
}
