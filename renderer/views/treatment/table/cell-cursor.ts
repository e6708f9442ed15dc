import type { TypedColumn } from './selection.ts'
import type { Editing } from './use-table.ts'

/** Where the text cursor stands in the cell that is typed in, when it is one of that column; else null. */
export function cursorIn(editing: Editing | null, column: TypedColumn): number | null {
  const field = document.activeElement
  if (editing?.column !== column || !(field instanceof HTMLTextAreaElement)) return null
  return field.selectionStart
}
