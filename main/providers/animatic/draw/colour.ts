import { clamp } from './numbers.ts'

/** Red, green, blue, each 0..255. */
export type Rgb = readonly [number, number, number]

export const WHITE: Rgb = [255, 255, 255]

/** The colour `share` of the way from one to another. */
export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share, from[2] + (to[2] - from[2]) * share]
}

/** Reads `rrggbb`. */
export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex, 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

/** A colour as the canvas wants it. */
export function css(colour: Rgb, alpha = 1): string {
  const value = 0x1000000 + ((colour[0] & 255) << 16) + ((colour[1] & 255) << 8) + (colour[2] & 255)
  const solid = `#${value.toString(16).slice(1)}`
  if (alpha >= 0.998) return solid
  return solid + (256 + Math.round(clamp(alpha) * 255)).toString(16).slice(1)
}

/** Turns the hue by `turn` (1 = full circle) and scales saturation, keeping the lightness the eye sees about equal. */
export function shiftHue(colour: Rgb, turn: number, saturation: number): Rgb {
  const grey = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]
  const angle = turn * Math.PI * 2
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const u = (colour[2] - grey) * 0.493
  const v = (colour[0] - grey) * 0.877
  const u2 = (u * cos - v * sin) * saturation
  const v2 = (u * sin + v * cos) * saturation
  const red = grey + v2 / 0.877
  const blue = grey + u2 / 0.493
  const green = (grey - 0.299 * red - 0.114 * blue) / 0.587
  return [clamp(red, 0, 255), clamp(green, 0, 255), clamp(blue, 0, 255)]
}
