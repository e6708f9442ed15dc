import type { Fault, FaultRule } from './faults.ts'
import type { Family, Operation } from './family.ts'

/** How often a fault is to happen: `rate` 0..1 of the requests named. */
export type FaultRate = {
  readonly family?: Family
  readonly on: Operation
  readonly fault: Fault
  readonly rate: number
}

/**
 * Rules that strike as if by chance, and the same for the same seed: of the first `count` requests of each kind, which ones
 * are struck, and by what, is drawn beforehand, so it does not depend on how requests of different kinds alternate.
 */
export function randomFaults(seed: number, rates: readonly FaultRate[], count = 200): FaultRule[] {
  const random = mulberry32(seed)
  const kinds = Map.groupBy(rates, ({ family, on }) => `${family ?? ''} ${on}`)
  const rules: FaultRule[] = []
  for (const rates of kinds.values()) {
    for (let after = 0; after < count; after++) {
      const drawn = drawFault(rates, random())
      if (!drawn) continue
      const { family, on, fault } = drawn
      rules.push({ ...(family !== undefined && { family }), on, after, times: 1, fault })
    }
  }
  return rules
}

function drawFault(rates: readonly FaultRate[], draw: number): FaultRate | undefined {
  let upTo = 0
  return rates.find(({ rate }) => {
    upTo += rate
    return draw < upTo
  })
}

/** A small generator of numbers 0..1 that a seed determines. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
