import { createCanvas } from '@napi-rs/canvas'

const SIZE = 40
/** A code point that will never be a character: every font draws its "missing" box for it. */
const NEVER_A_CHARACTER = 0x10ffff

const canvas = createCanvas(SIZE, SIZE)
const context = canvas.getContext('2d')
const missingPictures = new Map<string, Buffer>()
const answers = new Map<string, boolean>()

/**
 * Whether a font family draws this character as something else than nothing or its "missing" box.
 * Fonts are asked by looking at what they draw, because their own tables say less: a slice may claim more than it holds.
 */
export function hasGlyph(family: string, codePoint: number): boolean {
  const key = `${codePoint} ${family}`
  let answer = answers.get(key)
  if (answer === undefined) {
    const picture = drawGlyph(family, codePoint)
    answer = picture.some(byte => byte !== 0) && !picture.equals(missingPicture(family))
    answers.set(key, answer)
  }
  return answer
}

function missingPicture(family: string): Buffer {
  let picture = missingPictures.get(family)
  if (!picture) {
    picture = drawGlyph(family, NEVER_A_CHARACTER)
    missingPictures.set(family, picture)
  }
  return picture
}

function drawGlyph(family: string, codePoint: number): Buffer {
  context.clearRect(0, 0, SIZE, SIZE)
  context.font = `20px "${family}"`
  context.fillText(String.fromCodePoint(codePoint), SIZE / 4, SIZE * 0.7)
  return Buffer.from(context.getImageData(0, 0, SIZE, SIZE).data)
}
