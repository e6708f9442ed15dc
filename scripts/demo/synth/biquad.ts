import { SAMPLE_RATE } from './sound.ts'

export type FilterKind = 'lowpass' | 'highpass' | 'bandpass'

/** A second-order filter (Robert Bristow-Johnson's formulas, transposed direct form II) with its state. */
export class Biquad {
  readonly #kind: FilterKind
  #b0 = 1
  #b1 = 0
  #b2 = 0
  #a1 = 0
  #a2 = 0
  #z1 = 0
  #z2 = 0

  /** `cutoffHz`: corner or centre; `q`: 0.707 is flat, more rings. */
  constructor(kind: FilterKind, cutoffHz: number, q = 0.707) {
    this.#kind = kind
    this.tune(cutoffHz, q)
  }

  tune(cutoffHz: number, q = 0.707): void {
    const angle = (2 * Math.PI * Math.min(cutoffHz, SAMPLE_RATE * 0.45)) / SAMPLE_RATE
    const cosine = Math.cos(angle)
    const alpha = Math.sin(angle) / (2 * q)
    const a0 = 1 + alpha
    const middle = { lowpass: 1 - cosine, highpass: -(1 + cosine), bandpass: 0 }[this.#kind]
    const outer = { lowpass: middle / 2, highpass: -middle / 2, bandpass: alpha }[this.#kind]
    this.#b0 = outer / a0
    this.#b1 = middle / a0
    this.#b2 = (this.#kind === 'bandpass' ? -outer : outer) / a0
    this.#a1 = (-2 * cosine) / a0
    this.#a2 = (1 - alpha) / a0
  }

  /** Filters `samples[from, to)` in place. */
  process(samples: Float32Array, from = 0, to = samples.length): void {
    const [b0, b1, b2, a1, a2] = [this.#b0, this.#b1, this.#b2, this.#a1, this.#a2]
    let z1 = this.#z1
    let z2 = this.#z2
    for (let i = from; i < to; i++) {
      const input = samples[i]!
      const output = b0 * input + z1
      z1 = b1 * input - a1 * output + z2
      z2 = b2 * input - a2 * output
      samples[i] = output
    }
    this.#z1 = z1
    this.#z2 = z2
  }
}
