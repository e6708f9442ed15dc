import { assertNever } from '#model/assert-never.ts'
import { StudioError } from '#model/errors.ts'
import type { Treatment } from '#model/treatment.ts'
import type { TreatmentFormat } from '../format.ts'
import { parseCsv } from './csv.ts'
import { parseJson } from './json.ts'
import { parseMarkdown } from './markdown.ts'
import { parsePlainText } from './plain-text.ts'
import type { WrittenTreatment } from './written-shot.ts'

function parseAs(text: string, format: TreatmentFormat, name: string): WrittenTreatment {
  switch (format) {
    case 'text':
      return parsePlainText(text)
    case 'markdown':
      return parseMarkdown(text, name)
    case 'csv':
      return parseCsv(text, name)
    case 'json':
      return parseJson(text, name)
    default:
      return assertNever(format)
  }
}

const HOW_TO_WRITE: Readonly<Record<TreatmentFormat, string>> = {
  text: 'write one prompt a line',
  markdown: 'write each prompt as a list item ("- a tunnel of light")',
  csv: 'write one row for each shot below the header',
  json: 'write at least one shot into "shots"',
}

/**
 * Reads a treatment. Throws StudioError 'treatment/empty', 'treatment/no-prompt', 'treatment/same-id', or what a format's
 * parser throws; `name` is what the messages call the text, e.g. its file's name.
 */
export function parseTreatment(text: string, format: TreatmentFormat, name = 'The treatment'): Treatment {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text
  const { title, style, negative, shots } = parseAs(plain, format, name)
  if (shots.length === 0) {
    throw new StudioError('treatment/empty', `${name} has no shots in it: ${HOW_TO_WRITE[format]}.`)
  }
  const atLine = (line: number | null): string => (line === null ? '' : `, line ${line}`)
  const seen = new Map<string, number>()
  for (const [index, { shot, line }] of shots.entries()) {
    if (shot.prompt === '') {
      throw new StudioError('treatment/no-prompt', `${name}${atLine(line)}: shot ${index + 1} has no prompt.`)
    }
    if (shot.id === null) continue
    const first = seen.get(shot.id)
    if (first !== undefined) {
      const message = `${name}${atLine(line)}: shots ${first + 1} and ${index + 1} have the same id "${shot.id}": give each its own.`
      throw new StudioError('treatment/same-id', message)
    }
    seen.set(shot.id, index)
  }
  return { title, style, negative, shots: shots.map(({ shot }) => shot) }
}
