import { TICKS_PER_SECOND } from '#model/time.ts'

/** The stretch of the song that fills the width, in its ticks. Fractions of ticks are for the eye alone. */
export type StageView = { readonly startTicks: number; readonly endTicks: number }

/** A few dozen samples: any closer there is nothing more to see. */
const LEAST_TICKS = TICKS_PER_SECOND / 900

export function wholeSong(durationTicks: number): StageView {
  return { startTicks: 0, endTicks: Math.max(durationTicks, LEAST_TICKS) }
}

/** A closer look (`factor` below 1), or one from further off; `at` stays where it is on screen. */
export function zoomed(view: StageView, factor: number, at: number, durationTicks: number): StageView {
  const width = view.endTicks - view.startTicks
  const wanted = Math.min(durationTicks, Math.max(LEAST_TICKS, width * factor))
  const share = (at - view.startTicks) / width
  return held({ startTicks: at - share * wanted, endTicks: at + (1 - share) * wanted }, durationTicks)
}

export function scrolled(view: StageView, byTicks: number, durationTicks: number): StageView {
  return held({ startTicks: view.startTicks + byTicks, endTicks: view.endTicks + byTicks }, durationTicks)
}

/** The same width, moved so that an instant is in it: a page on, as one turns it, or into the middle. */
export function following(view: StageView, at: number, durationTicks: number): StageView {
  if (at >= view.startTicks && at <= view.endTicks) return view
  const width = view.endTicks - view.startTicks
  const isNextPage = at > view.endTicks && at < view.endTicks + width / 2
  const startTicks = isNextPage ? at - 0.06 * width : at - width / 2
  return held({ startTicks, endTicks: startTicks + width }, durationTicks)
}

/** A span with as much again on both sides. */
export function around(span: StageView, durationTicks: number): StageView {
  const width = span.endTicks - span.startTicks
  return held({ startTicks: span.startTicks - width, endTicks: span.endTicks + width }, durationTicks)
}

function held({ startTicks, endTicks }: StageView, durationTicks: number): StageView {
  const width = Math.min(endTicks - startTicks, Math.max(durationTicks, LEAST_TICKS))
  const start = Math.max(0, Math.min(startTicks, durationTicks - width))
  return { startTicks: start, endTicks: start + width }
}
