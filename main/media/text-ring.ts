import { StringDecoder } from 'node:string_decoder'

/** Keeps the newest text of a stream and forgets the rest. */
export type TextRing = {
  push(chunk: Buffer): void
  text(): string
  /** The newest lines that are not blank, oldest first. */
  lastLines(count: number): string[]
}

export function createTextRing(maxChars: number): TextRing {
  const decoder = new StringDecoder('utf8')
  let tail = ''
  return {
    push(chunk) {
      tail = (tail + decoder.write(chunk)).slice(-maxChars)
    },
    text: () => tail,
    lastLines: count =>
      tail
        .split(/[\r\n]+/)
        .filter(line => line.trim() !== '')
        .slice(-count),
  }
}
