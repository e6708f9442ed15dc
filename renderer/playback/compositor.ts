import { assertNever } from '#model/assert-never.ts'
import { fitOf } from '#model/fit.ts'
import type { ShotCaption } from '#model/render-plan.ts'
import { drawFitted, type Context, type Picture, type Size } from './fitted-picture.ts'
import type { PreviewFrame, PreviewPicture } from './preview.ts'

/** The words over a picture. */
export type Words = { readonly kind: 'words'; readonly caption: ShotCaption }

/** What shows a layer, or the words over it; null while it is not there yet, `none` where it cannot be had. */
export type PictureSource = (picture: PreviewPicture | Words) => Picture | 'none' | null

/** True when every picture of a frame is there, or is known not to come. Words keep no picture waiting. */
export function isComplete({ layers }: PreviewFrame, sourceOf: PictureSource): boolean {
  return layers.every(({ picture }) => picture.kind === 'card' || sourceOf(picture) !== null)
}

/**
 * Draws a frame of a film of this size over all of the canvas, as the render would (R2, R5-R9). False, and nothing is drawn, where a
 * picture is not there yet: what was there stays.
 */
export function drawFrame(context: Context, film: Size, frame: PreviewFrame, sourceOf: PictureSource): boolean {
  if (!isComplete(frame, sourceOf)) return false
  for (const { picture, share } of frame.layers) {
    context.globalAlpha = share
    if (share === 1 || isDrawnAtOnce(film, picture, sourceOf)) drawPicture(context, film, picture, sourceOf)
    else drawByItself(context, alone => drawPicture(alone, film, picture, sourceOf))
    context.globalAlpha = 1
  }
  if (frame.caption) drawOver(context, sourceOf({ kind: 'words', caption: frame.caption }))
  if (frame.light < 1) fill(context, `rgb(0 0 0 / ${1 - frame.light})`)
  return true
}

function isDrawnAtOnce(film: Size, picture: PreviewPicture, sourceOf: PictureSource): boolean {
  if (picture.kind === 'card') return picture.caption === null
  const found = sourceOf(picture)
  return found === null || found === 'none' || fitOf(found, film) === 'cover'
}

/** What is put together of parts, and lets another picture through: else its parts would let each other through. */
function drawByItself(context: Context, draw: (alone: Context) => void): void {
  const { width, height } = context.canvas
  const alone = new OffscreenCanvas(width, height)
  const aloneContext = alone.getContext('2d', { alpha: false })
  if (!aloneContext) return
  draw(aloneContext)
  context.drawImage(alone, 0, 0)
}

/** Of a card whose words are not there yet, and in place of a picture that cannot be had. */
const CARD_GROUND = '#15161f'

function drawPicture(context: Context, film: Size, picture: PreviewPicture, sourceOf: PictureSource): void {
  context.imageSmoothingQuality = 'medium'
  switch (picture.kind) {
    case 'card':
      fill(context, picture.caption ? CARD_GROUND : '#000')
      if (picture.caption) drawOver(context, sourceOf(picture))
      return
    case 'take':
    case 'still': {
      const found = sourceOf(picture)
      if (found === null || found === 'none') fill(context, CARD_GROUND)
      else drawFitted(context, film, found, picture.kind === 'still' ? picture.scale : 1)
      return
    }
    default:
      assertNever(picture)
  }
}

function fill(context: Context, colour: string): void {
  context.fillStyle = colour
  context.fillRect(0, 0, context.canvas.width, context.canvas.height)
}

function drawOver(context: Context, picture: Picture | 'none' | null): void {
  if (picture === null || picture === 'none') return
  context.drawImage(picture.image, 0, 0, context.canvas.width, context.canvas.height)
}
