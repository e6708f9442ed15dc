import { shotFrom, type WrittenTreatment } from './written-shot.ts'

/** One prompt a line. Blank lines, and lines that begin with `#`, are left out. */
export function parsePlainText(text: string): WrittenTreatment {
  const shots = text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return []
    return [{ shot: shotFrom(line, {}), line: index + 1 }]
  })
  return { title: null, style: null, negative: null, shots }
}
