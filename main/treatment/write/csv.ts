import type { Treatment } from '#model/treatment.ts'

const HEADER = ['prompt', 'id', 'what happens', 'camera', 'passage', 'section', 'model', 'style', 'negative']

function cell(text: string | null): string {
  if (text === null) return ''
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One row a shot; style and negative stand in the first. */
export function writeCsv({ shots, style, negative }: Treatment): string {
  const rows = shots.map((shot, index) => [
    shot.prompt,
    shot.id,
    shot.whatHappens,
    shot.cameraMove,
    shot.passage,
    shot.section,
    shot.model,
    index === 0 ? style : null,
    index === 0 ? negative : null,
  ])
  return [HEADER, ...rows].map(row => `${row.map(cell).join(',')}\n`).join('')
}
