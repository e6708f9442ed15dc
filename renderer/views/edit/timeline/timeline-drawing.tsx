import { useCallback, useMemo } from 'react'
import { useCut, useCutState } from '../../../editor/cut-context.tsx'
import type { Row } from '../../../editor/rows.ts'
import { useSession } from '../../../editor/session.ts'
import { useCutSeams } from '../../../editor/use-cut-seams.ts'
import { useStrips } from '../../../editor/use-strips.ts'
import type { ViewSpan } from '../../../editor/view-span.ts'
import { useProject } from '../../../frame/use-project.tsx'
import { useCanvas, type Drawing } from '../../../playback/use-canvas.ts'
import { usePeaks } from '../../../playback/use-peaks.ts'
import { useThemeVersion } from '../../../playback/use-theme-version.ts'
import { drawTimeline } from './draw-timeline.ts'
import { movingClips } from './moving-clips.ts'
import { timelineColours } from './timeline-colours.ts'

/** The canvas: drawn anew with every move of a gesture, and nothing else is. */
export function TimelineDrawing({ rows, span }: { rows: readonly Row[]; span: ViewSpan }) {
  const { facts } = useCut()
  const project = useProject()
  const shown = useCutState(state => state.shown)
  const sequence = useCutState(state => state.sequence)
  const peaks = usePeaks(project.song?.mediaId ?? null)
  const theme = useThemeVersion()
  const selection = useSession(state => state.selection)
  const trimPoint = useSession(state => state.trimPoint)
  const inFrame = useSession(state => state.inFrame)
  const outFrame = useSession(state => state.outFrame)
  const snappedFrame = useSession(state => state.snappedFrame)
  const strips = useStrips()
  const seams = useCutSeams()
  const colours = useMemo(() => timelineColours(theme), [theme])
  const moving = useMemo(() => movingClips(sequence, shown), [sequence, shown])

  const draw = useCallback<Drawing>(
    (pen, size) => {
      const marks = { inFrame, outFrame }
      const scene = {
        sequence: shown,
        facts,
        rows,
        span,
        selection,
        trimPoint,
        moving,
        marks,
        snappedFrame,
        peaks,
        strips,
        seams,
        colours,
      }
      drawTimeline(pen, size, scene)
    },
    [
      shown,
      facts,
      rows,
      span,
      selection,
      trimPoint,
      moving,
      inFrame,
      outFrame,
      snappedFrame,
      peaks,
      strips,
      seams,
      colours,
    ],
  )
  const canvas = useCanvas(draw)
  return <canvas ref={canvas} aria-hidden="true" className="absolute inset-0 block size-full" />
}
