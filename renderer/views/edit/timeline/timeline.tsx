import { useEffect, useMemo, useRef, useState } from 'react'
import { filmFrames, type Marker } from '#model/sequence.ts'
import { useCut, useCutState } from '../../../editor/cut-context.tsx'
import { hitTest } from '../../../editor/hit-test.ts'
import { pictureClips } from '../../../editor/placed-clips.ts'
import { rowsOf } from '../../../editor/rows.ts'
import { session, useSession } from '../../../editor/session.ts'
import { viewSpan } from '../../../editor/view-span.ts'
import { useTransportControls } from '../../../playback/use-transport.tsx'
import { texts } from '../../../texts.ts'
import { ContextMenu } from '../../../ui/menu.tsx'
import { clipMenu } from './clip-menu.tsx'
import { ClipList } from './clip-list.tsx'
import { MarkerEditor } from './marker-editor.tsx'
import { TimelineDrawing } from './timeline-drawing.tsx'
import { TrackHeads } from './track-heads.tsx'
import { useSize } from './use-size.ts'
import { useTimelineDrag } from './use-timeline-drag.ts'
import { usePlayheadLine, useWheel } from './use-timeline-view.ts'

/** The film along its song: drawn on one canvas, read out as a list. What a drag changes is drawn inside, without this. */
export function Timeline() {
  const { facts } = useCut()
  const sequence = useCutState(state => state.sequence)
  const transport = useTransportControls()
  const box = useRef<HTMLDivElement>(null)
  const line = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(box)
  const leftFrame = useSession(state => state.leftFrame)
  const pointsPerFrame = useSession(state => state.pointsPerFrame)
  const [marker, setMarker] = useState<Marker | null>(null)

  const frames = filmFrames(sequence.film)
  const span = useMemo(
    () => viewSpan({ leftFrame, pointsPerFrame }, width, frames),
    [leftFrame, pointsPerFrame, width, frames],
  )
  const rows = useMemo(() => rowsOf(sequence, height), [sequence, height])
  useEffect(() => session.setState({ viewWidth: width }), [width])
  useWheel(box, span)
  usePlayheadLine(line, transport, sequence, span)
  const drag = useTimelineDrag({
    box,
    rows,
    span,
    onSnap: snappedFrame => session.setState({ snappedFrame }),
    onCursor: cursor => box.current?.style.setProperty('cursor', cursor),
    onWords: words => box.current?.setAttribute('title', words),
  })
  const clips = useMemo(() => pictureClips(sequence), [sequence])

  return (
    <div className="flex size-full min-h-0 bg-app">
      <TrackHeads rows={rows} sequence={sequence} />
      <ContextMenu entries={clipMenu()}>
        <div
          ref={box}
          data-timeline=""
          className="group relative min-w-0 grow touch-none overflow-hidden select-none"
          {...drag}
          onDoubleClick={event => {
            const { left, top } = event.currentTarget.getBoundingClientRect()
            const hit = hitTest({ x: event.clientX - left, y: event.clientY - top }, sequence, rows, span)
            if (hit.kind === 'marker') setMarker(hit.marker)
          }}
        >
          <TimelineDrawing rows={rows} span={span} />
          <div ref={line} aria-hidden="true" className="pointer-events-none absolute inset-y-0 -left-px w-px bg-now">
            <span className="absolute top-5.5 -left-1.5 border-x-[6.5px] border-t-8 border-x-transparent border-t-now" />
          </div>
          <span
            aria-hidden="true"
            className="pointer-events-none absolute inset-0 hidden outline-2 -outline-offset-2 outline-now group-has-[:focus-visible]:block"
          />
          <Refusal />
          <ClipList clips={clips} facts={facts} sequence={sequence} label={texts.edit.timeline.clips} />
        </div>
      </ContextMenu>
      {marker && <MarkerEditor marker={marker} close={() => setMarker(null)} />}
    </div>
  )
}

/** Why the gesture that is going on goes no further. */
function Refusal() {
  const refusal = useCutState(state => state.refusal)
  if (refusal === null) return null
  return (
    <p
      role="status"
      className="pointer-events-none absolute bottom-2 left-1/2 -translate-x-1/2 rounded-control bg-control px-3 py-1.5 text-12 text-text shadow-float inset-ring inset-ring-line-strong"
    >
      {refusal}
    </p>
  )
}
