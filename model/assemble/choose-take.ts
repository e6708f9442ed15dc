import { assertNever } from '../assert-never.ts'
import type { ShotId } from '../ids.ts'
import type { Take } from '../take.ts'

/** A take with what its pedigree says of it. */
export type Candidate = {
  readonly take: Take
  /** Whether it was made for the prompt its shot has now. */
  readonly isCurrent: boolean
}

/** Higher is better; null for a take that may not be used. */
function rank(take: Take): number | null {
  switch (take.judgement) {
    case 'circled':
      return Infinity
    case 'kept':
      return 1 + take.stars
    case 'seen':
    case 'unseen':
      return 0
    case 'rejected':
      return null
    default:
      return assertNever(take.judgement)
  }
}

/**
 * The take that a shot uses: the circled one, else the kept one with most stars, else the newest that is there; a rejected
 * one never. Among equals those made for the shot's present prompt come first, then those long enough, then the newest.
 */
export function chooseTake(
  shotId: ShotId,
  candidates: readonly Candidate[],
  isLongEnough: (take: Take) => boolean,
): Take | undefined {
  return bestOf(
    candidates.filter(({ take }) => take.shotIds.includes(shotId)),
    isLongEnough,
  )
}

/** The take that a bridged seam uses: chosen as a shot's is. */
export function chooseBridge(
  { from, to }: NonNullable<Take['bridge']>,
  candidates: readonly Candidate[],
): Take | undefined {
  return bestOf(
    candidates.filter(({ take }) => take.bridge?.from === from && take.bridge.to === to),
    () => true,
  )
}

function bestOf(candidates: readonly Candidate[], isLongEnough: (take: Take) => boolean): Take | undefined {
  return candidates
    .filter(({ take }) => take.media !== null)
    .flatMap(candidate => {
      const best = rank(candidate.take)
      return best === null ? [] : [{ ...candidate, best, isLongEnough: isLongEnough(candidate.take) }]
    })
    .toSorted(
      (a, b) =>
        (a.best === b.best ? 0 : b.best - a.best) ||
        Number(b.isCurrent) - Number(a.isCurrent) ||
        Number(b.isLongEnough) - Number(a.isLongEnough) ||
        b.take.createdAtMs - a.take.createdAtMs ||
        b.take.number - a.take.number ||
        (a.take.id < b.take.id ? 1 : -1),
    )[0]?.take
}
