import { shotFrom, type WrittenTreatment } from './written-shot.ts'

/** A note among the prompts. `#1 a tunnel` is a prompt: people number their lines like that. */
function isPlainTextNote(line: string): boolean {
  return /^#(?!\d)/.test(line)
}

/** One prompt a line. Blank lines and notes are left out. */
export function parsePlainText(text: string): WrittenTreatment {
  const shots = text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    if (line.trim() === '' || isPlainTextNote(line)) return []
    return [{ shot: shotFrom(line, {}), line: index + 1 }]
  })
  return { title: null, style: null, negative: null, shots }
}
