import { randomBytes } from 'node:crypto'
import { clipFile, empty, json, type Answer } from '../core/answer.ts'
import {
  asText,
  hasKey,
  isFields,
  isForm,
  readForm,
  readJson,
  type Call,
  type Fields,
  type FormFile,
} from '../core/call.ts'
import type { Desk } from '../core/desk.ts'
import { findFault } from '../core/faults.ts'
import { findRoute, outputRoute } from '../core/find-route.ts'
import type { Job } from '../core/jobs.ts'
import type { Settings } from '../core/settings.ts'
import { check, type Trouble, type Wire } from '../core/wire.ts'

/** The videos API that OpenAI left behind, as vLLM-Omni, SGLang and many resellers speak it. Paths begin with `/v1`. */
export const openaiVideos: Wire = {
  family: 'openai-videos',
  say,
  route(call, desk) {
    const settings = desk.settings['openai-videos']
    const keyed =
      (answer: (values: Record<string, string>) => Answer | Promise<Answer>) =>
      (values: Record<string, string>): Answer | Promise<Answer> =>
        hasKey(call, 'Bearer', settings.keys) ? answer(values) : say({ kind: 'unauthorized' }, desk.settings)
    return findRoute(call, [
      outputRoute(call, desk, openaiVideos, () => 'video/mp4'),
      { method: 'POST', pattern: '/v1/videos', on: 'create', answer: keyed(() => create(call, desk)) },
      { method: 'GET', pattern: '/v1/videos', on: 'list', answer: keyed(() => list(call, desk)) },
      { method: 'GET', pattern: '/v1/videos/:id', on: 'poll', answer: keyed(({ id = '' }) => poll(call, desk, id)) },
      {
        method: 'DELETE',
        pattern: '/v1/videos/:id',
        on: 'cancel',
        answer: keyed(({ id = '' }) => remove(call, desk, id)),
      },
      {
        method: 'GET',
        pattern: '/v1/videos/:id/content',
        on: 'download',
        answer: keyed(({ id = '' }) => content(call, desk, id)),
      },
      {
        method: 'GET',
        pattern: '/v1/models',
        on: 'probe',
        answer: keyed(() =>
          json(200, { object: 'list', data: settings.models.map(id => ({ id, object: 'model', owned_by: 'test' })) }),
        ),
      },
    ])
  },
}

function say(trouble: Trouble, settings: Settings): Answer {
  const error = (status: number, type: string, code: string | null, message: string, param: string | null = null) =>
    json(status, { error: { message, type, param, code } })
  switch (trouble.kind) {
    case 'unauthorized':
      return error(401, 'invalid_request_error', 'invalid_api_key', 'Incorrect API key provided.')
    case 'too-many-requests':
      return error(429, 'requests', 'rate_limit_exceeded', 'Rate limit reached for requests.')
    case 'server-error':
      return error(trouble.status, 'server_error', null, 'The server had an error while processing your request.')
    case 'refused':
      return error(
        400,
        'image_generation_user_error',
        'moderation_blocked',
        'Your request was blocked by our moderation.',
      )
    case 'out-of-credit':
      return error(429, 'insufficient_quota', 'insufficient_quota', 'You exceeded your current quota.')
    case 'not-found':
      return error(404, 'invalid_request_error', 'not_found', 'Video not found.')
    case 'gone':
      return error(trouble.status, 'invalid_request_error', 'expired', 'The video has expired.')
    case 'wrong': {
      const { message, field } = trouble
      if (settings['openai-videos'].errors === 'openai') {
        return error(400, 'invalid_request_error', 'invalid_value', message, field ?? null)
      }
      return json(422, { detail: [{ type: 'value_error', loc: ['body', ...(field ? [field] : [])], msg: message }] })
    }
    default: {
      const never: never = trouble
      throw new Error(`unknown trouble ${JSON.stringify(never)}`)
    }
  }
}

const SORA_SECONDS = ['4', '8', '12', '16', '20']
const SORA_SIZES = ['720x1280', '1280x720', '1024x1792', '1792x1024', '1080x1920', '1920x1080']
const NUMBERS = ['width', 'height', 'num_frames', 'fps', 'num_inference_steps', 'guidance_scale', 'guidance_scale_2']
const NUMBER_FIELDS = [...NUMBERS, 'flow_shift', 'seed']

async function create(call: Call, desk: Desk): Promise<Answer> {
  const form = isForm(call) ? await readForm(call) : null
  const body: Fields = form?.fields ?? readJson(call)
  const files = form?.files ?? []
  checkCreate(body, files, desk.settings['openai-videos'])
  if (!desk.canPay(call)) return say({ kind: 'out-of-credit' }, desk.settings)
  const [, width = null, height = null] = /^(\d+)x(\d+)$/.exec(asText(body['size'])) ?? []
  const number = (name: string): number | null => (body[name] === undefined ? null : Number(body[name]))
  const frames = number('num_frames')
  const fps = number('fps')
  const job = desk.accept(call, {
    id: `video_${randomBytes(16).toString('hex')}`,
    body,
    files,
    wish: {
      prompt: String(body['prompt']),
      seconds: number('seconds') ?? (frames !== null && fps ? frames / fps : null),
      width: width === null ? number('width') : Number(width),
      height: height === null ? number('height') : Number(height),
      fps,
      seed: number('seed'),
      format: 'mp4',
    },
  })
  return json(200, videoOf(job, desk))
}

function checkCreate(body: Fields, files: readonly FormFile[], settings: Settings['openai-videos']): void {
  const { prompt, model, seconds, size } = body
  const isSora = settings.checks === 'sora'
  check(typeof prompt === 'string' && prompt !== '', "Missing required parameter: 'prompt'.", 'prompt')
  check(model === undefined || typeof model === 'string', "'model' must be a string.", 'model')
  check(model === undefined || settings.models.includes(model), `The model '${model}' does not exist.`)
  const isSeconds = typeof seconds === 'string' && (isSora ? SORA_SECONDS.includes(seconds) : Number(seconds) > 0)
  check(seconds === undefined || isSeconds, "Invalid value for 'seconds': it is a string with a number.", 'seconds')
  const isSize = typeof size === 'string' && (isSora ? SORA_SIZES.includes(size) : /^[1-9]\d*x[1-9]\d*$/.test(size))
  check(size === undefined || isSize, "Invalid value for 'size'.", 'size')
  for (const name of NUMBER_FIELDS) {
    check(body[name] === undefined || Number.isFinite(Number(body[name])), `'${name}' must be a number.`, name)
  }
  const reference = body['input_reference']
  const isReference = isFields(reference) && ['file_id', 'image_url'].some(name => typeof reference[name] === 'string')
  check(reference === undefined || isReference, "'input_reference' must be a file.", 'input_reference')
  for (const { field, type, sizeBytes } of files) {
    check(field === 'input_reference', `Unexpected file '${field}'.`, field)
    check(/^(image|video)\//.test(type) && sizeBytes > 0, "'input_reference' must be an image or a video.", field)
  }
}

function list(call: Call, desk: Desk): Answer {
  const order = call.query.get('order') ?? 'desc'
  const limit = Number(call.query.get('limit') ?? 20)
  check(order === 'asc' || order === 'desc', "'order' is 'asc' or 'desc'.", 'order')
  check(Number.isInteger(limit) && limit >= 1 && limit <= 100, "'limit' is 1 to 100.", 'limit')
  const jobs = desk.jobs.of('openai-videos')
  if (order === 'desc') jobs.reverse()
  const after = call.query.get('after')
  const start = after === null ? 0 : jobs.findIndex(({ id }) => id === after) + 1
  const shown = jobs.slice(start, start + limit)
  return json(200, {
    object: 'list',
    data: shown.map(job => videoOf(job, desk)),
    first_id: shown[0]?.id ?? null,
    last_id: shown.at(-1)?.id ?? null,
    has_more: start + limit < jobs.length,
  })
}

function poll(call: Call, desk: Desk, id: string): Answer {
  const job = desk.polled(call, id)
  return job ? json(200, videoOf(job, desk)) : say({ kind: 'not-found' }, desk.settings)
}

function remove(call: Call, desk: Desk, id: string): Answer {
  const job = desk.jobs.find('openai-videos', id)
  if (!job) return say({ kind: 'not-found' }, desk.settings)
  desk.cancel(call, job)
  desk.jobs.lose(job)
  return json(200, { id, object: 'video.deleted', deleted: true })
}

async function content(call: Call, desk: Desk, id: string): Promise<Answer> {
  const variant = call.query.get('variant') ?? 'video'
  check(['video', 'thumbnail', 'spritesheet'].includes(variant), `Unknown variant '${variant}'.`, 'variant')
  const job = desk.jobs.find('openai-videos', id)
  if (!job) return say({ kind: 'not-found' }, desk.settings)
  // The status of a content call that comes too early or too late is not confirmed by the makers.
  check(job.ending?.kind === 'done', 'Video is not ready yet.')
  const expired = findFault(call.faults, 'expired-link')
  if (expired || job.isExpired) return say({ kind: 'gone', status: expired?.status ?? 404 }, desk.settings)
  if (variant !== 'video') return clipFile(Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'), 'image/webp')
  if (desk.settings['openai-videos'].content === 'redirect') {
    return empty(302, { location: desk.outputLink(call, job, 'video.mp4') })
  }
  return desk.clipAnswer(call, job, 'video/mp4')
}

function videoOf(job: Job, desk: Desk): Fields {
  const body = job.body as Fields
  const seconds = (ms: number | null): number | null => (ms === null ? null : Math.floor(ms / 1000))
  const isDone = job.ending?.kind === 'done'
  return {
    id: job.id,
    object: 'video',
    status: statusOf(job, desk.settings['openai-videos'].words),
    progress: Math.floor(job.progress * 100),
    created_at: seconds(job.createdAtMs),
    completed_at: isDone ? seconds(job.endedAtMs) : null,
    expires_at: isDone ? seconds((job.endedAtMs ?? 0) + 24 * 3_600_000) : null,
    error: errorOf(job),
    model: body['model'] ?? desk.settings['openai-videos'].models[0] ?? null,
    prompt: body['prompt'],
    remixed_from_video_id: null,
    seconds: body['seconds'] ?? null,
    size: body['size'] ?? null,
  }
}

function statusOf(job: Job, words: 'openai' | 'processing'): string {
  if (job.state === 'queued') return 'queued'
  if (job.state === 'running') return words === 'openai' ? 'in_progress' : 'processing'
  if (job.ending?.kind === 'done') return words === 'openai' ? 'completed' : 'succeeded'
  return job.ending?.kind === 'cancelled' ? 'cancelled' : 'failed'
}

function errorOf(job: Job): { code: string; message: string } | null {
  const { ending } = job
  if (ending?.kind === 'refused') {
    return { code: 'moderation_blocked', message: `The ${ending.stage} was blocked by our moderation system.` }
  }
  if (ending?.kind !== 'failed') return null
  return ending.isRetryable
    ? { code: 'server_error', message: 'The server had an error while generating the video.' }
    : { code: 'invalid_request_error', message: 'The video cannot be generated from these inputs.' }
}
