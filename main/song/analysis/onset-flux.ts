import { FilterBank } from './filter-bank.ts'

const BAND_COUNT = 48
const LOWEST_HZ = 30
const HIGHEST_HZ = 10_500
/** Bands quieter than this below the loudest moment so far count as silence: 66 dB. */
const FLOOR = 10 ** (-66 / 20)
/** How many frames back the rise is measured: with a 46 ms window one frame back is still mostly the same sound. */
const LAG_FRAMES = 2
/** Where the 48 fine bands are gathered into the seven that tell kick, bass, body, snare, voice, presence and hats apart. */
const GROUP_STARTS = [0, 3, 6, 12, 20, 30, 40, BAND_COUNT] as const

export const FLUX_BANDS = GROUP_STARTS.length - 1
export const TIMBRE_BANDS = BAND_COUNT / 2

/**
 * How much each part of the spectrum rises from frame to frame, on a logarithmic scale, so that a soft entry beside loud sound counts too.
 * Comparing with the louder of the neighbouring bands (as SuperFlux does) keeps vibrato from looking like onsets.
 */
export class OnsetFlux {
  readonly #bank: FilterBank
  readonly #history: Float32Array[] = Array.from({ length: LAG_FRAMES + 1 }, () => new Float32Array(BAND_COUNT))
  readonly #now = new Float32Array(BAND_COUNT)
  readonly #before = new Float32Array(BAND_COUNT)
  #loudest = 1e-4

  constructor(binHz: number, binCount: number) {
    const highHz = Math.min(HIGHEST_HZ, binHz * (binCount - 2))
    this.#bank = new FilterBank({ bandCount: BAND_COUNT, lowHz: LOWEST_HZ, highHz, binHz, binCount })
  }

  /** Fills `flux` (FLUX_BANDS values) and adds this frame's log spectrum to `timbre` (TIMBRE_BANDS values). */
  measure(magnitudes: Float32Array, flux: Float32Array, timbre: Float32Array): void {
    const current = this.#history.shift()!
    this.#history.push(current)
    this.#bank.apply(magnitudes, current)
    for (let band = 0; band < BAND_COUNT; band++) if (current[band]! > this.#loudest) this.#loudest = current[band]!

    // Both frames are seen at today's gain: growing louder must not look like everything rising.
    const gain = 1 / (FLOOR * this.#loudest)
    compress(current, gain, this.#now)
    compress(this.#history[0]!, gain, this.#before)
    flux.fill(0)
    let group = 0
    for (let band = 0; band < BAND_COUNT; band++) {
      if (band >= GROUP_STARTS[group + 1]!) group += 1
      const level = this.#now[band]!
      let earlier = this.#before[band]!
      if (band > 0) earlier = Math.max(earlier, this.#before[band - 1]!)
      if (band < BAND_COUNT - 1) earlier = Math.max(earlier, this.#before[band + 1]!)
      if (level > earlier) flux[group]! += level - earlier
      timbre[band >> 1]! += level
    }
  }
}

function compress(bands: Float32Array, gain: number, into: Float32Array): void {
  for (let band = 0; band < bands.length; band++) into[band] = Math.log1p(gain * bands[band]!)
}
