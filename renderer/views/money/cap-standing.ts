import type { ProjectMoney } from '#model/money.ts'

/** `over`: more was billed than the cap allows. `held`: what waits costs more than is left. */
export type CapStanding = 'fine' | 'no-cap' | 'held' | 'over'

export function capStanding({ capMicroUsd, spentMicroUsd, reservedMicroUsd }: ProjectMoney): CapStanding {
  if (capMicroUsd === null) return 'no-cap'
  if (spentMicroUsd > capMicroUsd) return 'over'
  return reservedMicroUsd > 0 && spentMicroUsd + reservedMicroUsd > capMicroUsd ? 'held' : 'fine'
}
