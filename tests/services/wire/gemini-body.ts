import { asText, isBase64, isFields, type Fields } from '../core/call.ts'
import type { ClipWish } from '../core/jobs.ts'
import { check } from '../core/wire.ts'

const TASKS = ['text_to_video', 'image_to_video', 'reference_to_video', 'edit', 'extend', 'upscale']
const MOST_REFERENCES = 14
const MOST_REFERENCE_VIDEOS = 3
const RESOLUTIONS = ['360p', '720p', '1080p', '4k']

/** Throws WrongRequest when the body of a create call is not as the models want it. `isKnown` says whether a job exists. */
export function checkInteraction(body: Fields, models: readonly string[], isKnown: (id: string) => boolean): void {
  const { model, input, background, store, previous_interaction_id: previous } = body
  check(models.includes(String(model)), `Model ${String(model)} is not found`)
  check(background === undefined || typeof background === 'boolean', 'Invalid value at background')
  check(store === undefined || typeof store === 'boolean', 'Invalid value at store')
  check(!(background === true && store === false), 'background requires store')
  const parts = partsOf(input)
  check(parts.some(({ type }) => type === 'text') || parts.length > 0, 'input is required')
  for (const part of parts) checkPart(part)
  check(previous === undefined || (typeof previous === 'string' && isKnown(previous)), 'Invalid interaction name')
  const task = taskOf(body)
  check(task === undefined || TASKS.includes(task), 'Invalid value at generation_config.video_config.task')
  checkTask(task, parts, previous !== undefined)
  const hasLastFrame = task === 'image_to_video' && countOf(parts, 'image') > 1
  // Of what goes on from a video, the length is what is added.
  const isLong = model === 'gemini-omni-1.2-flash' && !hasLastFrame && task !== 'extend'
  checkFormat(formatOf(body), isLong ? 15 : 10)
}

function countOf(parts: readonly Fields[], type: string): number {
  return parts.filter(part => part['type'] === type).length
}

/** What must be given for a task, and what must not. A former interaction stands for the video it made. */
function checkTask(task: string | undefined, parts: readonly Fields[], hasPrevious: boolean): void {
  const images = countOf(parts, 'image')
  const videos = countOf(parts, 'video')
  check(task !== 'text_to_video' || images + videos === 0, 'text_to_video takes no images and no video')
  check(task !== 'image_to_video' || images > 0, 'image_to_video requires an image')
  check(task !== 'image_to_video' || videos === 0, 'image_to_video takes no video')
  if (task === 'reference_to_video') {
    check(images > 0 && images <= MOST_REFERENCES, `reference_to_video takes 1 to ${MOST_REFERENCES} images`)
    check(videos <= MOST_REFERENCE_VIDEOS, `reference_to_video takes at most ${MOST_REFERENCE_VIDEOS} videos`)
  }
  check(task !== 'edit' || hasPrevious || videos > 0, 'edit requires a video')
  if (task === 'extend') {
    check(videos + Number(hasPrevious) === 1, 'extend requires one video')
    check(countOf(parts, 'text') > 0, 'extend requires a text')
  }
}

function partsOf(input: unknown): readonly Fields[] {
  if (typeof input === 'string') return input === '' ? [] : [{ type: 'text', text: input }]
  check(Array.isArray(input) && input.every(isFields), 'Invalid value at input')
  return input
}

function checkPart(part: Fields): void {
  const { type, text, data, uri, mime_type: mimeType } = part
  if (type === 'text') {
    check(typeof text === 'string' && text !== '', 'Invalid value at input.text')
    return
  }
  check(['image', 'video', 'audio'].includes(String(type)), 'Invalid value at input.type')
  check(typeof mimeType === 'string' && mimeType.startsWith(`${String(type)}/`), 'Invalid value at input.mime_type')
  check((data === undefined) !== (uri === undefined), 'input needs either data or uri')
  check(data === undefined || isBase64(data), 'Invalid value at input.data: Base64 decoding failed')
  check(uri === undefined || typeof uri === 'string', 'Invalid value at input.uri')
}

function taskOf(body: Fields): string | undefined {
  const config = body['generation_config']
  if (config === undefined) return undefined
  check(isFields(config), 'Invalid value at generation_config')
  const video = config['video_config']
  if (video === undefined) return undefined
  check(isFields(video), 'Invalid value at generation_config.video_config')
  return video['task'] === undefined ? undefined : asText(video['task'])
}

/** The format of the video, which may stand alone or in a list; undefined when there is none. */
export function formatOf(body: Fields): Fields | undefined {
  const format = body['response_format']
  const formats: readonly unknown[] = Array.isArray(format) ? format : [format]
  return formats.find((one): one is Fields => isFields(one) && one['type'] === 'video')
}

function checkFormat(format: Fields | undefined, upTo: number): void {
  check(format !== undefined, 'response_format.type must be video')
  const { delivery, aspect_ratio: ratio, resolution, duration, gcs_uri: bucket } = format
  check(bucket === undefined, 'gcs_uri is not supported')
  check(
    delivery === undefined || ['inline', 'uri'].includes(asText(delivery)),
    'Invalid value at response_format.delivery',
  )
  check(
    ratio === undefined || ['16:9', '9:16'].includes(asText(ratio)),
    'Invalid value at response_format.aspect_ratio',
  )
  const isResolution = resolution === undefined || RESOLUTIONS.includes(asText(resolution))
  check(isResolution, 'Invalid value at response_format.resolution')
  if (duration === undefined) return
  check(typeof duration === 'string' && /^\d+(\.\d+)?s$/.test(duration), 'Invalid value at response_format.duration')
  const seconds = Number.parseFloat(duration)
  check(seconds >= 3 && seconds <= upTo, `duration must be between 3s and ${upTo}s`)
}

/** Pixels of the shorter side. */
const SHORT_SIDE: Readonly<Record<string, number>> = { '360p': 360, '720p': 720, '1080p': 1080, '4k': 2160 }

/** What the body of a create call, found right, asks for. */
export function wishOf(body: Fields): ClipWish {
  const format = formatOf(body) ?? {}
  const short = SHORT_SIDE[asText(format['resolution'])] ?? 720
  const long = Math.round((short * 16) / 9)
  const isUpright = format['aspect_ratio'] === '9:16'
  const { input } = body
  const words = (Array.isArray(input) ? (input as Fields[]) : []).find(({ type }) => type === 'text')?.['text']
  return {
    prompt: typeof input === 'string' ? input : typeof words === 'string' ? words : null,
    seconds: format['duration'] === undefined ? 10 : Number.parseFloat(asText(format['duration'])),
    width: isUpright ? short : long,
    height: isUpright ? long : short,
    fps: 24,
    seed: null,
    format: 'mp4',
  }
}

/** The part that the clip goes on from, of a body found right; undefined when there is none. */
export function videoPartOf(body: Fields): Fields | undefined {
  return taskOf(body) === 'extend' ? partsOf(body['input']).find(({ type }) => type === 'video') : undefined
}
