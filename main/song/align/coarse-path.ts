import { setImmediate as breathe } from 'node:timers/promises'
import { likeness, type Rows } from './sound-print.ts'

/** Leaving out a row of either song costs this much: less than taking two that have little in common for the same. */
const SKIP_COST = 0.42
/** Rows between two turns of everything else this process does. */
const ROWS_A_TURN = 24

/** Row `old` of one song is row `young` of the other. */
export type Match = { readonly old: number; readonly young: number }

/**
 * The cheapest way through both songs from start to end, on which rows are the same, or only in one of the two (dynamic
 * programming over all pairs of rows). Tells the pairs that are the same, ascending in both.
 */
export async function coarsePath(old: Rows, young: Rows, signal?: AbortSignal): Promise<Match[]> {
  const width = young.count + 1
  let above = Float32Array.from({ length: width }, (_, column) => column * SKIP_COST)
  const cameFrom = new Uint8Array((old.count + 1) * width)
  cameFrom.fill(FROM_LEFT, 0, width)
  for (let row = 1; row <= old.count; row++) {
    if (row % ROWS_A_TURN === 0) {
      await breathe()
      signal?.throwIfAborted()
    }
    const costs = new Float32Array(width)
    costs[0] = row * SKIP_COST
    cameFrom[row * width] = FROM_ABOVE
    for (let column = 1; column < width; column++) {
      const same = above[column - 1]! + 1 - likeness(old, row - 1, young, column - 1)
      const onlyOld = above[column]! + SKIP_COST
      const onlyYoung = costs[column - 1]! + SKIP_COST
      const least = Math.min(same, onlyOld, onlyYoung)
      costs[column] = least
      cameFrom[row * width + column] = least === same ? FROM_BOTH : least === onlyOld ? FROM_ABOVE : FROM_LEFT
    }
    above = costs
  }
  return walkBack(cameFrom, old.count, young.count)
}

const FROM_BOTH = 0
const FROM_ABOVE = 1
const FROM_LEFT = 2

function walkBack(cameFrom: Uint8Array, oldCount: number, youngCount: number): Match[] {
  const matches: Match[] = []
  let row = oldCount
  let column = youngCount
  while (row > 0 || column > 0) {
    const step = cameFrom[row * (youngCount + 1) + column]
    if (step === FROM_BOTH) matches.push({ old: row - 1, young: column - 1 })
    if (step !== FROM_LEFT) row -= 1
    if (step !== FROM_ABOVE) column -= 1
  }
  return matches.toReversed()
}
