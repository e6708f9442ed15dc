import { filmFrames } from '#model/sequence.ts'
import { CLIP_HEAD } from '../../../editor/rows.ts'
import { xOf } from '../../../editor/view-span.ts'
import { drawWave } from '../../../playback/draw-waveform.ts'
import { columnsFromPeaks } from '../../../playback/wave-columns.ts'
import { drawClips } from './draw-clips.ts'
import { drawPlan } from './draw-over-clips.ts'
import { drawTime } from './draw-time.ts'
import type { Pen, Scene } from './scene.ts'

type Size = { readonly width: number; readonly height: number; readonly pointsPerUnit: number }

/** The whole timeline but for the play-head. */
export function drawTimeline(pen: Pen, { height, pointsPerUnit }: Size, scene: Scene): void {
  drawRows(pen, scene)
  drawTime(pen, scene, height)
  drawSong(pen, scene, pointsPerUnit)
  drawPlan(pen, scene)
  drawClips(pen, scene)
  drawEnds(pen, scene, height)
  drawSnap(pen, scene, height)
}

function drawRows(pen: Pen, { rows, span, colours }: Scene): void {
  for (const row of rows) {
    if (row.trackName === null) continue
    pen.fillStyle = colours.app
    pen.fillRect(0, row.y, span.width, row.height)
    pen.fillStyle = colours.line
    pen.fillRect(0, row.y + row.height + 2, span.width, 1)
  }
}

function drawSong(pen: Pen, { rows, span, colours, peaks, sequence }: Scene, pointsPerUnit: number): void {
  const row = rows.find(({ kind }) => kind === 'song')
  if (!row || !peaks) return
  const { rate, film } = sequence
  const samplesPerFrame = (peaks.sampleRate * rate.denominator) / rate.numerator
  const from = Math.max(0, xOf(span, film.headFrames))
  const to = Math.min(span.width, xOf(span, film.headFrames + film.songFrames))
  if (to <= from) return
  const points = Math.ceil((to - from) * pointsPerUnit)
  const samplesPerPoint = samplesPerFrame / span.pointsPerFrame / pointsPerUnit
  const fromSample = (span.leftFrame + from / span.pointsPerFrame - film.headFrames) * samplesPerFrame
  const columns = columnsFromPeaks(peaks, fromSample, samplesPerPoint, points)
  const area = { x: from, y: row.y + 2, width: to - from, height: row.height - 4 }
  drawWave(pen, columns, area, pointsPerUnit, { wave: colours.wave, core: colours.waveCore })
}

/** What is before and after the film is not part of it. */
function drawEnds(pen: Pen, { rows, span, colours, sequence }: Scene, height: number): void {
  const top = rows[0]?.y ?? 0
  const end = xOf(span, filmFrames(sequence.film))
  pen.fillStyle = colours.well
  if (end < span.width) pen.fillRect(end, top, span.width - end, height - top)
  const picture = rows.find(({ kind }) => kind === 'picture')
  if (!picture) return
  pen.fillStyle = colours.well
  pen.globalAlpha = 0.7
  const [y, low] = [picture.y + CLIP_HEAD, picture.height - CLIP_HEAD]
  triangle(pen, xOf(span, 0), xOf(span, sequence.fadeInFrames), y, low)
  triangle(pen, end, end - sequence.fadeOutFrames * span.pointsPerFrame, y, low)
  pen.globalAlpha = 1
}

/** Dark at `from`, gone at `to`. */
function triangle(pen: Pen, from: number, to: number, y: number, height: number): void {
  if (Math.abs(to - from) < 1) return
  pen.beginPath()
  pen.moveTo(from, y)
  pen.lineTo(to, y)
  pen.lineTo(from, y + height)
  pen.fill()
}

function drawSnap(pen: Pen, { span, colours, snappedFrame }: Scene, height: number): void {
  if (snappedFrame === null) return
  pen.fillStyle = colours.now
  pen.fillRect(Math.round(xOf(span, snappedFrame)), 0, 1, height)
}
