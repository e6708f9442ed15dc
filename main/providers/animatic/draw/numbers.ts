/** Small deterministic maths: the same numbers in, the same numbers out, on every machine. */

/** Mixes up to four integers into [0, 1). */
export function hash(a: number, b = 0, c = 0, d = 0): number {
  let h = Math.imul(a | 0, 0x9e3779b1) ^ Math.imul((b | 0) + 0x7f4a7c15, 0x85ebca77)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) ^ Math.imul((c | 0) + 0x165667b1, 0xc2b2ae3d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39) ^ Math.imul((d | 0) + 0x27d4eb2f, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}

/** A 32-bit number for a text, the same for the same code points. */
export function hashText(text: string): number {
  let h = 0x811c9dc5
  for (const char of text) h = Math.imul(h ^ char.codePointAt(0)!, 0x01000193)
  return (h ^ (h >>> 15)) | 0
}

export function clamp(value: number, low = 0, high = 1): number {
  return value < low ? low : value > high ? high : value
}

export function lerp(from: number, to: number, share: number): number {
  return from + (to - from) * share
}

/** Slow at both ends, 0 to 1. */
export function ease(share: number): number {
  const t = clamp(share)
  return t * t * (3 - 2 * t)
}

/** The remainder that is never negative. */
export function wrap(value: number, size: number): number {
  return value - Math.floor(value / size) * size
}

/** The item at `i` of a list that has neither beginning nor end. */
export function cycle<Item>(items: readonly Item[], i: number): Item {
  return items[wrap(i, items.length)]!
}

/** Smooth wandering in [-1, 1], one bend per unit of `t`. */
export function wander(t: number, seed: number): number {
  const i = Math.floor(t)
  return lerp(hash(i, seed, 77), hash(i + 1, seed, 77), ease(t - i)) * 2 - 1
}
