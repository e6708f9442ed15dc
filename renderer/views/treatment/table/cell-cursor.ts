import type { TypedColumn } from './selection.ts'
import type { Editing } from './use-table.ts'

/** The text of the cell that is typed in and where its cursor stands, when it is a cell of that column; else null. */
export function cursorIn(
  editing: Editing | null,
  column: TypedColumn,
): { readonly text: string; readonly atCharacter: number } | null {
  const field = document.activeElement
  if (editing?.column !== column || !(field instanceof HTMLTextAreaElement)) return null
  return { text: field.value, atCharacter: field.selectionStart }
}
