import type { OriginatedWords } from './origins.ts'

/** A stretch of a text that is sent: UTF-16 units, half open. Spans tile the text. */
export type PromptSpan = Omit<OriginatedWords, 'text'> & { readonly start: number; readonly end: number }

export type WrittenPrompt = { readonly text: string; readonly spans: readonly PromptSpan[] }

/** A text that ends in one of these needs no other mark after it. */
const ENDS_IN_MARK = /[.!?…,;:。！？、，；：]["'”’»)\]]*\s*$/
const LEADING_MARKS = /^[.,;:]+/
const LEADING_MARKS_AND_BLANKS = /^[.,;:\s]+/

/** Puts a text together of words and of what a template has between them; that alone gives way. */
export class PromptWriter {
  private readonly written: OriginatedWords[] = []
  private text = ''
  private hasGap = false

  words(words: readonly OriginatedWords[]): void {
    for (const piece of words) this.append(piece)
    this.hasGap = false
  }

  /** Something that would stand here is empty. */
  gap(): void {
    this.hasGap = true
  }

  /** After a gap that leaves a blank or nothing before it, blanks and marks go; after a mark there is no other. */
  template(text: string): void {
    const isOpen = this.hasGap && /(^|\s)$/.test(this.text)
    const rest = isOpen ? text.replace(LEADING_MARKS_AND_BLANKS, '') : text
    const fitting = ENDS_IN_MARK.test(this.text) ? rest.replace(LEADING_MARKS, '') : rest
    this.append({ text: fitting, origin: 'template', variable: null })
    if (rest !== '') this.hasGap = false
  }

  /** The text, without blanks of the template at its end. */
  done(): WrittenPrompt {
    const last = this.written.at(-1)
    if (last?.origin === 'template') this.written[this.written.length - 1] = { ...last, text: last.text.trimEnd() }
    let start = 0
    const spans = this.written
      .filter(({ text }) => text !== '')
      .map(({ text, origin, variable }) => {
        const span = { start, end: start + text.length, origin, variable }
        start = span.end
        return span
      })
    return { text: this.written.map(({ text }) => text).join(''), spans }
  }

  private append(piece: OriginatedWords): void {
    if (piece.text === '') return
    const last = this.written.at(-1)
    if (last?.origin === piece.origin && last.variable === piece.variable) {
      this.written[this.written.length - 1] = { ...last, text: last.text + piece.text }
    } else {
      this.written.push(piece)
    }
    this.text += piece.text
  }
}
