import { momentOffset } from '#model/edit/media.ts'
import type { Transition } from '#model/sequence.ts'
import { isClip, pictureClips, type PlacedItem } from '../../../editor/placed-clips.ts'
import { CLIP_HEAD, type Row } from '../../../editor/rows.ts'
import { cutOfPoint } from '../../../editor/trim-point.ts'
import { xOf } from '../../../editor/view-span.ts'
import type { Pen, Scene } from './scene.ts'

/** Narrower places of the plan are not told. */
const LEAST_PLACE = 5

/** A lens over the cut for a dissolve, a notch for a dip. */
export function drawTransition(
  pen: Pen,
  { span, colours }: Scene,
  row: Row,
  transition: Transition,
  cutFrame: number,
): void {
  const left = xOf(span, cutFrame - transition.inFrames)
  const right = xOf(span, cutFrame + transition.outFrames)
  if (right - left < 3) return
  const [top, bottom] = [row.y + CLIP_HEAD, row.y + row.height]
  pen.save()
  pen.globalAlpha = 0.72
  pen.fillStyle = colours.plate
  pen.fillRect(left, top, right - left, bottom - top)
  pen.globalAlpha = 1
  pen.strokeStyle = colours.onPlate
  pen.lineWidth = 1.25
  pen.beginPath()
  if (transition.style === 'dissolve') {
    pen.moveTo(left, top)
    pen.lineTo(right, bottom)
    pen.moveTo(left, bottom)
    pen.lineTo(right, top)
  } else {
    const middle = xOf(span, cutFrame)
    pen.moveTo(left, top)
    pen.lineTo(middle, bottom)
    pen.lineTo(right, top)
  }
  pen.stroke()
  pen.restore()
}

/** The frame of what is selected, over its neighbours. */
export function drawFrames(
  pen: Pen,
  { span, colours, selection }: Scene,
  row: Row,
  visible: readonly PlacedItem[],
): void {
  pen.strokeStyle = colours.now
  pen.lineWidth = 2
  for (const { item, startFrame, endFrame } of visible) {
    if (!selection.has(item.id)) continue
    const left = xOf(span, startFrame)
    pen.strokeRect(left + 1, row.y + 1, xOf(span, endFrame) - left - 3, row.height - 2)
  }
}

/** A notch at the picture that must hit a beat. */
export function drawMoments(
  pen: Pen,
  { span, colours, sequence }: Scene,
  row: Row,
  visible: readonly PlacedItem[],
): void {
  const y = row.y + CLIP_HEAD
  for (const placed of visible) {
    const offset = isClip(placed) ? momentOffset(placed.item, sequence.rate) : null
    if (offset === null || offset < 0 || offset >= placed.item.frameCount) continue
    const x = xOf(span, placed.startFrame + offset + 0.5)
    pen.fillStyle = colours.now
    pen.strokeStyle = colours.plate
    pen.lineWidth = 1
    pen.beginPath()
    pen.moveTo(x - 5, y)
    pen.lineTo(x + 5, y)
    pen.lineTo(x, y + 8)
    pen.closePath()
    pen.fill()
    pen.stroke()
  }
}

/** Brackets at the cut that is trimmed by keys, open to the side that gives and takes. */
export function drawTrimPoint(pen: Pen, { span, colours, sequence, trimPoint }: Scene, row: Row): void {
  const cut = trimPoint && cutOfPoint(sequence, trimPoint)
  if (!trimPoint || !cut) return
  const x = xOf(span, cut.frame)
  const bracket = (at: number, arm: number): void => {
    pen.moveTo(at + arm, row.y + 1)
    pen.lineTo(at, row.y + 1)
    pen.lineTo(at, row.y + row.height - 1)
    pen.lineTo(at + arm, row.y + row.height - 1)
  }
  pen.strokeStyle = colours.now
  pen.lineWidth = 3
  pen.beginPath()
  if (trimPoint.type !== 'ripple-start') bracket(x - 2, -7)
  if (trimPoint.type !== 'ripple-end') bracket(x + 2, 7)
  pen.stroke()
}

/** The plan behind the cut: where shots that stand elsewhere now were planned. */
export function drawPlan(pen: Pen, scene: Scene): void {
  const row = scene.rows.find(({ kind }) => kind === 'plan')
  if (!row) return
  const { span, facts, colours, sequence } = scene
  pen.save()
  pen.strokeStyle = colours.soft
  pen.setLineDash([3, 3])
  pen.lineWidth = 1
  // One path for all: dashes cost most by the stroke.
  pen.beginPath()
  for (const { item, startFrame, endFrame } of pictureClips(sequence)) {
    const place = item.shotId === null ? undefined : facts.plan.get(item.shotId)
    if (!place || (place.startFrame === startFrame && place.endFrame === endFrame)) continue
    const left = Math.round(xOf(span, place.startFrame)) + 0.5
    const right = Math.round(xOf(span, place.endFrame)) - 0.5
    if (right < 0 || left > span.width || right - left < LEAST_PLACE) continue
    pen.moveTo(left, row.y + row.height)
    pen.lineTo(left, row.y + 2.5)
    pen.lineTo(right, row.y + 2.5)
    pen.lineTo(right, row.y + row.height)
  }
  pen.stroke()
  pen.restore()
}
