/** A beat in film frames, with its name. */
export type BeatFrame = { readonly frame: number; readonly text: string }

/** The beat nearest to a frame, the earlier of two; undefined where it stands further away than beats do from each other. */
export function nearestBeat(beats: readonly BeatFrame[], frame: number): BeatFrame | undefined {
  let [low, high] = [0, beats.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (beats[middle]!.frame < frame) low = middle + 1
    else high = middle
  }
  const [before, after] = [beats[low - 1], beats[low]]
  if (!before || !after) {
    const only = before ?? after
    return only && Math.abs(only.frame - frame) <= usualStep(beats) ? only : undefined
  }
  // Inside a long stretch without a beat, no cut is off it.
  if (after.frame - before.frame > 2 * usualStep(beats)) {
    const step = usualStep(beats) / 2
    if (frame - before.frame > step && after.frame - frame > step) return undefined
  }
  return frame - before.frame <= after.frame - frame ? before : after
}

function usualStep(beats: readonly BeatFrame[]): number {
  const first = beats[0]
  const last = beats.at(-1)
  return first && last && beats.length > 1 ? (last.frame - first.frame) / (beats.length - 1) : 0
}
