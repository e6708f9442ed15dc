import { setImmediate as breathe } from 'node:timers/promises'
import type { Match } from './coarse-path.ts'
import type { Rows, SoundPrint } from './sound-print.ts'

/** Windows between two turns of everything else this process does. */
const WINDOWS_A_TURN = 6
const STEP_SECONDS = 0.75
const WINDOW_SECONDS = 2.5
const REACH_SECONDS = 0.45
/** Two windows that agree less are not the same music. */
const LEAST_AGREEMENT = 0.3

/** At `oldSeconds` the new song is `offsetSeconds` later than the old one, as far as their onsets tell. */
export type Offset = { readonly oldSeconds: number; readonly offsetSeconds: number; readonly agreement: number }

/**
 * How much later the new song is, at places all through the old one: the coarse path says where to look, and the shift at which
 * the onsets agree best is told to a few milliseconds.
 */
export async function offsetsAlong(
  old: SoundPrint,
  young: SoundPrint,
  path: readonly Match[],
  coarse: [Rows, Rows],
): Promise<Offset[]> {
  const [oldRows, youngRows] = coarse
  const found: Offset[] = []
  let index = 0
  let looked = 0
  const seconds = oldRows.count / oldRows.perSecond
  for (let at = WINDOW_SECONDS / 2; at < seconds; at += STEP_SECONDS) {
    while (index + 1 < path.length && path[index + 1]!.old / oldRows.perSecond <= at) index += 1
    const match = path[index]
    // Where the path has nothing for a second the old music is gone.
    if (!match || Math.abs(match.old / oldRows.perSecond - at) > 1) continue
    const guess = match.young / youngRows.perSecond - match.old / oldRows.perSecond
    const offset = bestShift(old, young, at, guess)
    if (offset && offset.agreement >= LEAST_AGREEMENT) found.push(offset)
    if (++looked % WINDOWS_A_TURN === 0) await breathe()
  }
  return found
}

function bestShift(old: SoundPrint, young: SoundPrint, at: number, guess: number): Offset | null {
  const from = Math.max(0, Math.round((at - WINDOW_SECONDS) * old.framesPerSecond))
  const to = Math.min(old.onsets[0]!.length, Math.round((at + WINDOW_SECONDS) * old.framesPerSecond))
  const reach = Math.round(REACH_SECONDS * young.framesPerSecond)
  const ratio = young.framesPerSecond / old.framesPerSecond
  const agreements: number[] = []
  for (let shift = -reach; shift <= reach; shift++) {
    const base = from * ratio + guess * young.framesPerSecond + shift
    agreements.push(agreement(old, young, from, to, base, ratio))
  }
  let best = 0
  for (let i = 1; i < agreements.length; i++) if (agreements[i]! > agreements[best]!) best = i
  if (best === 0 || best === agreements.length - 1 || agreements[best]! <= 0) return null
  const [left, top, right] = [agreements[best - 1]!, agreements[best]!, agreements[best + 1]!]
  const curve = left - 2 * top + right
  const peak = curve < 0 ? (0.5 * (left - right)) / curve : 0
  return {
    oldSeconds: at,
    offsetSeconds: guess + (best - reach + peak) / young.framesPerSecond,
    agreement: top,
  }
}

/** How much the onsets of old frames `from`..`to` are those of the new song from frame `base` on: 1 the same, 0 by chance. */
function agreement(old: SoundPrint, young: SoundPrint, from: number, to: number, base: number, ratio: number): number {
  let product = 0
  let oldSquares = 0
  let youngSquares = 0
  for (let band = 0; band < old.onsets.length; band++) {
    const [a, b] = [old.onsets[band]!, young.onsets[band]!]
    for (let frame = from; frame < to; frame++) {
      const place = base + (frame - from) * ratio
      const below = Math.floor(place)
      if (below < 0 || below + 1 >= b.length) continue
      const share = place - below
      const y = b[below]! * (1 - share) + b[below + 1]! * share
      const x = a[frame]!
      product += x * y
      oldSquares += x * x
      youngSquares += y * y
    }
  }
  return product / (Math.sqrt(oldSquares * youngSquares) || 1)
}
