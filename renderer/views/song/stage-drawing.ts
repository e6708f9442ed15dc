import type { SongScreen } from '#model/contract/song-contract.ts'
import { firstFrom } from '#model/song-repair/grid.ts'
import type { Span } from '#model/song-repair/song-repairs.ts'
import type { Ticks } from '#model/time.ts'
import { themeColour } from '../../playback/use-theme-version.ts'
import type { StageView } from './stage-view.ts'

/** From the top: bar numbers and beats, the waveform, the energy. In CSS units. */
export const RULER_HEIGHT = 22
export const ENERGY_HEIGHT = 40

const LEAST_BEAT_WIDTH = 7
const LEAST_BAR_WIDTH = 22
const LEAST_NUMBER_WIDTH = 44

type Size = { readonly width: number; readonly height: number }

export type StagePicture = {
  readonly song: Pick<SongScreen, 'beats' | 'downbeats' | 'doubts' | 'energy' | 'durationTicks' | 'sections'>
  readonly view: StageView
  readonly marked: Span | null
  /** The doubtful span that one is at begins here. */
  readonly doubtTicks: Ticks | null
}

/** What lies behind the waveform: doubtful spans, what is marked, beats and bars with their numbers, and below it the energy. */
export function drawStage(context: CanvasRenderingContext2D, { width, height }: Size, picture: StagePicture): void {
  const { song, view, marked } = picture
  const x = (at: number): number => ((at - view.startTicks) / (view.endTicks - view.startTicks)) * width
  const energyTop = height - ENERGY_HEIGHT
  drawDoubts(context, picture, x, { width, height: energyTop })
  if (marked) {
    context.fillStyle = themeColour('--now-dim')
    context.fillRect(x(marked.startTicks), 0, x(marked.endTicks) - x(marked.startTicks), RULER_HEIGHT)
    context.fillStyle = themeColour('--now')
    context.fillRect(Math.round(x(marked.startTicks)), 0, 2, RULER_HEIGHT)
    context.fillRect(Math.round(x(marked.endTicks)) - 2, 0, 2, RULER_HEIGHT)
  }
  drawGrid(context, picture, x, { width, height })
  drawEnergy(context, song, view, { width, height })
  context.fillStyle = themeColour('--line')
  context.fillRect(0, RULER_HEIGHT, width, 1)
  context.fillRect(0, energyTop, width, 1)
}

function drawDoubts(
  context: CanvasRenderingContext2D,
  { song, doubtTicks }: StagePicture,
  x: (at: number) => number,
  { width, height: bottom }: Size,
): void {
  const warn = themeColour('--warn')
  for (const { startTicks, endTicks } of song.doubts) {
    const [left, right] = [x(startTicks), x(endTicks)]
    if (right < 0 || left > width) continue
    const isHere = startTicks === doubtTicks
    context.save()
    context.beginPath()
    context.rect(left, RULER_HEIGHT, right - left, bottom - RULER_HEIGHT)
    context.clip()
    context.fillStyle = warn
    context.globalAlpha = isHere ? 0.1 : 0.06
    context.fillRect(left, RULER_HEIGHT, right - left, bottom - RULER_HEIGHT)
    // Hatched as well: colour alone would not tell.
    context.globalAlpha = isHere ? 0.34 : 0.18
    context.strokeStyle = warn
    context.lineWidth = 1
    const slant = bottom - RULER_HEIGHT
    context.beginPath()
    for (let at = Math.max(left, 0) - slant - (Math.max(left, 0) % 8); at < Math.min(right, width); at += 8) {
      context.moveTo(at, bottom)
      context.lineTo(at + slant, RULER_HEIGHT)
    }
    context.stroke()
    context.restore()
    context.fillStyle = warn
    context.fillRect(left, RULER_HEIGHT - 1, right - left, 2)
  }
}

function drawGrid(
  context: CanvasRenderingContext2D,
  { song, view, marked }: StagePicture,
  x: (at: number) => number,
  { width, height }: Size,
): void {
  const { beats, downbeats } = song
  const perTick = width / (view.endTicks - view.startTicks)
  const widthOf = (instants: readonly Ticks[]): number =>
    instants.length < 2 ? width : (perTick * (instants.at(-1)! - instants[0]!)) / (instants.length - 1)
  const [beatWidth, barWidth] = [widthOf(beats), widthOf(downbeats)]
  const ones = new Set(downbeats)

  if (beatWidth >= LEAST_BEAT_WIDTH) {
    context.fillStyle = themeColour('--line')
    const isClose = beatWidth >= 16
    for (let index = firstFrom(beats, view.startTicks); beats[index]! <= view.endTicks; index++) {
      const beat = beats[index]!
      if (ones.has(beat)) continue
      const left = Math.round(x(beat))
      context.fillRect(left, RULER_HEIGHT - 6, 1, 6)
      if (isClose) context.fillRect(left, RULER_HEIGHT, 1, height - RULER_HEIGHT)
    }
  }

  const numberEvery = strideFor(LEAST_NUMBER_WIDTH, barWidth)
  const lineEvery = strideFor(LEAST_BAR_WIDTH, barWidth)
  context.font = '500 11px "Inter Variable", Inter, system-ui, sans-serif'
  context.textBaseline = 'middle'
  const [line, fine, soft, now] = ['--line-strong', '--line', '--text-soft', '--now'].map(themeColour)
  const first = Math.max(0, firstFrom(downbeats, view.startTicks) - numberEvery)
  for (let index = first; index < downbeats.length && downbeats[index]! <= view.endTicks; index++) {
    const left = Math.round(x(downbeats[index]!))
    if (index % lineEvery === 0) {
      context.fillStyle = (index % numberEvery === 0 ? line : fine)!
      context.fillRect(left, index % numberEvery === 0 ? 6 : RULER_HEIGHT - 6, 1, height)
    }
    if (index % numberEvery !== 0) continue
    const isMarked = marked !== null && downbeats[index]! >= marked.startTicks && downbeats[index]! < marked.endTicks
    context.fillStyle = (isMarked ? now : soft)!
    const number = `${index + 1}`
    // At the end of the song half a number would be another number.
    if (left + 5 + context.measureText(number).width <= width) context.fillText(number, left + 5, 9)
  }
}

/** 1, 2, 4, 8 ...: how many bars to one, so that they are at least `least` apart. */
function strideFor(least: number, barWidth: number): number {
  let stride = 1
  while (stride * barWidth < least && stride < 1024) stride *= 2
  return stride
}

function drawEnergy(
  context: CanvasRenderingContext2D,
  { energy }: StagePicture['song'],
  view: StageView,
  { width, height }: Size,
): void {
  const { values, stepTicks } = energy
  const top = height - ENERGY_HEIGHT + 6
  const tall = ENERGY_HEIGHT - 8
  const points: [number, number][] = []
  for (let left = 0; left <= width; left += 2) {
    const at = view.startTicks + (left / width) * (view.endTicks - view.startTicks)
    const place = at / stepTicks
    const before = values[Math.min(values.length - 1, Math.floor(place))]
    const after = values[Math.min(values.length - 1, Math.floor(place) + 1)]
    if (before === undefined || after === undefined) continue
    const value = before + (after - before) * (place - Math.floor(place))
    points.push([left, top + (1 - Math.min(1, value)) * tall])
  }
  if (points.length === 0) return
  context.beginPath()
  for (const [left, at] of points) context.lineTo(left, at)
  context.strokeStyle = themeColour('--wave')
  context.lineWidth = 1.25
  context.stroke()
  context.lineTo(points.at(-1)![0], height)
  context.lineTo(points[0]![0], height)
  context.globalAlpha = 0.12
  context.fillStyle = themeColour('--wave')
  context.fill()
  context.globalAlpha = 1
}
