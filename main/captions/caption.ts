import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { drawLines } from './draw-lines.ts'
import { setFont, toDrawableText } from './drawable-text.ts'
import { findFontPackages } from './font-packages.ts'
import { wrapText } from './wrap.ts'

/** `width` and `height`: the film's, in pixels. `shotNumber` counts from 1. */
export type CaptionRequest = {
  readonly width: number
  readonly height: number
  readonly shotNumber: number
  readonly text: string
}

/** Nobody reads more than this of a caption, and a prompt may be pages long. */
const MAX_CAPTION_CHARACTERS = 600
const TITLE_SAFE_MARGIN = 0.05
const SMALLEST_TEXT_PIXELS = 12
const TEXT_WEIGHT = 600
const NUMBER_WEIGHT = 700
const NUMBER_COLOUR = '#ffd27a'
const GAP_NOTICE = 'no take yet'

/** Raised whenever this code begins to draw other pictures of the same request. */
const DESIGN = 1

/** Names all that the pictures of a request depend on beside it, so that nobody keeps one that would be drawn differently now. */
export function captionLook(): string {
  return [`design ${DESIGN}`, ...findFontPackages().map(({ name, version }) => `${name} ${version}`)].join(', ')
}

/** The shot's number and prompt on a plate in the lower left of an otherwise transparent picture: a PNG of the film's size. */
export async function drawCaption(request: CaptionRequest): Promise<Buffer> {
  const { width, height } = request
  const canvas = createCanvas(width, height)
  drawPlate(canvas.getContext('2d'), request)
  return canvas.encode('png')
}

function drawPlate(context: SKRSContext2D, { width, height, shotNumber, text }: CaptionRequest): void {
  const shortSide = Math.min(width, height)
  const textSize = Math.max(SMALLEST_TEXT_PIXELS, Math.round(shortSide * 0.039))
  const numberSize = Math.round(textSize * 2.1)
  const padding = Math.round(textSize * 0.75)
  const lineHeight = Math.round(textSize * 1.42)
  const left = Math.round(width * TITLE_SAFE_MARGIN)
  const bottom = height - Math.round(height * TITLE_SAFE_MARGIN)
  // A long line is hard to read at once: wide pictures leave the right of the plate free.
  const widest = width * (width > height && width > 500 ? 0.66 : 1 - 2 * TITLE_SAFE_MARGIN)

  const number = toDrawableText(`${shotNumber}`)
  setFont(context, number, numberSize, NUMBER_WEIGHT)
  const numberWidth = context.measureText(number.text).width

  const prompt = toDrawableText(text.slice(0, MAX_CAPTION_CHARACTERS))
  setFont(context, prompt, textSize, TEXT_WEIGHT)
  const measure = (part: string): number => context.measureText(part).width
  const lines = wrapText(prompt.text, widest - numberWidth - padding * 3, 2, measure)
  const textWidth = Math.max(0, ...lines.map(measure))

  const plateHeight = Math.max(numberSize, lines.length * lineHeight) + padding
  const plateWidth = numberWidth + padding * 2 + (lines.length > 0 ? textWidth + padding : 0)
  const top = bottom - plateHeight
  context.fillStyle = 'rgba(8, 9, 14, 0.66)'
  context.beginPath()
  context.roundRect(left, top, plateWidth, plateHeight, padding * 0.6)
  context.fill()

  context.textBaseline = 'middle'
  const middle = top + plateHeight / 2
  context.fillStyle = NUMBER_COLOUR
  setFont(context, number, numberSize, NUMBER_WEIGHT)
  context.fillText(number.text, left + padding, middle)

  context.fillStyle = '#ffffff'
  const area = { left: left + numberWidth + padding * 2, width: textWidth, middle }
  drawLines(context, prompt, lines, area, { sizePixels: textSize, lineHeight, weight: TEXT_WEIGHT })
}

/** What stands in the film for a shot without a take: a quiet, opaque card with its number and prompt, as a PNG. */
export async function drawGapCard({ width, height, shotNumber, text }: CaptionRequest): Promise<Buffer> {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const shortSide = Math.min(width, height)
  const textSize = Math.max(SMALLEST_TEXT_PIXELS, Math.round(shortSide * 0.044))
  const lineHeight = Math.round(textSize * 1.45)

  const ground = context.createLinearGradient(0, 0, 0, height)
  ground.addColorStop(0, '#1b1d29')
  ground.addColorStop(1, '#101119')
  context.fillStyle = ground
  context.fillRect(0, 0, width, height)
  const frame = Math.round(shortSide * 0.05)
  context.strokeStyle = 'rgba(255, 255, 255, 0.14)'
  context.lineWidth = Math.max(1, shortSide / 360)
  context.setLineDash([textSize * 0.6, textSize * 0.5])
  context.strokeRect(frame, frame, width - 2 * frame, height - 2 * frame)

  const centre = { left: width * 0.12, width: width * 0.76, isCentred: true }
  const label = (raw: string, middle: number, sizePixels: number, weight: number): void => {
    const line = toDrawableText(raw)
    drawLines(context, line, [line.text], { ...centre, middle }, { sizePixels, lineHeight, weight })
  }
  context.fillStyle = NUMBER_COLOUR
  label(`${shotNumber}`, height * 0.32, Math.round(shortSide * 0.2), NUMBER_WEIGHT)
  context.fillStyle = 'rgba(255, 255, 255, 0.55)'
  label(GAP_NOTICE, height * 0.32 + shortSide * 0.14, Math.round(textSize * 0.8), 500)

  const prompt = toDrawableText(text.slice(0, MAX_CAPTION_CHARACTERS))
  setFont(context, prompt, textSize, 500)
  const lines = wrapText(prompt.text, centre.width, 4, part => context.measureText(part).width)
  context.fillStyle = '#ffffff'
  const middle = height * 0.7
  drawLines(context, prompt, lines, { ...centre, middle }, { sizePixels: textSize, lineHeight, weight: 500 })
  return canvas.encode('png')
}
