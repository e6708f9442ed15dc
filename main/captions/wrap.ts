const words = new Intl.Segmenter('und', { granularity: 'word' })
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
const OPENING = /[\p{Ps}\p{Pi}"'¿¡]$/u
const ELLIPSIS = '…'

/**
 * Breaks text into at most `maxLines` lines no wider than `maxWidth`, by `measure` (any unit). Breaks between words,
 * also in scripts that write without spaces, and inside a word only where it fills a line alone. What does not fit ends in `…`.
 */
export function wrapText(
  text: string,
  maxWidth: number,
  maxLines: number,
  measure: (text: string) => number,
): readonly string[] {
  const lines: string[] = []
  let line = ''
  const pieces = breakable(text)
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index]!
    if (measure((line + piece).trimEnd()) <= maxWidth) {
      line += piece
      continue
    }
    if (lines.length === maxLines - 1) {
      lines.push(ellipsize(line + pieces.slice(index, index + 40).join(''), maxWidth, measure))
      return lines
    }
    if (line !== '') {
      lines.push(line.trimEnd())
      line = ''
      index--
      continue
    }
    const head = longestFit(piece, maxWidth, measure)
    lines.push(head)
    pieces[index] = piece.slice(head.length)
    index--
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}

/** The text in pieces before each of which a line may begin; spaces stay at the end of the piece before them. */
function breakable(text: string): string[] {
  const pieces: string[] = []
  let mayBreak = false
  for (const { segment, isWordLike } of words.segment(text)) {
    const last = pieces.at(-1)
    const isSpace = segment.trim() === ''
    const canBegin = isWordLike === true || /^[\p{Ps}\p{Pi}\p{Extended_Pictographic}]/u.test(segment) || mayBreak
    if (last !== undefined && (isSpace || !canBegin || (OPENING.test(last) && !mayBreak))) {
      pieces[pieces.length - 1] = last + segment
    } else pieces.push(segment)
    mayBreak = isSpace
  }
  return pieces
}

function ellipsize(text: string, maxWidth: number, measure: (text: string) => number): string {
  const head = longestFit(text, maxWidth, part => measure(part.trimEnd() + ELLIPSIS))
  return head.trimEnd().replace(/[,;:.–—-]+$/u, '') + ELLIPSIS
}

/** The longest beginning that fits, whole characters as people see them; at least one. */
function longestFit(text: string, maxWidth: number, measure: (text: string) => number): string {
  const ends = Array.from(graphemes.segment(text), ({ index, segment }) => index + segment.length)
  let fits = 0
  let tooLong = ends.length
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1
    if (measure(text.slice(0, ends[middle])) <= maxWidth) fits = middle
    else tooLong = middle
  }
  return text.slice(0, ends[fits])
}
