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
  // Lines of the brief that assistants copy along; they are not theirs to change.
  ['place', 'nothing'],
  ['look', 'nothing'],
])

/** `12. a road`, `12) a road`, `**12.** a road`, `Shot 12: a road`, `### Shot 12`, `- 12. a road`. */
const NUMBERED =
  /^\s*(?:#{1,6}\s+)?(?:[-*+]\s+)?[*_]{0,2}(?:(?:shot|#)\s*#?(\d{1,5})[*_]{0,2}\s*(?:[.):\-–—]+|$)|(\d{1,5})[*_]{0,2}\s*[.):])[*_]{0,2}\s*(.*)$/i
const FIELD = /^\s*(?:[-*+]\s+)?[*_]{0,2}([a-z]+(?: [a-z]+)?)[*_]{0,2}\s*:[*_]{0,2}\s*(.*)$/i
const FENCE = /^\s*```/
const HEADING = /^\s*#{1,6}\s/

/**
 * The shots that an answer speaks of, by number, in the order of the numbers. Of a number that comes twice the last counts.
 * What stands around them (greetings, explanations, code fences) is left out.
 */
export function readAnswer(text: string): AnsweredShot[] {
  const shots = new Map<number, Partial<Record<Field, string>>>()
  let open: Partial<Record<Field, string>> | null = null
  let field: Field | null = null
  for (const line of text.split(/\r\n|\n|\r/)) {
    const plain = line.trim()
    if (FENCE.test(line)) continue
    if (plain === '') {
      field = null
      continue
    }
    const numbered = NUMBERED.exec(line)
    if (numbered) {
      open = {}
      shots.set(Number(numbered[1] ?? numbered[2]), open)
      const rest = bare(numbered[3] ?? '')
      field = 'prompt'
      if (rest !== '' && rest !== NO_PROMPT) open.prompt = rest
      continue
    }
    const [, word = '', value = ''] = FIELD.exec(line) ?? []
    const named = FIELDS.get(word.toLowerCase())
    if (open && named) {
      field = named === 'nothing' ? null : named
      if (field) open[field] = bare(value)
      continue
    }
    if (HEADING.test(line)) {
      open = null
      field = null
    } else if (open && field) {
      open[field] = `${open[field] ?? ''} ${bare(plain)}`.trim()
    }
  }
  return [...shots]
    .filter(([number, said]) => number > 0 && Object.keys(said).length > 0)
    .toSorted(([a], [b]) => a - b)
    .map(([number, said]) => ({ number, ...said }))
}

/** Without the quotes and stars that a whole text may stand in. */
function bare(text: string): string {
  const trimmed = text.trim()
  const quoted = /^["“](.*)["”]$/.exec(trimmed) ?? /^\*\*(.*)\*\*$/.exec(trimmed)
  return (quoted?.[1] ?? trimmed).trim()
}
