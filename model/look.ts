/** Look words and counter-words, each a text with commas between its words. On screen each word is a chip. */
export type LookWords = { readonly style: string; readonly negative: string }

/** A film's, a section's and a shot's own look words, the wider before the closer. */
export type LookLevels = { readonly film: LookWords; readonly section: LookWords; readonly shot: LookWords }

export const NO_LOOK: LookWords = { style: '', negative: '' }

/** The words of a text, each once, as first written. */
export function wordsOf(text: string): string[] {
  const words = new Map<string, string>()
  for (const piece of text.split(/[,;\n]/)) {
    const word = piece.replaceAll(/\s+/g, ' ').trim()
    if (word !== '' && !words.has(word.toLowerCase())) words.set(word.toLowerCase(), word)
  }
  return [...words.values()]
}

/** Whether two looks say the same words, in whatever order. */
export function isSameLook(a: LookWords, b: LookWords): boolean {
  return lookKey(a) === lookKey(b)
}

/** Equal for looks whose chips are the same. */
export function lookKey({ style, negative }: LookWords): string {
  return JSON.stringify([style, negative].map(text => wordsOf(text.toLowerCase()).toSorted()))
}

/** The text in which `wordsOf` finds these words. */
export function textOf(words: readonly string[]): string {
  return wordsOf(words.join(',')).join(', ')
}
