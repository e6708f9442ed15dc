import { assertNever } from './assert-never.ts'
import type { ShotId } from './ids.ts'

/** The shots that takes are wanted for: those of the first round, of the second, or chosen by hand (SPEC Q17). */
export type AskedShots =
  | { readonly kind: 'without-takes' }
  | { readonly kind: 'none-kept' }
  | { readonly kind: 'these'; readonly shotIds: readonly ShotId[] }

/** What tells which round a shot is for. */
export type ShotStanding = {
  readonly id: ShotId
  /** It has a prompt: without one a round passes it over. */
  readonly isWritten: boolean
  /** It has a take that is not rejected, or one that is asked for and not dropped. */
  readonly isServed: boolean
  /** One of its takes is kept or circled. */
  readonly isDecided: boolean
  /** A take of it is being made, or may be. */
  readonly isOnTheWay: boolean
}

/** Takes of each shot that a round asks for, unless a person wishes otherwise. */
export const TAKES_OF_ROUND: Readonly<Record<AskedShots['kind'], number>> = {
  'without-takes': 1,
  'none-kept': 3,
  these: 1,
}

/** Those of the shots that are meant, in their order. */
export function shotsMeant<Shot extends ShotStanding>(shots: readonly Shot[], asked: AskedShots): Shot[] {
  switch (asked.kind) {
    case 'without-takes':
      return shots.filter(({ isWritten, isServed }) => isWritten && !isServed)
    case 'none-kept':
      return shots.filter(({ isWritten, isDecided, isOnTheWay }) => isWritten && !isDecided && !isOnTheWay)
    case 'these': {
      const these = new Set(asked.shotIds)
      return shots.filter(({ id }) => these.has(id))
    }
    default:
      return assertNever(asked)
  }
}
