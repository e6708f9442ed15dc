import type { TreatmentRow } from '#model/contract/treatment-contract.ts'
import { TYPED_COLUMNS, type TypedColumn } from './selection.ts'

/** Whole shots travel in this kind beside the text that other programs take. */
export const SHOTS_TYPE = 'application/x-flythrough-shots'

/** Rows as a table that spreadsheets take, without a head. */
export function asTable(shots: readonly TreatmentRow[]): string {
  return shots.map(shot => TYPED_COLUMNS.map(column => cell(shot[column])).join('\t')).join('\n')
}

/** Rows as a treatment, as the studio reads it; those without a prompt are none. */
export function asTreatment(shots: readonly TreatmentRow[]): string {
  return JSON.stringify({
    shots: shots.flatMap(({ prompt, whatHappens, cameraMove, passage, section, model }) =>
      prompt === '' ? [] : [{ prompt, whatHappens, cameraMove, passage, section, model }],
    ),
  })
}

/** Which cells lines fill from a cell downwards, one line a row; lines beyond the last row are left over. */
export function filledCells(
  lines: readonly string[],
  ids: readonly string[],
  from: { readonly shotId: string; readonly column: TypedColumn },
): { shotId: string; column: TypedColumn; text: string }[] {
  const start = ids.indexOf(from.shotId)
  return lines.flatMap((text, index) => {
    const shotId = ids[start + index]
    return shotId === undefined ? [] : [{ shotId, column: from.column, text }]
  })
}

/** The lines of a pasted text, without an empty end. */
export function linesOf(text: string): string[] {
  return text.replace(/(\r\n|\n|\r)+$/, '').split(/\r\n|\n|\r/)
}

function cell(text: string): string {
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
