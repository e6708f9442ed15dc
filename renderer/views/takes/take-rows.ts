import type { OpenRequest } from '#model/contract/outbox-contract.ts'
import type { TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import type { RejectReason } from '#model/reject-reason.ts'
import type { Judgement } from '#model/take.ts'
import { wayOnOf } from './way-on.ts'

/** Which takes the grid shows. `coming` are those whose request has not delivered. */
export const TAKE_FILTERS = ['all', 'unseen', 'kept', 'circled', 'rejected', 'coming'] as const
export type TakeFilter = (typeof TAKE_FILTERS)[number]

/** One row of the grid: a shot, or the Board (null) with what belongs to no shot. Newest takes first. */
export type GridRow = { readonly shot: TakeShot | null; readonly takes: readonly TakeRow[] }

export type GridWish = {
  readonly filter: TakeFilter
  /** Takes that the search found; null = nothing is searched for. */
  readonly found: ReadonlySet<string> | null
  readonly isRejectedHidden: boolean
  /** The take that is looked at stays in its place, however it is judged, until one turns to another. */
  readonly heldId: string | null
}

/** The grid's rows in the order of the film, the Board last. Shots without a fitting take stand there only when all are shown. */
export function gridRows(shots: readonly TakeShot[], takes: readonly TakeRow[], wish: GridWish): GridRow[] {
  const isWhole = wish.filter === 'all' && wish.found === null
  const takesOf = new Map<string | null, TakeRow[]>()
  const put = (key: string | null, take: TakeRow): void => {
    const list = takesOf.get(key)
    if (list) list.push(take)
    else takesOf.set(key, [take])
  }
  for (const take of takes) {
    if (!isShown(take, wish)) continue
    if (take.shotIds.length === 0) put(null, take)
    for (const shotId of take.shotIds) put(shotId, take)
  }
  const rows: GridRow[] = shots.map(shot => ({ shot, takes: (takesOf.get(shot.id) ?? []).toReversed() }))
  const board: GridRow = { shot: null, takes: (takesOf.get(null) ?? []).toReversed() }
  return [...rows.filter(row => isWhole || row.takes.length > 0), ...(board.takes.length > 0 ? [board] : [])]
}

/** The rows that dailies run through: these takes alone, in the order of the film, whatever the grid shows. */
export function dailiesRows(
  shots: readonly TakeShot[],
  takes: readonly TakeRow[],
  these: ReadonlySet<string>,
): GridRow[] {
  return gridRows(shots, takes, { filter: 'all', found: these, isRejectedHidden: false, heldId: null })
}

function isShown(take: TakeRow, { filter, found, isRejectedHidden, heldId }: GridWish): boolean {
  if (found && !found.has(take.id)) return false
  if (take.id === heldId) return true
  if (isRejectedHidden && take.judgement === 'rejected' && filter !== 'rejected') return false
  switch (filter) {
    case 'all':
      return true
    case 'coming':
      return take.media === null
    case 'unseen':
      return take.media !== null && take.judgement === 'unseen'
    case 'kept':
    case 'circled':
    case 'rejected':
      return take.judgement === filter
    default:
      return filter satisfies never
  }
}

export type TakeCounts = Readonly<Record<TakeFilter, number>> & {
  readonly shots: number
  /** Shots with a circled take. */
  readonly circledShots: number
  /** Shots without a take, and with none on the way. */
  readonly shotsWithout: number
}

/** What stands on the chips. `open` tells which takes that have not come yet will never come by themselves. */
export function countTakes(
  shots: readonly TakeShot[],
  takes: readonly TakeRow[],
  open: ReadonlyMap<string, OpenRequest>,
): TakeCounts {
  const counts = { all: takes.length, unseen: 0, kept: 0, circled: 0, rejected: 0, coming: 0 }
  const circled = new Set<string>()
  const served = new Set<string>()
  for (const take of takes) {
    if (take.media === null) counts.coming += 1
    else if (take.judgement === 'unseen') counts.unseen += 1
    if (take.judgement === 'kept' || take.judgement === 'circled' || take.judgement === 'rejected') {
      counts[take.judgement] += 1
    }
    const isServing = take.judgement !== 'rejected' && (take.media !== null || open.has(take.id))
    for (const shotId of take.shotIds) {
      if (take.judgement === 'circled') circled.add(shotId)
      if (isServing) served.add(shotId)
    }
  }
  return {
    ...counts,
    shots: shots.length,
    circledShots: shots.filter(({ id }) => circled.has(id)).length,
    shotsWithout: shots.filter(({ id }) => !served.has(id)).length,
  }
}

/** How many of these takes are here, on their way, and stopped until a person decides. */
export function standingOf(
  takes: readonly TakeRow[],
  open: ReadonlyMap<string, OpenRequest>,
): { readonly here: number; readonly coming: number; readonly needYou: number } {
  const away = takes.filter(({ media }) => media === null)
  const needYou = away.filter(({ id }) => wayOnOf(open.get(id)) !== null).length
  return { here: takes.length - away.length, coming: away.length - needYou, needYou }
}

/** A tile of the grid: which row, and which take in it. */
export type Cell = { readonly row: number; readonly column: number }

export function cellOf(rows: readonly GridRow[], takeId: string | null, shotId: string | null): Cell | null {
  if (takeId !== null) {
    // A take of several shots stands in several rows: the one of the current shot is meant.
    const own = rows.findIndex(row => row.shot?.id === shotId && row.takes.some(({ id }) => id === takeId))
    const row = own === -1 ? rows.findIndex(({ takes }) => takes.some(({ id }) => id === takeId)) : own
    if (row !== -1) return { row, column: rows[row]!.takes.findIndex(({ id }) => id === takeId) }
  }
  const row = shotId === null ? -1 : rows.findIndex(({ shot }) => shot?.id === shotId)
  return row === -1 ? null : { row, column: 0 }
}

/** The next tile with a take to the left (-1) or right (1), on to the next row at the end of one; null at the very end. */
export function stepTake(rows: readonly GridRow[], from: Cell, by: 1 | -1): Cell | null {
  let { row, column } = from
  column += by
  while (row >= 0 && row < rows.length) {
    const { takes } = rows[row]!
    if (column >= 0 && column < takes.length) return { row, column }
    row += by
    column = by === 1 ? 0 : (rows[row]?.takes.length ?? 0) - 1
  }
  return null
}

/** The next tile whose take can be judged: one that has come. */
export function nextDelivered(rows: readonly GridRow[], from: Cell): Cell | null {
  let next = stepTake(rows, from, 1)
  while (next && rows[next.row]!.takes[next.column]!.media === null) next = stepTake(rows, next, 1)
  return next
}

/** The nearest tile, forwards first, whose take is none of these. */
export function nextBeside(rows: readonly GridRow[], from: Cell, these: ReadonlySet<string>): Cell | null {
  for (const by of [1, -1] as const) {
    let next = stepTake(rows, from, by)
    while (next && these.has(rows[next.row]!.takes[next.column]!.id)) next = stepTake(rows, next, by)
    if (next) return next
  }
  return null
}

/** The tile that stands where one stood that has gone; before any, the first with a take. Null where nothing is shown. */
export function cellNear(rows: readonly GridRow[], last: Cell): Cell | null {
  const row = Math.min(last.row, rows.length - 1)
  const here = rows[row]
  if (!here) return null
  if (here.takes.length > 0) return { row, column: Math.min(last.column, here.takes.length - 1) }
  const empty = { row, column: 0 }
  return stepTake(rows, empty, 1) ?? stepTake(rows, empty, -1) ?? empty
}

/** The takes from one tile to another, as they are read, both included. */
export function takesBetween(rows: readonly GridRow[], one: Cell, other: Cell): string[] {
  const isBefore = one.row < other.row || (one.row === other.row && one.column <= other.column)
  const [from, to] = isBefore ? [one, other] : [other, one]
  return rows.slice(from.row, to.row + 1).flatMap(({ takes }, index) => {
    const end = from.row + index === to.row ? to.column + 1 : takes.length
    return takes.slice(index === 0 ? from.column : 0, end).map(({ id }) => id)
  })
}

/** The row above or below, as near to the same column as it goes; null at the ends. */
export function stepRow(rows: readonly GridRow[], from: Cell, by: 1 | -1): Cell | null {
  const row = from.row + by
  const takes = rows[row]?.takes
  if (!takes) return null
  return { row, column: Math.max(0, Math.min(from.column, takes.length - 1)) }
}

/** The first take that can be judged of the next shot without a circled one, from the row after `from` around to it. */
export function nextUncircled(rows: readonly GridRow[], from: Cell): Cell | null {
  for (let step = 1; step < rows.length; step += 1) {
    const row = (from.row + step) % rows.length
    const { shot, takes } = rows[row]!
    if (shot === null || takes.some(({ judgement }) => judgement === 'circled')) continue
    const fresh = takes.findIndex(({ media, judgement }) => media !== null && judgement !== 'rejected')
    const column = fresh === -1 ? takes.findIndex(({ media }) => media !== null) : fresh
    if (column !== -1) return { row, column }
  }
  return null
}

/** The rows as they will be once these takes are judged so: what is under the finger does not wait for the studio. */
export function judged(takes: readonly TakeRow[], takeIds: readonly string[], judgement: Judgement): TakeRow[] {
  const these = new Set(takeIds)
  const shots = new Set(
    judgement === 'circled' ? takes.filter(({ id }) => these.has(id)).flatMap(({ shotIds }) => shotIds) : [],
  )
  return takes.map(take => {
    if (these.has(take.id)) return { ...take, judgement, reasons: judgement === 'rejected' ? take.reasons : [] }
    const isReplaced = take.judgement === 'circled' && take.shotIds.some(id => shots.has(id))
    return isReplaced ? { ...take, judgement: 'kept' } : take
  })
}

/** The rows as they will be once these rejected takes have this reason, or have it no more; null = none at all. */
export function reasoned(
  takes: readonly TakeRow[],
  takeIds: readonly string[],
  reason: RejectReason | null,
  isGiven: boolean,
): TakeRow[] {
  const these = new Set(takeIds)
  return takes.map(take => {
    if (!these.has(take.id) || take.judgement !== 'rejected') return take
    const others = reason === null ? [] : take.reasons.filter(other => other !== reason)
    return { ...take, reasons: reason !== null && isGiven ? [...others, reason] : others }
  })
}
