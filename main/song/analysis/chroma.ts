const LOWEST_HZ = 55
const SPLIT_HZ = 260
const HIGHEST_HZ = 2100

export const CHROMA_BANDS = 24

/** How strongly each of the twelve pitch classes sounds: first twelve for bass notes, then twelve for everything above. */
export class Chroma {
  readonly #slotOfBin: Int8Array

  constructor(binHz: number, binCount: number) {
    this.#slotOfBin = new Int8Array(binCount).fill(-1)
    for (let bin = 1; bin < binCount; bin++) {
      const hz = bin * binHz
      if (hz < LOWEST_HZ || hz > HIGHEST_HZ) continue
      const semitone = Math.round(12 * Math.log2(hz / 440))
      this.#slotOfBin[bin] = (hz < SPLIT_HZ ? 0 : 12) + (((semitone % 12) + 12) % 12)
    }
  }

  /** Only spectral peaks count: a note's neighbours in frequency are its shadow, not other notes. */
  measure(magnitudes: Float32Array, chroma: Float32Array): void {
    chroma.fill(0)
    for (let bin = 2; bin < magnitudes.length - 1; bin++) {
      const slot = this.#slotOfBin[bin]!
      if (slot < 0) continue
      const value = magnitudes[bin]!
      if (value >= magnitudes[bin - 1]! && value > magnitudes[bin + 1]!) chroma[slot]! += Math.sqrt(value)
    }
  }
}
