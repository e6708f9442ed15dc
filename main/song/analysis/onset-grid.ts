import type { OnsetEnvelopes } from './onset-envelopes.ts'

const LEAST_GAP_SECONDS = 0.4
const LEAST_STRONG_GAP_SECONDS = 1.8
/** An onset worth cutting on stands this far above the song's usual level of change. */
const LEAST_STRENGTH = 2.5

/** Onsets worth cutting on, in frames, and the indexes of the strongest of them, spread over the song. */
export function pickOnsets(onsets: OnsetEnvelopes): { beats: Float64Array; downbeats: number[] } {
  const { total, framesPerSecond } = onsets
  const peaks: { frame: number; strength: number }[] = []
  for (let t = 0; t < total.length; t++) {
    const strength = total[t]!
    if (strength < LEAST_STRENGTH || strength < (total[t - 1] ?? 0) || strength <= (total[t + 1] ?? 0)) continue
    peaks.push({ frame: t, strength })
  }
  const chosen = strongestApart(peaks, LEAST_GAP_SECONDS * framesPerSecond)
  const strong = new Set(strongestApart(chosen, LEAST_STRONG_GAP_SECONDS * framesPerSecond))
  return {
    beats: Float64Array.from(chosen, peak => peak.frame),
    downbeats: Array.from(chosen.keys()).filter(i => strong.has(chosen[i]!)),
  }
}

/** Takes peaks from the strongest down, leaving out those too near to one taken; in order of time. */
function strongestApart<T extends { frame: number; strength: number }>(peaks: readonly T[], gapFrames: number): T[] {
  const takenInSlot = new Map<number, T[]>()
  const slotOf = (frame: number) => Math.floor(frame / gapFrames)
  const chosen: T[] = []
  for (const peak of peaks.toSorted((a, b) => b.strength - a.strength || a.frame - b.frame)) {
    const slot = slotOf(peak.frame)
    const near = [slot - 1, slot, slot + 1].flatMap(place => takenInSlot.get(place) ?? [])
    if (near.some(other => Math.abs(other.frame - peak.frame) < gapFrames)) continue
    takenInSlot.set(slot, [...(takenInSlot.get(slot) ?? []), peak])
    chosen.push(peak)
  }
  return chosen.toSorted((a, b) => a.frame - b.frame)
}
