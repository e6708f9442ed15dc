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

/** Where a text may be divided, the best kind of place first: after sentences, after clauses, between words. */
const BREAKS = [/[.!?]\s+/g, /[,;:]\s+/g, /\s+/g]

/** No half is shorter than this share of the whole, while a place of the next kind is nearer to the middle. */
const SHORTEST_HALF = 0.25

function middleOf(text: string): number {
  for (const kind of BREAKS) {
    const ends = [...text.matchAll(kind)].map(found => found.index + found[0].length)
    const fair = ends.filter(
      end => end >= text.length * SHORTEST_HALF && text.length - end >= text.length * SHORTEST_HALF,
    )
    const nearest = fair.toSorted((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2))[0]
    if (nearest !== undefined) return nearest
  }
  return text.lastIndexOf(' ') + 1
}

/** Texts of several shots as one: each once, sentence after sentence; null where none says anything. */
export function mergedText(texts: readonly (string | null)[]): string | null {
  const said = [...new Set(texts.flatMap(text => (text?.trim() ? [text.trim()] : [])))]
  if (said.length === 0) return null
  return said.map((text, index) => (index < said.length - 1 && !/[.!?]$/.test(text) ? `${text}.` : text)).join(' ')
}
