import { assertNever } from '#model/assert-never.ts'
import { useEffect, useRef, type PointerEvent, type RefObject } from 'react'
import { useCut } from '../../../editor/cut-context.tsx'
import { dragFrom, type Drag } from '../../../editor/drag.ts'
import { hitTest, type Hit } from '../../../editor/hit-test.ts'
import { rowAt, type Row } from '../../../editor/rows.ts'
import { select, session, type Tool } from '../../../editor/session.ts'
import { snapDelta, snapPointsOf, withoutOwn } from '../../../editor/snap-points.ts'
import { playheadOf } from '../../../editor/use-playhead.ts'
import { frameNear, frameUnder, zoomedAt, type ViewSpan } from '../../../editor/view-span.ts'
import { useTransportControls } from '../../../playback/use-transport.tsx'
import { texts } from '../../../texts.ts'
import { notify } from '../../../ui/notices.tsx'
import { focusTimeline } from '../keep-focus.ts'

/** The pointer goes this far before a press becomes a gesture. */
const THRESHOLD = 3
/** Edges are drawn to what is this near. */
const SNAP_REACH = 9

type Options = {
  readonly box: RefObject<HTMLElement | null>
  readonly rows: readonly Row[]
  readonly span: ViewSpan
  /** Told where the gesture is drawn to, and null when it is not. */
  readonly onSnap: (frame: number | null) => void
  readonly onCursor: (cursor: string) => void
  /** Told the words of what the pointer rests on; empty where it says them itself. */
  readonly onWords: (words: string) => void
}

/** What goes on between press and release. */
type Press =
  | { readonly kind: 'scrub' }
  | { readonly kind: 'pan'; readonly x: number; readonly leftFrame: number }
  | { readonly kind: 'gesture'; readonly x: number; readonly drag: Drag; hasBegun: boolean; readonly hit: Hit }

/**
 * The pointer on the timeline: each move computes the gesture anew from where it began; release makes it one entry of the history,
 * Escape and a lost pointer give it up.
 */
export function useTimelineDrag(options: Options) {
  const { editor, facts } = useCut()
  const transport = useTransportControls()
  const newest = useRef(options)
  const press = useRef<Press | null>(null)
  useEffect(() => {
    newest.current = options
  })

  const at = (event: { clientX: number; clientY: number }): { x: number; y: number } => {
    const { left, top } = newest.current.box.current!.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const hitAt = (point: { x: number; y: number }): Hit =>
    hitTest(point, editor.store.getState().sequence, newest.current.rows, newest.current.span)
  const playhead = () => playheadOf(transport, editor.store.getState().sequence)

  function finish(): void {
    press.current = null
    newest.current.onSnap(null)
  }

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || press.current?.kind !== 'gesture') return
      event.preventDefault()
      event.stopImmediatePropagation()
      editor.bail()
      press.current = null
      newest.current.onSnap(null)
    }
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => removeEventListener('keydown', onKeyDown, { capture: true })
  }, [editor])

  function deltaOf({ x, drag }: Extract<Press, { kind: 'gesture' }>, pointerX: number): number {
    const { span, onSnap } = newest.current
    const frames = Math.round((pointerX - x) / span.pointsPerFrame)
    if (!session.getState().isSnapping || drag.snapFrames.length === 0) {
      onSnap(null)
      return frames
    }
    const { sequence } = editor.store.getState()
    const points = withoutOwn(snapPointsOf(sequence, facts.grid, playhead().now()), drag.ownFrames)
    const snapped = snapDelta(frames, drag.snapFrames, points, Math.floor(SNAP_REACH / span.pointsPerFrame))
    onSnap(snapped.atFrame)
    return snapped.frames
  }

  function snappedFrame(x: number): number {
    const { span } = newest.current
    const frame = frameNear(span, x)
    if (!session.getState().isSnapping) return frame
    const points = snapPointsOf(editor.store.getState().sequence, facts.grid, playhead().now())
    return snapDelta(frame, [0], points, Math.floor(SNAP_REACH / span.pointsPerFrame)).frames
  }

  function pick(hit: Hit, isAdding: boolean): void {
    const { selection } = session.getState()
    if (hit.kind === 'clip' || hit.kind === 'edge') {
      const { id } = hit.clip.item
      if (isAdding) select(selection.has(id) ? [...selection].filter(other => other !== id) : [...selection, id])
      else if (!selection.has(id)) select([id])
    } else if (hit.kind === 'cut') {
      select([(hit.isLeft ? hit.before : hit.after).item.id])
    } else if (hit.kind === 'gap') {
      select([hit.gap.item.id])
    } else if (hit.kind === 'empty') {
      select([])
    }
  }

  return {
    onPointerDown(event: PointerEvent<HTMLElement>): void {
      if (event.button === 1) event.preventDefault()
      focusTimeline()
      const point = at(event)
      const hit = hitAt(point)
      if (event.button > 1) {
        // The menu that opens is about what is under the pointer.
        if (!isSelected(hit)) pick(hit, false)
        return
      }
      const { tool } = session.getState()
      const { span } = newest.current
      event.currentTarget.setPointerCapture(event.pointerId)
      if (event.button === 1 || tool === 'hand') {
        press.current = { kind: 'pan', x: point.x, leftFrame: span.leftFrame }
      } else if (hit.kind === 'time') {
        press.current = { kind: 'scrub' }
        playhead().go(frameUnder(span, point.x))
      } else if (tool === 'zoom') {
        session.setState(zoomedAt(span, point.x, event.altKey ? 1 / 1.6 : 1.6))
      } else if (tool === 'razor') {
        const row = rowAt(newest.current.rows, point.y)
        const trackNames = event.shiftKey || !row?.trackName ? null : [row.trackName]
        const refusal = editor.commit(texts.edit.gestures.blade, [
          { kind: 'blade', frame: snappedFrame(point.x), trackNames },
        ])
        if (refusal !== null) notify({ kind: 'info', text: refusal })
      } else {
        pick(hit, event.shiftKey || event.ctrlKey || event.metaKey)
        const { sequence } = editor.store.getState()
        const drag = dragFrom({ hit, tool, sequence, selection: session.getState().selection })
        if (drag) press.current = { kind: 'gesture', x: point.x, drag, hasBegun: false, hit }
      }
    },

    onPointerMove(event: PointerEvent<HTMLElement>): void {
      const point = at(event)
      const now = press.current
      const { span, rows, onCursor, onWords } = newest.current
      if (!now) {
        const hit = hitAt(point)
        onCursor(cursorOver(hit))
        onWords(hit.kind === 'marker' ? hit.marker.label : '')
      } else if (now.kind === 'scrub') {
        playhead().go(frameUnder(span, point.x))
      } else if (now.kind === 'pan') {
        session.setState({
          leftFrame: Math.max(0, now.leftFrame - (point.x - now.x) / span.pointsPerFrame),
          pointsPerFrame: span.pointsPerFrame,
        })
      } else {
        if (!now.hasBegun && Math.abs(point.x - now.x) < THRESHOLD) return
        now.hasBegun = true
        onCursor(now.drag.cursor)
        editor.preview(now.drag.edits(deltaOf(now, point.x), rowAt(rows, point.y)?.trackName ?? null))
      }
    },

    onPointerUp(event: PointerEvent<HTMLElement>): void {
      const now = press.current
      if (now?.kind === 'gesture' && now.hasBegun) {
        const point = at(event)
        const trackName = rowAt(newest.current.rows, point.y)?.trackName ?? null
        const refusal = editor.commit(now.drag.name, now.drag.edits(deltaOf(now, point.x), trackName))
        if (refusal !== null) notify({ kind: 'info', text: refusal })
      } else if (
        now?.kind === 'gesture' &&
        now.hit.kind === 'clip' &&
        !event.shiftKey &&
        !event.ctrlKey &&
        !event.metaKey
      ) {
        // A click on one of several leaves that one.
        select([now.hit.clip.item.id])
      }
      finish()
    },

    onPointerCancel(): void {
      editor.bail()
      finish()
    },
  }
}

function isSelected(hit: Hit): boolean {
  return hit.kind === 'clip' && session.getState().selection.has(hit.clip.item.id)
}

function cursorOver(hit: Hit): string {
  const { tool } = session.getState()
  switch (tool) {
    case 'hand':
      return 'grab'
    case 'zoom':
      return 'zoom-in'
    case 'razor':
      return hit.kind === 'time' ? 'default' : 'crosshair'
    case 'select':
    case 'ripple':
    case 'roll':
    case 'rate':
    case 'slip':
    case 'slide':
      return cursorOfTrim(hit, tool)
    default:
      return assertNever(tool)
  }
}

function cursorOfTrim(hit: Hit, tool: Tool): string {
  if (hit.kind === 'marker') return 'ew-resize'
  if (hit.kind === 'edge' || hit.kind === 'cut') {
    if (tool === 'roll') return 'col-resize'
    if (tool === 'select' || tool === 'ripple' || tool === 'rate') {
      const edge = hit.kind === 'edge' ? hit.edge : hit.isLeft ? 'end' : 'start'
      return edge === 'start' ? 'w-resize' : 'e-resize'
    }
  }
  return (tool === 'slip' || tool === 'slide') && hit.kind === 'clip' ? 'ew-resize' : 'default'
}
