import type { MediaId } from '../ids.ts'
import { sourceTicks } from '../render-plan.ts'
import { SAMPLE_POINT } from '../sample-point.ts'
import type { Clip, Gap, Sequence, Speed } from '../sequence.ts'
import { ticks, TICKS_PER_SECOND, type FrameRate, type Ticks } from '../time.ts'

/** What of a take stands on one side of a cut: `frameCount` film frames of it, no more than tell of the cut. */
export type JoinSide = {
  readonly mediaId: MediaId
  readonly startTicks: Ticks
  readonly speed: Speed
  readonly frameCount: number
}

/** The film that takes are cut into. */
export type JoinFilm = { readonly rate: FrameRate; readonly width: number; readonly height: number }

/** Two takes that meet at a cut. */
export type Join = { readonly outgoing: JoinSide; readonly incoming: JoinSide; readonly film: JoinFilm }

/** Why a cut between two clips is not measured. */
export type NoJoin = 'dissolve' | 'dip' | 'no-take' | 'still'

/** A cut between two clips of a film's picture. */
export type FilmCut = {
  /** The frame that the incoming clip begins on. */
  readonly frame: number
  readonly before: Clip
  readonly after: Clip
} & Meeting

export type Meeting = { readonly join: Join; readonly why: null } | { readonly join: null; readonly why: NoJoin }

/** A slow clip shows sixteen pictures in at most so many frames (see `shownFrames`). */
const LONGEST_SIDE = 96

/** The cuts of V1 at which clip meets clip, in the order of the film. */
export function cutsOf(sequence: Sequence): FilmCut[] {
  const track = sequence.tracks.find(({ kind }) => kind === 'picture')
  const cuts: FilmCut[] = []
  let [frame, before, style]: [number, Clip | Gap | null, 'dissolve' | 'dip' | null] = [0, null, null]
  for (const item of track?.items ?? []) {
    if (item.kind === 'transition') {
      style = item.style
      continue
    }
    if (before?.kind === 'clip' && item.kind === 'clip') {
      const met = style ? ({ join: null, why: style } as const) : meeting(before, item, sequence)
      cuts.push({ frame, before, after: item, ...met })
    }
    frame += item.frameCount
    ;[before, style] = [item, null]
  }
  return cuts
}

/** What two clips that touch are measured by, or why they are not. */
export function meeting(before: Clip, after: Clip, { rate, width, height }: JoinFilm): Meeting {
  const why = whyNot(before) ?? whyNot(after)
  if (why) return { join: null, why }
  const film = { rate, width, height }
  return { join: { outgoing: endOf(before, rate), incoming: startOf(after), film }, why: null }
}

/** A picture of a take, by the instant it stands at, counted from its first. */
export type TakePicture = { readonly mediaId: MediaId; readonly atTicks: number }

/** The last picture before the cut and the first after it (R4). */
export function picturesAt({ outgoing, incoming, film }: Join): { last: TakePicture; first: TakePicture } {
  const at = ({ mediaId, startTicks, speed }: JoinSide, frame: number): TakePicture => {
    const { rate } = film
    const perFrame = (TICKS_PER_SECOND * rate.denominator * speed.numerator) / (rate.numerator * speed.denominator)
    return { mediaId, atTicks: startTicks + Math.round((frame + SAMPLE_POINT) * perFrame) }
  }
  return { last: at(outgoing, outgoing.frameCount - 1), first: at(incoming, 0) }
}

/**
 * Says all that a measured join depends on: equal keys are one measurement. The number it begins with grows with the way joins are measured.
 */
export function joinKey({ outgoing, incoming, film }: Join): string {
  const { rate, width, height } = film
  const side = ({ mediaId, startTicks, speed, frameCount }: JoinSide): string =>
    `${mediaId}@${startTicks}+${frameCount}x${speed.numerator}/${speed.denominator}`
  return `1 ${side(outgoing)} ${side(incoming)} ${rate.numerator}/${rate.denominator} ${width}x${height}`
}

function whyNot({ source, isOff }: Clip): NoJoin | null {
  if (source.kind === 'still') return 'still'
  return source.kind === 'take' && !isOff ? null : 'no-take'
}

function endOf(clip: Clip, rate: FrameRate): JoinSide {
  const frameCount = Math.min(clip.frameCount, LONGEST_SIDE)
  const skipped = sourceTicks(clip.frameCount - frameCount, clip.speed, rate)
  return { ...startOf(clip), startTicks: ticks(clip.sourceStartTicks + skipped), frameCount }
}

function startOf({ source, sourceStartTicks, speed, frameCount }: Clip): JoinSide {
  if (source.kind !== 'take') throw new Error('only takes are measured')
  return {
    mediaId: source.mediaId,
    startTicks: sourceStartTicks,
    speed,
    frameCount: Math.min(frameCount, LONGEST_SIDE),
  }
}
