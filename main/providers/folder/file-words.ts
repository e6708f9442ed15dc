/** Words that say nothing about which prompt a text belongs to, and those that programs put into file names. */
const EMPTY_WORDS = new Set(
  (
    'a an and are as at by for from in into is it its of off on onto or our out over she he her his that the their then there they this ' +
    'through to under up we with you ' +
    'shot shots scene clip clips take takes video videos movie final finals export render output copy version draft gen generated ' +
    'mp4 mov webm mkv fps hd uhd seed prompt text image i2v t2v'
  ).split(' '),
)

/** Lower case, without accents, words apart by single spaces: equal for a prompt, its slug and its spelling in a tag. */
export function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The words that tell one prompt from another: no numbers, no joining words, each once. */
export function tellingWords(text: string): Set<string> {
  const words = plainText(text).split(' ')
  return new Set(words.filter(word => word.length > 1 && !/\d/.test(word) && !EMPTY_WORDS.has(word)))
}

/** What a name is called without its folders and its extension. */
export function stemOf(name: string): string {
  return name.replace(/\.[^.]*$/, '')
}

/** A shot number read from a name, as counted on screen (from 1). Not sure: it could count something else. */
export type NumberInName = { readonly number: number; readonly isSure: boolean }

/** Numbers that do not mean a shot: take 2, v3, (2), Gen-4, 1920x1080, 1080p, 24fps, 5s, 2.1, 2026-11-22. */
const OTHER_NUMBERS: readonly RegExp[] = [
  /(?<!\p{L})(take|tk|t|version|ver|v|seed|copy|part|gen|sora|veo|kling|wan|ltx|ray|hailuo|pika|omni)[\s_.-]*\d+([.]\d+)*/gu,
  /\(\d+\)/g,
  /\d{1,4}([-_.:])\d{1,2}\1\d{1,4}/g,
  /\d+\s*x\s*\d+/g,
  // A single letter after a blank begins a word: `7 I love the sea`.
  /\d+([.,]\d+)?(p|i|k|s|st|nd|rd|th)(?!\p{L})/gu,
  /\d+([.,]\d+)?\s*(fps|hz|sec|secs|seconds|mbit|kbps)(?!\p{L})/gu,
  /\d+[.]\d+/g,
]

const SHOT_SAID = [/(?<!\p{L})(?:shot|sh)[\s_.#-]*(\d{1,4})(?!\d)/gu, /(?<!\p{L})clip[\s_.#-]*(\d{1,4})(?!\d)/gu]
const LEADING = /^[\s_.#([-]*(\d{1,4})(?![\d\p{L}])/gu
const SCENE_SAID = /(?<!\p{L})(?:scene|sc)[\s_.#-]*(\d{1,4})(?!\d)/u

/**
 * The shot number a name (without extension) speaks of: after the word shot or clip (`sc02_sh07_take2`), at its beginning
 * (`7 - bubble`, `01`), after the word scene where no other number stands beside it, or, not as surely, as its only number
 * (`bubble 12`). Undefined when it names none, or several.
 */
export function shotNumberIn(name: string): NumberInName | undefined {
  const plain = name.normalize('NFKC').toLowerCase()
  const text = OTHER_NUMBERS.reduce((left, pattern) => left.replaceAll(pattern, ' '), plain)
  for (const pattern of [...SHOT_SAID, LEADING]) {
    const [number, other] = new Set(Array.from(text.matchAll(pattern), match => Number(match[1])))
    if (other !== undefined) return undefined
    if (number !== undefined) return { number, isSure: true }
  }
  const scene = SCENE_SAID.exec(text)
  const beside = numbersIn(text.replace(SCENE_SAID, ' '))
  if (scene) return beside.length === 0 ? { number: Number(scene[1]), isSure: true } : undefined
  return beside.length === 1 ? { number: beside[0]!, isSure: false } : undefined
}

/** The numbers that stand alone in a text, each once. */
function numbersIn(text: string): number[] {
  return [...new Set(Array.from(text.matchAll(/(?<![\p{L}\d])\d{1,4}(?![\p{L}\d])/gu), match => Number(match[0])))]
}
