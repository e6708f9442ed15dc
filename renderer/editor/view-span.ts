/** The part of the film that a timeline shows. Points are CSS pixels from its left edge. */
export type ViewSpan = {
  readonly leftFrame: number
  readonly pointsPerFrame: number
  readonly width: number
  readonly filmFrames: number
}

/** Room after the film's last frame, so that its end can be taken hold of. */
const ROOM_AFTER = 24
/** At the finest zoom a frame is this wide. */
const WIDEST_FRAME = 60

/** What is seen with these wishes: never less than the whole film across the width, never more than a few frames. */
export function viewSpan(
  wish: { readonly leftFrame: number; readonly pointsPerFrame: number | null },
  width: number,
  filmFrames: number,
): ViewSpan {
  const fit = fittingScale(width, filmFrames)
  const pointsPerFrame = Math.min(Math.max(wish.pointsPerFrame ?? fit, fit), Math.max(fit, WIDEST_FRAME))
  const shownFrames = (width - ROOM_AFTER) / pointsPerFrame
  const leftFrame = Math.min(Math.max(0, wish.leftFrame), Math.max(0, filmFrames - shownFrames))
  return { leftFrame, pointsPerFrame, width, filmFrames }
}

export function fittingScale(width: number, filmFrames: number): number {
  return Math.max(1, width - ROOM_AFTER) / Math.max(1, filmFrames)
}

export function xOf(span: ViewSpan, frame: number): number {
  return (frame - span.leftFrame) * span.pointsPerFrame
}

/** The instant at a point, in frames and parts of one. */
export function frameAt(span: ViewSpan, x: number): number {
  return span.leftFrame + x / span.pointsPerFrame
}

/** The frame boundary nearest to a point. */
export function frameNear(span: ViewSpan, x: number): number {
  return Math.round(frameAt(span, x))
}

/** The frame that is under a point. */
export function frameUnder(span: ViewSpan, x: number): number {
  return Math.floor(frameAt(span, x))
}

/** The frame at the left edge after scrolling by so many points, inside the film. */
export function scrolledBy(span: ViewSpan, points: number): number {
  const most = Math.max(0, span.filmFrames - (span.width - ROOM_AFTER) / span.pointsPerFrame)
  return Math.min(most, Math.max(0, span.leftFrame + points / span.pointsPerFrame))
}

/** Zooms so that the frame under `x` stays there. */
export function zoomedAt(span: ViewSpan, x: number, factor: number): { leftFrame: number; pointsPerFrame: number } {
  const frame = frameAt(span, x)
  const fit = fittingScale(span.width, span.filmFrames)
  const pointsPerFrame = Math.min(Math.max(span.pointsPerFrame * factor, fit), Math.max(fit, WIDEST_FRAME))
  return { leftFrame: frame - x / pointsPerFrame, pointsPerFrame }
}

/** Zooms about a frame where it is in sight; where it is not, it is in the middle after. */
export function zoomedAbout(
  span: ViewSpan,
  frame: number,
  factor: number,
): { leftFrame: number; pointsPerFrame: number } {
  const x = xOf(span, frame)
  if (x >= 0 && x <= span.width) return zoomedAt(span, x, factor)
  const { pointsPerFrame } = zoomedAt(span, 0, factor)
  return { leftFrame: Math.max(0, frame - span.width / 2 / pointsPerFrame), pointsPerFrame }
}

/** The zoom as 0 (the whole film) to 100 (single frames), for a slider. */
export function zoomShare(span: ViewSpan): number {
  const fit = fittingScale(span.width, span.filmFrames)
  const most = Math.max(fit * 1.001, WIDEST_FRAME)
  return Math.round((100 * Math.log(span.pointsPerFrame / fit)) / Math.log(most / fit))
}

export function scaleOfShare(span: ViewSpan, share: number): number {
  const fit = fittingScale(span.width, span.filmFrames)
  return fit * Math.pow(Math.max(fit * 1.001, WIDEST_FRAME) / fit, share / 100)
}
