import { filmFrames } from '#model/sequence.ts'
import { rulerMarkers } from '../../../editor/cut-facts.ts'
import { xOf } from '../../../editor/view-span.ts'
import { FONT, writeIn, writeWhole, type Pen, type Scene } from './scene.ts'

/** Lines nearer to each other than this are left out. */
const LEAST_GAP = 7
const LEAST_NUMBER_GAP = 34

/** The band of sections, the ruler with its bars, and the lines of bars and beats through all tracks. */
export function drawTime(pen: Pen, scene: Scene, height: number): void {
  drawSections(pen, scene)
  drawRuler(pen, scene)
  drawGrid(pen, scene, height)
}

function drawSections(pen: Pen, { rows, span, facts, colours }: Scene): void {
  const row = rows.find(({ kind }) => kind === 'sections')
  if (!row) return
  pen.textBaseline = 'middle'
  for (const section of facts.sections) {
    const left = Math.max(0, xOf(span, section.startFrame))
    const right = Math.min(span.width, xOf(span, section.endFrame) - 1)
    if (right <= left) continue
    const colour = colours.sections[section.label]
    pen.globalAlpha = 0.4
    pen.fillStyle = colour
    pen.fillRect(left, row.y, right - left, row.height)
    pen.globalAlpha = 1
    pen.fillRect(left, row.y, right - left, 2)
    pen.fillStyle = colours.text
    pen.font = `550 12px ${FONT}`
    const name = section.name.charAt(0).toUpperCase() + section.name.slice(1)
    writeIn(pen, name, left + 6, row.y + row.height / 2 + 1.5, right - left - 10)
  }
}

function drawRuler(pen: Pen, { rows, span, facts, colours, sequence, marks }: Scene): void {
  const row = rows.find(({ kind }) => kind === 'ruler')
  if (!row) return
  drawMarks(pen, span, marks, row, colours)
  const { bars } = facts.grid
  const end = xOf(span, filmFrames(sequence.film))
  const step = stepFor(bars, span.pointsPerFrame, LEAST_NUMBER_GAP)
  pen.font = `500 11px ${FONT}`
  pen.textBaseline = 'middle'
  for (let bar = 0; bar < bars.length; bar += step) {
    const x = xOf(span, bars[bar]!)
    if (x < -40 || x > span.width) continue
    pen.fillStyle = colours.lineStrong
    pen.fillRect(Math.round(x), row.y + 4, 1, row.height - 4)
    pen.fillStyle = colours.soft
    writeWhole(pen, String(bar + 1), x + 4, row.y + row.height / 2, end - x - 4)
  }
  for (const anchor of sequence.anchorFrames) {
    const x = xOf(span, anchor)
    if (x < -8 || x > span.width + 8) continue
    pen.fillStyle = colours.text
    pen.beginPath()
    pen.arc(x, row.y + row.height - 5, 2.5, 0, 2 * Math.PI)
    pen.fill()
    pen.fillRect(Math.round(x) - 0.5, row.y + row.height - 5, 1, 5)
  }
  for (const { frame } of rulerMarkers(sequence, facts.sections)) {
    const x = xOf(span, frame)
    if (x < -200 || x > span.width) continue
    pen.fillStyle = colours.warn
    pen.beginPath()
    pen.moveTo(x - 4.5, row.y + 2)
    pen.lineTo(x + 4.5, row.y + 2)
    pen.lineTo(x + 4.5, row.y + 9)
    pen.lineTo(x, row.y + 14)
    pen.lineTo(x - 4.5, row.y + 9)
    pen.fill()
  }
}

function drawMarks(
  pen: Pen,
  span: Scene['span'],
  { inFrame, outFrame }: Scene['marks'],
  row: { y: number; height: number },
  colours: Scene['colours'],
): void {
  if (inFrame === null && outFrame === null) return
  const left = inFrame === null ? 0 : xOf(span, inFrame)
  const right = outFrame === null ? span.width : xOf(span, outFrame)
  if (right <= left) return
  pen.fillStyle = colours.control
  pen.fillRect(left, row.y, right - left, row.height)
  pen.fillStyle = colours.soft
  if (inFrame !== null) pen.fillRect(left, row.y, 2, row.height)
  if (outFrame !== null) pen.fillRect(right - 2, row.y, 2, row.height)
}

function drawGrid(pen: Pen, { rows, span, facts, colours }: Scene, height: number): void {
  const top = rows.find(({ kind }) => kind === 'plan')?.y ?? 0
  const { bars, beats } = facts.grid
  const lines = (frames: readonly number[], colour: string): void => {
    pen.fillStyle = colour
    for (const frame of frames) {
      const x = Math.round(xOf(span, frame))
      if (x >= 0 && x <= span.width) pen.fillRect(x, top, 1, height - top)
    }
  }
  if (stepFor(beats, span.pointsPerFrame, LEAST_GAP) === 1) lines(beats, colours.raised)
  const step = stepFor(bars, span.pointsPerFrame, LEAST_GAP)
  lines(
    bars.filter((_, bar) => bar % step === 0),
    colours.line,
  )
}

/** Every how-manieth of these frames stands at least `gap` points from the one before: 1, 2, 4, 8 ... */
function stepFor(frames: readonly number[], pointsPerFrame: number, gap: number): number {
  const [first, last] = [frames[0], frames.at(-1)]
  if (first === undefined || last === undefined || frames.length < 2) return 1
  const usual = ((last - first) / (frames.length - 1)) * pointsPerFrame
  let step = 1
  while (usual * step < gap) step *= 2
  return step
}
