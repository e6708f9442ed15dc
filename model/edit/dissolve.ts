import type { ItemId } from '../ids.ts'
import type { Track, TrackItem } from '../sequence.ts'

/**
 * Dissolves over the cut that begins an item. `halfFrames` before the cut and as many after it show both pictures.
 *
 *     before  |      a      |      b      |
 *     after   |      a   ( a+b )   b      |
 *
 * No item moves or changes its length. Throws a RangeError when there is no such cut, or when the dissolve would
 * reach over the middle of a neighbour (so that two dissolves never meet).
 */
export function dissolve(track: Track, itemId: ItemId, transitionId: ItemId, halfFrames: number): Track {
  const index = track.items.findIndex(item => item.id === itemId)
  const after = track.items[index]
  const before = track.items[index - 1]
  if (!after || !before || after.kind === 'transition' || before.kind === 'transition') {
    throw new RangeError(`no cut before ${itemId}`)
  }
  const room = longestHalf(before.frameCount, after.frameCount)
  if (!Number.isInteger(halfFrames) || halfFrames < 1 || halfFrames > room) {
    throw new RangeError(`a dissolve of ${halfFrames} frames on each side does not fit before ${itemId}`)
  }
  const transition: TrackItem = {
    kind: 'transition',
    id: transitionId,
    style: 'dissolve',
    inFrames: halfFrames,
    outFrames: halfFrames,
  }
  return { ...track, items: track.items.toSpliced(index, 0, transition) }
}

/** The most frames on either side of a cut between items of these lengths that leave room for their other ends. */
export function longestHalf(beforeFrames: number, afterFrames: number): number {
  return Math.floor(Math.min(beforeFrames, afterFrames) / 2)
}
