import { StudioError } from '#model/errors.ts'
import type { TreatmentShot } from '#model/treatment.ts'
import { shotFrom, textOrNull, type WrittenShot, type WrittenTreatment } from './written-shot.ts'

const FIELDS: ReadonlyMap<string, keyof TreatmentShot> = new Map([
  ['id', 'id'],
  ['what', 'whatHappens'],
  ['what happens', 'whatHappens'],
  ['camera', 'cameraMove'],
  ['camera move', 'cameraMove'],
  ['passage', 'passage'],
  ['section', 'section'],
  ['model', 'model'],
])

const HEADING = /^(#{1,6})\s+(.*?)\s*$/
const SHARED = /^\**(style|negative)\s*:\**\s*(.*)$/i
const ITEM = /^\s*(?:[-*+]|\d{1,5}[.)])\s+(.*)$/
const FIELD = /^([-*+]\s+)?(\*\*)?([a-z]+(?: [a-z]+)?)(?:\s*:\2|\2\s*:)\s*(.*)$/i
const RULE = /^([-*_])\1{2,}$/

/** Comments stand on lines of their own, or before what counts: those that begin a line. */
const COMMENT = /^[ \t]*<!--[^]*?-->/gm
const TAB_BLANKS = '    '

function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/)
}

type Item = { line: number; indent: number; fields: Partial<Record<keyof TreatmentShot, string>> }

/**
 * A heading of the first level is the title, later and deeper ones name the section of the items below; `Style:` and
 * `Negative:` lines are shared by all; list items are prompts, with indented `key: value` lines or items below them.
 * A line that goes on without either belongs to what stands before it. Other paragraphs are notes, and left out.
 * Throws StudioError 'treatment/markdown-comment' or 'treatment/markdown-field'; `name` names the file in it.
 */
export function parseMarkdown(text: string, name: string): WrittenTreatment {
  let title: string | null = null
  let section: string | null = null
  const shared: { style: string | null; negative: string | null } = { style: null, negative: null }
  const shots: WrittenShot[] = []
  let item: Item | null = null
  /** Takes the next wrapped line. */
  let goOn: ((more: string) => void) | null = null

  const close = (): void => {
    if (item) shots.push({ shot: shotFrom(item.fields.prompt ?? '', { section, ...item.fields }), line: item.line })
    item = null
    goOn = null
  }
  const openField = (open: Item, field: keyof TreatmentShot, value: string): void => {
    open.fields[field] = value
    goOn = more => {
      open.fields[field] = `${open.fields[field] ?? ''} ${more}`.trim()
    }
  }

  const written = linesOf(text)
  const uncommented = linesOf(text.replaceAll(COMMENT, comment => comment.replaceAll(/[^\r\n]/g, '')))
  for (const [index, line] of uncommented.entries()) {
    const trimmed = line.trim()
    const indent = widthOf(line.slice(0, line.length - line.trimStart().length))
    if (trimmed.startsWith('<!--')) {
      const message = `${name}, line ${index + 1}: a comment (<!--) is opened there that is never closed (-->).`
      throw new StudioError('treatment/markdown-comment', message)
    }
    const isComment = trimmed === '' && written[index]!.trim() !== ''
    if (isComment) continue
    if (trimmed === '') {
      goOn = null
      continue
    }
    if (RULE.test(trimmed)) {
      close()
      continue
    }
    const open: Item | null = item
    const isBelowItem: boolean = open !== null && indent >= open.indent + 2
    if (open && isBelowItem) {
      const [, bullet, bold, word = '', value = ''] = FIELD.exec(trimmed) ?? []
      const key = FIELDS.get(word.toLowerCase())
      if (key) {
        openField(open, key, value)
        continue
      }
      if (word !== '' && (bullet ?? bold)) throw unknownField(word, `${name}, line ${index + 1}`)
      if (goOn && !ITEM.test(line)) {
        goOn(trimmed)
        continue
      }
    }
    const heading = HEADING.exec(line)
    if (heading) {
      close()
      if (heading[1] === '#' && title === null && section === null && shots.length === 0) title = heading[2] ?? null
      else section = heading[2] ?? null
      continue
    }
    const bullet = ITEM.exec(line)
    if (bullet) {
      close()
      const next: Item = { line: index + 1, indent, fields: {} }
      item = next
      openField(next, 'prompt', bullet[1] ?? '')
      continue
    }
    const words = SHARED.exec(line)
    const key = words?.[1]?.toLowerCase() === 'style' ? 'style' : 'negative'
    if (words) {
      close()
      shared[key] = [shared[key], words[2]].filter(Boolean).join(' ')
      goOn = more => {
        shared[key] = `${shared[key] ?? ''} ${more}`
      }
    } else if (goOn) {
      goOn(trimmed)
    }
  }
  close()
  return { title: textOrNull(title), style: textOrNull(shared.style), negative: textOrNull(shared.negative), shots }
}

function widthOf(blanks: string): number {
  return blanks.replaceAll('\t', TAB_BLANKS).length
}

function unknownField(word: string, where: string): StudioError {
  const message = `${where}: "${word}" is no field of a shot. There are id, what, camera, passage, section and model; a shot of its own begins further left.`
  return new StudioError('treatment/markdown-field', message)
}
