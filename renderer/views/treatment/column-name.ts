import type { ShotColumn } from '#model/contract/treatment-contract.ts'
import { texts } from '../../texts.ts'

/** What a cell of a shot is called on screen. */
export function columnName(column: ShotColumn): string {
  if (column === 'section') return texts.treatment.writtenFor
  return column === 'model' ? texts.treatment.model : texts.treatment.columns[column]
}
