import type { NewShot, ShotText, TreatmentRow } from '#model/contract/treatment-contract.ts'
import { TYPED_COLUMNS, type TypedColumn } from './selection.ts'

/** Whole shots travel in this kind beside the text that other programs take. */
export const SHOTS_TYPE = 'application/x-flythrough-shots'

export type CopiedShots = {
  readonly shots: readonly NewShot[]
  /** The shots themselves where they were cut: pasted in their own treatment they move. */
  readonly cutIds: readonly string[]
}

/** Rows as they are pasted elsewhere in the studio, with the look words that are their own. */
export function copiedShots(shots: readonly TreatmentRow[], isCut: boolean): CopiedShots {
  return {
    shots: shots.map(({ prompt, whatHappens, cameraMove, passage, section, model, style, negative }) => ({
      words: { prompt, whatHappens, cameraMove, passage, section, model },
      style,
      negative,
    })),
    cutIds: isCut ? shots.map(({ id }) => id) : [],
  }
}

/** A text as one cell that spreadsheets take. */
export function asCell(text: string): string {
  return /[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as a table that spreadsheets take, without a head. */
export function asTable(shots: readonly TreatmentRow[]): string {
  return shots.map(shot => TYPED_COLUMNS.map(column => asCell(shot[column])).join('\t')).join('\n')
}

/** A cell, in quotes where it is quoted as a whole, and what ends it. */
const CELL = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/y

/** The cells of a text as spreadsheets copy them, row by row; a text of plain lines has one in each row. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const cell = new RegExp(CELL)
  const whole = text.replace(/(\r\n|\n|\r)+$/, '')
  for (let found = cell.exec(whole); found; found = cell.exec(whole)) {
    const [, quoted, plain = '', end] = found
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '\t') continue
    rows.push(row)
    row = []
    if (end === '') break
  }
  return rows
}

/** A pasted table, as the studio reads one. */
export type PastedTable = {
  readonly rows: readonly (readonly string[])[]
  /** Of its cells from left to right; null where it names its columns itself. */
  readonly columns: readonly TypedColumn[] | null
  /** With a head and quotes as they should be. */
  readonly text: string
}

/** The cells of a text that is a table, for a cell of this column; null for one of lines, or of nothing. */
export function tableIn(text: string, column: TypedColumn): PastedTable | null {
  const rows = cellsOf(text)
  const width = Math.max(0, ...rows.map(({ length }) => length))
  const isTable = width > 1 || rows.some(row => row.some(cell => /[\r\n]/.test(cell)))
  if (!isTable) return null
  const hasHead = rows[0]?.some(cell => cell.trim().toLowerCase() === 'prompt')
  const columns = hasHead ? null : columnsFrom(column, width)
  const head = columns ? [columns.map(name => HEADS[name])] : []
  return {
    rows,
    columns,
    text: [...head, ...rows.filter(isWritten)]
      .map(row => row.slice(0, columns?.length).map(quoted).join('\t'))
      .join('\n'),
  }
}

/** As the head of a table names them. */
const HEADS: Readonly<Record<TypedColumn, string>> = {
  whatHappens: 'what happens',
  prompt: 'prompt',
  cameraMove: 'camera',
  passage: 'passage',
}

/** A row of nothing is no shot. */
export function isWritten(row: readonly string[]): boolean {
  return row.some(cell => cell.trim() !== '')
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** The columns that so many cells fill from one on: further left where they would go beyond the last. */
export function columnsFrom(column: TypedColumn, width: number): readonly TypedColumn[] {
  const start = Math.min(TYPED_COLUMNS.indexOf(column), Math.max(0, TYPED_COLUMNS.length - width))
  return TYPED_COLUMNS.slice(start, start + width)
}

/** The words of a row of cells. */
export function wordsOfRow(row: readonly string[], columns: readonly TypedColumn[]): ShotText {
  return Object.fromEntries(columns.map((column, index) => [column, row[index] ?? '']))
}

/** What a cell gets, and shots for the rows that go beyond the last one. */
export type FilledCells = {
  readonly cells: readonly { readonly shotId: string; readonly column: TypedColumn; readonly text: string }[]
  readonly added: readonly ShotText[]
}

/** What rows of cells fill from a shot downwards. `ids` are the shots in order. */
export function filledCells(
  rows: readonly (readonly string[])[],
  columns: readonly TypedColumn[],
  ids: readonly string[],
  fromId: string,
): FilledCells {
  const under = ids.slice(ids.indexOf(fromId))
  return {
    cells: under.slice(0, rows.length).flatMap((shotId, index) =>
      columns.flatMap((column, at) => {
        const text = rows[index]![at]
        return text === undefined ? [] : [{ shotId, column, text }]
      }),
    ),
    added: rows.slice(under.length).map(row => wordsOfRow(row, columns)),
  }
}
