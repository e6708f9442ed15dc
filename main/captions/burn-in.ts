import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
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
const DIGITS = '0123456789'
const GROUND = 'rgba(8, 9, 14, 0.72)'
const TEXT = '#ffffff'
const QUIET = '#b9b9b9'
const SHOT_COLOUR = '#ffd27a'

/** Raised whenever this code begins to draw other pictures of the same words. */
const DESIGN = 1

/** Names all that the plates depend on beside their words. */
export function burnInLook(): string {
  return [`burn-in ${DESIGN}`, ...findFontPackages().map(({ name, version }) => `${name} ${version}`)].join(', ')
}

/**
 * Makes the plate for films of this size. Its places are fixed, so that figures do not dance as they count. The timecode is
 * put together of figures that were drawn once: text is too slow to be drawn anew for every frame of a film.
 */
export function createBurnInPlate(film: { readonly width: number; readonly height: number }): BurnInPlate {
  const size = Math.max(SMALLEST_TEXT_PIXELS, Math.round(Math.min(film.width, film.height) * 0.036))
  const even = (value: number): number => 2 * Math.ceil(value / 2)
  const font = toDrawableText('Shot Bar 0123456789.:')
  const height = even(size * 1.7)

  function surface(width: number): SKRSContext2D {
    const context = createCanvas(width, height).getContext('2d')
    setFont(context, font, size, 600)
    context.textBaseline = 'middle'
    return context
  }

  const measure = surface(8)
  const widthOf = (words: string): number => Math.ceil(measure.measureText(words).width)
  const digit = Math.max(...Array.from(DIGITS, widthOf))
  const colon = widthOf(':')
  const pad = Math.round(size * 0.6)
  const shotLeft = pad + widthOf('Shot ')
  const barName = shotLeft + digit * 3 + pad
  const barLeft = barName + widthOf('Bar ')
  const timeLeft = barLeft + digit * 5 + pad
  const width = even(timeLeft + digit * 8 + colon * 3 + pad)

  /** Each figure in a place of its own, whatever its width. */
  function figures(context: SKRSContext2D, text: string, left: number): void {
    let x = left
    for (const figure of text) {
      const own = measure.measureText(figure).width
      const place = DIGITS.includes(figure) ? digit : Math.ceil(own)
      context.fillText(figure, x + (place - own) / 2, height / 2)
      x += place
    }
  }

  const glyphs = new Map(Array.from(`${DIGITS}:`, figure => [figure, drawGlyph(figure)]))

  /** A figure on the plate's ground: rows of bytes. */
  function drawGlyph(figure: string): { readonly bytes: Buffer; readonly width: number } {
    const place = figure === ':' ? colon : digit
    const context = surface(place)
    context.fillStyle = GROUND
    context.fillRect(0, 0, place, height)
    context.fillStyle = TEXT
    figures(context, figure, 0)
    return { bytes: bytesOf(context, place, height), width: place }
  }

  const ground = surface(width)
  let drawn: { readonly words: string; readonly bytes: Buffer } | undefined

  /** All but the timecode; it changes with the beat. */
  function groundFor(shot: string, bar: string): Buffer {
    const words = `${shot} ${bar}`
    if (drawn?.words === words) return drawn.bytes
    ground.clearRect(0, 0, width, height)
    ground.fillStyle = GROUND
    ground.beginPath()
    ground.roundRect(0, 0, width, height, size * 0.3)
    ground.fill()
    ground.fillStyle = QUIET
    if (shot) ground.fillText('Shot', pad, height / 2)
    if (bar) ground.fillText('Bar', barName, height / 2)
    ground.fillStyle = SHOT_COLOUR
    figures(ground, shot, shotLeft)
    ground.fillStyle = TEXT
    figures(ground, bar, barLeft)
    drawn = { words, bytes: bytesOf(ground, width, height) }
    return drawn.bytes
  }

  return {
    left: even(film.width * TITLE_SAFE_MARGIN),
    top: even(film.height * TITLE_SAFE_MARGIN),
    width,
    height,
    draw({ shot, bar, timecode }) {
      const plate = Buffer.from(groundFor(shot, bar))
      let x = timeLeft
      for (const figure of timecode) {
        const glyph = glyphs.get(figure)
        if (!glyph) throw new Error(`a timecode holds no ${figure}`)
        for (let y = 0; y < height; y += 1) {
          const row = y * glyph.width * 4
          glyph.bytes.copy(plate, (y * width + x) * 4, row, row + glyph.width * 4)
        }
        x += glyph.width
      }
      return plate
    },
  }
}

function bytesOf(context: SKRSContext2D, width: number, height: number): Buffer {
  return Buffer.from(context.getImageData(0, 0, width, height).data.buffer)
}
