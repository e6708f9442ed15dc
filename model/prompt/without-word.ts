import type { LookLevels, LookWords } from '../look.ts'
import type { PromptParts } from './said.ts'

/** A chip, where it stands. */
export type Chip = { readonly level: keyof LookLevels; readonly kind: keyof LookWords; readonly word: string }

/**
 * What is said of a shot without one chip of one level; every other word stays as it is written. Null where the chip does
 * not stand there. What it does is seen in a take with the seed of the take it is held against.
 */
export function withoutWord<Parts extends Pick<PromptParts, 'look'>>(parts: Parts, chip: Chip): Parts | null {
  const { look } = parts
  const words = look[chip.level]
  const text = textWithout(words[chip.kind], chip.word)
  if (text === words[chip.kind]) return null
  return { ...parts, look: { ...look, [chip.level]: { ...words, [chip.kind]: text } } }
}

/** The levels that say a word. One that another level says too is still sent without it. */
export function levelsWith(look: LookLevels, kind: keyof LookWords, word: string): (keyof LookLevels)[] {
  return (['film', 'section', 'shot'] as const).filter(
    level => textWithout(look[level][kind], word) !== look[level][kind],
  )
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
