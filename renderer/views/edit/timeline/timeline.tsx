import { useCallback, useMemo, useRef, useState } from 'react'
import { filmFrames } from '#model/sequence.ts'
import { useCut, useCutState } from '../../../editor/cut-context.tsx'
import { hitTest } from '../../../editor/hit-test.ts'
import { pictureClips } from '../../../editor/placed-clips.ts'
import { rowsOf } from '../../../editor/rows.ts'
import { useSession } from '../../../editor/session.ts'
import { useStrips } from '../../../editor/use-strips.ts'
import { viewSpan } from '../../../editor/view-span.ts'
import { useCanvas, type Drawing } from '../../../playback/use-canvas.ts'
import { usePeaks } from '../../../playback/use-peaks.ts'
import { useThemeVersion } from '../../../playback/use-theme-version.ts'
import { useTransportControls } from '../../../playback/use-transport.tsx'
import { useProject } from '../../../frame/use-project.tsx'
import { texts } from '../../../texts.ts'
import { ContextMenu } from '../../../ui/menu.tsx'
import { clipMenu } from './clip-menu.tsx'
import { ClipList } from './clip-list.tsx'
import { drawTimeline } from './draw-timeline.ts'
import { movingClips } from './moving-clips.ts'
import { MarkerEditor } from './marker-editor.tsx'
import { timelineColours } from './timeline-colours.ts'
import { TrackHeads } from './track-heads.tsx'
import { useSize } from './use-size.ts'
import { useTimelineDrag } from './use-timeline-drag.ts'
import { usePlayheadLine, useWheel } from './use-timeline-view.ts'
import type { Marker } from '#model/sequence.ts'

/** The film along its song: drawn on one canvas, read out as a list. */
export function Timeline() {
  const { facts } = useCut()
  const project = useProject()
  const shown = useCutState(state => state.shown)
  const sequence = useCutState(state => state.sequence)
  const refusal = useCutState(state => state.refusal)
  const transport = useTransportControls()
  const peaks = usePeaks(project.song?.mediaId ?? null)
  const theme = useThemeVersion()
  const box = useRef<HTMLDivElement>(null)
  const line = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(box)
  const leftFrame = useSession(state => state.leftFrame)
  const pointsPerFrame = useSession(state => state.pointsPerFrame)
  const selection = useSession(state => state.selection)
  const inFrame = useSession(state => state.inFrame)
  const outFrame = useSession(state => state.outFrame)
  const [snappedFrame, setSnappedFrame] = useState<number | null>(null)
  const [cursor, setCursor] = useState('default')
  const [marker, setMarker] = useState<Marker | null>(null)
  const strips = useStrips()

  const frames = filmFrames(shown.film)
  const span = useMemo(
    () => viewSpan({ leftFrame, pointsPerFrame }, width, frames),
    [leftFrame, pointsPerFrame, width, frames],
  )
  const rows = useMemo(() => rowsOf(sequence, height), [sequence, height])
  const colours = useMemo(() => timelineColours(theme), [theme])
  const moving = useMemo(() => movingClips(sequence, shown), [sequence, shown])

  const draw = useCallback<Drawing>(
    (pen, size) => {
      const marks = { inFrame, outFrame }
      drawTimeline(pen, size, {
        sequence: shown,
        facts,
        rows,
        span,
        selection,
        moving,
        marks,
        snappedFrame,
        peaks,
        strips,
        colours,
      })
    },
    [shown, facts, rows, span, selection, moving, inFrame, outFrame, snappedFrame, peaks, strips, colours],
  )
  const canvas = useCanvas(draw)
  useWheel(box, span)
  usePlayheadLine(line, transport, shown, span)
  const drag = useTimelineDrag({ box, rows, span, onSnap: setSnappedFrame, onCursor: setCursor })
  const list = useMemo(() => pictureClips(sequence), [sequence])

  return (
    <div className="flex size-full min-h-0 bg-app">
      <TrackHeads rows={rows} sequence={sequence} />
      <ContextMenu entries={clipMenu()}>
        <div
          ref={box}
          data-timeline=""
          className="relative min-w-0 grow touch-none overflow-hidden select-none has-[:focus-visible]:outline-2 has-[:focus-visible]:-outline-offset-2 has-[:focus-visible]:outline-now"
          style={{ cursor }}
          {...drag}
          onDoubleClick={event => {
            const { left, top } = event.currentTarget.getBoundingClientRect()
            const hit = hitTest({ x: event.clientX - left, y: event.clientY - top }, sequence, rows, span)
            if (hit.kind === 'marker') setMarker(hit.marker)
          }}
        >
          <canvas ref={canvas} aria-hidden="true" className="absolute inset-0 block size-full" />
          <div ref={line} aria-hidden="true" className="pointer-events-none absolute inset-y-0 -left-px w-px bg-now">
            <span className="absolute top-5.5 -left-1.5 border-x-[6.5px] border-t-8 border-x-transparent border-t-now" />
          </div>
          {refusal !== null && (
            <p
              role="status"
              className="pointer-events-none absolute bottom-2 left-1/2 -translate-x-1/2 rounded-control bg-control px-3 py-1.5 text-12 text-text shadow-float inset-ring inset-ring-line-strong"
            >
              {refusal}
            </p>
          )}
          <ClipList clips={list} facts={facts} sequence={sequence} label={texts.edit.timeline.clips} />
        </div>
      </ContextMenu>
      {marker && <MarkerEditor marker={marker} close={() => setMarker(null)} />}
    </div>
  )
}
