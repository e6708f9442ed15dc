/** Pairs of taps beside the middle one: the filter falls off between a fifth and three tenths of its input rate. */
const TAP_PAIRS = 6

/** Halves the rate of a mono stream `halvings` times, each time after a low-pass against folding. Output sample i sounds with input sample i * factor. */
export class Decimator {
  readonly factor: number
  readonly #stages: readonly Halver[]

  constructor(halvings: number) {
    this.factor = 2 ** halvings
    this.#stages = Array.from({ length: halvings }, () => new Halver())
  }

  push(samples: Float32Array): Float32Array {
    return this.#stages.reduce((signal, stage) => stage.push(signal), samples)
  }

  /** What is still held back: the song's end, followed by silence. */
  flush(): Float32Array {
    return this.push(new Float32Array(this.factor * 2 * TAP_PAIRS))
  }
}

/** How often a rate can be halved without falling below `leastHz`. */
export function halvingsAbove(rate: number, leastHz: number): number {
  return Math.max(0, Math.floor(Math.log2(rate / leastHz)))
}

/** A half-band filter has only odd taps beside its middle one, so that half of the multiplications fall away. */
const SIDE_TAPS = halfBandTaps()

class Halver {
  // Silence before the first sample keeps the output in time with the input.
  #pending: Float32Array = new Float32Array(2 * TAP_PAIRS - 1)

  push(samples: Float32Array): Float32Array {
    const reach = 2 * TAP_PAIRS - 1
    const input = new Float32Array(this.#pending.length + samples.length)
    input.set(this.#pending)
    input.set(samples, this.#pending.length)
    const output = new Float32Array(Math.max(0, Math.floor((input.length - 2 * reach + 1) / 2)))
    for (let i = 0; i < output.length; i++) {
      const centre = 2 * i + reach
      let sum = 0.5 * input[centre]!
      for (let k = 0; k < TAP_PAIRS; k++)
        sum += SIDE_TAPS[k]! * (input[centre - 2 * k - 1]! + input[centre + 2 * k + 1]!)
      output[i] = sum
    }
    this.#pending = input.slice(2 * output.length)
    return output
  }
}

function halfBandTaps(): Float64Array {
  const taps = Float64Array.from({ length: TAP_PAIRS }, (_, k) => {
    const distance = 2 * k + 1
    const hamming = 0.54 + 0.46 * Math.cos((Math.PI * distance) / (2 * TAP_PAIRS))
    return (Math.sin((Math.PI * distance) / 2) / (Math.PI * distance)) * hamming
  })
  const sum = taps.reduce((a, b) => a + b, 0)
  return taps.map(tap => (0.25 * tap) / sum)
}
