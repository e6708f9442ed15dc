import { assertNever } from '#model/assert-never.ts'
import type { Piece, PieceFade, PieceSource, RenderPlan, ShotCaption } from '#model/render-plan.ts'
import { SAMPLE_POINT } from '#model/sample-point.ts'
import { stillScaleAt } from '#model/still-scale.ts'
import { ticks, ticksFromFrames, TICKS_PER_SECOND, type FrameRate } from '#model/time.ts'

/** One picture of a film frame. */
export type PreviewPicture =
  /** `atTicks` is counted from the source's first picture; before it, and after the last, the nearest is held. */
  | { readonly kind: 'take'; readonly mediaId: string; readonly atTicks: number }
  /** A still, enlarged about its middle. */
  | { readonly kind: 'still'; readonly mediaId: string; readonly scale: number }
  /** In place of a missing take; black without a caption. */
  | { readonly kind: 'card'; readonly caption: ShotCaption | null }

/** What a film frame shows: pictures one over the other, each with its share of what is seen, under so much light. */
export type PreviewFrame = {
  readonly layers: readonly { readonly picture: PreviewPicture; readonly share: number }[]
  /** 1, or less in a fade or a dip; 0 is black. */
  readonly light: number
  readonly caption: ShotCaption | null
}

const BLACK: PreviewFrame = {
  layers: [{ picture: { kind: 'card', caption: null }, share: 1 }],
  light: 1,
  caption: null,
}

/** The film frame that stands at an instant. */
export function frameAtTicks(position: number, rate: FrameRate): number {
  // A whole number for every rate of films.
  return Math.floor(position / ((TICKS_PER_SECOND * rate.denominator) / rate.numerator))
}

/** What a frame of the film shows; black outside the plan's span. The same rules as the render's (R2, R4-R9). */
export function previewFrame(plan: RenderPlan, frame: number): PreviewFrame {
  const piece = pieceAt(plan, frame)
  if (!piece) return BLACK
  const inPiece = frame - piece.startFrame
  const light = piece.fades.reduce((product, fade) => product * lightOf(fade, inPiece), 1)
  const { content } = piece
  switch (content.kind) {
    case 'solo':
      return {
        layers: [{ picture: pictureOf(content.source, inPiece, plan.rate), share: 1 }],
        light,
        caption: captionOver(content.source),
      }
    case 'dissolve': {
      const inDissolve = inPiece + content.skipFrames
      const shown = inDissolve < content.cutFrame ? content.outgoing : content.incoming
      return {
        layers: [
          { picture: pictureOf(content.outgoing, inDissolve, plan.rate), share: 1 },
          {
            picture: pictureOf(content.incoming, inDissolve, plan.rate),
            share: (inDissolve + 0.5) / content.totalFrames,
          },
        ],
        light,
        caption: captionOver(shown),
      }
    }
    default:
      return assertNever(content)
  }
}

/** The piece that holds a frame, by halving; undefined outside the plan. */
export function pieceAt({ pieces }: RenderPlan, frame: number): Piece | undefined {
  let [low, high] = [0, pieces.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (pieces[middle]!.endFrame <= frame) low = middle + 1
    else high = middle
  }
  const piece = pieces[low]
  return piece && piece.startFrame <= frame ? piece : undefined
}

function pictureOf(source: PieceSource, frame: number, rate: FrameRate): PreviewPicture {
  switch (source.kind) {
    case 'card':
      return { kind: 'card', caption: source.caption }
    case 'take':
      return { kind: 'take', mediaId: source.mediaId, atTicks: instantOf(source, frame + SAMPLE_POINT, rate) }
    case 'still':
      return { kind: 'still', mediaId: source.mediaId, scale: stillScaleAt(ticks(instantOf(source, frame, rate))) }
    default:
      return assertNever(source)
  }
}

/** How far a source has run after so many frames of its piece. */
function instantOf(
  { startTicks, speed }: Exclude<PieceSource, { kind: 'card' }>,
  frames: number,
  rate: FrameRate,
): number {
  const perFrame = (TICKS_PER_SECOND * rate.denominator * speed.numerator) / (rate.numerator * speed.denominator)
  return startTicks + Math.round(frames * perFrame)
}

/** A card carries its own words. */
function captionOver(source: PieceSource): ShotCaption | null {
  return source.kind === 'card' ? null : source.caption
}

/** Frame i of a fade in of n has i / n of the light, of a fade out 1 - (i + 1) / n (R6). */
function lightOf({ direction, startFrame, frames }: PieceFade, frame: number): number {
  const share = direction === 'in' ? (frame - startFrame) / frames : 1 - (frame - startFrame + 1) / frames
  return Math.max(0, Math.min(1, share))
}

/** A take that is on screen, or soon will be: its run can be played by one video element without a jump. */
export type Run = {
  /** The same for what goes on without a jump: across a dissolve's edges, and between the parts of a long clip. */
  readonly key: string
  readonly mediaId: string
  /** Film frames in which it is seen. */
  readonly startFrame: number
  readonly endFrame: number
  /** The instant of the source at the beginning of film frame 0, and what passes of it in a film second. */
  readonly originTicks: number
  readonly speed: number
}

/** Every take of the film as runs, in the order in which they are first seen. */
export function runsOf(plan: RenderPlan): Run[] {
  const open = new Map<string, Run>()
  const runs: Run[] = []
  for (const piece of plan.pieces) {
    for (const [source, startFrame] of sourcesOf(piece)) {
      if (source.kind !== 'take') continue
      const speed = source.speed.numerator / source.speed.denominator
      const originTicks = source.startTicks - ticksFromFrames(startFrame, plan.rate) * speed
      // Rounded, for the parts of one clip begin on whole ticks each.
      const line = `${source.mediaId} ${speed} ${Math.round(originTicks / 7056)}`
      const before = open.get(line)
      const isOn = before !== undefined && before.endFrame >= piece.startFrame
      const run: Run = isOn
        ? { ...before, endFrame: Math.max(before.endFrame, piece.endFrame) }
        : {
            key: `${line} ${piece.startFrame}`,
            mediaId: source.mediaId,
            startFrame: piece.startFrame,
            endFrame: piece.endFrame,
            originTicks,
            speed,
          }
      if (isOn) runs[runs.indexOf(before)] = run
      else runs.push(run)
      open.set(line, run)
    }
  }
  return runs.toSorted((a, b) => a.startFrame - b.startFrame)
}

/** The sources of a piece with the film frame at which each begins. */
function sourcesOf({ content, startFrame }: Piece): (readonly [PieceSource, number])[] {
  switch (content.kind) {
    case 'solo':
      return [[content.source, startFrame]]
    case 'dissolve':
      return [
        [content.outgoing, startFrame - content.skipFrames],
        [content.incoming, startFrame - content.skipFrames],
      ]
    default:
      return assertNever(content)
  }
}
