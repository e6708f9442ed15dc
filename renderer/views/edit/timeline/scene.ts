import type { ItemId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import type { WavePeaks } from '#model/wave-peaks.ts'
import type { CutFacts } from '../../../editor/cut-facts.ts'
import type { Row } from '../../../editor/rows.ts'
import type { TrimPoint } from '../../../editor/trim-point.ts'
import type { ViewSpan } from '../../../editor/view-span.ts'
import type { CutSeams } from '../../../editor/use-cut-seams.ts'
import type { Strips } from '../../../editor/use-strips.ts'
import type { TimelineColours } from './timeline-colours.ts'

/** All that a picture of the timeline is drawn from. */
export type Scene = {
  readonly sequence: Sequence
  readonly facts: CutFacts
  readonly rows: readonly Row[]
  readonly span: ViewSpan
  readonly selection: ReadonlySet<ItemId>
  /** The cut that is trimmed by keys. */
  readonly trimPoint: TrimPoint | null
  /** Clips that a ripple that is going on would move. */
  readonly moving: ReadonlySet<ItemId>
  readonly marks: { readonly inFrame: number | null; readonly outFrame: number | null }
  /** Where the gesture that is going on is drawn to. */
  readonly snappedFrame: number | null
  readonly peaks: WavePeaks | undefined
  readonly strips: Strips
  readonly seams: CutSeams
  readonly colours: TimelineColours
}

export type Pen = CanvasRenderingContext2D

export const FONT = "'Inter Variable', Inter, system-ui, sans-serif"

/** Words that end where their room does. */
export function writeIn(pen: Pen, words: string, x: number, y: number, room: number): number {
  if (room < 8 || words === '') return 0
  const width = pen.measureText(words).width
  if (width <= room) {
    pen.fillText(words, x, y)
    return width
  }
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (pen.measureText(`${words.slice(0, middle).trimEnd()}…`).width <= room) low = middle
    else high = middle - 1
  }
  if (low === 0) return 0
  const cut = `${words.slice(0, low).trimEnd()}…`
  pen.fillText(cut, x, y)
  return pen.measureText(cut).width
}

/** Words that are there whole or not at all. */
export function writeWhole(pen: Pen, words: string, x: number, y: number, room: number): void {
  if (pen.measureText(words).width <= room) pen.fillText(words, x, y)
}
