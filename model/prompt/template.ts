import { nearestName } from './nearest-name.ts'

/** What a template can hold, in braces: `{prompt}`. */
export const SLOTS = [
  'prompt',
  'camera',
  'passageIn',
  'passageOut',
  'look',
  'filmLook',
  'sectionLook',
  'shotLook',
  /** Counter-words, for models that read them nowhere else. */
  'counter',
] as const
export type Slot = (typeof SLOTS)[number]

/** Words in the order in which a shot's words always stood, what was there first first. */
export const DEFAULT_TEMPLATE =
  '{prompt}[. {camera}][. {passageIn}][. {passageOut}][. Style: {look}][. Avoid: {counter}]'

export type TemplatePart =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'slot'; readonly slot: Slot }
  /** `[…]`: goes whole where all its slots are empty. */
  | { readonly kind: 'group'; readonly parts: readonly TemplatePart[] }

/** What is wrong with a template. */
export type TemplateProblem = {
  readonly kind: 'unknown-slot' | 'brace' | 'bracket' | 'no-slot' | 'no-prompt'
  /** UTF-16 units into the template. */
  readonly start: number
  readonly sentence: string
}

export type ReadTemplate = { readonly parts: readonly TemplatePart[]; readonly problems: readonly TemplateProblem[] }

const PIECE = /\\(?<mark>[[\]{}])|\{(?<name>[^{}[\]\\\n]*)\}|(?<brace>[{}])|(?<bracket>[[\]])|\\|[^\\[\]{}]+/g

const SLOT_LIST = SLOTS.map(slot => `{${slot}}`).join(', ')

/** A template's parts, and what is wrong with it; with problems it is not to be used. */
export function readTemplate(template: string): ReadTemplate {
  const problems: TemplateProblem[] = []
  const parts: TemplatePart[] = []
  let group: { readonly start: number; readonly parts: TemplatePart[] } | null = null
  for (const found of template.matchAll(PIECE)) {
    const { mark, name, brace, bracket } = found.groups ?? {}
    const start = found.index
    const here: TemplatePart[] = group?.parts ?? parts
    if (name !== undefined) {
      const slot = SLOTS.find(known => known.toLowerCase() === name.trim().toLowerCase())
      if (slot) here.push({ kind: 'slot', slot })
      else problems.push({ kind: 'unknown-slot', start, sentence: unknownSlot(name) })
    } else if (brace !== undefined) {
      problems.push({ kind: 'brace', start, sentence: STRAY_BRACE })
    } else if (bracket === '[') {
      if (group) problems.push({ kind: 'bracket', start, sentence: 'This [ stands within another one.' })
      else group = { start, parts: [] }
    } else if (bracket === ']') {
      if (!group) {
        problems.push({ kind: 'bracket', start, sentence: String.raw`This ] closes nothing. Write \] for the mark.` })
        continue
      }
      if (!group.parts.some(({ kind }) => kind === 'slot')) {
        const sentence = String.raw`Nothing between these [ ] can be empty. Write \[ and \] for the marks.`
        problems.push({ kind: 'no-slot', start: group.start, sentence })
      }
      parts.push({ kind: 'group', parts: group.parts })
      group = null
    } else {
      const last = here.at(-1)
      const text = mark ?? found[0]
      if (last?.kind === 'words') here[here.length - 1] = { kind: 'words', text: last.text + text }
      else here.push({ kind: 'words', text })
    }
  }
  if (group) problems.push({ kind: 'bracket', start: group.start, sentence: 'This [ is never closed.' })
  const isComplete = parts.some(part => holdsPrompt(part) || (part.kind === 'group' && part.parts.some(holdsPrompt)))
  if (problems.length === 0 && !isComplete) {
    const sentence = 'Without {prompt} in it, no shot would be sent its own words.'
    problems.push({ kind: 'no-prompt', start: template.length, sentence })
  }
  return { parts, problems }
}

const STRAY_BRACE = String.raw`This brace has no partner. Write \{ or \} for the mark.`

function holdsPrompt(part: TemplatePart): boolean {
  return part.kind === 'slot' && part.slot === 'prompt'
}

function unknownSlot(name: string): string {
  const nearest = nearestName(name.trim(), SLOTS)
  const hint = nearest === null ? `There are ${SLOT_LIST}.` : `Is {${nearest}} meant?`
  return `There is no {${name}} in templates. ${hint}`
}
