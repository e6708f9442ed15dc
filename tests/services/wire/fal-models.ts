import { isMediaUrl, type Fields } from '../core/call.ts'

/** A field of a model's input: what it may be, and whether it must be there. */
type Rule = { readonly is: (value: unknown) => boolean; readonly isNeeded?: boolean }
type Rules = Readonly<Record<string, Rule>>

const words: Rule = { is: value => typeof value === 'string' && value !== '', isNeeded: true }
const bool: Rule = { is: value => typeof value === 'boolean' }
const whole: Rule = { is: value => Number.isInteger(value) }
const number: Rule = { is: value => typeof value === 'number' }
const text: Rule = { is: value => typeof value === 'string' }
const within = (from: number, to: number): Rule => ({
  is: value => typeof value === 'number' && value >= from && value <= to,
})
const media: Rule = { is: isMediaUrl }
const mediaList: Rule = { is: value => Array.isArray(value) && value.length > 0 && value.every(isMediaUrl) }
const neededMedia: Rule = { is: isMediaUrl, isNeeded: true }
const oneOf = (...values: readonly unknown[]): Rule => ({ is: value => values.includes(value) })
const span = (from: number, to: number, as: (value: number) => unknown): Rule =>
  oneOf(...Array.from({ length: to - from + 1 }, (_, index) => as(from + index)))

/** Models that go on from a video. Their inputs are described whole: other fields are refused, though fal may pass over them. */
const EXTENDERS: Readonly<Record<string, Rules>> = {
  // Answers one clip: the video and what was added, at its end or its start.
  'fal-ai/ltx-2.3/extend-video': {
    video_url: neededMedia,
    prompt: text,
    duration: within(2, 20),
    mode: oneOf('end', 'start'),
    context: within(0, 20),
  },
  // Answers one clip: the video, of 8 seconds at most, and what was added.
  'fal-ai/veo3.1/extend-video': {
    prompt: words,
    video_url: neededMedia,
    aspect_ratio: oneOf('auto', '16:9', '9:16'),
    duration: oneOf('7s'),
    negative_prompt: text,
    resolution: oneOf('720p', '1080p'),
    generate_audio: bool,
    seed: whole,
    auto_fix: bool,
    safety_tolerance: span(1, 6, String),
  },
}

/** Inputs as the makers describe them, as far as they do; other models take any input that has a prompt, and lists of media where its name says so. */
const MODELS: Readonly<Record<string, Rules>> = {
  ...EXTENDERS,
  'fal-ai/kling-video/v3/pro/image-to-video': {
    start_image_url: neededMedia,
    end_image_url: media,
    duration: span(3, 15, String),
    generate_audio: bool,
    cfg_scale: number,
  },
  'fal-ai/kling-video/v4/image-to-video': {
    start_image_url: neededMedia,
    end_image_url: media,
    // Whether it is a number or a string is not confirmed by the makers.
    duration: { is: value => Number(value) >= 3 && Number(value) <= 30 },
    middle_image_urls: { is: value => Array.isArray(value) && value.length <= 8 && value.every(isMediaUrl) },
  },
  'fal-ai/veo3.1/first-last-frame-to-video': {
    prompt: words,
    first_frame_url: neededMedia,
    last_frame_url: neededMedia,
    duration: oneOf('4s', '6s', '8s'),
    resolution: oneOf('720p', '1080p', '4k'),
    seed: whole,
    generate_audio: bool,
    auto_fix: bool,
  },
  'fal-ai/ltx-2.3/image-to-video': {
    prompt: words,
    image_url: neededMedia,
    end_image_url: media,
    duration: oneOf(6, 8, 10),
    fps: oneOf(24, 25, 48, 50),
    resolution: oneOf('1080p', '1440p', '2160p'),
  },
  'bytedance/seedance-2.0/image-to-video': { prompt: words, image_url: neededMedia, end_image_url: media },
}

export type InputError = { readonly loc: readonly string[]; readonly msg: string; readonly type: string }

/** What is wrong with an input, in the style of the models' own answers; empty when nothing is. */
export function inputErrors(model: string, input: Fields): InputError[] {
  const lists = Object.keys(input).filter(name => name.endsWith('_urls'))
  const rules: Rules = MODELS[model] ?? { prompt: words, ...Object.fromEntries(lists.map(name => [name, mediaList])) }
  const extra = EXTENDERS[model] ? Object.keys(input).filter(name => !(name in rules)) : []
  const wrong = Object.entries(rules).flatMap(([name, rule]): InputError[] => {
    const value = input[name]
    if (value === undefined) {
      return rule.isNeeded === true ? [{ loc: ['body', name], msg: 'Field required', type: 'missing' }] : []
    }
    return rule.is(value) ? [] : [{ loc: ['body', name], msg: 'Input is not valid', type: 'value_error' }]
  })
  return [
    ...wrong,
    ...extra.map(name => ({ loc: ['body', name], msg: 'Extra inputs are not permitted', type: 'extra_forbidden' })),
  ]
}
