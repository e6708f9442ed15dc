import { CsvError, parse } from 'csv-parse/sync'
import { StudioError } from '#model/errors.ts'
import type { TreatmentShot } from '#model/treatment.ts'
import { shotFrom, textOrNull, type WrittenTreatment } from './written-shot.ts'

/** What a column may be called: lower case, without blanks, dashes and underscores. */
const COLUMNS: ReadonlyMap<string, keyof TreatmentShot | 'style' | 'negative'> = new Map([
  ['prompt', 'prompt'],
  ['id', 'id'],
  ['what', 'whatHappens'],
  ['whathappens', 'whatHappens'],
  ['camera', 'cameraMove'],
  ['cameramove', 'cameraMove'],
  ['passage', 'passage'],
  ['section', 'section'],
  ['model', 'model'],
  ['style', 'style'],
  ['negative', 'negative'],
])

type Row = { readonly cells: readonly string[]; readonly endLine: number }

function columnOf(name: string): keyof TreatmentShot | 'style' | 'negative' | undefined {
  return COLUMNS.get(name.toLowerCase().replaceAll(/[\s_-]/g, ''))
}

/** The separator with which the header has a prompt column, and more columns than with others. */
function separatorOf(header: string): string {
  const columnsWith = (separator: string): number => {
    const names = header.split(separator).map(name => name.trim().replace(/^"(.*)"$/, '$1'))
    return names.some(name => columnOf(name) === 'prompt') ? names.length : 0
  }
  return [',', ';', '\t'].reduce((best, next) => (columnsWith(next) > columnsWith(best) ? next : best))
}

function readRows(text: string, name: string): Row[] {
  const excelHint = /^sep=(.)(?:\r\n|\n|\r)/i.exec(text)
  const table = excelHint ? text.slice(excelHint[0].length) : text
  const linesAbove = excelHint ? 1 : 0
  const header = table.split(/\r\n|\n|\r/).find(line => line.trim() !== '') ?? ''
  const rows: Row[] = []
  try {
    parse(table, {
      delimiter: excelHint?.[1] ?? separatorOf(header),
      relax_column_count: true,
      on_record: (cells, { lines }) => {
        rows.push({ cells, endLine: lines + linesAbove })
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const lastLine = rows.at(-1)?.endLine ?? linesAbove
    const line = Number(error['lines']) + linesAbove
    throw new StudioError('treatment/csv-quotes', quotingMessage(error, line, lastLine, name), { cause: error })
  }
  return rows.filter(row => row.cells.some(cell => cell.trim() !== ''))
}

function quotingMessage(error: CsvError, line: number, lastLine: number, name: string): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return `${name}, line ${lastLine + 1}: a quote (") is opened there, or soon after, that is never closed.`
  }
  if (error.code === 'CSV_INVALID_CLOSING_QUOTE') {
    return `${name}, line ${line}: a quote (") stands inside a quoted cell: write it twice ("").`
  }
  if (error.code === 'INVALID_OPENING_QUOTE') {
    return `${name}, line ${line}: a quote (") stands inside a cell: put the whole cell in quotes and write the inner ones twice ("").`
  }
  return `${name} cannot be read as CSV: ${error.message}.`
}

/**
 * A table with a header: `prompt`, and if wanted `id`, `what happens`, `camera`, `passage`, `section`, `model`, `style` and
 * `negative`, in any order, parted by commas, semicolons or tabs. Other columns are left out.
 * Throws StudioError 'treatment/csv-quotes', 'treatment/csv-header' or 'treatment/csv-row'; `name` names the file in it.
 */
export function parseCsv(text: string, name: string): WrittenTreatment {
  const [header, ...rows] = readRows(text, name)
  const columns = header?.cells.map(columnOf) ?? []
  if (!columns.includes('prompt')) {
    const message = `${name} has no column called "prompt": name the columns in its first line.`
    throw new StudioError('treatment/csv-header', message)
  }
  const shared: { style: string | null; negative: string | null } = { style: null, negative: null }
  const shots = rows.map(({ cells, endLine }) => {
    const refuse = (what: string): StudioError =>
      new StudioError('treatment/csv-row', `${name}, row that ends on line ${endLine}: ${what}`)
    if (cells.slice(columns.length).some(cell => cell.trim() !== '')) {
      const counts = `it has ${cells.length} cells, the header has ${columns.length}`
      throw refuse(`${counts}: put cells that hold a separator in quotes.`)
    }
    const fields: Partial<Record<keyof TreatmentShot | 'style' | 'negative', string>> = {}
    for (const [index, column] of columns.entries()) if (column) fields[column] ??= cells[index] ?? ''
    for (const key of ['style', 'negative'] as const) {
      const words = textOrNull(fields[key])
      if (words !== null && shared[key] !== null && words !== shared[key]) {
        throw refuse(`its ${key} is not that of the rows above: all shots share one, write it once.`)
      }
      shared[key] ??= words
    }
    const shot = shotFrom(fields.prompt ?? '', fields)
    if (shot.prompt === '') throw refuse('it has no prompt.')
    return { shot, line: endLine }
  })
  return { title: null, ...shared, shots }
}
