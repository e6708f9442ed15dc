import type { Marker, Sequence } from '#model/sequence.ts'
import { isClip, itemAt, placedTracks, type PlacedClip, type PlacedItem } from './placed-clips.ts'
import { rowAt, type Row } from './rows.ts'
import { frameUnder, xOf, type ViewSpan } from './view-span.ts'

/** What is under the pointer. */
export type Hit =
  | { readonly kind: 'time' }
  | { readonly kind: 'marker'; readonly marker: Marker }
  | { readonly kind: 'clip'; readonly clip: PlacedClip; readonly row: Row }
  | { readonly kind: 'edge'; readonly clip: PlacedClip; readonly edge: 'start' | 'end'; readonly row: Row }
  /** A cut between two clips that touch. */
  | {
      readonly kind: 'cut'
      readonly before: PlacedClip
      readonly after: PlacedClip
      readonly row: Row
      readonly isLeft: boolean
    }
  | { readonly kind: 'gap'; readonly gap: PlacedItem; readonly row: Row }
  | { readonly kind: 'empty'; readonly row: Row | null }

/** So near to an edge its clip is taken at the edge, but never more than a quarter of it. */
const EDGE_REACH = 6

export function hitTest(
  { x, y }: { readonly x: number; readonly y: number },
  sequence: Sequence,
  rows: readonly Row[],
  span: ViewSpan,
  /** Those that are to be seen. */
  markers: readonly Marker[],
): Hit {
  const row = rowAt(rows, y)
  if (!row) return { kind: 'empty', row: null }
  if (row.kind === 'sections' || row.kind === 'ruler') {
    return (row.kind === 'ruler' && markerAt(x, markers, span)) || { kind: 'time' }
  }
  const track = placedTracks(sequence).find(placed => placed.track.name === row.trackName)
  if (!track || row.kind === 'song' || row.kind === 'plan') return { kind: 'empty', row }
  const placed = itemAt(track.items, frameUnder(span, x))
  if (!placed) return { kind: 'empty', row }
  const index = track.items.indexOf(placed)
  const [left, right] = [xOf(span, placed.startFrame), xOf(span, placed.endFrame)]
  const reach = Math.min(EDGE_REACH, (right - left) / 4)
  const [previous, next] = [track.items[index - 1], track.items[index + 1]]
  if (x - left <= reach && previous) {
    if (isClip(previous) && isClip(placed)) return { kind: 'cut', before: previous, after: placed, row, isLeft: false }
    if (isClip(previous)) return { kind: 'edge', clip: previous, edge: 'end', row }
    if (isClip(placed)) return { kind: 'edge', clip: placed, edge: 'start', row }
  }
  if (right - x <= reach) {
    if (next && isClip(placed) && isClip(next)) return { kind: 'cut', before: placed, after: next, row, isLeft: true }
    if (isClip(placed)) return { kind: 'edge', clip: placed, edge: 'end', row }
    if (next && isClip(next)) return { kind: 'edge', clip: next, edge: 'start', row }
  }
  if (isClip(placed)) return { kind: 'clip', clip: placed, row }
  return { kind: 'gap', gap: placed, row }
}

function markerAt(x: number, markers: readonly Marker[], span: ViewSpan): Hit | undefined {
  const marker = markers.find(({ frame }) => Math.abs(xOf(span, frame) - x) <= EDGE_REACH)
  return marker && { kind: 'marker', marker }
}
