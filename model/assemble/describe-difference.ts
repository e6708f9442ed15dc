import type { Clip, Sequence } from '../sequence.ts'

/** How many single differences are told; the rest is counted. */
const MOST_TOLD = 8

type PlacedClip = { readonly clip: Clip; readonly startFrame: number; readonly number: number }

function pictureClips(sequence: Sequence): PlacedClip[] {
  const track = sequence.tracks.find(({ kind }) => kind === 'picture')
  const found: PlacedClip[] = []
  let frame = 0
  for (const item of track?.items ?? []) {
    if (item.kind === 'transition') continue
    if (item.kind === 'clip') found.push({ clip: item, startFrame: frame, number: found.length + 1 })
    frame += item.frameCount
  }
  return found
}

function keyOf({ clip }: PlacedClip): string {
  return clip.shotId ?? clip.id
}

function changeOf(before: PlacedClip, after: PlacedClip): string | null {
  const name = `shot ${after.number}`
  if (JSON.stringify(before.clip.source) !== JSON.stringify(after.clip.source)) return `${name} would use another take`
  if (before.startFrame !== after.startFrame)
    return `${name} would begin at frame ${after.startFrame} instead of ${before.startFrame}`
  if (before.clip.frameCount !== after.clip.frameCount) {
    return `${name} would be ${after.clip.frameCount} frames long instead of ${before.clip.frameCount}`
  }
  if (before.clip.sourceStartTicks !== after.clip.sourceStartTicks) return `${name} would show another part of its take`
  return JSON.stringify(before.clip.speed) === JSON.stringify(after.clip.speed)
    ? null
    : `${name} would run at another speed`
}

/** What a person would notice if `after` took the place of `before`: plain phrases, clip by clip. Empty when nothing would. */
export function describeDifference(before: Sequence, after: Sequence): string[] {
  const befores = pictureClips(before)
  const afters = pictureClips(after)
  const beforeOf = new Map(befores.map(placed => [keyOf(placed), placed]))
  const afterKeys = new Set(afters.map(keyOf))
  const found = [
    ...befores.filter(placed => !afterKeys.has(keyOf(placed))).map(({ number }) => `shot ${number} would go`),
    ...afters.flatMap(placed => {
      const old = beforeOf.get(keyOf(placed))
      const change = old ? changeOf(old, placed) : `shot ${placed.number} would be added`
      return change === null ? [] : [change]
    }),
  ]
  if (found.length === 0 && JSON.stringify(before.tracks) !== JSON.stringify(after.tracks))
    return ['transitions would change']
  if (found.length === 0 && before.fadeOutFrames !== after.fadeOutFrames) return ['the fade at the end would change']
  return found.length > MOST_TOLD ? [...found.slice(0, MOST_TOLD), `and ${found.length - MOST_TOLD} more`] : found
}
