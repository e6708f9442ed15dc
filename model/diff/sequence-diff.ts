import { StudioError } from '../errors.ts'
import type { Sequence, Track, TrackItem } from '../sequence.ts'

/** Fields of a sequence that edits change whole. */
const FIELDS = [
  'name',
  'rate',
  'width',
  'height',
  'film',
  'markers',
  'anchorFrames',
  'fadeInFrames',
  'fadeOutFrames',
] as const
type Field = (typeof FIELDS)[number]

type FieldChange = {
  readonly [F in Field]: { readonly field: F; readonly before: Sequence[F]; readonly after: Sequence[F] }
}[Field]

/** From `index` on, `removed` gives way to `inserted`. */
export type Splice = {
  readonly index: number
  readonly removed: readonly TrackItem[]
  readonly inserted: readonly TrackItem[]
}

/** A track that was made has no items before, one that was removed none after. */
type TrackChange = {
  readonly name: string
  readonly kind: Track['kind']
  readonly isMade: boolean
  readonly isRemoved: boolean
  readonly splices: readonly Splice[]
}

/** What an edit changed, and no more: it can be done forwards and back, in a later version of the sequence too. */
export type SequenceDiff = { readonly fields: readonly FieldChange[]; readonly tracks: readonly TrackChange[] }

export function diffSequences(before: Sequence, after: Sequence): SequenceDiff {
  const names = [...new Set([...before.tracks, ...after.tracks].map(track => track.name))]
  return {
    fields: FIELDS.filter(field => !isEqual(before[field], after[field])).map(
      field => ({ field, before: before[field], after: after[field] }) as FieldChange,
    ),
    tracks: names.flatMap(name => {
      const [old, young] = [trackOf(before, name), trackOf(after, name)]
      const splices = splicesBetween(old?.items ?? [], young?.items ?? [])
      const isMade = !old
      const isRemoved = !young
      if (splices.length === 0 && !isMade && !isRemoved) return []
      return [{ name, kind: (young ?? old)!.kind, isMade, isRemoved, splices }]
    }),
  }
}

export function isEmptyDiff(diff: SequenceDiff): boolean {
  return diff.fields.length === 0 && diff.tracks.length === 0
}

export function reverseDiff(diff: SequenceDiff): SequenceDiff {
  return {
    fields: diff.fields.map(({ field, before, after }) => ({ field, before: after, after: before }) as FieldChange),
    tracks: diff.tracks.map(track => ({
      ...track,
      isMade: track.isRemoved,
      isRemoved: track.isMade,
      splices: track.splices
        .map(({ index, removed, inserted }) => ({ index, removed: inserted, inserted: removed }))
        .toReversed(),
    })),
  }
}

/** @throws StudioError history/does-not-fit where the sequence is no longer what the diff was made of */
export function applyDiff(sequence: Sequence, diff: SequenceDiff): Sequence {
  let tracks = sequence.tracks
  for (const change of diff.tracks) {
    if (change.isMade) tracks = [...tracks, { kind: change.kind, name: change.name, items: [] }]
    tracks = tracks.map(track => (track.name === change.name ? spliced(track, change.splices) : track))
    if (change.isRemoved) tracks = tracks.filter(track => track.name !== change.name)
  }
  const fields: Record<string, unknown> = {}
  for (const { field, before, after } of diff.fields) {
    if (!isEqual(sequence[field], before)) throw doesNotFit()
    fields[field] = after
  }
  return { ...sequence, ...fields, tracks }
}

function trackOf(sequence: Sequence, name: string): Track | undefined {
  return sequence.tracks.find(track => track.name === name)
}

/**
 * The stretches that differ. Items are known by their ids; the most that stand unchanged in the same order part them, so that
 * a clip that was moved far is not all that lies between.
 */
function splicesBetween(before: readonly TrackItem[], after: readonly TrackItem[]): Splice[] {
  const places = new Map(after.map((item, index) => [item.id, index]))
  const unchanged = before.flatMap((item, index) => {
    const place = places.get(item.id)
    return place !== undefined && isEqual(item, after[place]) ? [{ index, place }] : []
  })
  const splices: Splice[] = []
  let [from, to] = [0, 0]
  for (const { index, place } of [...longestAscent(unchanged), { index: before.length, place: after.length }]) {
    if (index > from || place > to) {
      splices.push({ index: to, removed: before.slice(from, index), inserted: after.slice(to, place) })
    }
    from = index + 1
    to = place + 1
  }
  return splices
}

type Pair = { readonly index: number; readonly place: number }

/** The longest run of pairs whose places ascend, as their indexes do. */
function longestAscent(pairs: readonly Pair[]): Pair[] {
  /** The pair that ends the best run of each length, and what comes before it there. */
  const ends: { readonly pair: Pair; readonly before: number }[][] = []
  for (const pair of pairs) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle]!.at(-1)!.pair.place < pair.place) low = middle + 1
      else high = middle
    }
    const before = low === 0 ? -1 : ends[low - 1]!.length - 1
    if (low === ends.length) ends.push([{ pair, before }])
    else ends[low]!.push({ pair, before })
  }
  const run: Pair[] = []
  let at = (ends.at(-1)?.length ?? 0) - 1
  for (let length = ends.length - 1; length >= 0; length -= 1) {
    const { pair, before } = ends[length]![at]!
    run.push(pair)
    at = before
  }
  return run.toReversed()
}

/** One splice after the other: each one's place is that in the track as those before it left it. */
function spliced(track: Track, splices: readonly Splice[]): Track {
  let items = track.items
  for (const { index, removed, inserted } of splices) {
    if (!isEqual(items.slice(index, index + removed.length), removed)) throw doesNotFit()
    items = items.toSpliced(index, removed.length, ...inserted)
  }
  return { ...track, items }
}

function doesNotFit(): StudioError {
  return new StudioError(
    'history/does-not-fit',
    'The cut has changed since in a way that this step does not fit any more. It stays as it is.',
  )
}

/** Plain data, whatever the order of its keys. */
function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [ofA, ofB] = [Object.entries(a), Object.entries(b)]
  return ofA.length === ofB.length && ofA.every(([key, value]) => isEqual(value, (b as Record<string, unknown>)[key]))
}
