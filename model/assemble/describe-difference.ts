import type { ShotId } from '../ids.ts'
import { filmFrames, type Clip, type Sequence, type Track, type TrackItem } from '../sequence.ts'
import { formatFrameRate, isSameRate } from '../time.ts'

/** How many single differences are told; the rest is counted. */
const MOST_TOLD = 8

type PlacedClip = { readonly clip: Clip; readonly startFrame: number; readonly ordinal: number }

function mainTrack(sequence: Sequence): Track | undefined {
  return sequence.tracks.find(({ kind }) => kind === 'picture')
}

function placedClips(sequence: Sequence): PlacedClip[] {
  const found: PlacedClip[] = []
  let frame = 0
  for (const item of mainTrack(sequence)?.items ?? []) {
    if (item.kind === 'transition') continue
    if (item.kind === 'clip') found.push({ clip: item, startFrame: frame, ordinal: found.length + 1 })
    frame += item.frameCount
  }
  return found
}

function sourceOf({ source }: Clip): string {
  if (source.kind === 'missing') return source.kind
  return source.kind === 'take' ? `take ${source.takeId}` : `song ${source.mediaId}`
}

/** What differs between two uses of one shot, the most telling first; null when nothing does. */
function changeOf(before: PlacedClip, after: PlacedClip): string | null {
  const [old, now] = [before.clip, after.clip]
  if (sourceOf(old) !== sourceOf(now)) return 'would use another take'
  if (before.startFrame !== after.startFrame) {
    return `would begin at frame ${after.startFrame} instead of ${before.startFrame}`
  }
  if (old.frameCount !== now.frameCount) return `would be ${now.frameCount} frames long instead of ${old.frameCount}`
  if (old.sourceStartTicks !== now.sourceStartTicks) return 'would show another part of its take'
  const isSameSpeed = old.speed.numerator * now.speed.denominator === now.speed.numerator * old.speed.denominator
  if (!isSameSpeed) return 'would run at another speed'
  return old.isOff === now.isOff ? null : `would be switched ${now.isOff ? 'off' : 'on'}`
}

/** Where a shot is used more than once, its uses are compared in the order of the film. */
function clipDifferences(before: Sequence, after: Sequence, numberOf: ReadonlyMap<ShotId, number>): string[] {
  const keyOf = ({ clip }: PlacedClip): string => clip.shotId ?? clip.id
  const befores = Map.groupBy(placedClips(before), keyOf)
  const afters = Map.groupBy(placedClips(after), keyOf)
  const nameOf = ({ clip, ordinal }: PlacedClip, use: number): string => {
    const number = clip.shotId === null ? undefined : numberOf.get(clip.shotId)
    if (number === undefined) return `clip ${ordinal} of the present cut`
    return use === 0 ? `shot ${number}` : `use ${use + 1} of shot ${number}`
  }
  const gone = [...befores].flatMap(([key, uses]) =>
    uses.flatMap((placed, use) => (afters.get(key)?.[use] ? [] : [`${nameOf(placed, use)} would go`])),
  )
  const changed = [...afters].flatMap(([key, uses]) =>
    uses.flatMap((placed, use) => {
      const old = befores.get(key)?.[use]
      const change = old ? changeOf(old, placed) : 'would be added'
      return change === null ? [] : [`${nameOf(placed, use)} ${change}`]
    }),
  )
  return [...gone, ...changed]
}

/** What is seen and heard of an item, whatever it is called. */
function inShort(item: TrackItem): string {
  if (item.kind === 'gap') return `gap ${item.frameCount}`
  if (item.kind === 'transition') return `${item.style} ${item.inFrames} ${item.outFrames}`
  const { frameCount, sourceStartTicks, speed, isOff } = item
  return [sourceOf(item), frameCount, sourceStartTicks, speed.numerator, speed.denominator, isOff ?? false].join(' ')
}

/** Each transition with the shot it leads to. */
function transitions(sequence: Sequence): string {
  const items = mainTrack(sequence)?.items ?? []
  return items
    .flatMap((item, index) => {
      const next = items[index + 1]
      return item.kind === 'transition' ? [`${inShort(item)} ${next?.kind === 'clip' ? next.shotId : ''}`] : []
    })
    .join()
}

/** The other tracks of pictures, by name. */
function overlays(sequence: Sequence): Map<string, string> {
  const main = mainTrack(sequence)
  const others = sequence.tracks.filter(track => track.kind === 'picture' && track !== main)
  return new Map(others.map(({ name, items }) => [name, items.map(inShort).join()]))
}

function songOf(sequence: Sequence): string | undefined {
  return sequence.tracks
    .flatMap(track => track.items)
    .filter(item => item.kind === 'clip')
    .map(sourceOf)
    .find(source => source.startsWith('song'))
}

function sounds(sequence: Sequence): string {
  const tracks = sequence.tracks.filter(({ kind }) => kind === 'sound')
  return tracks.map(({ items }) => items.map(inShort).join()).join(';')
}

/** What differs in the film as a whole. */
function filmDifferences(before: Sequence, after: Sequence): string[] {
  const found: string[] = []
  if (before.width !== after.width || before.height !== after.height) {
    found.push(`its size would be ${after.width}x${after.height} instead of ${before.width}x${before.height}`)
  }
  if (!isSameRate(before.rate, after.rate)) {
    found.push(`its rate would be ${formatFrameRate(after.rate)} instead of ${formatFrameRate(before.rate)}`)
  }
  const [oldFrames, frames] = [filmFrames(before.film), filmFrames(after.film)]
  if (oldFrames !== frames) found.push(`it would be ${frames} frames long instead of ${oldFrames}`)
  if (songOf(before) !== songOf(after)) found.push('another song would play')
  else if (sounds(before) !== sounds(after)) found.push('the sound would change')
  const [olds, news] = [overlays(before), overlays(after)]
  for (const name of new Set([...olds.keys(), ...news.keys()])) {
    const how = !news.has(name) ? 'go' : olds.has(name) ? 'change' : 'be added'
    if (olds.get(name) !== news.get(name)) found.push(`track ${name} would ${how}`)
  }
  return found
}

function edgeDifferences(before: Sequence, after: Sequence): string[] {
  const found: string[] = []
  const marks = ({ markers }: Sequence): string => markers.map(({ frame, label }) => `${frame} ${label}`).join()
  if (transitions(before) !== transitions(after)) found.push('transitions would change')
  if (before.fadeInFrames !== after.fadeInFrames) found.push('the fade at the start would change')
  if (before.fadeOutFrames !== after.fadeOutFrames) found.push('the fade at the end would change')
  if (marks(before) !== marks(after)) found.push('markers would change')
  if (before.anchorFrames.join() !== after.anchorFrames.join()) found.push('pinned cuts would change')
  return found
}

/**
 * What a person would notice if `after` took the place of `before`: plain phrases, the whole film first, then clip by clip.
 * Empty when nothing would. `numberOf` gives the shots' numbers of now; a clip of a shot that has gone is told by where it
 * stands in the present cut.
 */
export function describeDifference(before: Sequence, after: Sequence, numberOf: ReadonlyMap<ShotId, number>): string[] {
  const found = [
    ...filmDifferences(before, after),
    ...clipDifferences(before, after, numberOf),
    ...edgeDifferences(before, after),
  ]
  return found.length > MOST_TOLD ? [...found.slice(0, MOST_TOLD), `and ${found.length - MOST_TOLD} more`] : found
}
