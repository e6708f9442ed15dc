import type { ClipboardEvent, ClipboardEventHandler } from 'react'
import type { TreatmentEdits } from '../use-treatment.tsx'
import { asCell, asTable, cellsOf, columnsFrom, copiedShots, SHOTS_TYPE, type CopiedShots } from './clipboard.ts'
import type { Table } from './use-table.ts'

type Handlers = {
  readonly onCopy: ClipboardEventHandler
  readonly onCut: ClipboardEventHandler
  readonly onPaste: ClipboardEventHandler
}

/**
 * One row chosen: its cell is copied; several: the shots. Shots that are cut stay until they are pasted, and then move. A row
 * of cells goes into the chosen rows; several lines are told of first (`onPasteText`).
 */
export function useTableClipboard(table: Table, edits: TreatmentEdits, onPasteText: (text: string) => void): Handlers {
  const { selection, chosen, shot, ids } = table

  function copy({ clipboardData }: ClipboardEvent, isCut: boolean): void {
    if (!selection || !shot) return
    if (chosen.length > 1) {
      clipboardData.setData('text/plain', asTable(chosen))
      clipboardData.setData(SHOTS_TYPE, JSON.stringify(copiedShots(chosen, isCut)))
      return
    }
    const { column } = selection
    clipboardData.setData('text/plain', asCell(shot[column]))
    if (isCut && shot[column] !== '') edits.setCells([{ shotId: shot.id, column, text: '' }], 'clear')
  }

  function pasteShots({ shots, cutIds }: CopiedShots): void {
    const last = chosen.at(-1)?.id
    const isOurs = cutIds.length > 0 && cutIds.every(id => ids.includes(id))
    if (isOurs) edits.move(cutIds, ids[last === undefined ? 0 : ids.indexOf(last) + 1] ?? null)
    else edits.act(() => edits.insert(last ?? null, shots))
  }

  function paste({ clipboardData }: ClipboardEvent): void {
    const shots = clipboardData.getData(SHOTS_TYPE)
    if (shots !== '') return pasteShots(JSON.parse(shots) as CopiedShots)
    const text = clipboardData.getData('text/plain')
    const rows = cellsOf(text)
    if (rows.length > 1) return onPasteText(text)
    const [row] = rows
    if (!selection || !row || text === '') return
    const columns = columnsFrom(selection.column, row.length)
    edits.setCells(
      chosen.flatMap(({ id }) => columns.map((column, index) => ({ shotId: id, column, text: row[index]! }))),
      'paste',
    )
  }

  const handler = (handle: (event: ClipboardEvent) => void) => (event: ClipboardEvent) => {
    event.preventDefault()
    event.stopPropagation()
    handle(event)
  }
  return {
    onCopy: handler(event => copy(event, false)),
    onCut: handler(event => copy(event, true)),
    onPaste: handler(paste),
  }
}
