import { PACKED, type PeakZoom, type WavePeaks } from '#model/wave-peaks.ts'
import { mixToMono } from './analysis/mono.ts'

/** Samples in a bucket at each zoom, finest first; each is a whole multiple of the one before. */
export const PEAK_ZOOMS = [256, 2048, 16_384] as const
const FINEST = PEAK_ZOOMS[0]

/** Builds the waveform of a song (all channels mixed) from its sample stream. */
export class WavePeaksBuilder {
  readonly #sampleRate: number
  readonly #channels: number
  #finest = new Int8Array(2 * 4096)
  #bucketCount = 0
  #lowest = Infinity
  #highest = -Infinity
  #samplesInBucket = 0
  #sampleCount = 0

  constructor(sampleRate: number, channels: number) {
    this.#sampleRate = sampleRate
    this.#channels = channels
  }

  /** `interleaved` holds whole sample frames. */
  push(interleaved: Float32Array): void {
    const samples = mixToMono(interleaved, this.#channels)
    this.#sampleCount += samples.length
    let at = 0
    while (at < samples.length) {
      const end = Math.min(samples.length, at + FINEST - this.#samplesInBucket)
      this.#samplesInBucket += end - at
      let lowest = this.#lowest
      let highest = this.#highest
      for (; at < end; at++) {
        const sample = samples[at]!
        if (sample < lowest) lowest = sample
        if (sample > highest) highest = sample
      }
      this.#lowest = lowest
      this.#highest = highest
      if (this.#samplesInBucket === FINEST) this.#closeBucket()
    }
  }

  finish(): WavePeaks {
    if (this.#samplesInBucket > 0) this.#closeBucket()
    let zoom: PeakZoom = {
      samplesPerBucket: FINEST,
      bucketCount: this.#bucketCount,
      minMax: this.#finest.slice(0, 2 * this.#bucketCount),
    }
    const zooms = [zoom]
    for (const samplesPerBucket of PEAK_ZOOMS.slice(1)) {
      zoom = coarser(zoom, samplesPerBucket)
      zooms.push(zoom)
    }
    return { sampleRate: this.#sampleRate, sampleCount: this.#sampleCount, zooms }
  }

  #closeBucket(): void {
    if (2 * this.#bucketCount === this.#finest.length) {
      const grown = new Int8Array(2 * this.#finest.length)
      grown.set(this.#finest)
      this.#finest = grown
    }
    // Rounded outwards, so that the faintest sound is seen.
    this.#finest[2 * this.#bucketCount] = Math.floor(127 * clamp(this.#lowest))
    this.#finest[2 * this.#bucketCount + 1] = Math.ceil(127 * clamp(this.#highest))
    this.#bucketCount += 1
    this.#samplesInBucket = 0
    this.#lowest = Infinity
    this.#highest = -Infinity
  }
}

/** The same waveform in fewer buckets; `samplesPerBucket` is a whole multiple of the fine one's. */
export function coarser(fine: PeakZoom, samplesPerBucket: number): PeakZoom {
  const merged = samplesPerBucket / fine.samplesPerBucket
  const bucketCount = Math.ceil(fine.bucketCount / merged)
  const minMax = new Int8Array(2 * bucketCount)
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    let lowest = 127
    let highest = -127
    for (let i = bucket * merged; i < Math.min(fine.bucketCount, (bucket + 1) * merged); i++) {
      lowest = Math.min(lowest, fine.minMax[2 * i]!)
      highest = Math.max(highest, fine.minMax[2 * i + 1]!)
    }
    minMax[2 * bucket] = lowest
    minMax[2 * bucket + 1] = highest
  }
  return { samplesPerBucket, bucketCount, minMax }
}

function clamp(sample: number): number {
  return Math.max(-1, Math.min(1, sample))
}

/** Packs a waveform into the bytes that `unpackPeaks` reads. */
export function packPeaks(peaks: WavePeaks): Buffer {
  const header = Buffer.alloc(PACKED.headerBytes + PACKED.zoomHeaderBytes * peaks.zooms.length)
  header.write(PACKED.magic, 0, 'latin1')
  header.writeUInt16LE(PACKED.version, 4)
  header.writeUInt16LE(peaks.zooms.length, 6)
  header.writeUInt32LE(peaks.sampleRate, 8)
  header.writeDoubleLE(peaks.sampleCount, 16)
  peaks.zooms.forEach((zoom, i) => {
    header.writeUInt32LE(zoom.samplesPerBucket, PACKED.headerBytes + PACKED.zoomHeaderBytes * i)
    header.writeUInt32LE(zoom.bucketCount, PACKED.headerBytes + PACKED.zoomHeaderBytes * i + 4)
  })
  return Buffer.concat([
    header,
    ...peaks.zooms.map(zoom => new Uint8Array(zoom.minMax.buffer, zoom.minMax.byteOffset, zoom.minMax.length)),
  ])
}
