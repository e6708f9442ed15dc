import { NO_PROMPT } from './write-brief.ts'

/** What an answer to a brief says of one shot; what it does not mention is absent. */
export type AnsweredShot = {
  /** As it stood in the brief, from 1. */
  readonly number: number
  readonly prompt?: string
  readonly whatHappens?: string
  readonly cameraMove?: string
  readonly passage?: string
}

type Field = Exclude<keyof AnsweredShot, 'number'>

const FIELDS: ReadonlyMap<string, Field | 'nothing'> = new Map([
  ['prompt', 'prompt'],
  ['what', 'whatHappens'],
  ['what happens', 'whatHappens'],
  ['camera', 'cameraMove'],
  ['camera move', 'cameraMove'],
  ['passage', 'passage'],
  ['passage out', 'passage'],
  // Lines of the brief that assistants copy along, and what they say of their own work.
  ...['place', 'look', 'section', 'length', 'duration', 'note', 'notes', 'comment', 'why', 'reason', 'rationale'].map(
    name => [name, 'nothing'] as const,
  ),
])

/** `Shot 12: a road`, `### Shot 12`, `Shot 12 (chorus) - a road`, `#12 a road`. */
const NAMED = /^(?:shot\s*#?(\d{1,5})(?:\s*\([^)]*\))?\s*(?:[.):\-–—]+|$)|#(\d{1,5})(?:[.):]|\s))\s*(.*)$/i
/** `12. a road`, `12) a road`, `12 - a road`; no time and no fraction. */
const NUMBERED = /^(\d{1,5})(?:\s*\\?[.):](?!\d)|\s+[-–—](?=\s+\D))\s*(.*)$/
const FIELD = /^([a-z]+(?: [a-z]+)?)\s*:\s*(.*)$/i
const FENCE = /^```/
const HEADING = /^#{1,6}\s+/

/**
 * The shots that an answer speaks of, by number, in the order of the numbers. Of a number that comes twice the last counts.
 * What stands around them (greetings, explanations, code fences) is left out.
 */
export function readAnswer(text: string): AnsweredShot[] {
  const shots = new Map<number, Partial<Record<Field, string>>>()
  let open: Partial<Record<Field, string>> | null = null
  let field: Field | null = null
  for (const line of text.split(/\r\n|\n|\r/)) {
    const trimmed = line.trim()
    if (trimmed === '') {
      // Under a number alone its prompt is still to come.
      if (field !== 'prompt' || open?.prompt !== undefined) field = null
      continue
    }
    if (FENCE.test(trimmed)) {
      field = null
      continue
    }
    const plain = undecorated(trimmed)
    const numbered = numberedLine(plain)
    if (numbered) {
      open = {}
      shots.set(numbered.number, open)
      field = 'prompt'
    }
    const said = numbered?.rest ?? plain
    const [, word = '', value = ''] = FIELD.exec(said) ?? []
    const named = FIELDS.get(word.toLowerCase())
    if (open && named) {
      field = named === 'nothing' ? null : named
      if (field) open[field] = bare(value)
    } else if (!numbered && HEADING.test(trimmed)) {
      open = null
      field = null
    } else if (open && field && said !== '' && said !== NO_PROMPT) {
      open[field] = `${open[field] ?? ''} ${bare(said)}`.trim()
    }
  }
  return [...shots]
    .map(([number, said]) => ({ number, ...written(said) }))
    .filter(({ number, ...said }) => number > 0 && Object.keys(said).length > 0)
    .toSorted((a, b) => a.number - b.number)
}

/** A name with nothing after it says nothing. */
function written(said: Partial<Record<Field, string>>): Partial<Record<Field, string>> {
  return Object.fromEntries(Object.entries(said).filter(([, text]) => text !== ''))
}

function numberedLine(plain: string): { readonly number: number; readonly rest: string } | null {
  const named = NAMED.exec(plain)
  if (named) return { number: Number(named[1] ?? named[2]), rest: named[3] ?? '' }
  const numbered = NUMBERED.exec(plain)
  return numbered && { number: Number(numbered[1]), rest: numbered[2] ?? '' }
}

/** Without the marks of headings, of lists and of bold and slanted letters. */
function undecorated(line: string): string {
  return line
    .replace(HEADING, '')
    .replace(/^[-*+]\s+/, '')
    .replaceAll(/\*\*|__/g, '')
    .replace(/^([*_])([^*_]*)\1/, '$2')
}

/** Without the quotes that a whole text may stand in. */
function bare(text: string): string {
  const trimmed = text.trim()
  return (/^["“](.*)["”]$/.exec(trimmed)?.[1] ?? trimmed).trim()
}
