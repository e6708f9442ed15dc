import type { SongAnalysis } from '#model/song.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import { collectYoung } from '#main/media/garbage-collector.ts'
import { SongAnalyser } from './analysis/song-analyser.ts'
import { decodeSong } from './decode.ts'
import { packPeaks, WavePeaksBuilder } from './peaks.ts'

/** Half a megabyte of the decoder's pipe. */
const CHUNKS_BETWEEN_NUDGES = 8

export type HeardSong = {
  readonly analysis: SongAnalysis
  /** The waveform, as packPeaks packs it. */
  readonly peaks: Buffer
  readonly warnings: readonly string[]
}

export type AnalyseSongOptions = {
  readonly signal?: AbortSignal | undefined
  /** Seconds of the song heard so far. */
  readonly onProgress?: ((secondsHeard: number) => void) | undefined
}

/**
 * Decodes a song once and hears all of it: analysis, waveform, and what is wrong with the file.
 * Keeps one processor busy for well under a second per minute of sound. Rejects as decodeSong does.
 */
export async function analyseSong(
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  path: string,
  { signal, onProgress }: AnalyseSongOptions = {},
): Promise<HeardSong> {
  let ears: { analyser: SongAnalyser; peaks: WavePeaksBuilder } | undefined
  let samplesHeard = 0
  let chunks = 0
  const { warnings } = await decodeSong(ffmpeg, path, {
    signal,
    onSamples(samples, { sampleRate, channels }) {
      ears ??= { analyser: new SongAnalyser(sampleRate, channels), peaks: new WavePeaksBuilder(sampleRate, channels) }
      ears.analyser.push(samples)
      ears.peaks.push(samples)
      samplesHeard += samples.length / channels
      if (++chunks % CHUNKS_BETWEEN_NUDGES === 0) collectYoung()
      onProgress?.(samplesHeard / sampleRate)
    },
  })
  if (!ears) throw new Error('decodeSong gave no samples and no error')
  return { analysis: ears.analyser.finish(), peaks: packPeaks(ears.peaks.finish()), warnings }
}
