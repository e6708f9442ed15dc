import { assertNever } from '#model/assert-never.ts'
import type { Treatment } from '#model/treatment.ts'
import type { TreatmentFormat } from '../format.ts'
import { isPlainTextNote } from '../parse/plain-text.ts'
import { writeCsv } from './csv.ts'
import { writeMarkdown } from './markdown.ts'

/** A text on one line: line ends and runs of blanks become one blank. */
function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

function writePlainText(treatment: Treatment): string {
  const lines = treatment.shots.map(({ prompt }) => onOneLine(prompt))
  return lines.map(line => (isPlainTextNote(line) ? ` ${line}\n` : `${line}\n`)).join('')
}

/** What is not null; JSON leaves the rest out. */
function known<Value extends object>(value: Value): Partial<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null)) as Partial<Value>
}

function writeJson(treatment: Treatment): string {
  return `${JSON.stringify({ ...known(treatment), shots: treatment.shots.map(known) }, null, 2)}\n`
}

/**
 * Writes a treatment so that it reads back the same. JSON holds everything; CSV all but the title; Markdown all but line
 * ends and runs of blanks inside a text; plain text the prompts alone, each on one line.
 */
export function writeTreatment(treatment: Treatment, format: TreatmentFormat): string {
  switch (format) {
    case 'text':
      return writePlainText(treatment)
    case 'markdown':
      return writeMarkdown(treatment, onOneLine)
    case 'csv':
      return writeCsv(treatment)
    case 'json':
      return writeJson(treatment)
    default:
      return assertNever(format)
  }
}
