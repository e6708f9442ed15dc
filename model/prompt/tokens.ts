/** A piece of a written text, with its place there: UTF-16 units, half open. */
export type Token = {
  readonly kind: 'words' | 'reference' | 'open' | 'bar' | 'close'
  readonly start: number
  readonly end: number
  /** What is meant: a mark without its backslash; of a reference what stands between its braces. */
  readonly text: string
}

const PIECE = /\\(?<mark>[{|}])|\{\{(?<inner>[^{|}\\\n]*)\}\}|(?<brace>[{|}])|\\|[^\\{|}]+/g

const BRACES = { '{': 'open', '|': 'bar', '}': 'close' } as const

/** The pieces of a text; they tile it. `{{…}}` is always one piece, whatever stands in it. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(PIECE)].map(found => {
    const { mark, inner, brace } = found.groups ?? {}
    const kind =
      inner !== undefined ? 'reference' : brace === undefined ? 'words' : BRACES[brace as keyof typeof BRACES]
    return { kind, start: found.index, end: found.index + found[0].length, text: inner ?? mark ?? found[0] }
  })
}

/** A text that means these words and nothing else: every brace and bar with a backslash before it. */
export function asLiteral(words: string): string {
  return words.replaceAll(/[{|}]/g, String.raw`\$&`)
}
