import type { ShotColumn } from '#model/contract/treatment-contract.ts'

/** The columns of the table that can be typed in, from left to right. */
export const TYPED_COLUMNS = ['whatHappens', 'prompt', 'cameraMove', 'passage'] as const satisfies readonly ShotColumn[]
export type TypedColumn = (typeof TYPED_COLUMNS)[number]

/** The cell that keys act on, and the rows that are chosen together with its own. */
export type Selection = {
  readonly shotId: string
  readonly column: TypedColumn
  /** Where a run of rows was begun. */
  readonly anchorId: string
  /** The cell's own row among them. */
  readonly chosenIds: ReadonlySet<string>
}

/** Where a step leads: in rows and columns, `isExtending` keeps what is chosen and adds what lies between. */
export type Step = { readonly rows?: number; readonly columns?: number; readonly isExtending?: boolean }

export function cellAt(shotId: string, column: TypedColumn): Selection {
  return { shotId, column, anchorId: shotId, chosenIds: new Set([shotId]) }
}

/** The cell some rows and columns further, at most to the table's edges. `ids` are the shots in order. */
export function stepped(selection: Selection, ids: readonly string[], step: Step): Selection {
  const { rows = 0, columns = 0, isExtending = false } = step
  const row = clamp(ids.indexOf(selection.shotId) + rows, ids.length)
  const column = TYPED_COLUMNS[clamp(TYPED_COLUMNS.indexOf(selection.column) + columns, TYPED_COLUMNS.length)]!
  const shotId = ids[row]
  if (shotId === undefined) return selection
  return isExtending && rows !== 0 ? extendedTo({ ...selection, column }, ids, shotId) : cellAt(shotId, column)
}

/** The next cell in reading order, or the one before; the same where the table ends. */
export function tabbed(selection: Selection, ids: readonly string[], direction: 1 | -1): Selection {
  const width = TYPED_COLUMNS.length
  const at = ids.indexOf(selection.shotId) * width + TYPED_COLUMNS.indexOf(selection.column) + direction
  if (at < 0 || at >= ids.length * width) return selection
  return cellAt(ids[Math.floor(at / width)]!, TYPED_COLUMNS[at % width]!)
}

/** All rows from where the run was begun to this one. */
export function extendedTo(selection: Selection, ids: readonly string[], shotId: string): Selection {
  const [from, to] = [ids.indexOf(selection.anchorId), ids.indexOf(shotId)].toSorted((a, b) => a - b)
  return { ...selection, shotId, chosenIds: new Set(ids.slice(Math.max(0, from!), to! + 1)) }
}

/** One row more, or one fewer; the last one stays. */
export function toggled(selection: Selection, shotId: string, column: TypedColumn): Selection {
  const chosenIds = new Set(selection.chosenIds)
  if (!chosenIds.delete(shotId)) {
    chosenIds.add(shotId)
    return { shotId, column, anchorId: shotId, chosenIds }
  }
  const left = chosenIds.values().next().value
  return left === undefined ? selection : { shotId: left, column, anchorId: left, chosenIds }
}

/** The same after rows have come and gone: what is gone gives way to its neighbour. Null for an empty table. */
export function mended(
  selection: Selection | null,
  ids: readonly string[],
  before: readonly string[] = ids,
): Selection | null {
  const first = ids[0]
  if (first === undefined) return null
  if (!selection) return cellAt(first, 'prompt')
  const there = new Set(ids)
  if (!there.has(selection.shotId)) {
    const at = before.indexOf(selection.shotId)
    const next = before.slice(Math.max(0, at)).find(id => there.has(id))
    return cellAt(next ?? ids.at(-1)!, selection.column)
  }
  const chosenIds = new Set([...selection.chosenIds].filter(id => there.has(id)))
  if (chosenIds.size === selection.chosenIds.size) return selection
  return { ...selection, anchorId: there.has(selection.anchorId) ? selection.anchorId : selection.shotId, chosenIds }
}

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, index))
}
