import { ticks, TICKS_PER_SECOND, framesFromTicks, type FrameRate } from '../time.ts'

/** One remark about an instant of the film. */
export type Note = { readonly frame: number; readonly text: string }

export type ReadNotes = {
  /** In the order of the film. */
  readonly notes: readonly Note[]
  /** Lines that begin with no time of the film, as written. */
  readonly unread: readonly string[]
}

type Film = { readonly rate: FrameRate; readonly frames: number }

/** A list's dash or number, brackets round the time, and what stands between the time and the words. */
const LINE =
  /^\s*(?:[-*•]|\d+[.)])?\s*[[(]?\s*(\d{1,3}(?:[:.]\d{1,3}){0,3})\s*(s|sec|seconds)?\s*(?:(?:-|–|—|to)\s*\d{1,3}(?:[:.]\d{1,3}){0,3}\s*)?[\])]?\s*[-–—:,.]?\s+(.*\S)\s*$/i

/**
 * Reads remarks as people send them, one a line: `1:23 too dark`, `- 01:23.5: cut earlier`, `[1:23-1:30] loop this`,
 * `83s flash`, and the time code of a review copy, `00:01:23:12 hand is odd`. A span counts from its beginning.
 */
export function readNotes(text: string, film: Film): ReadNotes {
  const notes: Note[] = []
  const unread: string[] = []
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue
    const match = LINE.exec(line)
    const frame = match && frameOf(match[1]!, match[2] !== undefined, film.rate)
    if (match && frame !== null && frame !== undefined && frame < film.frames) notes.push({ frame, text: match[3]! })
    else unread.push(line.trim())
  }
  return { notes: notes.toSorted((a, b) => a.frame - b.frame), unread }
}

/** The film's frame that a written time names; null for what is no time. */
function frameOf(written: string, isSeconds: boolean, rate: FrameRate): number | null {
  const [whole, fraction] = written.includes(':') || isSeconds ? splitFraction(written) : [written, null]
  const parts = whole.split(':').map(Number)
  if (parts.some(Number.isNaN)) return null
  if (isSeconds) return parts.length === 1 ? framesAt(parts[0]!, fraction, rate) : null
  switch (parts.length) {
    case 2:
      return parts[1]! < 60 ? framesAt(60 * parts[0]! + parts[1]!, fraction, rate) : null
    case 3:
      return parts[1]! < 60 && parts[2]! < 60
        ? framesAt(3600 * parts[0]! + 60 * parts[1]! + parts[2]!, fraction, rate)
        : null
    case 4: {
      // Time code counts frames at the nominal rate.
      const perSecond = Math.round(rate.numerator / rate.denominator)
      const seconds = 3600 * parts[0]! + 60 * parts[1]! + parts[2]!
      return fraction === null && parts[3]! < perSecond ? seconds * perSecond + parts[3]! : null
    }
    default:
      return null
  }
}

function splitFraction(written: string): [string, string | null] {
  const dot = written.indexOf('.')
  return dot === -1 ? [written, null] : [written.slice(0, dot), written.slice(dot + 1)]
}

function framesAt(seconds: number, fraction: string | null, rate: FrameRate): number {
  const part = fraction === null ? 0 : Math.round((Number(fraction) * TICKS_PER_SECOND) / 10 ** fraction.length)
  return framesFromTicks(ticks(seconds * TICKS_PER_SECOND + part), rate)
}
