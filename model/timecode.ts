import type { FrameRate } from './time.ts'

/** A frame of a film as editors write it: `00:01:07:11`, counting every frame (no frame numbers are dropped). */
export function timecodeOf(frame: number, rate: FrameRate): string {
  const perSecond = Math.round(rate.numerator / rate.denominator)
  const seconds = Math.floor(frame / perSecond)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frame % perSecond]
  return parts.map(part => `${part}`.padStart(2, '0')).join(':')
}
