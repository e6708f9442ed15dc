import type { SKRSContext2D } from '@napi-rs/canvas'
import { setFont, type DrawableText } from './drawable-text.ts'

/** Draws lines around a height, from the side on which their script begins. `width` is the lines' box. */
export function drawLines(
  context: SKRSContext2D,
  font: Omit<DrawableText, 'text'>,
  lines: readonly string[],
  area: { readonly left: number; readonly width: number; readonly middle: number; readonly isCentred?: boolean },
  style: { readonly sizePixels: number; readonly lineHeight: number; readonly weight: number },
): void {
  setFont(context, font, style.sizePixels, style.weight)
  context.textBaseline = 'middle'
  const isRightToLeft = font.direction === 'rtl'
  context.textAlign = area.isCentred ? 'center' : isRightToLeft ? 'right' : 'left'
  const x = area.left + (area.isCentred ? area.width / 2 : isRightToLeft ? area.width : 0)
  for (const [index, line] of lines.entries()) {
    context.fillText(line, x, area.middle + (index - (lines.length - 1) / 2) * style.lineHeight)
  }
}
