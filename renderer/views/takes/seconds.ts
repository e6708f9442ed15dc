import { ownTicks } from '#model/assemble/source-window.ts'
import type { TakeRow } from '#model/contract/takes-contract.ts'
import { framesIn, secondsFromFrames, secondsFromTicks, ticks, type FrameRange, type FrameRate } from '#model/time.ts'

/** `8.0`: tenths are enough to tell takes apart. */
export function tenths(durationTicks: number): string {
  return secondsFromTicks(ticks(durationTicks)).toFixed(1)
}

/** How long a take is, in ticks, without pictures of the clip before it. */
export function ownLength({ bound }: Pick<TakeRow, 'bound'>, { facts }: NonNullable<TakeRow['media']>): number {
  return ownTicks({ ...facts, durationTicks: ticks(facts.durationTicks) }, bound?.leadPictures)
}

/** `4.29`: places are told as exactly as they are cut. */
export function placeSeconds(place: FrameRange, rate: FrameRate): string {
  return secondsFromFrames(framesIn(place), rate).toFixed(2)
}
