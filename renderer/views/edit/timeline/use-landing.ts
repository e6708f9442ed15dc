import type { DragEvent } from 'react'
import { useCut } from '../../../editor/cut-context.tsx'
import { rowAt, type Row } from '../../../editor/rows.ts'
import { session } from '../../../editor/session.ts'
import { snapDelta, snapPointsOf } from '../../../editor/snap-points.ts'
import { playheadOf } from '../../../editor/use-playhead.ts'
import { frameNear, type ViewSpan } from '../../../editor/view-span.ts'
import { carriesFiles } from '../../../files/given-files.ts'
import { useTransportControls } from '../../../playback/use-transport.tsx'

/** Keeps where files that are dragged over the timeline would land: under the pointer, drawn to what is near. */
export function useLanding(rows: readonly Row[], span: ViewSpan, snapReach: number) {
  const { editor, facts } = useCut()
  const transport = useTransportControls()
  return {
    onDragOver(event: DragEvent<HTMLElement>): void {
      if (!carriesFiles(event.dataTransfer)) return
      const { left, top } = event.currentTarget.getBoundingClientRect()
      const { sequence } = editor.store.getState()
      const wanted = Math.min(Math.max(0, frameNear(span, event.clientX - left)), span.filmFrames - 1)
      const points = snapPointsOf(sequence, facts.grid, playheadOf(transport, sequence).now())
      const reach = session.getState().isSnapping ? Math.floor(snapReach / span.pointsPerFrame) : 0
      const row = rowAt(rows, event.clientY - top)
      const frame = reach === 0 ? wanted : snapDelta(wanted, [0], points, reach).frames
      const trackName = row?.kind === 'sound' ? row.trackName : null
      const { landing } = session.getState()
      if (landing?.frame !== frame || landing.trackName !== trackName)
        session.setState({ landing: { frame, trackName } })
    },
    onDragLeave(event: DragEvent<HTMLElement>): void {
      const to = event.relatedTarget
      if (!(to instanceof Node && event.currentTarget.contains(to))) session.setState({ landing: null })
    },
  }
}
