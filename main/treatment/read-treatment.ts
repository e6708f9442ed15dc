import { basename } from 'node:path'
import type { Treatment } from '#model/treatment.ts'
import { formatOf } from './format.ts'
import { parseTreatment } from './parse/parse-treatment.ts'
import { readText } from './read-text.ts'

/** Reads a treatment from a text, Markdown, CSV or JSON file. Throws StudioError 'treatment/…', naming the file and the line. */
export async function readTreatmentFile(path: string): Promise<Treatment> {
  const text = await readText(path)
  const name = basename(path)
  return parseTreatment(text, formatOf(name, text), name)
}
