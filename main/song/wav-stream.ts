import { endianness } from 'node:os'

/** What a WAVE header says of the samples that follow. */
export type WavFormat = { readonly sampleRate: number; readonly channels: number }

const FLOAT_TAG = 3
const EXTENSIBLE_TAG = 0xfffe
const BYTES_PER_SAMPLE = 4
const LONGEST_HEADER_BYTES = 65_536

/**
 * Reads a WAVE stream of 32-bit floats as ffmpeg pipes it: sizes in the header are unknown and ignored, the samples run to the end.
 * `push` gives whole sample frames, interleaved; before the header is complete, and for a chunk too small to complete a frame, nothing.
 */
export class WavStream {
  #format: WavFormat | undefined
  #pending: Buffer = Buffer.alloc(0)

  get format(): WavFormat | undefined {
    return this.#format
  }

  push(chunk: Buffer): Float32Array | undefined {
    let data = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk])
    if (!this.#format) {
      const header = readHeader(data)
      if (!header) {
        if (data.length > LONGEST_HEADER_BYTES) throw new Error('the WAVE stream has no data chunk')
        this.#pending = data
        return undefined
      }
      this.#format = header.format
      data = data.subarray(header.dataStart)
    }
    const frameBytes = BYTES_PER_SAMPLE * this.#format.channels
    const wholeBytes = data.length - (data.length % frameBytes)
    this.#pending = data.subarray(wholeBytes)
    return wholeBytes === 0 ? undefined : toFloats(data.subarray(0, wholeBytes))
  }
}

function readHeader(data: Buffer): { format: WavFormat; dataStart: number } | undefined {
  if (data.length < 12) return undefined
  if (data.toString('latin1', 0, 4) !== 'RIFF' || data.toString('latin1', 8, 12) !== 'WAVE')
    throw new Error('not a WAVE stream')
  let format: WavFormat | undefined
  let at = 12
  while (at + 8 <= data.length) {
    const id = data.toString('latin1', at, at + 4)
    if (id === 'data') {
      if (!format) throw new Error('the WAVE stream has no format before its data')
      return { format, dataStart: at + 8 }
    }
    const sizeBytes = data.readUInt32LE(at + 4)
    if (id === 'fmt ') {
      if (at + 8 + sizeBytes > data.length) return undefined
      const tag = data.readUInt16LE(at + 8)
      const bits = data.readUInt16LE(at + 22)
      // An extensible header gives the real tag as the first two bytes of its sub-format.
      const realTag = tag === EXTENSIBLE_TAG && sizeBytes >= 40 ? data.readUInt16LE(at + 32) : tag
      if (realTag !== FLOAT_TAG || bits !== 8 * BYTES_PER_SAMPLE)
        throw new Error(`not 32-bit floats: tag ${realTag}, ${bits} bits`)
      format = { channels: data.readUInt16LE(at + 10), sampleRate: data.readUInt32LE(at + 12) }
    }
    at += 8 + sizeBytes + (sizeBytes % 2)
  }
  return undefined
}

function toFloats(bytes: Buffer): Float32Array {
  if (endianness() !== 'LE') throw new Error('only little-endian machines are supported')
  const samples = new Float32Array(bytes.length / BYTES_PER_SAMPLE)
  new Uint8Array(samples.buffer).set(bytes)
  // A damaged float file may hold anything; one such value would silence everything computed after it.
  for (let i = 0; i < samples.length; i++) if (!(Math.abs(samples[i]!) < 1e6)) samples[i] = 0
  return samples
}
