import type { TreatmentShot } from '#model/treatment.ts'
import { shotFrom, textOrNull, type WrittenShot, type WrittenTreatment } from './written-shot.ts'

const FIELDS: Readonly<Record<string, keyof TreatmentShot>> = {
  id: 'id',
  what: 'whatHappens',
  'what happens': 'whatHappens',
  camera: 'cameraMove',
  'camera move': 'cameraMove',
  passage: 'passage',
  section: 'section',
  model: 'model',
}

const HEADING = /^(#{1,6})\s+(.*?)\s*$/
const SHARED = /^\**(style|negative)\s*:\**\s*(.*)$/i
const ITEM = /^(\s*)(?:[-*+]|\d{1,5}[.)])\s+(.*)$/
const FIELD = /^(?:[-*+]\s+)?([a-z ]+?)\s*:\s*(.*)$/i

type Item = { line: number; indent: number; fields: Partial<Record<keyof TreatmentShot, string>> }

/**
 * A heading of the first level is the title, later and deeper ones name the section of the items below; `Style:` and
 * `Negative:` lines are shared by all; list items are prompts, with indented `key: value` lines below them.
 * A line that goes on without either belongs to what stands before it. Other paragraphs are notes, and left out.
 */
export function parseMarkdown(text: string): WrittenTreatment {
  let title: string | null = null
  let section: string | null = null
  const shared: { style: string | null; negative: string | null } = { style: null, negative: null }
  const shots: WrittenShot[] = []
  let item: Item | null = null
  /** Takes the next wrapped line. */
  let goOn: ((more: string) => void) | null = null
  let isInComment = false

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

  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const trimmed = line.trim()
    const indent = line.length - line.trimStart().length
    if (isInComment || line.startsWith('<!--')) {
      isInComment = !trimmed.endsWith('-->')
      continue
    }
    if (trimmed === '') {
      goOn = null
      continue
    }
    const open: Item | null = item
    const isBelowItem: boolean = open !== null && indent >= open.indent + 2
    if (open && isBelowItem) {
      const field = FIELD.exec(trimmed)
      const key = FIELDS[field?.[1]?.toLowerCase() ?? '']
      if (field && key) {
        openField(open, key, field[2] ?? '')
        continue
      }
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
      const next: Item = { line: index + 1, indent: bullet[1]?.length ?? 0, fields: {} }
      item = next
      openField(next, 'prompt', bullet[2] ?? '')
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
