import { fitOf } from '#model/fit.ts'
import { blurInPlace } from './recursive-blur.ts'

/** A decoded picture; its size may be a proxy's. */
export type Picture = {
  readonly image: CanvasImageSource
  readonly width: number
  readonly height: number
  readonly isProxy: boolean
}

export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D
export type Size = { readonly width: number; readonly height: number }

/** As the render's: the background of what does not fill the frame is this much smaller, blurred there, and darker. */
const BACKGROUND_SCALE = 16
const BACKGROUND_SIGMA = 4
/** 0.08 of what black and white are apart in a file, in the steps of a screen. */
const BACKGROUND_DARKER = (0.08 * 255 * 255) / 219

/** A picture over all of the canvas, in the frame of a film of that size (R7), enlarged about the frame's middle. */
export function drawFitted(context: Context, film: Size, picture: Picture, scale: number): void {
  const { width, height } = context.canvas
  context.save()
  if (scale !== 1) {
    context.translate(width / 2, height / 2)
    context.scale(scale, scale)
    context.translate(-width / 2, -height / 2)
  }
  if (fitOf(picture, film) === 'cover') {
    drawAt(context, picture, coverOf(picture, { width, height }))
  } else {
    drawBackground(context, film, picture)
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

/** A small picture, blurred as the render blurs it and enlarged again. It is so small that this costs less than a millisecond. */
function drawBackground(context: Context, film: Size, picture: Picture): void {
  const size = { width: even(film.width / BACKGROUND_SCALE), height: even(film.height / BACKGROUND_SCALE) }
  const small = new OffscreenCanvas(size.width, size.height)
  const smallContext = small.getContext('2d', { alpha: false, willReadFrequently: true })
  if (!smallContext) return
  smallContext.imageSmoothingQuality = 'high'
  drawAt(smallContext, picture, coverOf(picture, size))
  const pixels = smallContext.getImageData(0, 0, size.width, size.height)
  blurInPlace(pixels, BACKGROUND_SIGMA)
  for (const [index, value] of pixels.data.entries())
    if (index % 4 < 3) pixels.data[index] = Math.max(0, value - BACKGROUND_DARKER)
  smallContext.putImageData(pixels, 0, 0)
  const { width, height } = context.canvas
  context.drawImage(small, 0, 0, width, height)
}

function even(value: number): number {
  return Math.max(2, 2 * Math.round(value / 2))
}
