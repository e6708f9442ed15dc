import { useCallback, useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react'
import type { ItemId } from '#model/ids.ts'
import { useCut } from '../../../editor/cut-context.tsx'
import { rulerMarkers } from '../../../editor/cut-facts.ts'
import { dragFrom, type Drag } from '../../../editor/drag.ts'
import { hitTest, type Hit } from '../../../editor/hit-test.ts'
import { clipsIn } from '../../../editor/marquee.ts'
import type { PlacedClip } from '../../../editor/placed-clips.ts'
import { rowAt, type Row } from '../../../editor/rows.ts'
import { select, session } from '../../../editor/session.ts'
import { snapDelta, snapPointsOf, withoutOwn } from '../../../editor/snap-points.ts'
import { playheadOf } from '../../../editor/use-playhead.ts'
import { frameAt, frameNear, frameUnder, zoomedAt, type ViewSpan } from '../../../editor/view-span.ts'
import { useTransportControls } from '../../../playback/use-transport.tsx'
import { texts } from '../../../texts.ts'
import { notify } from '../../../ui/notices.tsx'
import { focusTimeline } from '../keep-focus.ts'
import { EdgeScroll } from './edge-scroll.ts'
import { cursorOver } from './timeline-cursor.ts'

/** The pointer goes this far before a press becomes a gesture. */
const THRESHOLD = 3
/** Edges are drawn to what is this near. */
export const SNAP_REACH = 9
/** A play-head that is dragged stays in sight: the edge scrolls under it. */
const SCRUB_INSIDE = 5

type Options = {
  readonly box: RefObject<HTMLElement | null>
  readonly rows: readonly Row[]
  readonly span: ViewSpan
  /** Told where the gesture is drawn to, and null when it is not. */
  readonly onSnap: (frame: number | null) => void
  readonly onCursor: (cursor: string) => void
  /** Told the words of what the pointer rests on; empty where it says them itself. */
  readonly onWords: (words: string) => void
  readonly wordsOver: (hit: Hit, point: { readonly x: number; readonly y: number }) => string
}

/** What goes on between press and release. */
type Press =
  | { readonly kind: 'scrub' }
  | { readonly kind: 'pan'; readonly x: number; readonly leftFrame: number }
  /** Draws a rectangle: what it touches is selected with what was `kept`; given up, it is again as it was `before`. */
  | {
      readonly kind: 'marquee'
      readonly x: number
      readonly y: number
      readonly frame: number
      readonly kept: readonly ItemId[]
      readonly before: ReadonlySet<ItemId>
      hasBegun: boolean
    }
  /** From a frame of the film: the timeline may be scrolled and zoomed on the way. */
  | {
      readonly kind: 'gesture'
      readonly x: number
      readonly y: number
      readonly frame: number
      readonly drag: Drag
      hasBegun: boolean
      readonly hit: Hit
    }

/**
 * The pointer on the timeline: each move computes the gesture anew from where it began; release makes it one entry of the history,
 * Escape and a lost pointer give it up.
 */
export function useTimelineDrag(options: Options) {
  const { editor, facts } = useCut()
  const transport = useTransportControls()
  const newest = useRef(options)
  const press = useRef<Press | null>(null)
  const pointer = useRef({ x: 0, y: 0 })
  const [edge] = useState(() => new EdgeScroll(() => newest.current.span))
  const followed = useRef(options.span)
  useEffect(() => {
    newest.current = options
    if (followed.current === options.span) return
    followed.current = options.span
    // Scrolled under a pointer that rests, what goes on has moved all the same.
    if (edge.isPulling) follow()
  })
  useEffect(() => () => edge.stop(), [edge])
  const letGo = useCallback(() => {
    press.current = null
    edge.stop()
    newest.current.onSnap(null)
    session.setState({ marquee: null })
  }, [edge])

  const at = (event: { clientX: number; clientY: number }): { x: number; y: number } => {
    const { left, top } = newest.current.box.current!.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  function hitAt(point: { x: number; y: number }): Hit {
    const { sequence } = editor.store.getState()
    const { rows, span } = newest.current
    return hitTest(point, sequence, rows, span, rulerMarkers(sequence, facts.sections))
  }
  const playhead = () => playheadOf(transport, editor.store.getState().sequence)

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const now = press.current
      if (event.key !== 'Escape' || (now?.kind !== 'gesture' && now?.kind !== 'marquee')) return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (now.kind === 'marquee') select(now.before)
      else editor.bail()
      letGo()
    }
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => removeEventListener('keydown', onKeyDown, { capture: true })
  }, [editor, letGo])

  function deltaOf({ frame, drag }: Extract<Press, { kind: 'gesture' }>, pointerX: number): number {
    const { span, onSnap } = newest.current
    const moved = frameAt(span, pointerX) - frame
    // Where it began nothing is drawn anywhere.
    const isMoved = Math.abs(moved) * span.pointsPerFrame >= THRESHOLD
    const frames = isMoved ? Math.round(moved) : 0
    if (!isMoved || !session.getState().isSnapping || drag.snapFrames.length === 0) {
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
    // Drawn to a cut there would be nothing to cut.
    const points = { ...snapPointsOf(editor.store.getState().sequence, facts.grid, playhead().now()), cut: [] }
    return snapDelta(frame, [0], points, Math.floor(SNAP_REACH / span.pointsPerFrame)).frames
  }

  function pick(hit: Hit, isAdding: boolean): void {
    const { selection } = session.getState()
    const clip = clipOf(hit)
    if (clip) {
      const { id } = clip.item
      if (isAdding) select(selection.has(id) ? [...selection].filter(other => other !== id) : [...selection, id])
      else if (!selection.has(id)) select([id])
    } else if (hit.kind === 'gap' && !isAdding) {
      select([hit.gap.item.id])
    } else if (hit.kind === 'empty' && !isAdding) {
      select([])
    }
  }

  /** The menu that opens is about what is under the pointer: that is selected, and the play-head stands in it. */
  function pickForMenu(hit: Hit, frame: number): void {
    pick(hit, false)
    const clip = clipOf(hit)
    const now = playhead().now()
    const isInside = clip !== undefined && clip.startFrame <= now && now < clip.endFrame
    if (clip && !isInside && !transport.store.getState().isPlaying) playhead().go(frame)
  }

  /** Brings what goes on to where the pointer is. */
  function follow(): void {
    const now = press.current
    const { span, rows, onCursor } = newest.current
    const { x, y } = pointer.current
    if (now?.kind === 'scrub') {
      playhead().go(frameUnder(span, Math.min(span.width - SCRUB_INSIDE, Math.max(0, x))))
    } else if (now?.kind === 'marquee') {
      const marquee = { fromFrame: now.frame, fromY: now.y, toFrame: frameAt(span, x), toY: y }
      select([...now.kept, ...clipsIn(editor.store.getState().sequence, rows, marquee)])
      session.setState({ marquee })
    } else if (now?.kind === 'gesture') {
      onCursor(now.drag.cursor)
      editor.preview(now.drag.edits(deltaOf(now, x), rowAt(rows, y)?.trackName ?? null))
    }
  }

  return {
    onPointerDown(event: PointerEvent<HTMLElement>): void {
      if (event.button === 1) event.preventDefault()
      focusTimeline()
      const point = at(event)
      const hit = hitAt(point)
      if (event.button > 1) {
        pickForMenu(hit, frameUnder(newest.current.span, point.x))
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
        const { selection: before } = session.getState()
        const isAdding = event.shiftKey || event.ctrlKey || event.metaKey
        pick(hit, isAdding)
        const { sequence } = editor.store.getState()
        const drag = dragFrom({ hit, tool, sequence, selection: session.getState().selection })
        if (tool === 'select' && (hit.kind === 'gap' || hit.kind === 'empty')) {
          press.current = {
            kind: 'marquee',
            ...point,
            frame: frameAt(span, point.x),
            kept: isAdding ? [...before] : [],
            before,
            hasBegun: false,
          }
        } else if (drag)
          press.current = { kind: 'gesture', ...point, frame: frameAt(span, point.x), drag, hasBegun: false, hit }
      }
    },

    onPointerMove(event: PointerEvent<HTMLElement>): void {
      const point = at(event)
      const now = press.current
      const { span, onCursor, onWords, wordsOver } = newest.current
      if (!now) {
        const hit = hitAt(point)
        onCursor(cursorOver(hit, session.getState().tool))
        onWords(wordsOver(hit, point))
      } else if (now.kind === 'pan') {
        session.setState({
          leftFrame: Math.max(0, now.leftFrame - (point.x - now.x) / span.pointsPerFrame),
          pointsPerFrame: span.pointsPerFrame,
        })
      } else {
        pointer.current = point
        if (now.kind !== 'scrub' && !now.hasBegun) {
          // Down too: a sound may go to the other track.
          if (Math.hypot(point.x - now.x, point.y - now.y) < THRESHOLD) return
          now.hasBegun = true
        }
        edge.at(point.x)
        follow()
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
      letGo()
    },

    onPointerCancel(): void {
      editor.bail()
      letGo()
    },
  }
}

/** The clip under the pointer; at a cut that of the side the pointer is on. */
function clipOf(hit: Hit): PlacedClip | undefined {
  if (hit.kind === 'clip' || hit.kind === 'edge') return hit.clip
  return hit.kind === 'cut' ? (hit.isLeft ? hit.before : hit.after) : undefined
}
