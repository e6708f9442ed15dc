import { useEffect, useMemo, useRef } from 'react'
import { SOUND_TRACKS } from '#model/edit/on-track.ts'
import { filmFrames } from '#model/sequence.ts'
import { rulerMarkers } from '../../../editor/cut-facts.ts'
import { useCut, useCutState } from '../../../editor/cut-context.tsx'
import { hitTest } from '../../../editor/hit-test.ts'
import { soundClips, pictureClips } from '../../../editor/placed-clips.ts'
import { useCutSeams } from '../../../editor/use-cut-seams.ts'
import { rowsOf, type Row } from '../../../editor/rows.ts'
import { session, useSession } from '../../../editor/session.ts'
import { cutOfPoint } from '../../../editor/trim-point.ts'
import { frameUnder, viewSpan, xOf, type ViewSpan } from '../../../editor/view-span.ts'
import { useTransportControls } from '../../../playback/use-transport.tsx'
import { seamLines } from '../../../seams/seam-words.ts'
import { texts } from '../../../texts.ts'
import { ContextMenu } from '../../../ui/menu.tsx'
import { openClip } from '../use-source-commands.ts'
import { clipMenu } from './clip-menu.tsx'
import { ClipList } from './clip-list.tsx'
import { seamAt } from './draw-seams.ts'
import { MarkerEditor } from './marker-editor.tsx'
import { TimelineDrawing } from './timeline-drawing.tsx'
import { TrackHeads } from './track-heads.tsx'
import { useSize } from './use-size.ts'
import { useLanding } from './use-landing.ts'
import { SNAP_REACH, useTimelineDrag } from './use-timeline-drag.ts'
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
  const marker = useSession(state => state.marker)

  const frames = filmFrames(sequence.film)
  const span = useMemo(
    () => viewSpan({ leftFrame, pointsPerFrame }, width, frames),
    [leftFrame, pointsPerFrame, width, frames],
  )
  const rows = useMemo(() => rowsOf(sequence, height), [sequence, height])
  useEffect(() => session.setState({ viewWidth: width }), [width])
  useWheel(box, span)
  usePlayheadLine(line, transport, sequence, span)
  const seams = useCutSeams()
  const drag = useTimelineDrag({
    box,
    rows,
    span,
    onSnap: snappedFrame => session.setState({ snappedFrame }),
    onCursor: cursor => box.current?.style.setProperty('cursor', cursor),
    onWords: words => box.current?.setAttribute('title', words),
    wordsOver(hit, point) {
      const seam = seamAt(point, { sequence, span, rows, seams })
      if (seam) return seamLines(seam).join('\n')
      return hit.kind === 'marker' ? hit.marker.label : ''
    },
  })
  const landing = useLanding(rows, span, SNAP_REACH)
  const clips = useMemo(() => [...pictureClips(sequence), ...soundClips(sequence)], [sequence])

  return (
    <div className="flex size-full min-h-0 bg-app">
      <TrackHeads rows={rows} sequence={sequence} />
      <ContextMenu entries={clipMenu()}>
        <div
          ref={box}
          data-timeline=""
          className="group relative min-w-0 grow touch-none overflow-hidden select-none"
          {...drag}
          {...landing}
          onDoubleClick={event => {
            const { left, top } = event.currentTarget.getBoundingClientRect()
            const point = { x: event.clientX - left, y: event.clientY - top }
            const hit = hitTest(point, sequence, rows, span, rulerMarkers(sequence, facts.sections))
            if (hit.kind === 'marker') session.setState({ marker: hit.marker })
            if (hit.kind === 'clip') openClip(hit.clip, sequence.rate, frameUnder(span, point.x))
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
          <MarqueeBox span={span} />
          <Landing span={span} rows={rows} />
          <Saying />
          <ClipList clips={clips} facts={facts} sequence={sequence} seams={seams} label={texts.edit.timeline.clips} />
        </div>
      </ContextMenu>
      {marker && <MarkerEditor marker={marker} close={() => session.setState({ marker: null })} />}
    </div>
  )
}

function MarqueeBox({ span }: { span: ViewSpan }) {
  const marquee = useSession(state => state.marquee)
  if (marquee === null) return null
  const [fromX, toX] = [xOf(span, marquee.fromFrame), xOf(span, marquee.toFrame)]
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute border border-now bg-now/15"
      style={{
        left: Math.min(fromX, toX),
        top: Math.min(marquee.fromY, marquee.toY),
        width: Math.abs(toX - fromX),
        height: Math.abs(marquee.toY - marquee.fromY),
      }}
    />
  )
}

/** Where what is dragged over the timeline would land; how long it is, the studio knows only after. */
function Landing({ span, rows }: { span: ViewSpan; rows: readonly Row[] }) {
  const landing = useSession(state => state.landing)
  if (landing === null) return null
  const row = rows.find(
    ({ kind, trackName }) => kind === 'sound' && trackName === (landing.trackName ?? SOUND_TRACKS[0]),
  )
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute inset-y-0 border-l border-now"
      style={{ left: xOf(span, landing.frame) }}
    >
      {row && (
        <span
          className="absolute left-0 w-30 rounded-r-small border border-dashed border-now bg-now/25"
          style={{ top: row.y + 2, height: row.height - 4 }}
        />
      )}
    </div>
  )
}

/** Why the gesture that is going on goes no further; else how the cut that was taken is trimmed. */
function Saying() {
  const refusal = useCutState(state => state.refusal)
  const trimPoint = useSession(state => state.trimPoint)
  const isThere = useCutState(state => trimPoint !== null && cutOfPoint(state.sequence, trimPoint) !== undefined)
  const said = refusal ?? (trimPoint && isThere ? texts.edit.trimPoint[trimPoint.type] : null)
  if (said === null) return null
  return (
    <p
      role="status"
      className="pointer-events-none absolute bottom-2 left-1/2 -translate-x-1/2 rounded-control bg-control px-3 py-1.5 text-12 text-text shadow-float inset-ring inset-ring-line-strong"
    >
      {said}
    </p>
  )
}
