import { ticks, TICKS_PER_SECOND, type Ticks } from './time.ts'

/** The pictures of a take in one image, read like a page: `columns` beside each other, each `STRIP_TILE` large. */
export type StripLayout = {
  readonly count: number
  readonly columns: number
  readonly rows: number
  /** Picture i stands for the take from i times this on, and shows its middle. */
  readonly stepTicks: Ticks
}

/** The size of a picture of a strip, in points. */
export const STRIP_TILE = { width: 160, height: 90 } as const

const STEP_TICKS = TICKS_PER_SECOND / 2
const COLUMNS = 10
/** More would make an image that browsers refuse; long takes get a longer step. */
const MOST_PICTURES = 400

/** The layout of a take's strip, from its length alone: what makes the image and what reads it agree. */
export function stripLayout(durationTicks: number): StripLayout {
  const stepTicks = Math.max(STEP_TICKS, Math.ceil(durationTicks / MOST_PICTURES))
  const count = Math.max(1, Math.ceil(durationTicks / stepTicks))
  return { count, columns: Math.min(COLUMNS, count), rows: Math.ceil(count / COLUMNS), stepTicks: ticks(stepTicks) }
}

/** Where in the strip's image the picture of an instant stands, in points from its upper left corner. */
export function stripPlace(layout: StripLayout, atTicks: number): { readonly x: number; readonly y: number } {
  const index = Math.max(0, Math.min(layout.count - 1, Math.floor(atTicks / layout.stepTicks)))
  return {
    x: (index % layout.columns) * STRIP_TILE.width,
    y: Math.floor(index / layout.columns) * STRIP_TILE.height,
  }
}
