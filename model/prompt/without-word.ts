import { wordsOf, type LookLevels, type LookWords } from '../look.ts'
import type { PromptParts } from './said.ts'

/** A chip of a look, of whatever level. */
export type LookWord = { readonly kind: keyof LookWords; readonly word: string }

const LEVELS = ['film', 'section', 'shot'] as const

/**
 * What is said of a shot without one chip, at every level that says it; every other word stays as it is written. Null where
 * none does. What the word does is seen in a take with the seed of the take it is held against.
 */
export function withoutWord<Parts extends Pick<PromptParts, 'look'>>(
  parts: Parts,
  { kind, word }: LookWord,
): Parts | null {
  const without = (level: keyof LookLevels): LookWords => ({
    ...parts.look[level],
    [kind]: textWithout(parts.look[level][kind], word),
  })
  const look: LookLevels = { film: without('film'), section: without('section'), shot: without('shot') }
  return LEVELS.some(level => look[level][kind] !== parts.look[level][kind]) ? { ...parts, look } : null
}

/** The chips of all levels, each once. */
export function lookWordsOf(look: LookLevels): LookWord[] {
  const words = new Map<string, LookWord>()
  for (const kind of ['style', 'negative'] as const) {
    for (const word of LEVELS.flatMap(level => wordsOf(look[level][kind]))) {
      const key = `${kind} ${plain(word)}`
      if (!words.has(key)) words.set(key, { kind, word })
    }
  }
  return [...words.values()]
}

function textWithout(text: string, word: string): string {
  const wanted = plain(word)
  if (wanted === '') return text
  // Each with the comma before it, so that the others keep theirs.
  const pieces = text.split(/(?=[,;\n])/)
  const kept = pieces.filter(piece => plain(piece.replace(/^[,;\n]/, '')) !== wanted)
  const isFirstGone = kept[0] !== pieces[0]
  return isFirstGone ? kept.join('').replace(/^[,;\n]\s*/, '') : kept.join('')
}

function plain(word: string): string {
  return word.replaceAll(/\s+/g, ' ').trim().toLowerCase()
}
