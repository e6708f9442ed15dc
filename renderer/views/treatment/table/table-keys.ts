import type { KeyboardEvent } from 'react'
import type { TreatmentEdits } from '../use-treatment.tsx'
import { stepped, tabbed, type Step } from './selection.ts'
import type { Table } from './use-table.ts'

const ROWS_A_PAGE = 12

/** Arrows move, Enter or typing edits, Delete empties cells, Tab reads on and leaves the table at its ends. */
export function onTableKey(event: KeyboardEvent, table: Table, edits: TreatmentEdits): void {
  const { selection, ids, chosen } = table
  if (!selection || table.editing || event.altKey || event.nativeEvent.isComposing) return
  const { shotId, column } = selection
  const isMod = event.ctrlKey || event.metaKey
  const step = stepOf(event, ids.length)
  if (step) {
    event.preventDefault()
    table.select(stepped(selection, ids, { ...step, isExtending: event.shiftKey }))
    return
  }
  if (event.key === 'Tab' && !isMod) {
    const next = tabbed(selection, ids, event.shiftKey ? -1 : 1)
    if (next === selection) return
    event.preventDefault()
    table.select(next)
    return
  }
  if (isMod) return
  if (event.key === 'Enter' || event.key === 'F2') {
    event.preventDefault()
    table.edit({ shotId, column, typedOver: null })
  } else if (event.key === 'Delete' || event.key === 'Backspace') {
    event.preventDefault()
    edits.setCells(
      chosen.filter(shot => shot[column] !== '').map(({ id }) => ({ shotId: id, column, text: '' })),
      'clear',
    )
  } else if (event.key.length === 1 && event.key !== ' ') {
    event.preventDefault()
    table.edit({ shotId, column, typedOver: event.key })
  }
}

function stepOf({ key, ctrlKey, metaKey }: KeyboardEvent, rowCount: number): Step | null {
  const isFar = ctrlKey || metaKey
  switch (key) {
    case 'ArrowUp':
      return { rows: isFar ? -rowCount : -1 }
    case 'ArrowDown':
      return { rows: isFar ? rowCount : 1 }
    case 'ArrowLeft':
      return { columns: -1 }
    case 'ArrowRight':
      return { columns: 1 }
    case 'PageUp':
      return { rows: -ROWS_A_PAGE }
    case 'PageDown':
      return { rows: ROWS_A_PAGE }
    case 'Home':
      return isFar ? { rows: -rowCount } : { columns: -9 }
    case 'End':
      return isFar ? { rows: rowCount } : { columns: 9 }
    default:
      return null
  }
}
