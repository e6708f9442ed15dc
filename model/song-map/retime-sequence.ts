import type { ItemId, MediaId } from '../ids.ts'
import {
  filmFrames,
  type Clip,
  type Film,
  type Gap,
  type Sequence,
  type Track,
  type TrackItem,
  type Transition,
} from '../sequence.ts'
import { ticks, ticksFromFrames, scaleRound } from '../time.ts'
import type { FrameMove } from './frame-moves.ts'

/** Something of a cut that the new song has no place for, and the frame of the old film where it stood. */
export type LostPlace = {
  readonly what: 'cut' | 'clip' | 'marker' | 'sound'
  readonly frame: number
  /** A marker's words; empty for the others. */
  readonly name: string
  readonly item: Clip | null
}

export type Retimed = { readonly sequence: Sequence; readonly lost: readonly LostPlace[] }

export type NewSong = { readonly film: Film; readonly songId: MediaId }

/**
 * A cut with its edges moved (SPEC M5): every clip keeps its take and its place in it, and becomes as long as its edges say. Clips
 * that have no room left go, and so do transitions that have lost a side. Sounds keep their length and go with their start.
 */
export function retimeSequence(sequence: Sequence, move: FrameMove, { film, songId }: NewSong): Retimed {
  const lost: LostPlace[] = []
  const tracks = sequence.tracks.map(track => {
    if (track.kind === 'picture') return retimePictures(track, sequence, move, film, lost)
    const hasSong = track.items.some(item => item.kind === 'clip' && item.source.kind === 'song')
    return hasSong ? songTrack(track, film, songId) : retimeSounds(track, move, film, lost)
  })
  const end = filmFrames(film)
  const isInside = (frame: number): boolean => frame >= 0 && frame < end
  const markers = sequence.markers.flatMap(marker => {
    const landing = move(marker.frame)
    if (landing.lostUntilFrame === null && isInside(landing.frame)) return [{ ...marker, frame: landing.frame }]
    lost.push({ what: 'marker', frame: marker.frame, name: marker.label, item: null })
    return []
  })
  const cuts = new Set(tracks.filter(({ kind }) => kind === 'picture').flatMap(cutFrames))
  const anchors = sequence.anchorFrames
    .map(frame => move(frame).frame)
    .filter(frame => isInside(frame) && cuts.has(frame))
  const fadeInFrames = Math.min(sequence.fadeInFrames, end)
  const retimed: Sequence = {
    ...sequence,
    film,
    tracks,
    markers,
    anchorFrames: [...new Set(anchors)].toSorted((a, b) => a - b),
    fadeInFrames,
    fadeOutFrames: Math.min(sequence.fadeOutFrames, end - fadeInFrames),
  }
  return { sequence: retimed, lost: lost.toSorted((a, b) => a.frame - b.frame) }
}

function lengthOf(item: TrackItem): number {
  return item.kind === 'transition' ? 0 : item.frameCount
}

/** The frames at which clips and gaps of a track begin. */
export function cutFrames(track: Track): number[] {
  let frame = 0
  return track.items.flatMap(item => {
    if (item.kind === 'transition') return []
    const start = frame
    frame += item.frameCount
    return [start]
  })
}

function retimePictures(track: Track, sequence: Sequence, move: FrameMove, film: Film, lost: LostPlace[]): Track {
  const { rate } = sequence
  const last = filmFrames(film)
  const end = filmFrames(sequence.film)
  const items: TrackItem[] = []
  /** Set between two items, until the second shows that it is still there. */
  let waiting: Transition | null = null
  let frame = 0
  for (const item of track.items) {
    if (item.kind === 'transition') {
      waiting = item
      continue
    }
    const [from, to] = [frame, frame + item.frameCount]
    frame = to
    const start = move(from)
    const endFrame = to === end ? last : move(to).frame
    if (start.lostUntilFrame !== null && from > 0) lost.push({ what: 'cut', frame: from, name: '', item: null })
    if (endFrame <= start.frame) {
      if (item.kind === 'clip') lost.push({ what: 'clip', frame: from, name: '', item })
      waiting = null
      continue
    }
    const frameCount = endFrame - start.frame
    if (waiting && items.at(-1)?.kind !== undefined && items.at(-1)?.kind !== 'transition') items.push(waiting)
    waiting = null
    if (item.kind === 'gap') {
      items.push({ ...item, frameCount })
      continue
    }
    const skipped = start.lostUntilFrame === null ? 0 : Math.min(start.lostUntilFrame - from, item.frameCount - 1)
    items.push({ ...item, frameCount, sourceStartTicks: sourceAt(item, skipped - start.heldFrames, rate) })
  }
  return { ...track, items: roomFor(items) }
}

/** The source's instant so many film frames after (before, if negative) the clip's own start; never before its first. */
function sourceAt({ sourceStartTicks, speed }: Clip, frames: number, rate: Sequence['rate']): Clip['sourceStartTicks'] {
  if (frames === 0) return sourceStartTicks
  const sourceTicks = scaleRound(ticksFromFrames(frames, rate), speed.numerator, speed.denominator)
  return ticks(Math.max(0, sourceStartTicks + sourceTicks))
}

/** Transitions no longer than what they reach over (E3); one without any room goes. */
function roomFor(items: readonly TrackItem[]): TrackItem[] {
  let taken = 0
  return items.flatMap((item, index): TrackItem[] => {
    if (item.kind !== 'transition') return [item]
    const [before, after] = [items[index - 1], items[index + 1]]
    if (!before || !after) return []
    const earlier = items[index - 2]?.kind === 'transition' ? taken : 0
    const inFrames = Math.min(item.inFrames, Math.max(0, lengthOf(before) - earlier))
    const outFrames = Math.min(item.outFrames, lengthOf(after))
    taken = inFrames + outFrames > 0 ? outFrames : 0
    return inFrames + outFrames > 0 ? [{ ...item, inFrames, outFrames }] : []
  })
}

function songTrack(track: Track, film: Film, songId: MediaId): Track {
  const song = track.items.find((item): item is Clip => item.kind === 'clip' && item.source.kind === 'song')!
  const items: TrackItem[] = []
  if (film.headFrames > 0) items.push(gap('head', track, film.headFrames))
  items.push({
    ...song,
    source: { kind: 'song', mediaId: songId },
    frameCount: film.songFrames,
  })
  if (film.tailFrames > 0) items.push(gap('tail', track, film.tailFrames))
  return { ...track, items }
}

/** Gaps keep their ids where the track had such, so that little changes. */
function gap(place: 'head' | 'tail', track: Track, frameCount: number): Gap {
  const gaps = track.items.filter(item => item.kind === 'gap')
  const known = place === 'head' ? gaps[0] : gaps.at(-1)
  const isTail = place === 'tail' && known === gaps[0] && track.items[0] === known
  return { kind: 'gap', id: known && !isTail ? known.id : (place as ItemId), frameCount }
}

function retimeSounds(track: Track, move: FrameMove, film: Film, lost: LostPlace[]): Track {
  const end = filmFrames(film)
  const placed: { item: Clip; start: number }[] = []
  let frame = 0
  for (const item of track.items) {
    const from = frame
    frame += lengthOf(item)
    if (item.kind !== 'clip') continue
    const { frame: start, lostUntilFrame } = move(from)
    if (lostUntilFrame !== null || start >= end) lost.push({ what: 'sound', frame: from, name: '', item })
    else placed.push({ item, start })
  }
  const items: TrackItem[] = []
  let filled = 0
  for (const [index, { item, start }] of placed.entries()) {
    const until = Math.min(end, placed[index + 1]?.start ?? end)
    const frameCount = Math.min(item.frameCount, until - Math.max(start, filled))
    if (frameCount < 1) {
      lost.push({ what: 'sound', frame: start, name: '', item })
      continue
    }
    if (start > filled) items.push({ kind: 'gap', id: `before-${item.id}` as ItemId, frameCount: start - filled })
    items.push({ ...item, frameCount, ...(item.level && { level: fittedLevel(item.level, frameCount) }) })
    filled = Math.max(start, filled) + frameCount
  }
  if (filled < end) items.push({ kind: 'gap', id: `after-${track.name}` as ItemId, frameCount: end - filled })
  return { ...track, items }
}

/** Fades together fit into the clip. */
function fittedLevel(level: NonNullable<Clip['level']>, frameCount: number): NonNullable<Clip['level']> {
  const fadeInFrames = Math.min(level.fadeInFrames, frameCount)
  return { ...level, fadeInFrames, fadeOutFrames: Math.min(level.fadeOutFrames, frameCount - fadeInFrames) }
}
