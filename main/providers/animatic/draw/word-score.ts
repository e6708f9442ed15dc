/** A prompt as words without case, accents, plurals: `words[i]` is the i-th. */
export type PromptWords = readonly string[]

/** `corridors, Children's CAFÉ` -> `corridor`, `children`, `cafe`. Letters of any script count as letters. */
export function wordsOf(text: string): PromptWords {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s\b/g, '')
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map(stem)
}

function stem(word: string): string {
  if (word.length > 4 && /ies?$/.test(word)) return word.replace(/ies?$/, 'y')
  if (/(?:ch|sh|x|ss|tz|zz)es$/.test(word) || WITH_ES.test(word)) return word.slice(0, -2)
  if (/^(?:kni|wi|li)ves$/.test(word)) return `${word.slice(0, -3)}fe`
  if (/(?:lea|shel|wol|hal|cal|loa|thie|scar)ves$/.test(word)) return `${word.slice(0, -3)}f`
  if (word.length > 3 && (/(?:[^suiy]|[aeou]y)s$/.test(word) || WITH_IS.test(word))) return word.slice(0, -1)
  return word
}

/** Plurals that other words of the same ending (houses, canoes, oasis) must not be taken for. */
const WITH_ES = /^(?:bus|circus|cactus|octopus|tomato|potato|volcano|hero|echo)es$/
const WITH_IS = /^(?:taxi|ski|safari|tsunami)s$/

/** A word or a phrase (several stems) that speaks for a meaning, and how loudly. */
export type WeightedPhrase = { readonly stems: PromptWords; readonly weight: number }

/** Reads `school:3 locker big_wheel:4`: words or underscored phrases, each with a weight (1 where none stands). */
export function phrasesFrom(list: string): readonly WeightedPhrase[] {
  return list.split(' ').map(entry => {
    const [phrase, weight] = entry.split(':')
    return { stems: wordsOf(phrase!.replaceAll('_', ' ')), weight: Number(weight ?? 1) }
  })
}

/** Words after which a place is where the shot goes to, not where it is. */
const LEAVING = new Set(['into', 'toward', 'towards', 'onto', 'beyond', 'like', 'becomes', 'become', 'until'])

/**
 * How strongly a prompt speaks of a list of phrases. Each phrase counts once, where it is loudest: early words count
 * more than late ones (a prompt opens with its place), and places the shot only leads to count less.
 */
export function scoreOf(words: PromptWords, phrases: readonly WeightedPhrase[]): number {
  let score = 0
  for (const { stems, weight } of phrases) {
    let loudest = 0
    for (let i = 0; i <= words.length - stems.length; i++) {
      if (!stems.every((stem, k) => words[i + k] === stem)) continue
      const isAhead = words.slice(Math.max(0, i - 3), i).some(word => LEAVING.has(word))
      loudest = Math.max(loudest, (0.75 + 0.5 * Math.exp(-i / 5)) * (isAhead ? 0.5 : 1))
    }
    score += weight * loudest
  }
  return score
}
