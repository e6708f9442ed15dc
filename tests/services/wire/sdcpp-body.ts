import { asText, isBase64, isFields, type Fields } from '../core/call.ts'
import type { ClipWish } from '../core/jobs.ts'
import { check } from '../core/wire.ts'

/** The body as a JSON object, whatever its type is said to be; throws WrongRequest. */
export function parseBody(raw: Buffer): Fields {
  let value: unknown
  try {
    value = JSON.parse(raw.toString('utf8'))
  } catch {
    check(false, 'invalid json')
  }
  check(isFields(value), 'invalid generation parameters')
  return value
}

/** Throws WrongRequest when a field that is known is not as it must be. */
export function checkBody(body: Fields, formats: readonly string[]): void {
  const wrong = 'invalid generation parameters'
  const isOptional = (name: string, is: (value: unknown) => boolean): boolean => body[name] == null || is(body[name])
  for (const name of ['prompt', 'negative_prompt'])
    check(
      isOptional(name, value => typeof value === 'string'),
      wrong,
      name,
    )
  for (const name of ['width', 'height']) {
    check(
      isOptional(name, value => Number.isInteger(value) && Number(value) >= 64 && Number(value) <= 4096),
      wrong,
      name,
    )
  }
  for (const name of ['video_frames', 'fps']) {
    check(
      isOptional(name, value => Number.isInteger(value) && Number(value) >= 1),
      wrong,
      name,
    )
  }
  check(
    isOptional('seed', value => Number.isInteger(value) && Number(value) >= -1),
    wrong,
    'seed',
  )
  for (const name of ['strength', 'moe_boundary', 'vace_strength']) {
    check(
      isOptional(name, value => typeof value === 'number'),
      wrong,
      name,
    )
  }
  for (const name of ['init_image', 'end_image']) check(isOptional(name, isPicture), wrong, name)
  check(
    isOptional('control_frames', value => Array.isArray(value) && value.every(isPicture)),
    wrong,
  )
  for (const name of ['sample_params', 'high_noise_sample_params', 'vae_tiling_params']) {
    check(isOptional(name, isFields), wrong, name)
  }
  check(
    isOptional('lora', value => Array.isArray(value) && value.every(isFields)),
    wrong,
    'lora',
  )
  check(
    isOptional('output_format', value => formats.includes(String(value))),
    'unsupported output_format',
  )
}

function isPicture(value: unknown): boolean {
  return typeof value === 'string' && isBase64(value.replace(/^data:image\/[\w.+-]+;base64,/, ''))
}

/** What the body asks for; what it leaves out is as the server has it by default. */
export function bodyWish(body: Fields): ClipWish {
  const number = (name: string, otherwise: number): number => (typeof body[name] === 'number' ? body[name] : otherwise)
  const fps = number('fps', 16)
  const frames = wholeFrames(number('video_frames', 33))
  return {
    prompt: typeof body['prompt'] === 'string' ? body['prompt'] : null,
    seconds: frames / fps,
    width: number('width', 512),
    height: number('height', 512),
    fps,
    seed: number('seed', -1),
    format: asText(body['output_format']) || 'webm',
  }
}

/** The largest 4n + 1 that is not more than asked. */
function wholeFrames(asked: number): number {
  return Math.floor((asked - 1) / 4) * 4 + 1
}
