import type { CommandHandlers } from '../../commands/registry.ts'
import { runCommand } from '../../commands/registry.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { focusNow } from '../../frame/focus.ts'
import type { TakeRow } from '#model/contract/takes-contract.ts'
import { REJECT_REASONS, type RejectReason } from '#model/reject-reason.ts'
import type { Judgement } from '#model/take.ts'
import { cellOf, nextBeside, nextDelivered, nextUncircled, stepRow, stepTake, type Cell } from './take-rows.ts'
import { narrowTakes, setTakesSession, takesStore, toggleSelected, turnToTake } from './takes-store.ts'
import type { Takes } from './use-takes.ts'
import type { Judging } from './use-judging.ts'
import { useRemakeCommands } from './use-remake-commands.ts'

const STARS = [0, 1, 2, 3, 4, 5] as const

type Openers = {
  readonly make: () => void
  readonly importClips: () => void
  readonly editNote: () => void
  readonly copyHistory: (take: TakeRow, title: string) => void
  readonly watchDailies: () => void
  readonly endDailies: (untilMs: number) => void
}

/** Says what the keys of Takes do with the current take and those selected beside it. */
export function useTakesCommands({ rows, takes, open }: Takes, judging: Judging, openers: Openers): void {
  /** While the trash is looked at, the takes behind it are out of reach. */
  const isInTrash = (): boolean => takesStore.getState().layout === 'trash'
  const isInDailies = (): boolean => takesStore.getState().layout === 'dailies'
  /** Behind the end of dailies there is no take, though the last one stays in focus. */
  const isAtEnd = (): boolean => isInDailies() && (takesStore.getState().dailies.isOver || rows.length === 0)
  const here = (): Cell | null => (isInTrash() || isAtEnd() ? null : cellOf(rows, focusNow().takeId, focusNow().shotId))
  const current = (): TakeRow | undefined => {
    const cell = here()
    return cell ? rows[cell.row]?.takes[cell.column] : undefined
  }

  function go(cell: Cell | null, isKept = false): void {
    const row = cell && rows[cell.row]
    if (cell && row) turnToTake(row.shot?.id ?? null, row.takes[cell.column]?.id ?? null, isKept)
  }

  /** Those selected, else the current one. */
  function meant(): TakeRow[] {
    const { selected } = takesStore.getState()
    if (isInTrash()) return []
    if (selected.size > 0) return takes.filter(({ id }) => selected.has(id))
    const take = current()
    return take ? [take] : []
  }

  /** Of those the ones that have come: of the others nobody can tell anything yet. */
  function meantHere(): string[] {
    return meant().flatMap(({ id, media }) => (media === null ? [] : [id]))
  }

  function walk(step: (from: Cell) => Cell | null): void {
    const from = here()
    if (!isInTrash() && !isAtEnd()) go(from ? step(from) : firstCell())
  }

  function setOver(isOver: boolean): void {
    setTakesSession({ dailies: { ...takesStore.getState().dailies, isOver } })
  }

  function forward(): void {
    const from = here()
    if (isInDailies() && from && stepTake(rows, from, 1) === null) setOver(true)
    else walk(from => stepTake(rows, from, 1))
  }

  function firstCell(): Cell | null {
    return stepTake(rows, { row: 0, column: -1 }, 1)
  }

  function lastCell(): Cell | null {
    return stepTake(rows, { row: rows.length - 1, column: rows.at(-1)?.takes.length ?? 0 }, -1)
  }

  function judge(judgement: Judgement): void {
    const takeIds = meantHere()
    const from = here()
    if (takeIds.length === 0) return
    judging.judge(takeIds, judgement)
    const decided = { decidedIds: new Set(takeIds) }
    setTakesSession(decided)
    if (!takesStore.getState().isAutoNext || takesStore.getState().selected.size > 0 || !from) return
    const next = judgement === 'circled' && !isInDailies() ? nextUncircled(rows, from) : nextDelivered(rows, from)
    if (next === null && isInDailies()) setOver(true)
    go(next)
    // It went on by itself: the reason that comes now is still for the one that was judged.
    setTakesSession(decided)
  }

  /** Reasons go to the takes just judged, else to those that are meant; given to all of them already, it is taken from them. */
  function giveReason(reason: RejectReason | null): void {
    const { decidedIds } = takesStore.getState()
    const these = decidedIds.size > 0 ? takes.filter(({ id }) => decidedIds.has(id)) : meant()
    const rejected = these.filter(({ judgement }) => judgement === 'rejected')
    if (rejected.length === 0) return
    const isGiven = reason !== null && !rejected.every(({ reasons }) => reasons.includes(reason))
    judging.setReason(
      rejected.map(({ id }) => id),
      reason,
      isGiven,
    )
  }

  function rate(stars: number): void {
    const takeIds = meantHere()
    if (takeIds.length > 0) judging.rate(takeIds, stars)
  }

  function trash(): void {
    const unwanted = meant()
    const from = here()
    if (unwanted.length === 0) return
    go(from && nextBeside(rows, from, new Set(unwanted.map(({ id }) => id))))
    setTakesSession({ selected: new Set() })
    judging.trash(unwanted, open)
  }

  /** Takes the tile beside into the selection, or leaves the current one out again on the way back. */
  function extend(by: 1 | -1): void {
    const from = here()
    const to = from && stepTake(rows, from, by)
    const take = to && rows[to.row]?.takes[to.column]
    if (!take) return
    const { selected } = takesStore.getState()
    const left = selected.has(take.id) ? current() : take
    if (left) toggleSelected(left.id)
    go(to, true)
  }

  const { layout, isAutoNext, isRejectedHidden, isDifferenceShown, isSeamStripShown } = takesStore.getState()
  const stars = Object.fromEntries(STARS.map(count => [`takes.stars${count}`, () => rate(count)])) as CommandHandlers

  const reasons = Object.fromEntries(
    REJECT_REASONS.map(reason => [`takes.reason.${reason}`, () => giveReason(reason)]),
  ) as CommandHandlers

  useRemakeCommands(() => {
    const row = rows[here()?.row ?? -1]
    return { shot: row?.shot ?? null, take: current() }
  }, openers.copyHistory)
  useCommands({
    ...stars,
    ...reasons,
    'takes.reason.none': () => giveReason(null),
    'takes.keep': () => judge('kept'),
    'takes.reject': () => judge('rejected'),
    'takes.clear': () => judge('unseen'),
    'takes.circle': () => judge('circled'),
    'takes.trash': trash,
    'takes.note': openers.editNote,
    'takes.left': () => (isAtEnd() ? setOver(false) : walk(from => stepTake(rows, from, -1))),
    'takes.right': forward,
    'takes.up': () => walk(from => stepRow(rows, from, -1)),
    'takes.down': () => walk(from => stepRow(rows, from, 1)),
    'takes.first': () => go(firstCell()),
    'takes.last': () => go(lastCell()),
    'takes.extendLeft': () => extend(-1),
    'takes.extendRight': () => extend(1),
    'takes.selectAll': () => {
      const row = rows[here()?.row ?? 0]
      if (row && !isInTrash()) setTakesSession({ selected: new Set(row.takes.map(({ id }) => id)) })
    },
    'takes.grid': { run: () => setTakesSession({ layout: 'grid' }), isOn: layout === 'grid' },
    'takes.large': { run: () => setTakesSession({ layout: 'large' }), isOn: layout === 'large' },
    'takes.autoNext': {
      run: () => setTakesSession({ isAutoNext: !takesStore.getState().isAutoNext }),
      isOn: isAutoNext,
    },
    'takes.hideRejected': {
      run: () => narrowTakes({ isRejectedHidden: !takesStore.getState().isRejectedHidden }),
      isOn: isRejectedHidden,
    },
    'takes.difference': {
      run: () => setTakesSession({ isDifferenceShown: !takesStore.getState().isDifferenceShown }),
      isOn: isDifferenceShown,
    },
    'takes.seams': {
      run: () => setTakesSession({ isSeamStripShown: !takesStore.getState().isSeamStripShown }),
      isOn: isSeamStripShown,
    },
    'takes.putInCut': () => {
      const take = current()
      const shot = rows[here()?.row ?? -1]?.shot
      if (take?.media && shot) judging.putInCut(take.id, shot.id, take.number)
    },
    'takes.showInEdit': () => void runCommand('go.edit'),
    'takes.make': openers.make,
    'takes.import': openers.importClips,
    'takes.dailies': openers.watchDailies,
    'takes.escape': () => {
      if (isAtEnd()) openers.endDailies(takesStore.getState().dailies.untilMs)
      if (takesStore.getState().selected.size > 0) setTakesSession({ selected: new Set() })
      else setTakesSession({ layout: 'grid' })
    },
  })
}
