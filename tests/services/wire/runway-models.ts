import { isFields } from '../core/call.ts'

export const RUNWAY_MODES = ['text_to_video', 'image_to_video', 'video_to_video'] as const
export type RunwayMode = (typeof RUNWAY_MODES)[number]

type Rule = (value: unknown) => boolean

/** Names of the fields a call must have, and of those it may have besides. */
type Shape = { readonly needed: readonly string[]; readonly also: readonly string[] }

export type RunwayModel = {
  /** Of fields whose values this model limits in its own way; the others are as in `FIELD_RULES`. */
  readonly rules: Readonly<Record<string, Rule>>
  /** Where pictures may stand; `any`: all of them first and last, or all without a position, as references. */
  readonly frames: 'first' | 'first-last' | 'any'
} & Readonly<Partial<Record<RunwayMode, Shape>>>

const oneOf =
  (...values: readonly unknown[]): Rule =>
  value =>
    values.includes(value)
const wholeFrom =
  (from: number, to: number): Rule =>
  value =>
    Number.isInteger(value) && Number(value) >= from && Number(value) <= to
const words =
  (upTo: number): Rule =>
  value =>
    typeof value === 'string' && value !== '' && value.length <= upTo
const seconds: Rule = value => typeof value === 'number' && value > 0
const orAuto =
  (rule: Rule): Rule =>
  value =>
    value === 'auto' || rule(value)
const bool: Rule = value => typeof value === 'boolean'
const references =
  (upTo: number): Rule =>
  value =>
    Array.isArray(value) &&
    value.length <= upTo &&
    value.every(part => isFields(part) && typeof part['uri'] === 'string')
const ratios = (list: string): Rule => oneOf(...list.split(' '))

/** What a field holds where its model says nothing else. Media fields are looked at in `runway-body.ts`. */
export const FIELD_RULES: Readonly<Record<string, Rule>> = {
  promptText: words(Number.POSITIVE_INFINITY),
  duration: seconds,
  ratio: value => typeof value === 'string',
  seed: wholeFrom(0, 4_294_967_295),
  audio: bool,
  negativePrompt: words(1000),
  contentModeration: value =>
    isFields(value) && [undefined, 'auto', 'low'].includes(value['publicFigureThreshold'] as string),
  outputFormat: value => typeof value === 'string',
  proresProfile: value => typeof value === 'string',
  promptExpansionMode: oneOf('disabled', 'balanced', 'quality'),
  mode: oneOf('reference', 'extend', 'edit'),
  references: references(30),
  referenceVideos: references(30),
  referenceAudio: references(30),
  keyframes: references(5),
  targetAspectRatio: ratios('16:9 4:3 3:2 1:1 2:3 3:4 9:16 21:9'),
}

const WIDE = '1280:720 720:1280'
const VEO = `${WIDE} 1080:1920 1920:1080`
const HAILUO = 'adaptive 21:9 16:9 4:3 1:1 3:4 9:16'
const HORSE = `${VEO} 960:960 1108:832 832:1108 1440:1440 1662:1248 1248:1662`
const SEEDANCE_720 = `${WIDE} 752:560 640:640 560:752 1470:630 1112:834 960:960 834:1112`
const SEEDANCE_FAST = `${SEEDANCE_720} 992:432 864:496 496:864`
const SEEDANCE_1080 = '2206:946 1920:1080 1664:1248 1440:1440 1248:1664 1080:1920'
const SEEDANCE_4K = '3840:1646 3840:2160 3840:2880 3840:3840 2880:3840 2160:3840'
const WAN_720 = `832:480 720:544 624:624 544:720 480:832 ${WIDE} 1104:832 960:960 832:1104`
const WAN = `${WAN_720} 1920:1080 1648:1248 1440:1440 1248:1648 1080:1920 auto_480p auto_720p auto_1080p`
const OMNI = `640:360 360:640 ${VEO} 3840:2160 2160:3840`

const GEN_EXTRA = ['contentModeration', 'outputFormat', 'proresProfile', 'seed']
const VEO_EXTRA = ['audio', 'duration', 'negativePrompt', 'seed']
const REFERENCES = ['referenceAudio', 'references', 'referenceVideos']
const SEEDANCE_EXTRA = ['audio', 'duration', 'ratio', 'referenceAudio', 'seed']

const genRatios = `${WIDE} 1104:832 960:960 832:1104 1584:672`

const veo: RunwayModel = {
  rules: { promptText: words(1000), duration: oneOf(4, 6, 8), ratio: ratios(VEO) },
  frames: 'first-last',
  text_to_video: { needed: ['promptText', 'ratio'], also: VEO_EXTRA },
  image_to_video: { needed: ['promptImage', 'ratio'], also: [...VEO_EXTRA, 'promptText'] },
}

const seedance = (list: string): RunwayModel => ({
  rules: { promptText: words(3500), duration: orAuto(seconds), ratio: ratios(list), references: references(9) },
  frames: 'any',
  text_to_video: { needed: ['promptText'], also: [...SEEDANCE_EXTRA, ...REFERENCES] },
  image_to_video: { needed: ['promptImage'], also: [...SEEDANCE_EXTRA, 'promptText'] },
  video_to_video: { needed: ['promptVideo'], also: [...SEEDANCE_EXTRA, ...REFERENCES, 'promptText'] },
})

const seedance25 = seedance(`${SEEDANCE_720} 992:432 854:480 480:854 ${SEEDANCE_1080}`)

const wan: RunwayModel = {
  rules: { ratio: ratios(WAN), references: references(10) },
  frames: 'any',
  text_to_video: { needed: ['promptText'], also: ['audio', 'duration', 'ratio', ...REFERENCES] },
  image_to_video: {
    needed: ['promptImage', 'promptText'],
    also: ['audio', 'duration', 'ratio', 'referenceAudio', 'referenceVideos'],
  },
}

/** By model id, as of November 2026. Lengths in seconds, prompts in characters. */
export const RUNWAY_MODELS: Readonly<Record<string, RunwayModel>> = {
  'gen4.5': {
    rules: { promptText: words(1000), duration: wholeFrom(2, 10), ratio: ratios(genRatios) },
    frames: 'first',
    text_to_video: { needed: ['duration', 'promptText', 'ratio'], also: GEN_EXTRA },
    image_to_video: { needed: ['duration', 'promptImage', 'promptText', 'ratio'], also: GEN_EXTRA },
  },
  gen4_turbo: {
    rules: { promptText: words(1000), duration: wholeFrom(2, 10), ratio: ratios(genRatios) },
    frames: 'first',
    image_to_video: { needed: ['promptImage', 'ratio'], also: ['contentModeration', 'duration', 'promptText', 'seed'] },
  },
  'veo3.1': veo,
  'veo3.1_fast': veo,
  hailuo3: {
    rules: { ratio: ratios(HAILUO), resolution: oneOf('768p', '2k', '768P', '2K'), references: references(9) },
    frames: 'any',
    text_to_video: { needed: ['promptText'], also: ['duration', 'ratio', 'resolution', ...REFERENCES] },
    image_to_video: {
      needed: ['promptImage', 'promptText'],
      also: ['duration', 'ratio', 'resolution', 'referenceAudio'],
    },
    video_to_video: { needed: ['promptText', 'promptVideo'], also: ['duration', 'ratio', 'resolution', ...REFERENCES] },
  },
  h3_max: {
    rules: { resolution: oneOf('480p', '768p') },
    frames: 'first-last',
    text_to_video: { needed: ['promptText'], also: ['duration', 'promptExpansionMode', 'resolution', 'seed'] },
    image_to_video: {
      needed: ['promptImage', 'promptText'],
      also: ['duration', 'promptExpansionMode', 'resolution', 'seed'],
    },
  },
  seedance2: seedance(`${SEEDANCE_FAST} ${SEEDANCE_1080} ${SEEDANCE_4K}`),
  seedance2_fast: seedance(SEEDANCE_FAST),
  seedance2_mini: seedance(SEEDANCE_FAST),
  seedance2_5: {
    ...seedance25,
    rules: { ...seedance25.rules, promptText: words(15_000), references: references(30) },
    text_to_video: { needed: [], also: [...SEEDANCE_EXTRA, ...REFERENCES, 'promptText'] },
    video_to_video: { needed: ['promptVideo'], also: [...SEEDANCE_EXTRA, ...REFERENCES, 'promptText', 'mode'] },
  },
  wan3: wan,
  wan3_prime: wan,
  gemini_omni_flash: {
    rules: { duration: wholeFrom(3, 10), ratio: ratios(WIDE) },
    frames: 'first',
    text_to_video: { needed: ['promptText'], also: ['duration', 'ratio'] },
    image_to_video: { needed: ['promptImage'], also: ['duration', 'promptText', 'ratio'] },
    video_to_video: { needed: ['promptText', 'videoUri'], also: ['references'] },
  },
  'gemini_omni_flash_1.1': {
    rules: {
      duration: orAuto(value => seconds(value) && Number(value) >= 3 && Number(value) <= 10),
      ratio: ratios(OMNI),
    },
    frames: 'first-last',
    text_to_video: { needed: ['promptText'], also: ['duration', 'ratio', 'references', 'referenceVideos'] },
    image_to_video: { needed: ['promptImage', 'promptText'], also: ['duration', 'ratio'] },
    video_to_video: { needed: ['promptText', 'videoUri'], also: ['duration', 'mode', 'ratio', 'references'] },
  },
  grok_imagine_1_5: {
    rules: { ratio: ratios('1:1 16:9 9:16 4:3 3:4 3:2 2:3'), resolution: oneOf('480p', '720p', '1080p') },
    frames: 'first',
    text_to_video: {
      needed: ['promptText'],
      also: ['duration', 'ratio', 'resolution', 'references', 'referenceAudio'],
    },
    image_to_video: { needed: ['promptImage'], also: ['duration', 'promptText', 'resolution'] },
  },
  happyhorse_1_0: {
    rules: { promptText: words(2500), ratio: ratios(HORSE), resolution: oneOf('720p', '1080p', '720P', '1080P') },
    frames: 'first',
    text_to_video: { needed: ['promptText'], also: ['duration', 'ratio'] },
    image_to_video: { needed: ['promptImage'], also: ['duration', 'promptText', 'resolution'] },
  },
  aleph2: {
    rules: {},
    frames: 'first',
    video_to_video: {
      needed: ['videoUri'],
      also: [...GEN_EXTRA, 'keyframes', 'promptText', 'ratio', 'targetAspectRatio'],
    },
  },
}
