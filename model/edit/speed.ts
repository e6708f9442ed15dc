import type { ItemId } from '../ids.ts'
import { ownTicks } from '../assemble/source-window.ts'
import { framesBegunWithin } from '../plan/source-length.ts'
import type { Clip, Sequence, Speed } from '../sequence.ts'
import { ticks, TICKS_PER_SECOND } from '../time.ts'
import { sourceTicks, type EditContext } from './media.ts'
import { eatHead, eatTail } from './neighbours.ts'
import { cellOf } from './cells.ts'
import { findClip, withCells } from './on-track.ts'
import { refuse } from './refuse.ts'
import { trimReach, type Edge } from './trim.ts'

/** Slower than an eighth nothing moves, faster than eight times nothing is seen. */
const SLOWEST: Speed = { numerator: 1, denominator: 8 }
const FASTEST: Speed = { numerator: 8, denominator: 1 }

/**
 * E23 Plays a clip's take faster or slower in the same place. Where the take would end too early it begins earlier.
 * @throws StudioError edit/refused where the whole take is too short for the place at that speed
 */
export function changeSpeed(
  sequence: Sequence,
  { itemId, speed }: { readonly itemId: ItemId; readonly speed: Speed },
  context: EditContext,
): Sequence {
  const { track, cells, index, item } = findClip(sequence, itemId)
  if (track.kind !== 'picture') refuse('Sounds play at their own speed.')
  const changed = started({ ...item, speed: lowest(withinSpeeds(speed)) }, context)
  return withCells(sequence, track, context, () => cells.with(index, { ...cells[index]!, item: changed }))
}

/** The clip begun early enough that its place is filled. */
function started(clip: Clip, { media, rate }: EditContext): Clip {
  const facts = clip.source.kind === 'take' ? media.get(clip.source.mediaId) : undefined
  if (!facts) return clip
  const own = ownTicks({ ...facts, rate: facts.rate ?? rate }, facts.bound?.leadPictures)
  if (framesBegunWithin(own, rate, clip.speed) < clip.frameCount) {
    const fastest = Math.floor((own * 100) / sourceTicks({ ...clip, speed: AS_RECORDED }, clip.frameCount, rate))
    refuse(`This take is too short for that in this place: at most ${fastest} %.`)
  }
  const latest = Math.max(0, facts.durationTicks - sourceTicks(clip, clip.frameCount, rate))
  return clip.sourceStartTicks <= latest ? clip : { ...clip, sourceStartTicks: ticks(latest) }
}

const AS_RECORDED: Speed = { numerator: 1, denominator: 1 }

/**
 * E25 Moves an edge of a clip and plays the same part of the take in the new length: slower when it grows.
 *
 *     before  |   a [0..8]   |   b   |
 *     after   |    a [0..8]    |  b  |
 */
export function stretch(
  sequence: Sequence,
  { itemId, edge, frame }: { readonly itemId: ItemId; readonly edge: Edge; readonly frame: number },
  context: EditContext,
): Sequence {
  const { track, cells, index, item, startFrame, endFrame } = findClip(sequence, itemId)
  if (track.kind !== 'picture') refuse('Sounds play at their own speed.')
  // The take has no say here: it is stretched, not shown further.
  const reach = trimReach(sequence, { itemId, edge, mode: 'overwrite' }, { ...context, media: new Map() })
  const reached = Math.min(Math.max(frame, reach.min), reach.max)
  const played = (item.frameCount * item.speed.numerator) / item.speed.denominator
  const wanted = edge === 'end' ? reached - startFrame : endFrame - reached
  const frameCount = Math.min(
    Math.max(wanted, Math.ceil(played / 8)),
    Math.max(item.frameCount, Math.floor(played * 8)),
  )
  const delta = edge === 'end' ? frameCount - item.frameCount : item.frameCount - frameCount
  if (delta === 0) return sequence
  const speed = lowest(stretchedSpeed(item, frameCount, context))
  const own = { ...cells[index]!, item: { ...item, frameCount, speed } }
  return withCells(sequence, track, context, newId => {
    const [before, after] = [cells.slice(0, index), cells.slice(index + 1)]
    const gap = cellOf({ kind: 'gap', id: newId('gap'), frameCount: Math.abs(delta) })
    const [first, ...rest] = after
    if (edge === 'end') {
      if (delta > 0) return [...before, own, ...eatHead(after, 0, delta, sequence.rate)]
      return [...before, own, gap, ...(first ? [{ ...first, transition: null }] : []), ...rest]
    }
    if (delta < 0) return [...eatTail(before, before.length - 1, -delta), own, ...after]
    return [...before, gap, { ...own, transition: null }, ...after]
  })
}

/** The speed at which what a clip plays lasts so many frames; of a last frame that outlasts its take the part that is there. */
function stretchedSpeed(clip: Clip, frameCount: number, { media, rate }: EditContext): Speed {
  const { speed, source, sourceStartTicks } = clip
  const facts = source.kind === 'take' ? media.get(source.mediaId) : undefined
  const leftTicks = facts ? facts.durationTicks - sourceStartTicks : Infinity
  const isHeld = sourceTicks(clip, clip.frameCount - 1, rate) >= leftTicks
  if (isHeld || sourceTicks(clip, clip.frameCount, rate) <= leftTicks) {
    return { numerator: speed.numerator * clip.frameCount, denominator: speed.denominator * frameCount }
  }
  return { numerator: leftTicks * rate.numerator, denominator: TICKS_PER_SECOND * rate.denominator * frameCount }
}

function withinSpeeds(speed: Speed): Speed {
  if (isFaster(SLOWEST, speed)) return SLOWEST
  return isFaster(speed, FASTEST) ? FASTEST : speed
}

function isFaster(a: Speed, b: Speed): boolean {
  return a.numerator * b.denominator > b.numerator * a.denominator
}

/** In lowest terms; a fraction of large numbers becomes the next slower thousandth. */
function lowest({ numerator, denominator }: Speed): Speed {
  const divisor = greatestCommonDivisor(numerator, denominator)
  if (denominator / divisor <= 10_000) return { numerator: numerator / divisor, denominator: denominator / divisor }
  return lowest({ numerator: Math.floor((numerator * 1_000) / denominator), denominator: 1_000 })
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
