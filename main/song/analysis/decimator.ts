const TAPS_PER_PHASE = 16

/** Keeps every n-th sample of a mono stream after a low-pass that removes what would fold back. Linear phase, delay compensated. */
export class Decimator {
  readonly factor: number
  readonly #kernel: Float32Array
  #pending: Float32Array

  constructor(factor: number) {
    this.factor = factor
    this.#kernel = lowPassKernel(factor)
    // Half a kernel of silence before the first sample keeps output sample i at input sample i * factor.
    this.#pending = new Float32Array((this.#kernel.length - 1) / 2)
  }

  push(samples: Float32Array): Float32Array {
    if (this.factor === 1) return samples
    const kernel = this.#kernel
    const factor = this.factor
    const input = new Float32Array(this.#pending.length + samples.length)
    input.set(this.#pending)
    input.set(samples, this.#pending.length)
    const outputCount = Math.max(0, Math.floor((input.length - kernel.length) / factor) + 1)
    const output = new Float32Array(outputCount)
    const middle = (kernel.length - 1) / 2
    for (let i = 0; i < outputCount; i++) {
      const centre = i * factor + middle
      // The kernel is symmetric: samples at equal distance share one multiplication.
      let sum = kernel[middle]! * input[centre]!
      for (let k = 1; k <= middle; k++) sum += kernel[middle + k]! * (input[centre - k]! + input[centre + k]!)
      output[i] = sum
    }
    this.#pending = input.slice(outputCount * factor)
    return output
  }

  /** What is still held back: the song's end, followed by silence. */
  flush(): Float32Array {
    return this.factor === 1 ? new Float32Array(0) : this.push(new Float32Array((this.#kernel.length - 1) / 2))
  }
}

function lowPassKernel(factor: number): Float32Array {
  const middle = (TAPS_PER_PHASE * factor) / 2
  const cutoff = 0.45 / factor
  const kernel = new Float32Array(2 * middle + 1)
  let total = 0
  for (let i = 0; i < kernel.length; i++) {
    const x = i - middle
    const sinc = x === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * x) / (Math.PI * x)
    const hamming = 0.54 + 0.46 * Math.cos((Math.PI * x) / (middle + 1))
    kernel[i] = sinc * hamming
    total += kernel[i]!
  }
  return kernel.map(value => value / total)
}
