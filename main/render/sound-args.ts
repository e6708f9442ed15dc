import type { PlannedEffect, PlannedSound } from '#model/render-sounds.ts'
import type { SoundEncoding } from '#model/render-presets.ts'
import { scaleRound, TICKS_PER_SECOND, type FrameRate, type Ticks } from '#model/time.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { soundEncoderArgs } from './encoder-args.ts'

/** Every frame of 24, 25, 30, 23.976 ... begins on a sample of it, and it is what video services want. */
export const SOUND_RATE = 48_000

export function samplesIn(frames: number, rate: FrameRate): number {
  return scaleRound(frames, SOUND_RATE * rate.denominator, rate.numerator)
}

/**
 * A sum may be louder than a file can hold, so what goes over full scale gives way for a moment; every other sample stays as it
 * is, and so the song does wherever it sounds alone. `latency` undoes the delay of the five milliseconds it looks ahead.
 */
const LIMITER = 'alimiter=limit=1:level=0:attack=5:release=50:latency=1'

/** What sounds in a film, and the files it is in. At least one of the two is there. */
export type FilmSound = {
  readonly song: { readonly sound: PlannedSound; readonly path: string } | null
  readonly effects: readonly { readonly effect: PlannedEffect; readonly path: string }[]
}

/**
 * The arguments that encode the sound once for the whole film, exactly as long as `totalFrames`. Sources are decoded from
 * their start and counted in samples: seeking in a compressed file is not exact, and its length is defined by what is decoded.
 */
export function soundArgs(
  { song, effects }: FilmSound,
  totalFrames: number,
  rate: FrameRate,
  encoding: SoundEncoding,
  outputPath: string,
): string[] {
  const total = samplesIn(totalFrames, rate)
  const whole = [`apad=whole_len=${total}`, `atrim=end_sample=${total}`]
  const songFilters = song ? songChain(song.sound, rate) : []
  const paths = [...(song ? [song.path] : []), ...effects.map(({ path }) => path)]
  const inputs = paths.flatMap(path => ['-i', fileArg(path)])
  const encoder = [...soundEncoderArgs(encoding), '-y', fileArg(outputPath)]
  const opening = ['-loglevel', 'warning', ...inputs]
  // The song alone goes through untouched by any mixing.
  if (effects.length === 0) {
    return [...opening, '-map', '0:a:0', '-af', [...songFilters, ...whole].join(','), ...encoder]
  }
  const chains = [
    ...(song ? [[...songFilters, ...inStereo(), ...whole]] : []),
    ...effects.map(({ effect }) => [...effectChain(effect, rate), ...whole]),
  ]
  const labels = chains.map((_, input) => `[s${input}]`).join('')
  const graph = [
    ...chains.map((filters, input) => `[${input}:a:0]${filters.join(',')}[s${input}]`),
    // Sums as they are: the song is no quieter for what sounds beside it.
    `${labels}amix=inputs=${chains.length}:normalize=0:dropout_transition=0,${LIMITER},atrim=end_sample=${total}[mix]`,
  ]
  return [...opening, '-filter_complex', graph.join(';'), '-map', '[mix]', ...encoder]
}

function songChain({ startTicks, leadFrames, frames }: PlannedSound, rate: FrameRate): string[] {
  const start = sampleAt(startTicks)
  return [
    // A mono song stays mono: made stereo, it would lose 3 dB.
    ...decoded(),
    `atrim=start_sample=${start}:end_sample=${start + samplesIn(frames, rate)}`,
    'asetpts=N/SR/TB',
    ...delayed(leadFrames, rate),
  ]
}

/** Fades are straight lines of the amplitude, and belong to the clip: what of it sounds in the span is cut out after them. */
function effectChain(effect: PlannedEffect, rate: FrameRate): string[] {
  const { clipFrames, skipFrames, frames, gainDecibels, fadeInFrames, fadeOutFrames } = effect
  const start = sampleAt(effect.startTicks)
  const length = samplesIn(clipFrames, rate)
  const fade = (direction: 'in' | 'out', fadeFrames: number): string[] => {
    const samples = samplesIn(fadeFrames, rate)
    const from = direction === 'in' ? 0 : length - samples
    return fadeFrames > 0 ? [`afade=t=${direction}:curve=tri:ss=${from}:ns=${samples}`] : []
  }
  const skipped = samplesIn(skipFrames, rate)
  return [
    ...decoded(),
    ...inStereo(),
    `atrim=start_sample=${start}:end_sample=${start + length}`,
    'asetpts=N/SR/TB',
    ...(gainDecibels === 0 ? [] : [`volume=${gainDecibels}dB`]),
    ...fade('in', fadeInFrames),
    ...fade('out', fadeOutFrames),
    ...(skipped > 0 || frames < clipFrames
      ? [`atrim=start_sample=${skipped}:end_sample=${samplesIn(skipFrames + frames, rate)}`, 'asetpts=N/SR/TB']
      : []),
    ...delayed(effect.leadFrames, rate),
  ]
}

function decoded(): string[] {
  return [`aresample=${SOUND_RATE}`, 'aformat=sample_fmts=fltp:channel_layouts=stereo|mono', 'asetpts=N/SR/TB']
}

/** Mono sounds in both channels as loud as it was; channels that a source has not got count for nothing. */
function inStereo(): string[] {
  return ['pan=stereo|FL=FL+FC|FR=FR+FC']
}

function delayed(frames: number, rate: FrameRate): string[] {
  const lead = samplesIn(frames, rate)
  return lead > 0 ? [`adelay=delays=${lead}S:all=1`] : []
}

function sampleAt(instant: Ticks): number {
  return scaleRound(instant, SOUND_RATE, TICKS_PER_SECOND)
}
