/** Knows where words end in scripts that write no blanks too. */
const WORDS = new Intl.Segmenter('en', { granularity: 'word' })

/** The words of a prompt, lower case, each once. */
function wordsOf(prompt: string): Set<string> {
  const parts = [...WORDS.segment(prompt.normalize('NFC').toLowerCase())]
  return new Set(parts.filter(part => part.isWordLike).map(part => part.segment))
}

/**
 * Prepares the comparison of the prompts of two versions of a treatment. The result tells how much of two prompts' words
 * they share, 0..1; rare words count for more than those that many prompts have.
 */
export function likenessAmong(prompts: readonly string[]): (a: string, b: string) => number {
  const words = new Map(prompts.map(prompt => [prompt, wordsOf(prompt)]))
  const uses = new Map<string, number>()
  for (const set of words.values()) for (const word of set) uses.set(word, (uses.get(word) ?? 0) + 1)
  /** 1 for a word of one prompt alone, next to nothing for one that all have. */
  const weightOf = (word: string): number => 1 - ((uses.get(word) ?? 1) - 1) / words.size
  const weigh = (set: ReadonlySet<string>): number => [...set].reduce((sum, word) => sum + weightOf(word), 0)
  const weights = new Map([...words].map(([prompt, set]) => [prompt, weigh(set)]))
  return (a, b) => {
    const others = words.get(b) ?? new Set()
    let shared = 0
    for (const word of words.get(a) ?? []) if (others.has(word)) shared += weightOf(word)
    const total = (weights.get(a) ?? 0) + (weights.get(b) ?? 0)
    return total === 0 ? 0 : (2 * shared) / total
  }
}
