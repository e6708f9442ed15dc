import { assertNever } from '#model/assert-never.ts'
import type { Edit } from '#model/edit/apply.ts'
import { SOUND_TRACKS } from '#model/edit/on-track.ts'
import type { ItemId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import { texts } from '../texts.ts'
import type { Hit } from './hit-test.ts'
import { clipById, type PlacedClip } from './placed-clips.ts'
import type { Tool } from './session.ts'

/**
 * A gesture with the pointer, as a small machine: from where it began and how many frames the pointer has gone since it says what
 * would be done. Nothing is kept between two moves, so that going back is going back.
 */
export type Drag = {
  /** What it is called in the history. */
  readonly name: string
  /** The frames that are drawn to beats and cuts; empty where nothing is. */
  readonly snapFrames: readonly number[]
  /** What is not drawn to itself. */
  readonly ownFrames: ReadonlySet<number>
  /** What would be done now; `trackName` is that of the row under the pointer. */
  readonly edits: (frames: number, trackName: string | null) => readonly Edit[]
  readonly cursor: string
}

type Start = {
  readonly hit: Hit
  readonly tool: Tool
  readonly sequence: Sequence
  readonly selection: ReadonlySet<ItemId>
}

const names = texts.edit.gestures

/** The gesture that begins here with this tool; null where there is none. */
export function dragFrom({ hit, tool, sequence, selection }: Start): Drag | null {
  if (hit.kind === 'marker') {
    const { marker } = hit
    return {
      name: names.moveMarker,
      snapFrames: [marker.frame],
      ownFrames: new Set([marker.frame]),
      cursor: 'ew-resize',
      edits: frames => [
        { kind: 'change-marker', marker, to: { ...marker, frame: Math.max(0, marker.frame + frames) } },
      ],
    }
  }
  switch (tool) {
    case 'select':
      if (hit.kind === 'clip') return moveDrag(hit.clip, sequence, selection)
      return hit.kind === 'edge' || hit.kind === 'cut' ? trimDrag(hit, 'overwrite') : null
    case 'ripple':
      return hit.kind === 'edge' || hit.kind === 'cut' ? trimDrag(hit, 'ripple') : null
    case 'roll':
      return hit.kind === 'cut' ? rollDrag(hit.after) : hit.kind === 'edge' ? trimDrag(hit, 'overwrite') : null
    case 'rate':
      return hit.kind === 'edge' || hit.kind === 'cut' ? stretchDrag(hit) : null
    case 'slip':
    case 'slide': {
      const clip = hit.kind === 'clip' || hit.kind === 'edge' ? hit.clip : hit.kind === 'cut' ? sideOf(hit).clip : null
      return clip && shiftDrag(tool, clip)
    }
    case 'razor':
    case 'hand':
    case 'zoom':
      return null
    default:
      return assertNever(tool)
  }
}

type EdgeHit = Extract<Hit, { kind: 'edge' | 'cut' }>

/** At a cut the side that the pointer is on is taken. */
function sideOf(hit: EdgeHit): { clip: PlacedClip; edge: 'start' | 'end' } {
  if (hit.kind === 'edge') return hit
  return hit.isLeft ? { clip: hit.before, edge: 'end' } : { clip: hit.after, edge: 'start' }
}

function trimDrag(hit: EdgeHit, mode: 'overwrite' | 'ripple'): Drag {
  const { clip, edge } = sideOf(hit)
  const from = edge === 'start' ? clip.startFrame : clip.endFrame
  return {
    name: mode === 'ripple' ? names.rippleTrim : names.trim,
    snapFrames: [from],
    ownFrames: new Set([from]),
    cursor: edge === 'start' ? 'w-resize' : 'e-resize',
    edits: frames => [{ kind: 'trim', itemId: clip.item.id, edge, frame: from + frames, mode }],
  }
}

function rollDrag(after: PlacedClip): Drag {
  return {
    name: names.roll,
    snapFrames: [after.startFrame],
    ownFrames: new Set([after.startFrame]),
    cursor: 'col-resize',
    edits: frames => [{ kind: 'roll', itemId: after.item.id, frame: after.startFrame + frames }],
  }
}

function stretchDrag(hit: EdgeHit): Drag {
  const { clip, edge } = sideOf(hit)
  const from = edge === 'start' ? clip.startFrame : clip.endFrame
  return {
    name: names.stretch,
    snapFrames: [from],
    ownFrames: new Set([from]),
    cursor: 'ew-resize',
    edits: frames => [{ kind: 'stretch', itemId: clip.item.id, edge, frame: from + frames }],
  }
}

function shiftDrag(kind: 'slip' | 'slide', { item, startFrame, endFrame }: PlacedClip): Drag {
  return {
    name: kind === 'slip' ? names.slip : names.slide,
    // A slipped clip stays where it is: there is nothing to draw to.
    snapFrames: kind === 'slip' ? [] : [startFrame, endFrame],
    ownFrames: new Set([startFrame, endFrame]),
    cursor: 'ew-resize',
    // The picture goes with the pointer: dragged to the right, what was before comes into sight.
    edits: frames => [{ kind, itemId: item.id, frames: kind === 'slip' ? -frames : frames }],
  }
}

/** Moves the clip, with all that is selected when it is one of these. */
function moveDrag(clip: PlacedClip, sequence: Sequence, selection: ReadonlySet<ItemId>): Drag {
  const all = selection.has(clip.item.id) ? [...selection].flatMap(id => clipById(sequence, id) ?? []) : [clip]
  const itemIds = all.map(({ item }) => item.id)
  const edges = all.flatMap(({ startFrame, endFrame }) => [startFrame, endFrame])
  return {
    name: itemIds.length === 1 ? names.move : names.moveSeveral(itemIds.length),
    snapFrames: edges,
    ownFrames: new Set(edges),
    cursor: 'grabbing',
    edits: (frames, trackName) => {
      const canChange = clip.track.kind === 'sound' && all.length === 1 && trackName !== clip.track.name
      const target = canChange ? SOUND_TRACKS.find(name => name === trackName) : undefined
      return [{ kind: 'move', itemIds, frames, trackName: target ?? null }]
    },
  }
}
