import type { TakesSeam } from '#model/contract/seams-contract.ts'
import type { Takes } from './use-takes.ts'

/** The number of a shot, null of a bridge; and of its take where there is one. */
export type NumbersOf = (of: TakesSeam['before']) => readonly [shot: number | null, take: number | null]

export function numbersOf({ shots, takes }: Pick<Takes, 'shots' | 'takes'>): NumbersOf {
  const shotNumbers = new Map(shots.map(({ id, number }) => [id, number]))
  const takeNumbers = new Map(takes.map(({ id, number }) => [id, number]))
  return ({ shotId, takeId }) => [
    (shotId === null ? null : shotNumbers.get(shotId)) ?? null,
    takeId === null ? null : (takeNumbers.get(takeId) ?? null),
  ]
}
