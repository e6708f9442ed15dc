/** A text that means these words and nothing else: every brace and bar with a backslash before it. */
export function asLiteral(words: string): string {
  return words.replaceAll(/[{|}]/g, String.raw`\$&`)
}
