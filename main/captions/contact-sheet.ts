import { createCanvas, loadImage, type Canvas, type Image } from '@napi-rs/canvas'
import { drawLines } from './draw-lines.ts'
import { setFont, toDrawableText } from './drawable-text.ts'
import { wrapText } from './wrap.ts'

/** A picture for the sheet: raw pixels (4 bytes each, rows from the top) or a PNG or JPEG file. */
export type SheetFrame =
  | { readonly rgba: Uint8Array; readonly width: number; readonly height: number }
  | { readonly path: string }

/** All sizes in pixels. Without `title` and `labels` the sheet is nothing but pictures. `labels[i]` stands under frame i. */
export type ContactSheet = {
  readonly frames: readonly SheetFrame[]
  readonly columns: number
  readonly cellWidth: number
  readonly title?: string
  readonly labels?: readonly string[]
  readonly format: 'png' | 'jpeg'
}

const GAP = 4
const GROUND = '#0d0e13'
const JPEG_QUALITY = 88

/** Lays frames out in rows; the first frame's shape is every cell's, others are fitted inside. Needs at least one frame. */
export async function drawContactSheet(sheet: ContactSheet): Promise<Buffer> {
  const { frames, columns, cellWidth, title, labels, format } = sheet
  const pictures = await Promise.all(frames.map(readFrame))
  const first = pictures[0]
  if (!first) throw new Error('a contact sheet needs at least one frame')
  const cellHeight = Math.round((cellWidth * first.height) / first.width)
  const textSize = Math.max(10, Math.round(cellWidth * 0.05))
  const labelHeight = labels ? Math.round(textSize * 1.7) : 0
  const titleHeight = title === undefined ? 0 : Math.round(textSize * 4)
  const rows = Math.ceil(pictures.length / columns)

  const canvas = createCanvas(
    columns * (cellWidth + GAP) + GAP,
    titleHeight + rows * (cellHeight + labelHeight + GAP) + GAP,
  )
  const context = canvas.getContext('2d')
  context.fillStyle = GROUND
  context.fillRect(0, 0, canvas.width, canvas.height)

  const write = (
    text: string,
    left: number,
    middle: number,
    width: number,
    sizePixels: number,
    weight: number,
  ): void => {
    const drawable = toDrawableText(text)
    setFont(context, drawable, sizePixels, weight)
    const lines = wrapText(drawable.text, width, 1, part => context.measureText(part).width)
    drawLines(context, drawable, lines, { left, width, middle }, { sizePixels, lineHeight: sizePixels, weight })
  }
  context.fillStyle = '#ffffff'
  if (title !== undefined) write(title, GAP * 3, titleHeight / 2, canvas.width - GAP * 6, textSize * 2, 600)

  for (const [index, picture] of pictures.entries()) {
    const left = GAP + (index % columns) * (cellWidth + GAP)
    const top = titleHeight + GAP + Math.floor(index / columns) * (cellHeight + labelHeight + GAP)
    const scale = Math.min(cellWidth / picture.width, cellHeight / picture.height)
    const [width, height] = [picture.width * scale, picture.height * scale]
    context.drawImage(picture, left + (cellWidth - width) / 2, top + (cellHeight - height) / 2, width, height)
    const label = labels?.[index]
    if (label !== undefined)
      write(label, left + GAP, top + cellHeight + labelHeight / 2, cellWidth - GAP * 2, textSize, 500)
  }
  return format === 'png' ? canvas.encode('png') : canvas.encode('jpeg', JPEG_QUALITY)
}

async function readFrame(frame: SheetFrame): Promise<Canvas | Image> {
  if ('path' in frame) return loadImage(frame.path)
  const canvas = createCanvas(frame.width, frame.height)
  const context = canvas.getContext('2d')
  const pixels = context.createImageData(frame.width, frame.height)
  pixels.data.set(frame.rgba)
  context.putImageData(pixels, 0, 0)
  return canvas
}
