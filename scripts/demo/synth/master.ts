import { samplesIn, type Block } from './sound.ts'

const LOOK_AHEAD = samplesIn(0.005)
const RELEASE = 0.00012
/** -1.9 dBFS: leaves room for what a player's filter swings above the samples. */
const CEILING = 0.8

/** Soft saturation, then a limiter that sees peaks 5 ms before they come. Works in place on the whole song. */
export function master(song: Block, gain: number): void {
  const { left, right } = song
  const length = left.length
  for (let i = 0; i < length; i++) {
    left[i] = saturate(left[i]! * gain)
    right[i] = saturate(right[i]! * gain)
  }
  // The gain each moment needs, spread back over the look-ahead by a running minimum, then eased by a running mean.
  const needed = new Float32Array(LOOK_AHEAD)
  const eased = new Float32Array(LOOK_AHEAD).fill(1)
  let sum = LOOK_AHEAD
  let current = 1
  let hold = 0
  let wanted = 1
  for (let i = 0; i < length + LOOK_AHEAD; i++) {
    const peak = i < length ? Math.max(Math.abs(left[i]!), Math.abs(right[i]!)) : 0
    const need = peak > CEILING ? CEILING / peak : 1
    needed[i % LOOK_AHEAD] = need
    if (need <= wanted) {
      wanted = need
      hold = LOOK_AHEAD
    } else if (--hold <= 0) {
      wanted = needed.reduce((a, b) => Math.min(a, b), 1)
      hold = LOOK_AHEAD
    }
    current = wanted < current ? wanted : current + (wanted - current) * RELEASE
    const slot = i % LOOK_AHEAD
    sum += current - eased[slot]!
    eased[slot] = current
    const out = i - LOOK_AHEAD
    if (out < 0) continue
    const level = sum / LOOK_AHEAD
    left[out]! *= level
    right[out]! *= level
  }
}

/** Straight below 0.5, bent towards 1.1 above, without an edge. */
function saturate(value: number): number {
  const size = Math.abs(value)
  if (size <= 0.5) return value
  return Math.sign(value) * (0.5 + 0.6 * Math.tanh((size - 0.5) / 0.6))
}
