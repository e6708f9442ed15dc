/** How a treatment is written down. */
export type TreatmentFormat = 'text' | 'markdown' | 'csv' | 'json'

const BY_EXTENSION: ReadonlyMap<string, TreatmentFormat> = new Map([
  ['txt', 'text'],
  ['text', 'text'],
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['json', 'json'],
])

/** By the file's extension; where that says nothing, by what the text looks like. */
export function formatOf(fileName: string, text: string): TreatmentFormat {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const named = BY_EXTENSION.get(extension)
  if (named) return named
  const lines = text.split(/\r\n|\n|\r/).filter(line => line.trim() !== '')
  const first = lines[0] ?? ''
  if (/^\s*[{[]/.test(first)) return 'json'
  if (/(^|[,;\t])\s*"?prompt"?\s*([,;\t]|$)/i.test(first)) return 'csv'
  return lines.some(line => /^ {0,3}([-*+]|\d+[.)])\s+\S/.test(line)) ? 'markdown' : 'text'
}
