import { Chroma, CHROMA_BANDS } from './chroma.ts'
import { Decimator, halvingsAbove } from './decimator.ts'
import { FLUX_BANDS, OnsetFlux, TIMBRE_BANDS } from './onset-flux.ts'
import { mixToMono } from './mono.ts'
import { Series } from './series.ts'
import { SpectrumStream } from './spectrum.ts'

const LOWEST_ANALYSIS_HZ = 22_000
const FRAME_SECONDS = 0.0116
const WINDOW_SECONDS = 0.046
const HARMONY_RATE_HZ = 5500
/** A block of frames must stay a whole number of samples. */
const MOST_HARMONY_HALVINGS = 2
const HARMONY_WINDOW_SECONDS = 0.186
/** Slow features (colour, harmony, loudness) are kept for every fourth frame: they do not change faster. */
export const FRAMES_PER_BLOCK = 4

/** What the song sounds like over time; all that the analysis knows of it once the samples are gone. */
export type SongFeatures = {
  readonly framesPerSecond: number
  /** FLUX_BANDS values a frame: how much each part of the spectrum rises. */
  readonly flux: Series
  /** One row for every FRAMES_PER_BLOCK frames: mean log spectrum (TIMBRE_BANDS), pitch classes (CHROMA_BANDS), mean square. */
  readonly timbre: Series
  readonly chroma: Series
  readonly power: Series
}

/** Turns the sample stream into features, holding no more than a few windows of sound. */
export class FeatureStream {
  readonly #channels: number
  readonly #decimator: Decimator
  readonly #harmonyDecimator: Decimator
  readonly #frames: SpectrumStream
  readonly #harmony: SpectrumStream
  readonly #features: SongFeatures
  readonly #blockTimbre = new Float32Array(TIMBRE_BANDS)
  #framesInBlock = 0
  readonly #samplesPerBlock: number
  #samplesInBlock = 0
  #squares = 0

  constructor(sampleRate: number, channels: number) {
    this.#channels = channels
    this.#decimator = new Decimator(halvingsAbove(sampleRate, LOWEST_ANALYSIS_HZ))
    const rate = sampleRate / this.#decimator.factor
    this.#harmonyDecimator = new Decimator(Math.min(MOST_HARMONY_HALVINGS, halvingsAbove(rate, HARMONY_RATE_HZ)))
    const harmonyRate = rate / this.#harmonyDecimator.factor
    const size = nearestPowerOfTwo(WINDOW_SECONDS * rate)
    const harmonySize = nearestPowerOfTwo(HARMONY_WINDOW_SECONDS * harmonyRate)
    const hop = Math.max(1, Math.round(FRAME_SECONDS * rate))
    this.#samplesPerBlock = FRAMES_PER_BLOCK * hop
    this.#features = {
      framesPerSecond: rate / hop,
      flux: new Series(FLUX_BANDS),
      timbre: new Series(TIMBRE_BANDS),
      chroma: new Series(CHROMA_BANDS),
      power: new Series(1),
    }

    const onsetFlux = new OnsetFlux(rate / size, size / 2)
    const flux = new Float32Array(FLUX_BANDS)
    this.#frames = new SpectrumStream(size, hop, magnitudes => {
      onsetFlux.measure(magnitudes, flux, this.#blockTimbre)
      this.#features.flux.append(flux)
      this.#framesInBlock += 1
      if (this.#framesInBlock === FRAMES_PER_BLOCK) this.#closeTimbreBlock()
    })

    const pitchClasses = new Chroma(harmonyRate / harmonySize, harmonySize / 2)
    const chroma = new Float32Array(CHROMA_BANDS)
    this.#harmony = new SpectrumStream(
      harmonySize,
      this.#samplesPerBlock / this.#harmonyDecimator.factor,
      magnitudes => {
        pitchClasses.measure(magnitudes, chroma)
        this.#features.chroma.append(chroma)
      },
    )
  }

  push(interleaved: Float32Array): void {
    this.#take(this.#decimator.push(mixToMono(interleaved, this.#channels)))
  }

  finish(): SongFeatures {
    this.#take(this.#decimator.flush())
    this.#harmony.push(this.#harmonyDecimator.flush())
    this.#frames.flush()
    this.#harmony.flush()
    if (this.#framesInBlock > 0) this.#closeTimbreBlock()
    if (this.#samplesInBlock > 0) this.#closePowerBlock()
    return this.#features
  }

  #take(samples: Float32Array): void {
    this.#frames.push(samples)
    this.#harmony.push(this.#harmonyDecimator.push(samples))
    let at = 0
    while (at < samples.length) {
      const end = Math.min(samples.length, at + this.#samplesPerBlock - this.#samplesInBlock)
      this.#samplesInBlock += end - at
      let squares = this.#squares
      for (; at < end; at++) squares += samples[at]! * samples[at]!
      this.#squares = squares
      if (this.#samplesInBlock === this.#samplesPerBlock) this.#closePowerBlock()
    }
  }

  #closeTimbreBlock(): void {
    for (let band = 0; band < TIMBRE_BANDS; band++) this.#blockTimbre[band]! /= this.#framesInBlock
    this.#features.timbre.append(this.#blockTimbre)
    this.#blockTimbre.fill(0)
    this.#framesInBlock = 0
  }

  #closePowerBlock(): void {
    this.#features.power.append(Float32Array.of(this.#squares / this.#samplesInBlock))
    this.#squares = 0
    this.#samplesInBlock = 0
  }
}

function nearestPowerOfTwo(value: number): number {
  return Math.max(64, 2 ** Math.round(Math.log2(value)))
}
