/** Triangular bands, equally wide on the mel scale, over the bins of a spectrum. */
export class FilterBank {
  readonly bandCount: number
  readonly #firstBins: Int32Array
  readonly #offsets: Int32Array
  readonly #weights: Float32Array

  constructor(options: { bandCount: number; lowHz: number; highHz: number; binHz: number; binCount: number }) {
    const { bandCount, binHz, binCount } = options
    this.bandCount = bandCount
    const lowMel = melFromHz(options.lowHz)
    const stepMel = (melFromHz(options.highHz) - lowMel) / (bandCount + 1)
    const edgeBin = (i: number) => hzFromMel(lowMel + i * stepMel) / binHz
    const weights: number[] = []
    const firstBins: number[] = []
    const offsets: number[] = [0]
    for (let band = 0; band < bandCount; band++) {
      const [left, middle, right] = [edgeBin(band), edgeBin(band + 1), edgeBin(band + 2)]
      const first = Math.max(1, Math.ceil(left))
      const row: number[] = []
      for (let bin = first; bin < Math.min(right, binCount); bin++) {
        row.push(bin <= middle ? (bin - left) / (middle - left) : (right - bin) / (right - middle))
      }
      // The lowest bands are narrower than one bin: they take the nearest.
      if (row.length === 0) {
        firstBins.push(Math.min(binCount - 1, Math.max(1, Math.round(middle))))
        weights.push(1)
      } else {
        firstBins.push(first)
        weights.push(...row)
      }
      offsets.push(weights.length)
    }
    this.#weights = Float32Array.from(weights)
    this.#firstBins = Int32Array.from(firstBins)
    this.#offsets = Int32Array.from(offsets)
  }

  apply(magnitudes: Float32Array, bands: Float32Array): void {
    for (let band = 0; band < this.bandCount; band++) {
      let sum = 0
      let bin = this.#firstBins[band]!
      for (let i = this.#offsets[band]!; i < this.#offsets[band + 1]!; i++)
        sum += this.#weights[i]! * magnitudes[bin++]!
      bands[band] = sum
    }
  }
}

function melFromHz(hz: number): number {
  return 2595 * Math.log10(1 + hz / 700)
}

function hzFromMel(mel: number): number {
  return 700 * (10 ** (mel / 2595) - 1)
}
