import { TICKS_PER_SECOND } from '#model/time.ts'
import { fetchMade } from './made.ts'

/** Fetched and scheduled at a time: soon there, and seldom enough. */
const CHUNK_SECONDS = 2
/** Kept in memory: the last half minute, and what lies ahead. */
const KEPT_CHUNKS = 24
/** The header is 44 bytes, or some more where the sample rate is high. */
const HEADER_BYTES = 256

/** A song as the page hears it: exact samples, fetched where they are needed. */
export type SongSound = {
  readonly sampleRate: number
  readonly channels: number
  /** Of one channel. */
  readonly sampleCount: number
  /** The length of a chunk, in both measures: chunk n begins n times this into the song. */
  readonly chunkTicks: number
  readonly chunkSamples: number
  /** The samples of a chunk, one array a channel; empty after the end. */
  chunk(index: number): Promise<readonly Float32Array<ArrayBuffer>[]>
  /** The chunk, where it is in memory already. */
  chunkNow(index: number): readonly Float32Array<ArrayBuffer>[] | undefined
  /** Fetches nothing any more. */
  close(): void
}

/**
 * Opens the WAVE file of 16-bit samples at `url` (`/song/<id>`): waits until it is made, fetches its head now, and its chunks by ranges.
 * Rejects when there is no such file, or with the signal's reason.
 */
export async function openSongSound(url: string, signal: AbortSignal): Promise<SongSound> {
  const closer = new AbortController()
  const either = AbortSignal.any([signal, closer.signal])
  const { channels, sampleRate, dataStart, dataBytes } = readWaveHead(await fetchRange(url, 0, HEADER_BYTES, either))
  const frameBytes = 2 * channels
  const sampleCount = Math.floor(dataBytes / frameBytes)
  const chunkSamples = CHUNK_SECONDS * sampleRate
  const chunks = new Map<number, { readonly loading: Promise<Samples>; samples: Samples | undefined }>()

  async function load(index: number): Promise<Samples> {
    const start = index * chunkSamples
    const end = Math.min(sampleCount, start + chunkSamples)
    if (index < 0 || end <= start) return []
    const bytes = await fetchRange(url, dataStart + start * frameBytes, (end - start) * frameBytes, either)
    return separate(new Int16Array(bytes), channels)
  }

  function want(index: number): { readonly loading: Promise<Samples>; samples: Samples | undefined } {
    const known = chunks.get(index)
    if (known) {
      // The order of the map is the order of use.
      chunks.delete(index)
      chunks.set(index, known)
      return known
    }
    const chunk = { loading: load(index), samples: undefined as Samples | undefined }
    chunks.set(index, chunk)
    chunk.loading.then(
      samples => (chunk.samples = samples),
      () => chunks.delete(index),
    )
    const oldest = chunks.keys().next()
    if (chunks.size > KEPT_CHUNKS && !oldest.done) chunks.delete(oldest.value)
    return chunk
  }

  return {
    sampleRate,
    channels,
    sampleCount,
    chunkTicks: CHUNK_SECONDS * TICKS_PER_SECOND,
    chunkSamples,
    chunk: index => want(index).loading,
    chunkNow: index => chunks.get(index)?.samples,
    close: () => closer.abort(new DOMException('The song was closed.', 'AbortError')),
  }
}

type Samples = readonly Float32Array<ArrayBuffer>[]

async function fetchRange(url: string, start: number, length: number, signal: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetchMade(url, { headers: { range: `bytes=${start}-${start + length - 1}` } }, signal)
  if (response.status !== 206) throw new Error(`${url} answered ${response.status}`)
  return response.arrayBuffer()
}

type WaveHead = { channels: number; sampleRate: number; dataStart: number; dataBytes: number }

/** Reads where the samples of a WAVE file lie. Throws on anything else. */
export function readWaveHead(bytes: ArrayBuffer): WaveHead {
  const view = new DataView(bytes)
  const idAt = (at: number): string => String.fromCharCode(...new Uint8Array(bytes, at, 4))
  if (bytes.byteLength < 44 || idAt(0) !== 'RIFF' || idAt(8) !== 'WAVE') throw new Error('not a WAVE file')
  let format: { channels: number; sampleRate: number } | null = null
  for (let at = 12; at + 8 <= bytes.byteLength; at += 8 + view.getUint32(at + 4, true)) {
    if (idAt(at) === 'fmt ')
      format = { channels: view.getUint16(at + 10, true), sampleRate: view.getUint32(at + 12, true) }
    if (idAt(at) === 'data' && format) return { ...format, dataStart: at + 8, dataBytes: view.getUint32(at + 4, true) }
  }
  throw new Error('the WAVE file has no samples')
}

function separate(interleaved: Int16Array, channels: number): Samples {
  const count = Math.floor(interleaved.length / channels)
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(count)
    for (let i = 0; i < count; i += 1) samples[i] = interleaved[i * channels + channel]! / 32_768
    return samples
  })
}
