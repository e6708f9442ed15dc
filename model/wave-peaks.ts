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

/**
 * How a waveform is packed into bytes, little-endian:
 * `FSPK`, u16 version, u16 number of zooms, u32 sample rate, u32 zero, f64 samples per channel;
 * for each zoom u32 samples per bucket, u32 buckets; then for each zoom its buckets, i8 lowest and i8 highest each.
 */
export const PACKED = { magic: 'FSPK', version: 1, headerBytes: 24, zoomHeaderBytes: 8 } as const

/** Reads a packed waveform. Throws on anything else. */
export function unpackPeaks(bytes: Uint8Array): WavePeaks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const magic = String.fromCharCode(...bytes.subarray(0, 4))
  if (bytes.length < PACKED.headerBytes || magic !== PACKED.magic || view.getUint16(4, true) !== PACKED.version)
    throw new Error('not a packed waveform')
  const zoomCount = view.getUint16(6, true)
  let at = PACKED.headerBytes + PACKED.zoomHeaderBytes * zoomCount
  const zooms = Array.from({ length: zoomCount }, (_, i): PeakZoom => {
    const samplesPerBucket = view.getUint32(PACKED.headerBytes + PACKED.zoomHeaderBytes * i, true)
    const bucketCount = view.getUint32(PACKED.headerBytes + PACKED.zoomHeaderBytes * i + 4, true)
    if (at + 2 * bucketCount > bytes.length) throw new Error('the packed waveform is cut off')
    const minMax = new Int8Array(bytes.buffer, bytes.byteOffset + at, 2 * bucketCount).slice()
    at += 2 * bucketCount
    return { samplesPerBucket, bucketCount, minMax }
  })
  return { sampleRate: view.getUint32(8, true), sampleCount: view.getFloat64(16, true), zooms }
}
