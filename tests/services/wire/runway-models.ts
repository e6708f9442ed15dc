/** What a model takes. `frames`: whether a picture may stand first only, or first and last. */
export type RunwayModel = {
  readonly modes: readonly ('text_to_video' | 'image_to_video' | 'video_to_video')[]
  readonly frames: 'first' | 'first-last'
  readonly isDuration: (duration: unknown, mode: string) => boolean
  readonly isDurationNeeded?: boolean
  /** Null: any ratio or resolution; which ones is not listed in full by the makers. */
  readonly ratios: ((mode: string) => readonly string[]) | null
  readonly promptUpTo: number
  /** Besides those that every model takes. */
  readonly fields: readonly string[]
  readonly videoField?: 'promptVideo' | 'videoUri'
}

/** Fields that every create call takes, by path. */
export const COMMON_FIELDS = ['model', 'promptText', 'ratio', 'duration']

const wholeFrom =
  (from: number, to: number) =>
  (duration: unknown): boolean =>
    Number.isInteger(duration) && Number(duration) >= from && Number(duration) <= to
const oneOf =
  (...values: readonly unknown[]) =>
  (duration: unknown): boolean =>
    values.includes(duration)
const anyNumber = (duration: unknown): boolean => typeof duration === 'number' && duration > 0
const numberOrAuto = (duration: unknown): boolean => duration === 'auto' || anyNumber(duration)

const GEN_TEXT = ['1280:720', '720:1280']
const GEN_IMAGE = [...GEN_TEXT, '1104:832', '960:960', '832:1104', '1584:672']
const VEO = ['1280:720', '720:1280', '1920:1080', '1080:1920']
const HAILUO = ['adaptive', '21:9', '16:9', '4:3', '1:1', '3:4', '9:16']
const MODERATION = ['contentModeration']
const TEXT_IMAGE = ['text_to_video', 'image_to_video'] as const
const ALL = ['text_to_video', 'image_to_video', 'video_to_video'] as const

const veo: RunwayModel = {
  modes: TEXT_IMAGE,
  frames: 'first-last',
  isDuration: oneOf(4, 6, 8),
  ratios: () => VEO,
  promptUpTo: 1000,
  fields: ['audio', 'negativePrompt', 'seed', ...MODERATION],
}

const seedance: RunwayModel = {
  modes: ALL,
  frames: 'first-last',
  isDuration: numberOrAuto,
  ratios: null,
  promptUpTo: 3500,
  fields: ['audio', 'seed', 'resolution', 'references', ...MODERATION],
  videoField: 'promptVideo',
}

const wan: RunwayModel = {
  modes: TEXT_IMAGE,
  frames: 'first-last',
  isDuration: anyNumber,
  ratios: null,
  promptUpTo: 5000,
  fields: ['audio', 'seed', 'resolution', 'references', 'referenceVideos', 'referenceAudios', ...MODERATION],
}

const omni: RunwayModel = {
  modes: ALL,
  frames: 'first-last',
  isDuration: duration => duration === 'auto' || wholeFrom(3, 10)(duration),
  ratios: null,
  promptUpTo: 5000,
  fields: ['references', 'resolution', ...MODERATION],
  videoField: 'videoUri',
}

/** By model id, as of November 2026. Lengths in seconds, prompts in characters. */
export const RUNWAY_MODELS: Readonly<Record<string, RunwayModel>> = {
  'gen4.5': {
    modes: TEXT_IMAGE,
    frames: 'first',
    isDuration: wholeFrom(2, 10),
    isDurationNeeded: true,
    ratios: mode => (mode === 'text_to_video' ? GEN_TEXT : GEN_IMAGE),
    promptUpTo: 1000,
    fields: ['seed', 'outputFormat', ...MODERATION],
  },
  gen4_turbo: {
    modes: ['image_to_video'],
    frames: 'first',
    isDuration: wholeFrom(2, 10),
    ratios: () => GEN_IMAGE,
    promptUpTo: 1000,
    fields: ['seed', ...MODERATION],
  },
  'veo3.1': veo,
  'veo3.1_fast': veo,
  hailuo3: {
    modes: ALL,
    frames: 'first-last',
    isDuration: anyNumber,
    ratios: () => HAILUO,
    promptUpTo: 7000,
    fields: ['resolution', 'references', ...MODERATION],
    videoField: 'promptVideo',
  },
  h3_max: {
    modes: TEXT_IMAGE,
    frames: 'first-last',
    isDuration: anyNumber,
    ratios: null,
    promptUpTo: 7000,
    fields: ['seed', 'resolution', 'promptExpansionMode', ...MODERATION],
  },
  seedance2: seedance,
  seedance2_fast: seedance,
  seedance2_mini: seedance,
  seedance2_5: { ...seedance, promptUpTo: 15_000, fields: [...seedance.fields, 'mode'] },
  wan3: wan,
  wan3_prime: wan,
  gemini_omni_flash: { ...omni, frames: 'first' },
  'gemini_omni_flash_1.1': { ...omni, fields: [...omni.fields, 'mode'] },
  grok_imagine_1_5: {
    modes: TEXT_IMAGE,
    frames: 'first',
    isDuration: anyNumber,
    ratios: null,
    promptUpTo: 4096,
    fields: ['resolution', ...MODERATION],
  },
  happyhorse_1_0: {
    modes: TEXT_IMAGE,
    frames: 'first',
    isDuration: anyNumber,
    ratios: null,
    promptUpTo: 5000,
    fields: ['resolution', ...MODERATION],
  },
  aleph2: {
    modes: ['video_to_video'],
    frames: 'first',
    isDuration: anyNumber,
    ratios: null,
    promptUpTo: 1000,
    fields: ['seed', 'keyframes', 'references', ...MODERATION],
    videoField: 'videoUri',
  },
}
