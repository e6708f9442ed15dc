import type { PlannedSound } from '#model/render-plan.ts'
import { scaleRound, TICKS_PER_SECOND, type FrameRate } from '#model/time.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'

/** Every frame of 24, 25, 30, 23.976 ... begins on a sample of it, and it is what video services want. */
export const SOUND_RATE = 48_000

export function samplesIn(frames: number, rate: FrameRate): number {
  return scaleRound(frames, SOUND_RATE * rate.denominator, rate.numerator)
}

/**
 * The arguments that encode the song once for the whole film, exactly as long as `totalFrames`. It is decoded from its start
 * and counted in samples: seeking in a compressed song is not exact, and its length is defined by what is decoded.
 */
export function songArgs(
  sound: PlannedSound,
  songPath: string,
  totalFrames: number,
  rate: FrameRate,
  audioKbps: number,
  outputPath: string,
): string[] {
  const start = scaleRound(sound.startTicks, SOUND_RATE, TICKS_PER_SECOND)
  const lead = samplesIn(sound.leadFrames, rate)
  const total = samplesIn(totalFrames, rate)
  const filters = [
    `aresample=${SOUND_RATE}`,
    // A mono song stays mono: made stereo, it would lose 3 dB.
    'aformat=sample_fmts=fltp:channel_layouts=stereo|mono',
    'asetpts=N/SR/TB',
    `atrim=start_sample=${start}:end_sample=${start + samplesIn(sound.frames, rate)}`,
    'asetpts=N/SR/TB',
    ...(lead > 0 ? [`adelay=delays=${lead}S:all=1`] : []),
    `apad=whole_len=${total}`,
    `atrim=end_sample=${total}`,
  ]
  return [
    ['-loglevel', 'warning', '-i', fileArg(songPath), '-map', '0:a:0', '-af', filters.join(',')],
    ['-c:a', 'aac', '-b:a', `${audioKbps}k`, '-f', 'mp4', '-y', fileArg(outputPath)],
  ].flat()
}
