import type { MediaId } from '../ids.ts'
import { wordsOf, type LookLevels, type LookWords } from '../look.ts'
import type { OriginatedWords, PartOrigin } from './origins.ts'
import { resolveVariables, type VariableProblem } from './resolve-variables.ts'
import type { Variable } from './variables.ts'

/** All that is said of a shot, before a template puts it together. Empty = nothing is said. */
export type PromptParts = {
  /** The shot's own words, one variation of them. */
  readonly prompt: string
  readonly camera: string
  /** How the passage from the shot before looks from here; and that to the next. */
  readonly passageIn: string
  readonly passageOut: string
  readonly look: LookLevels
  readonly variables: readonly Variable[]
}

/** The words of one part, their variables resolved. */
export type Said = {
  readonly origin: PartOrigin
  /** As written, blanks at the ends included. Empty where nothing is said, or nothing that a wider look has not said. */
  readonly words: readonly OriginatedWords[]
  readonly problems: readonly VariableProblem[]
  readonly stills: readonly MediaId[]
}

/** Every part's words, in the order of the origins. */
export function saidIn({ prompt, camera, passageIn, passageOut, look, variables }: PromptParts): Said[] {
  return [
    saidBy('shot', prompt, variables),
    saidBy('camera', camera, variables),
    saidBy('passage-in', passageIn, variables),
    saidBy('passage-out', passageOut, variables),
    ...saidByLook(look, 'style', variables),
    ...saidByLook(look, 'negative', variables),
  ]
}

const LEVELS = ['film', 'section', 'shot'] as const
const LEVEL_ORIGINS = { style: 'look', negative: 'counter' } as const

/** A level alone is said as it is written; of several every word once, by the widest that has it (L2). */
function saidByLook(look: LookLevels, kind: keyof LookWords, variables: readonly Variable[]): Said[] {
  const isAlone = LEVELS.filter(level => look[level][kind].trim() !== '').length <= 1
  const before = new Set<string>()
  return LEVELS.map(level => {
    const origin: PartOrigin = `${level}-${LEVEL_ORIGINS[kind]}`
    const text = look[level][kind]
    if (isAlone) return saidBy(origin, text, variables)
    const fresh = wordsOf(text).filter(word => !before.has(word.toLowerCase()))
    for (const word of fresh) before.add(word.toLowerCase())
    // Told of the text as it is written, where a person can find the place.
    const { problems } = resolveVariables(text, variables)
    return { ...saidBy(origin, fresh.join(', '), variables), problems }
  })
}

function saidBy(origin: PartOrigin, text: string, variables: readonly Variable[]): Said {
  const { pieces, problems, stills } = resolveVariables(text, variables)
  return { origin, words: pieces.map(piece => ({ ...piece, origin })), problems, stills }
}
