import type { Speed } from './sequence.ts'
import { ticks, TICKS_PER_SECOND, type Ticks } from './time.ts'

/** Spare time before and after the used part of every take. */
export const HANDLE_TICKS: Ticks = ticks(TICKS_PER_SECOND / 2)

/** Takes run in their places as recorded. */
export const PACE: Speed = { numerator: 1, denominator: 1 }
