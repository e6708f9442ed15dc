import { assertNever } from '#model/assert-never.ts'
import { fitOf } from '#model/fit.ts'
import type { ShotCaption } from '#model/render-plan.ts'
import type { PreviewFrame, PreviewPicture } from './preview.ts'

/** A decoded picture; its size may be a proxy's. */
export type Picture = { readonly image: CanvasImageSource; readonly width: number; readonly height: number }

/** Finds the picture of a layer; null while it is not there yet. */
export type PictureSource = (picture: Exclude<PreviewPicture, { kind: 'card' }>) => Picture | null

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D
type Size = { readonly width: number; readonly height: number }

/** As the render's: the background of what does not fill the frame is this much smaller, blurred there, and darker. */
const BACKGROUND_SCALE = 16
const BACKGROUND_BLUR = 4
const BACKGROUND_DARKER = 0.08

/** Words in place of a missing take, and of a picture that cannot be had. */
export type CardTexts = { readonly noTake: string; readonly noPicture: string }

/** True when every picture of a frame is there. */
export function isComplete({ layers }: PreviewFrame, sourceOf: PictureSource): boolean {
  return layers.every(({ picture }) => picture.kind === 'card' || sourceOf(picture) !== null)
}

/**
 * Draws a frame of the film over all of the canvas, as the render would (R2, R5-R9). False, and nothing is drawn, where a picture is not
 * there yet: what was there stays.
 */
export function drawFrame(context: Context, frame: PreviewFrame, sourceOf: PictureSource, texts: CardTexts): boolean {
  const { width, height } = context.canvas
  if (!isComplete(frame, sourceOf)) return false
  const pictures = frame.layers.map(({ picture }) => (picture.kind === 'card' ? null : sourceOf(picture)))
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'medium'
  for (const [index, { picture, share }] of frame.layers.entries()) {
    context.globalAlpha = share
    switch (picture.kind) {
      case 'card':
        drawCard(context, picture.caption, texts)
        break
      case 'take':
        drawFitted(context, pictures[index]!, 1)
        break
      case 'still':
        drawFitted(context, pictures[index]!, picture.scale)
        break
      default:
        assertNever(picture)
    }
  }
  context.globalAlpha = 1
  if (frame.light < 1) {
    context.fillStyle = `rgb(0 0 0 / ${1 - frame.light})`
    context.fillRect(0, 0, width, height)
  }
  if (frame.caption) drawCaption(context, frame.caption)
  return true
}

/** A picture in the film's frame (R7), enlarged about the frame's middle. */
function drawFitted(context: Context, picture: Picture, scale: number): void {
  const { width, height } = context.canvas
  context.save()
  if (scale !== 1) {
    context.translate(width / 2, height / 2)
    context.scale(scale, scale)
    context.translate(-width / 2, -height / 2)
  }
  if (fitOf(picture, { width, height }) === 'cover') {
    drawAt(context, picture, coverOf(picture, { width, height }))
  } else {
    drawBackground(context, picture)
    drawAt(context, picture, withinOf(picture, { width, height }))
  }
  context.restore()
}

type Place = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

function coverOf(picture: Size, frame: Size): Place {
  return centred(picture, frame, Math.max(frame.width / picture.width, frame.height / picture.height))
}

function withinOf(picture: Size, frame: Size): Place {
  return centred(picture, frame, Math.min(frame.width / picture.width, frame.height / picture.height))
}

function centred(picture: Size, frame: Size, scale: number): Place {
  const [width, height] = [picture.width * scale, picture.height * scale]
  return { x: (frame.width - width) / 2, y: (frame.height - height) / 2, width, height }
}

function drawAt(context: Context, { image }: Picture, { x, y, width, height }: Place): void {
  context.drawImage(image, x, y, width, height)
}

/** A small blurred picture, enlarged again: cheap, and as soft as the render's. */
function drawBackground(context: Context, picture: Picture): void {
  const { width, height } = context.canvas
  const small = new OffscreenCanvas(Math.ceil(width / BACKGROUND_SCALE), Math.ceil(height / BACKGROUND_SCALE))
  const smallContext = small.getContext('2d')
  if (!smallContext) return
  smallContext.filter = `blur(${BACKGROUND_BLUR}px)`
  drawAt(smallContext, picture, coverOf(picture, small))
  context.drawImage(small, 0, 0, width, height)
  context.fillStyle = `rgb(0 0 0 / ${BACKGROUND_DARKER})`
  context.fillRect(0, 0, width, height)
}

const NUMBER_COLOUR = '#ffd27a'
const FONT = "'Inter Variable', Inter, system-ui, sans-serif"

function drawCard(context: Context, caption: ShotCaption | null, texts: CardTexts): void {
  const { width, height } = context.canvas
  if (caption === null) {
    context.fillStyle = '#000'
    context.fillRect(0, 0, width, height)
    return
  }
  const shortSide = Math.min(width, height)
  const ground = context.createLinearGradient(0, 0, 0, height)
  ground.addColorStop(0, '#1b1d29')
  ground.addColorStop(1, '#101119')
  context.fillStyle = ground
  context.fillRect(0, 0, width, height)
  const edge = Math.round(shortSide * 0.05)
  const textSize = Math.max(12, Math.round(shortSide * 0.044))
  context.strokeStyle = 'rgb(255 255 255 / 0.14)'
  context.lineWidth = Math.max(1, shortSide / 360)
  context.setLineDash([textSize * 0.6, textSize * 0.5])
  context.strokeRect(edge, edge, width - 2 * edge, height - 2 * edge)
  context.setLineDash([])
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = NUMBER_COLOUR
  context.font = `700 ${Math.round(shortSide * 0.2)}px ${FONT}`
  context.fillText(`${caption.number}`, width / 2, height * 0.32)
  context.fillStyle = 'rgb(255 255 255 / 0.55)'
  context.font = `500 ${Math.round(textSize * 0.8)}px ${FONT}`
  context.fillText(texts.noTake, width / 2, height * 0.32 + shortSide * 0.14)
  context.fillStyle = '#fff'
  context.font = `500 ${textSize}px ${FONT}`
  const lines = wrapped(context, caption.text, width * 0.76, 4)
  for (const [index, line] of lines.entries())
    context.fillText(line, width / 2, height * 0.7 + (index - (lines.length - 1) / 2) * textSize * 1.45)
}

/** Says on black that the picture cannot be shown. */
export function drawNotice(context: Context, notice: string): void {
  const { width, height } = context.canvas
  const textSize = Math.max(12, Math.round(Math.min(width, height) * 0.044))
  context.globalAlpha = 1
  context.fillStyle = '#000'
  context.fillRect(0, 0, width, height)
  context.fillStyle = 'rgb(255 255 255 / 0.7)'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.font = `500 ${textSize}px ${FONT}`
  const lines = wrapped(context, notice, width * 0.7, 4)
  for (const [index, line] of lines.entries())
    context.fillText(line, width / 2, height / 2 + (index - (lines.length - 1) / 2) * textSize * 1.45)
}

/** Number and words on a plate in the lower left, where the render writes them. */
function drawCaption(context: Context, { number, text }: ShotCaption): void {
  const { width, height } = context.canvas
  const textSize = Math.max(12, Math.round(Math.min(width, height) * 0.039))
  const padding = Math.round(textSize * 0.75)
  const left = Math.round(width * 0.05)
  const widest = width * (width > height && width > 500 ? 0.66 : 0.9)
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.font = `700 ${Math.round(textSize * 2.1)}px ${FONT}`
  const numberWidth = context.measureText(`${number}`).width
  context.font = `600 ${textSize}px ${FONT}`
  const lines = wrapped(context, text, widest - numberWidth - padding * 3, 2)
  const textWidth = Math.max(0, ...lines.map(line => context.measureText(line).width))
  const lineHeight = textSize * 1.42
  const plateHeight = Math.max(textSize * 2.1, lines.length * lineHeight) + padding
  const top = height - Math.round(height * 0.05) - plateHeight
  context.fillStyle = 'rgb(8 9 14 / 0.66)'
  context.beginPath()
  context.roundRect(
    left,
    top,
    numberWidth + padding * 2 + (lines.length > 0 ? textWidth + padding : 0),
    plateHeight,
    padding * 0.6,
  )
  context.fill()
  const middle = top + plateHeight / 2
  context.fillStyle = '#fff'
  for (const [index, line] of lines.entries())
    context.fillText(line, left + numberWidth + padding * 2, middle + (index - (lines.length - 1) / 2) * lineHeight)
  context.fillStyle = NUMBER_COLOUR
  context.font = `700 ${Math.round(textSize * 2.1)}px ${FONT}`
  context.fillText(`${number}`, left + padding, middle)
}

/** Words in lines of at most `widest`; what does not fit into the last one is left out behind an ellipsis. */
function wrapped(context: Context, text: string, widest: number, mostLines: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text
    .slice(0, 600)
    .split(/\s+/)
    .filter(part => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line === '' || context.measureText(longer).width <= widest) {
      line = longer
    } else if (lines.length === mostLines - 1) {
      return [...lines, `${line}…`]
    } else {
      lines.push(line)
      line = word
    }
  }
  return line === '' ? lines : [...lines, line]
}
