import type { FrameRate } from './time.ts'

/** How the pictures of a film are encoded: small with x264, or whole for other programs. */
export type PictureEncoding =
  | {
      readonly codec: 'h264'
      readonly speed: 'superfast' | 'veryfast'
      /** x264's constant quality: lower is better and larger. */
      readonly crf: number
    }
  /** ProRes 422 HQ. */
  | { readonly codec: 'prores' }

export type SoundEncoding = { readonly codec: 'aac'; readonly kbps: number } | { readonly codec: 'pcm' }

/** How a film is encoded. Every piece of a render has the same. */
export type RenderPreset = {
  readonly picture: PictureEncoding
  readonly sound: SoundEncoding
  readonly container: 'mp4' | 'mov'
  /** The short side in pixels: at most this, just this, or as the film has it. */
  readonly shortSide: { readonly atMost: number } | { readonly exactly: number } | 'of-film'
  /** Shot number and prompt over the picture. */
  readonly areCaptionsShown: boolean
  /** Number of shot, bar and timecode in every picture. */
  readonly isBurnedIn: boolean
  /** What it usually comes to, per pixel and frame: bits, and seconds of one core at 3 GHz. For estimates alone. */
  readonly usual: { readonly bits: number; readonly seconds: number }
}

/** superfast costs 38 % less than veryfast and is good enough to judge a cut by. */
export const PRESETS = {
  'youtube-1080p': {
    picture: { codec: 'h264', speed: 'veryfast', crf: 20 },
    sound: { codec: 'aac', kbps: 192 },
    container: 'mp4',
    shortSide: { atMost: 1080 },
    areCaptionsShown: false,
    isBurnedIn: false,
    usual: { bits: 0.2, seconds: 2.7e-8 },
  },
  'youtube-4k': {
    picture: { codec: 'h264', speed: 'veryfast', crf: 20 },
    sound: { codec: 'aac', kbps: 256 },
    container: 'mp4',
    shortSide: { exactly: 2160 },
    areCaptionsShown: false,
    isBurnedIn: false,
    usual: { bits: 0.11, seconds: 2.5e-8 },
  },
  master: {
    picture: { codec: 'prores' },
    sound: { codec: 'pcm' },
    container: 'mov',
    shortSide: 'of-film',
    areCaptionsShown: false,
    isBurnedIn: false,
    usual: { bits: 3.5, seconds: 6e-8 },
  },
  review: {
    picture: { codec: 'h264', speed: 'veryfast', crf: 23 },
    sound: { codec: 'aac', kbps: 192 },
    container: 'mp4',
    shortSide: { atMost: 540 },
    areCaptionsShown: true,
    isBurnedIn: true,
    usual: { bits: 0.2, seconds: 4e-8 },
  },
  draft: {
    picture: { codec: 'h264', speed: 'superfast', crf: 26 },
    sound: { codec: 'aac', kbps: 128 },
    container: 'mp4',
    shortSide: { atMost: 540 },
    areCaptionsShown: true,
    isBurnedIn: false,
    usual: { bits: 0.17, seconds: 2.4e-8 },
  },
} as const satisfies Record<string, RenderPreset>

export type PresetName = keyof typeof PRESETS

export const PRESET_NAMES = Object.keys(PRESETS) as [PresetName, ...PresetName[]]

export const DEFAULT_PRESET: PresetName = 'youtube-1080p'

type Size = { readonly width: number; readonly height: number }

/** The preset of a film for which none is chosen: what it is larger than HD it keeps. */
export function presetFor(film: Size): PresetName {
  return Math.min(film.width, film.height) > 1080 ? 'youtube-4k' : DEFAULT_PRESET
}

/** The size of a film's pictures under a preset: its own shape, both sides even. */
export function renderSize({ shortSide }: Pick<RenderPreset, 'shortSide'>, film: Size): Size {
  const own = Math.min(film.width, film.height)
  if (shortSide === 'of-film') return { width: film.width, height: film.height }
  const wanted = 'exactly' in shortSide ? shortSide.exactly : Math.min(own, shortSide.atMost)
  if (wanted === own) return { width: film.width, height: film.height }
  const even = (side: number): number => Math.max(2, 2 * Math.round((side * wanted) / own / 2))
  return { width: even(film.width), height: even(film.height) }
}

/** What a file of this many frames usually comes to, in bytes. */
export function usualBytes(preset: RenderPreset, size: Size, frames: number, rate: FrameRate): number {
  const seconds = (frames * rate.denominator) / rate.numerator
  const soundBytesPerSecond = preset.sound.codec === 'aac' ? (preset.sound.kbps * 1000) / 8 : 48_000 * 2 * 3
  return Math.round((preset.usual.bits * size.width * size.height * frames) / 8 + seconds * soundBytesPerSecond)
}

/** How long the pictures of this many frames usually take one core. */
export function usualSeconds(preset: RenderPreset, size: Size, frames: number): number {
  return preset.usual.seconds * size.width * size.height * frames
}
