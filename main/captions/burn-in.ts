import { createCanvas } from '@napi-rs/canvas'
import { setFont, toDrawableText } from './drawable-text.ts'
import { findFontPackages } from './font-packages.ts'

/** What is written into one picture of a review copy; empty words leave their place out. */
export type BurnInWords = { readonly shot: string; readonly bar: string; readonly timecode: string }

/** A plate in the upper left of the film's frame, all in pixels. */
export type BurnInPlate = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** The plate with these words: rows from the top, four bytes each pixel (red, green, blue, alpha). */
  draw(words: BurnInWords): Buffer
}

const TITLE_SAFE_MARGIN = 0.05
const SMALLEST_TEXT_PIXELS = 10
const QUIET = '#b9b9b9'
const SHOT_COLOUR = '#ffd27a'

/** Raised whenever this code begins to draw other pictures of the same words. */
const DESIGN = 1

/** Names all that the plates depend on beside their words. */
export function burnInLook(): string {
  return [`burn-in ${DESIGN}`, ...findFontPackages().map(({ name, version }) => `${name} ${version}`)].join(', ')
}

/** Makes the plate for films of this size. Its places are fixed, so that figures do not dance as they count. */
export function createBurnInPlate(film: { readonly width: number; readonly height: number }): BurnInPlate {
  const size = Math.max(SMALLEST_TEXT_PIXELS, Math.round(Math.min(film.width, film.height) * 0.036))
  const even = (value: number): number => 2 * Math.ceil(value / 2)
  const font = toDrawableText('Shot Bar 0123456789.:')
  const probe = createCanvas(8, 8).getContext('2d')
  setFont(probe, font, size, 600)
  const digit = Math.max(...Array.from('0123456789', figure => probe.measureText(figure).width))
  const wordsWidth = (words: string): number => probe.measureText(words).width
  const pad = Math.round(size * 0.6)
  const shotLeft = pad + wordsWidth('Shot ')
  const barName = shotLeft + digit * 3 + pad
  const barLeft = barName + wordsWidth('Bar ')
  const timeLeft = barLeft + digit * 5 + pad
  const width = even(timeLeft + digit * 8 + wordsWidth(':') * 3 + pad)
  const height = even(size * 1.7)
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  setFont(context, font, size, 600)
  context.textBaseline = 'middle'
  const middle = height / 2

  /** Each figure in a place of its own, whatever its width. */
  function figures(text: string, left: number): void {
    let x = left
    for (const figure of text) {
      const own = wordsWidth(figure)
      const place = /\d/.test(figure) ? digit : own
      context.fillText(figure, x + (place - own) / 2, middle)
      x += place
    }
  }

  return {
    left: even(film.width * TITLE_SAFE_MARGIN),
    top: even(film.height * TITLE_SAFE_MARGIN),
    width,
    height,
    draw({ shot, bar, timecode }) {
      context.clearRect(0, 0, width, height)
      context.fillStyle = 'rgba(8, 9, 14, 0.72)'
      context.beginPath()
      context.roundRect(0, 0, width, height, size * 0.3)
      context.fill()
      context.fillStyle = QUIET
      if (shot) context.fillText('Shot', pad, middle)
      if (bar) context.fillText('Bar', barName, middle)
      context.fillStyle = SHOT_COLOUR
      figures(shot, shotLeft)
      context.fillStyle = '#ffffff'
      figures(bar, barLeft)
      figures(timecode, timeLeft)
      return Buffer.from(context.getImageData(0, 0, width, height).data.buffer)
    },
  }
}
