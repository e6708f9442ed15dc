import type { Ticks } from '../time.ts'

/** A sudden rise of the sound: a drum, a plucked string, a word. Strength 1 is an ordinary one of the song. */
export type Attack = { readonly atTicks: Ticks; readonly strength: number }

/** The index of the first attack that is not before `at`; attacks ascend. */
export function firstAttackFrom(attacks: readonly Attack[], at: number): number {
  let low = 0
  let high = attacks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (attacks[middle]!.atTicks < at) low = middle + 1
    else high = middle
  }
  return low
}

/** The attack that speaks loudest for `at`: strong and near, at most `reachTicks` away. */
export function attackNear(attacks: readonly Attack[], at: number, reachTicks: number): Attack | undefined {
  let best: Attack | undefined
  let bestWeight = 0
  for (let index = firstAttackFrom(attacks, at - reachTicks); index < attacks.length; index++) {
    const attack = attacks[index]!
    const distance = Math.abs(attack.atTicks - at)
    if (attack.atTicks > at + reachTicks) break
    const weight = attack.strength * (1 - 0.7 * (distance / reachTicks))
    if (weight > bestWeight) [best, bestWeight] = [attack, weight]
  }
  return best
}
