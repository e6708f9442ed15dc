import type { ModelEntry } from '../catalogue.ts'
import { framesCovering, ticksFromSeconds, type FrameRate, type Ticks } from '../time.ts'

/** So much tells how a camera moves, and costs little to send; of those whose makers say how little they take, all take it. */
const LEAD_TICKS = ticksFromSeconds(2)

/** A clip to be made that begins on a picture of another one. */
export type LedClip = {
  readonly askTicks: Ticks
  readonly endsOnPicture: boolean
  /** The other one's rate, and how many pictures it has up to the handed one, that one included. */
  readonly rate: FrameRate
  readonly pictures: number
}

type Leading = Pick<ModelEntry, 'maxStartPictures' | 'extend'>

/** How many pictures of the other clip a model is handed, up to the one its own is to begin on, that one included; 1: it alone (SPEC B3). */
export function leadLength(
  { maxStartPictures = 1, extend }: Leading,
  { askTicks, endsOnPicture, rate, pictures }: LedClip,
): number {
  if (!extend) return Math.min(maxStartPictures, pictures)
  const led = Math.min(framesCovering(LEAD_TICKS, rate), pictures)
  const isEnough = led >= framesCovering(ticksFromSeconds(extend.minLeadSeconds), rate)
  return goesOn({ extend }, { askTicks, endsOnPicture }) && isEnough ? led : 1
}

/** Whether a model makes such a clip going on from one, where enough of that is there. */
export function goesOn(
  { extend }: Pick<ModelEntry, 'extend'>,
  { askTicks, endsOnPicture }: Pick<LedClip, 'askTicks' | 'endsOnPicture'>,
): boolean {
  return extend !== undefined && !endsOnPicture && askTicks <= ticksFromSeconds(extend.maxSeconds)
}

/** Whether both are handed as much: what one went on from, the other can. */
export function areLedAlike(a: Leading, b: Leading): boolean {
  return Boolean(a.extend) === Boolean(b.extend) && (a.maxStartPictures ?? 1) === (b.maxStartPictures ?? 1)
}
