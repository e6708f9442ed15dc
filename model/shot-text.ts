import { tokensOf } from './prompt/tokens.ts'

/**
 * A prompt in two: at that character, or without one at the end of the sentence, clause or word nearest to its middle.
 * Undefined where one half would be empty.
 */
export function splitPrompt(prompt: string, atCharacter: number | null): readonly [string, string] | undefined {
  const at = atCharacter ?? middleOf(prompt)
  const halves = [
    prompt.slice(0, at).trim().replace(/[,;]$/, ''),
    prompt
      .slice(at)
      .trim()
      .replace(/^[,;.]\s*/, ''),
  ] as const
  return halves[0] === '' || halves[1] === '' ? undefined : halves
}

const BETWEEN_WORDS = /\s+/g

/** Where a text may be divided, the best kind of place first: after sentences, after clauses, between words. */
const BREAKS = [/[.!?]\s+/g, /[,;:]\s+/g, BETWEEN_WORDS]

/** No half is shorter than this share of the whole, while a place of the next kind is nearer to the middle. */
const SHORTEST_HALF = 0.25

function middleOf(text: string): number {
  const braced = bracedParts(text)
  const isInside = (at: number): boolean => braced.some(({ start, end }) => start < at && at < end)
  const endsOf = (kind: RegExp): number[] =>
    [...text.matchAll(kind)].map(found => found.index + found[0].length).filter(end => !isInside(end))
  const nearest = (ends: readonly number[]): number | undefined =>
    ends.toSorted((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2))[0]
  const shortest = text.length * SHORTEST_HALF
  for (const kind of BREAKS) {
    const fair = nearest(endsOf(kind).filter(end => end >= shortest && text.length - end >= shortest))
    if (fair !== undefined) return fair
  }
  return nearest(endsOf(BETWEEN_WORDS)) ?? 0
}

/** Variables and alternatives: half of one means nothing. */
function bracedParts(text: string): { readonly start: number; readonly end: number }[] {
  const parts: { start: number; end: number }[] = []
  const open: number[] = []
  for (const { kind, start, end } of tokensOf(text)) {
    if (kind === 'reference') parts.push({ start, end })
    else if (kind === 'open') open.push(start)
    else if (kind === 'close' && open.length > 0) parts.push({ start: open.pop()!, end })
  }
  return parts
}

/** Texts of several shots as one: each once, sentence after sentence; null where none says anything. */
export function mergedText(texts: readonly (string | null)[]): string | null {
  const said = [...new Set(texts.flatMap(text => (text?.trim() ? [text.trim()] : [])))]
  if (said.length === 0) return null
  return said.map((text, index) => (index < said.length - 1 && !/[.!?]$/.test(text) ? `${text}.` : text)).join(' ')
}
