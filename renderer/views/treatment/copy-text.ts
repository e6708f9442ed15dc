import { texts } from '../../texts.ts'
import { notify } from '../../ui/notices.tsx'

/** Puts a text on the clipboard, and says so. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    notify({ kind: 'ok', text: done })
  } catch {
    notify({ kind: 'bad', text: texts.treatment.notCopied })
  }
}
