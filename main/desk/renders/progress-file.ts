import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { renderProgress, type RenderProgressEvent } from '#model/contract/renders-contract.ts'

/** How far a render is, for other processes that have this library open: a file beside the pieces, not a row each time. */
export type ProgressFile = {
  /** Writes it down, a few times a second at most. */
  note(progress: RenderProgressEvent): void
  /** What was noted last, by whichever process; undefined where there is nothing to read. */
  read(): RenderProgressEvent | undefined
  clear(): void
}

const EVERY_MS = 400

export function createProgressFile(path: string, now: () => number = () => performance.now()): ProgressFile {
  let notedAtMs = -Infinity
  return {
    note(progress) {
      if (now() - notedAtMs < EVERY_MS) return
      notedAtMs = now()
      try {
        writeFileSync(path, JSON.stringify(progress))
      } catch {
        // A full disk, say: the render itself will tell.
      }
    },
    read() {
      try {
        return renderProgress.parse(JSON.parse(readFileSync(path, 'utf8')))
      } catch {
        // There is none, or it is being written just now.
        return undefined
      }
    },
    clear() {
      notedAtMs = -Infinity
      rmSync(path, { force: true })
    },
  }
}
