import { filmFrames, type Marker, type Sequence } from '../sequence.ts'
import { refuse } from './refuse.ts'

/** E29 Markers name instants; they may stand at one instant, but not with one name. */
export function addMarker(sequence: Sequence, { frame, label }: Marker): Sequence {
  if (frame < 0 || frame >= filmFrames(sequence.film)) refuse('That instant is not in the film.')
  if (sequence.markers.some(marker => isSame(marker, { frame, label }))) refuse('There is such a marker here already.')
  return withMarkers(sequence, [...sequence.markers, { frame, label }])
}

/** Moves or renames a marker. @throws StudioError edit/refused when there is none, or its new place is taken */
export function changeMarker(
  sequence: Sequence,
  { marker, to }: { readonly marker: Marker; readonly to: Marker },
): Sequence {
  return isSame(marker, to) ? sequence : addMarker(removeMarker(sequence, { marker }), to)
}

export function removeMarker(sequence: Sequence, { marker }: { readonly marker: Marker }): Sequence {
  const rest = sequence.markers.filter(other => !isSame(other, marker))
  if (rest.length === sequence.markers.length) refuse('That marker is not there any more.')
  return withMarkers(sequence, rest)
}

function isSame(a: Marker, b: Marker): boolean {
  return a.frame === b.frame && a.label === b.label
}

function withMarkers(sequence: Sequence, markers: readonly Marker[]): Sequence {
  return { ...sequence, markers: markers.toSorted((a, b) => a.frame - b.frame) }
}
