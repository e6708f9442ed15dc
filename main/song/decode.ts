import { access, constants, open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { isStudioError } from '#model/errors.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { songError, type SongErrorCode } from './song-errors.ts'
import { WavStream, type WavFormat } from './wav-stream.ts'

export type DecodeOptions = {
  readonly signal?: AbortSignal | undefined
  /** Takes the sound as it comes: interleaved samples of one or two channels, whole sample frames, full scale 1. */
  readonly onSamples: (samples: Float32Array, format: WavFormat) => void | Promise<void>
}

export type DecodedSong = WavFormat & {
  /** Samples per channel, after the decoder's gapless trimming. */
  readonly sampleCount: number
  /** What a person should know: the file ends early, or parts of it could not be decoded. */
  readonly warnings: readonly string[]
}

/** Inputs that ffmpeg opens as something with a picture, and that are really text or images. */
const TEXT_OR_IMAGE = /Input #0, (?:tty|srt|webvtt|lrc|ass|microdvd|subviewer|image2|gif|apng|svg_pipe|\w+_pipe)\b/
const LEAST_MISSING_SECONDS = 1
const LEAST_MISSING_SHARE = 0.01

/**
 * Decodes a song's sound once, as a stream, at its own sample rate; more than two channels are mixed down to stereo.
 * A file that breaks off is taken as far as it goes, with a warning. Rejects with StudioError `song/not-found`, `song/is-directory`,
 * `song/empty`, `song/unreadable`, `song/no-sound`, `song/not-audio`, `song/damaged`, or with what the ffmpeg door rejects with.
 */
export async function decodeSong(
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  path: string,
  { signal, onSamples }: DecodeOptions,
): Promise<DecodedSong> {
  await checkFile(path)
  const stream = new WavStream()
  let sampleCount = 0
  const onStdout = async (chunk: Buffer): Promise<void> => {
    const samples = stream.push(chunk)
    if (!samples || !stream.format) return
    sampleCount += samples.length / stream.format.channels
    await onSamples(samples, stream.format)
  }
  const args = ['-v', 'info', '-i', fileArg(path), '-map', '0:a:0', '-vn', '-sn', '-dn', '-map_metadata', '-1']
  const output = ['-af', 'aformat=channel_layouts=mono|stereo', '-c:a', 'pcm_f32le', '-f', 'wav', 'pipe:1']

  let told: string
  let hasFailed = false
  try {
    told = (await runFfmpeg(ffmpeg, [...args, ...output], { signal, onStdout })).stderrTail
  } catch (error) {
    // An ffmpeg that was killed has not told us anything about the file.
    if (
      !isStudioError(error, 'ffmpeg/failed') ||
      error.details['endedBy'] !== null ||
      error.details['exitCode'] === 255
    )
      throw error
    told = (error.details['lastLines'] as readonly string[]).join('\n')
    if (sampleCount === 0) throw songError(await reasonOf(told, path), path, error)
    hasFailed = true
  }
  if (!stream.format || sampleCount === 0) throw songError('song/damaged', path)
  const seconds = sampleCount / stream.format.sampleRate
  return { ...stream.format, sampleCount, warnings: warningsOf(path, told, hasFailed, seconds) }
}

/**
 * Throws unless the file can be a song as far as that shows without reading it: `song/not-found`, `song/is-directory`, `song/empty`,
 * `song/unreadable`, and `song/not-audio` for devices and pipes.
 */
export async function checkFile(path: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => {
    const isForbidden = (error as NodeJS.ErrnoException).code === 'EACCES'
    throw songError(isForbidden ? 'song/unreadable' : 'song/not-found', path, error)
  })
  if (found.isDirectory()) throw songError('song/is-directory', path)
  if (!found.isFile()) throw songError('song/not-audio', path)
  if (found.size === 0) throw songError('song/empty', path)
  await access(path, constants.R_OK).catch((error: unknown) => {
    throw songError('song/unreadable', path, error)
  })
}

async function reasonOf(told: string, path: string): Promise<SongErrorCode> {
  if (/Permission denied/.test(told)) return 'song/unreadable'
  if (/matches no streams/.test(told)) return TEXT_OR_IMAGE.test(told) ? 'song/not-audio' : 'song/no-sound'
  return /Input #0/.test(told) || (await beginsLikeSound(path)) ? 'song/damaged' : 'song/not-audio'
}

/** Whether the file begins as sound files do, even if nothing after that can be read. */
async function beginsLikeSound(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(12), 0, 12, 0)
    const start = buffer.toString('latin1', 0, bytesRead)
    return /^(?:ID3|fLaC|OggS|RIFF....WAVE|FORM....AIF[FC]|.{4}ftyp)/s.test(start)
  } finally {
    await file.close()
  }
}

function warningsOf(path: string, told: string, hasFailed: boolean, seconds: number): string[] {
  const announced = announcedSeconds(told)
  const missing = announced === undefined ? 0 : announced - seconds
  if (missing > LEAST_MISSING_SECONDS && missing > LEAST_MISSING_SHARE * seconds) {
    return [
      `${basename(path)} ends early: ${seconds.toFixed(1)} of ${(seconds + missing).toFixed(1)} seconds could be decoded.`,
    ]
  }
  // Before the mapping stand the file's name and tags, which may say anything.
  const said = told.slice(Math.max(0, told.lastIndexOf('\nStream mapping:')))
  const isDamaged =
    hasFailed ||
    /Error while decoding|Error submitting packet|Invalid data found|corrupt decoded frame|Truncat/i.test(said)
  return isDamaged ? [`Parts of ${basename(path)} are damaged; ${seconds.toFixed(1)} seconds could be decoded.`] : []
}

/** The length the file itself claims for its sound; undefined where ffmpeg only guesses it, or a picture may be the longer. */
function announcedSeconds(told: string): number | undefined {
  if (/Estimating duration from bitrate/.test(told)) return undefined
  const hasPicture = told
    .split('\n')
    .some(line => /^ *Stream #0.*: Video:/.test(line) && !line.includes('(attached pic)'))
  if (hasPicture) return undefined
  const match = /Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(told)
  return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]) : undefined
}
