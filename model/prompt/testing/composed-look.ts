import { textOf, type LookLevels, type LookWords } from '../../look.ts'

/** What is sent of several levels: a single one as it was written, of more every word once. */
function joined(texts: readonly string[]): string {
  const written = texts.filter(text => text.trim() !== '')
  return written.length <= 1 ? (written[0] ?? '') : textOf(written)
}

/** The words of all levels together. */
export function composedLook({ film, section, shot }: LookLevels): LookWords {
  return {
    style: joined([film.style, section.style, shot.style]),
    negative: joined([film.negative, section.negative, shot.negative]),
  }
}
