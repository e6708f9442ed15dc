import { useEffect, useMemo, useState } from 'react'
import type { TreatmentRow } from '#model/contract/treatment-contract.ts'
import { focusNow, focusShot } from '../../../frame/focus.ts'
import { cellAt, mended, type Selection, type TypedColumn } from './selection.ts'

/** A cell that is being typed in; `typedOver` is a letter it begins with in place of what stands there. */
export type Editing = { readonly shotId: string; readonly column: TypedColumn; readonly typedOver: string | null }

export type Table = {
  /** Null for an empty table. */
  readonly selection: Selection | null
  readonly editing: Editing | null
  /** The shots in order. */
  readonly ids: readonly string[]
  /** The row of the cell that keys act on. */
  readonly shot: TreatmentRow | null
  /** Every chosen row, in order. */
  readonly chosen: readonly TreatmentRow[]
  select(selection: Selection): void
  /** Chooses a row that may not be there yet: it is chosen when it comes. */
  selectShot(shotId: string, column?: TypedColumn): void
  edit(editing: Editing | null): void
}

type Known = {
  readonly ids: readonly string[]
  readonly selection: Selection | null
  /** A row that was made and is on its way. */
  readonly coming: Selection | null
}

/** What stays chosen when other rows are there. */
function knownOf({ ids: before, selection, coming }: Known, ids: readonly string[]): Known {
  const hasCome = coming !== null && ids.includes(coming.shotId)
  return {
    ids,
    selection: mended(hasCome ? coming : selection, ids, before),
    coming: hasCome ? null : coming,
  }
}

/** Which cell and rows of the table are chosen. Other workspaces stand on the same shot. */
export function useTable(shots: readonly TreatmentRow[]): Table {
  const ids = useMemo(() => shots.map(({ id }) => id), [shots])
  const [state, setState] = useState<Known>(() => {
    const { shotId } = focusNow()
    return knownOf({ ids, selection: shotId === null ? null : cellAt(shotId, 'prompt'), coming: null }, ids)
  })
  const [editing, edit] = useState<Editing | null>(null)
  const known = state.ids === ids ? state : knownOf(state, ids)
  if (known !== state) setState(known)
  const { selection } = known

  const shotId = selection?.shotId ?? null
  useEffect(() => focusShot(shotId), [shotId])

  return {
    selection,
    editing,
    ids,
    shot: shots.find(({ id }) => id === shotId) ?? null,
    chosen: shots.filter(({ id }) => selection?.chosenIds.has(id)),
    select: next => setState(known => ({ ...known, selection: next, coming: null })),
    selectShot(id, column = 'prompt') {
      const next = cellAt(id, column)
      // The answer with the new row may be here already, or not yet.
      setState(known => (known.ids.includes(id) ? { ...known, selection: next } : { ...known, coming: next }))
    },
    edit,
  }
}
