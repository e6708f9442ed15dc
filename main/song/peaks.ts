import { mixToMono } from './analysis/mono.ts'

/** Samples in a bucket at each zoom, finest first; each is a whole multiple of the one before. */
export const PEAK_ZOOMS = [256, 2048, 16_384] as const
const FINEST = PEAK_ZOOMS[0]

const MAGIC = 'FSPK'
const VERSION = 1
const HEADER_BYTES = 24
const ZOOM_HEADER_BYTES = 8

/** One zoom of a waveform: bucket i holds the lowest and highest value of its samples, -127..127 for -1..1. */
export type PeakZoom = {
  readonly samplesPerBucket: number
  readonly bucketCount: number
  /** Lowest and highest in turn: [min0, max0, min1, max1, ...]. */
  readonly minMax: Int8Array
}

export type WavePeaks = {
  readonly sampleRate: number
  readonly sampleCount: number
  readonly zooms: readonly PeakZoom[]
}

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

function coarser(fine: PeakZoom, samplesPerBucket: number): PeakZoom {
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

/**
 * Packs a waveform into bytes, little-endian:
 * `FSPK`, u16 version, u16 number of zooms, u32 sample rate, u32 zero, f64 samples per channel;
 * for each zoom u32 samples per bucket, u32 buckets; then for each zoom its buckets, i8 lowest and i8 highest each.
 */
export function packPeaks(peaks: WavePeaks): Buffer {
  const header = Buffer.alloc(HEADER_BYTES + ZOOM_HEADER_BYTES * peaks.zooms.length)
  header.write(MAGIC, 0, 'latin1')
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(peaks.zooms.length, 6)
  header.writeUInt32LE(peaks.sampleRate, 8)
  header.writeDoubleLE(peaks.sampleCount, 16)
  peaks.zooms.forEach((zoom, i) => {
    header.writeUInt32LE(zoom.samplesPerBucket, HEADER_BYTES + ZOOM_HEADER_BYTES * i)
    header.writeUInt32LE(zoom.bucketCount, HEADER_BYTES + ZOOM_HEADER_BYTES * i + 4)
  })
  return Buffer.concat([
    header,
    ...peaks.zooms.map(zoom => new Uint8Array(zoom.minMax.buffer, zoom.minMax.byteOffset, zoom.minMax.length)),
  ])
}

/** Reads what packPeaks wrote. Throws on anything else. */
export function unpackPeaks(bytes: Uint8Array): WavePeaks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const magic = String.fromCharCode(...bytes.subarray(0, 4))
  if (bytes.length < HEADER_BYTES || magic !== MAGIC || view.getUint16(4, true) !== VERSION)
    throw new Error('not a packed waveform')
  const zoomCount = view.getUint16(6, true)
  let at = HEADER_BYTES + ZOOM_HEADER_BYTES * zoomCount
  const zooms = Array.from({ length: zoomCount }, (_, i): PeakZoom => {
    const samplesPerBucket = view.getUint32(HEADER_BYTES + ZOOM_HEADER_BYTES * i, true)
    const bucketCount = view.getUint32(HEADER_BYTES + ZOOM_HEADER_BYTES * i + 4, true)
    if (at + 2 * bucketCount > bytes.length) throw new Error('the packed waveform is cut off')
    const minMax = new Int8Array(bytes.buffer, bytes.byteOffset + at, 2 * bucketCount).slice()
    at += 2 * bucketCount
    return { samplesPerBucket, bucketCount, minMax }
  })
  return { sampleRate: view.getUint32(8, true), sampleCount: view.getFloat64(16, true), zooms }
}
