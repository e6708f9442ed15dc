import { TICKS_PER_SECOND } from '#model/time.ts'

/** Fetched and scheduled at a time: soon there, and seldom enough. */
const CHUNK_SECONDS = 2
/** Kept in memory: the last half minute, and what lies ahead. */
const KEPT_CHUNKS = 24
const HEADER_BYTES = 44

/** A song as the page hears it: exact samples, fetched where they are needed. */
export type SongSound = {
  readonly sampleRate: number
  readonly channels: number
  /** Of one channel. */
  readonly sampleCount: number
  /** The length of a chunk: chunk n begins n times this into the song. */
  readonly chunkTicks: number
  /** The samples of a chunk, one array a channel; empty after the end. */
  chunk(index: number): Promise<readonly Float32Array<ArrayBuffer>[]>
  /** The chunk, where it is in memory already. */
  chunkNow(index: number): readonly Float32Array<ArrayBuffer>[] | undefined
  /** Fetches nothing any more. */
  close(): void
}

/**
 * Opens the WAVE file of 16-bit samples at `url` (`/song/<id>`), whose header is the plain one of 44 bytes; fetches its head now, and
 * its chunks by ranges.
 * Rejects when there is no such file, or with the signal's reason.
 */
export async function openSongSound(url: string, signal: AbortSignal): Promise<SongSound> {
  const closer = new AbortController()
  const either = AbortSignal.any([signal, closer.signal])
  const head = new DataView(await fetchRange(url, 0, HEADER_BYTES, either))
  const channels = head.getUint16(22, true)
  const sampleRate = head.getUint32(24, true)
  const frameBytes = 2 * channels
  const sampleCount = Math.floor(head.getUint32(40, true) / frameBytes)
  const chunkSamples = CHUNK_SECONDS * sampleRate
  const chunks = new Map<number, { readonly loading: Promise<Samples>; samples: Samples | undefined }>()

  async function load(index: number): Promise<Samples> {
    const start = index * chunkSamples
    const end = Math.min(sampleCount, start + chunkSamples)
    if (index < 0 || end <= start) return []
    const bytes = await fetchRange(url, HEADER_BYTES + start * frameBytes, (end - start) * frameBytes, either)
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
    chunk: index => want(index).loading,
    chunkNow: index => chunks.get(index)?.samples,
    close: () => closer.abort(new DOMException('The song was closed.', 'AbortError')),
  }
}

type Samples = readonly Float32Array<ArrayBuffer>[]

async function fetchRange(url: string, start: number, length: number, signal: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(url, { headers: { range: `bytes=${start}-${start + length - 1}` }, signal })
  if (response.status !== 206) throw new Error(`${url} answered ${response.status}`)
  return response.arrayBuffer()
}

function separate(interleaved: Int16Array, channels: number): Samples {
  const count = Math.floor(interleaved.length / channels)
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(count)
    for (let i = 0; i < count; i += 1) samples[i] = interleaved[i * channels + channel]! / 32_768
    return samples
  })
}
