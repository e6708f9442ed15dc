import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import type { PeakZoom } from '#model/wave-peaks.ts'
import { decodeSong } from './decode.ts'
import { PEAK_ZOOMS, WavePeaksBuilder, coarser } from './peaks.ts'

/** More than a screen is wide; what is drawn of it is soon replaced by all of the waveform. */
const MOST_BUCKETS = 8192

/** What can be seen of a song before anything is heard in it. */
export type FirstLook = {
  readonly sampleRate: number
  readonly sampleCount: number
  readonly waveform: PeakZoom
}

/** Decodes a song for its length and its waveform alone: several times as fast as to hear it. Rejects as decodeSong does. */
export async function lookAtSong(
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  path: string,
  signal?: AbortSignal,
): Promise<FirstLook> {
  let builder: WavePeaksBuilder | undefined
  const { sampleRate, sampleCount } = await decodeSong(ffmpeg, path, {
    signal,
    onSamples(samples, format) {
      builder ??= new WavePeaksBuilder(format.sampleRate, format.channels)
      builder.push(samples)
    },
  })
  if (!builder) throw new Error('decodeSong gave no samples and no error')
  const middle = builder.finish().zooms[PEAK_ZOOMS.indexOf(2048)]!
  const merged = Math.ceil(middle.bucketCount / MOST_BUCKETS)
  return { sampleRate, sampleCount, waveform: coarser(middle, merged * middle.samplesPerBucket) }
}
