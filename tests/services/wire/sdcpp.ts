import { randomBytes } from 'node:crypto'
import { json, type Answer } from '../core/answer.ts'
import { hasKey, type Call, type Fields } from '../core/call.ts'
import type { Desk } from '../core/desk.ts'
import { findRoute } from '../core/find-route.ts'
import type { Job } from '../core/jobs.ts'
import { check, type Trouble, type Wire } from '../core/wire.ts'
import { bodyWish, checkBody, parseBody } from './sdcpp-body.ts'

const TYPES: Readonly<Record<string, string>> = { webm: 'video/webm', webp: 'image/webp', avi: 'video/x-msvideo' }

/** The server of stable-diffusion.cpp. Its paths begin with `/sdcpp/v1` by themselves. */
export const sdcpp: Wire = {
  family: 'sdcpp',
  say,
  route(call, desk) {
    const keyed =
      (answer: (values: Record<string, string>) => Answer | Promise<Answer>) =>
      (values: Record<string, string>): Answer | Promise<Answer> =>
        hasKey(call, 'Bearer', desk.settings.sdcpp.keys) ? answer(values) : json(401, { error: 'unauthorized' })
    const one = '/sdcpp/v1/jobs/:id'
    return findRoute(call, [
      { method: 'POST', pattern: '/sdcpp/v1/vid_gen', on: 'create', answer: keyed(() => create(call, desk)) },
      { method: 'GET', pattern: one, on: 'poll', answer: keyed(({ id = '' }) => poll(call, desk, id)) },
      {
        method: 'POST',
        pattern: `${one}/cancel`,
        on: 'cancel',
        answer: keyed(({ id = '' }) => cancel(call, desk, id)),
      },
      {
        method: 'GET',
        pattern: '/sdcpp/v1/capabilities',
        on: 'probe',
        answer: keyed(() => json(200, capabilities(desk))),
      },
    ])
  },
}

function say(trouble: Trouble): Answer | null {
  switch (trouble.kind) {
    case 'refused':
    case 'out-of-credit':
      return null
    case 'wrong':
      return json(400, { error: trouble.message })
    case 'server-error':
      return json(trouble.status, { error: 'server_error', message: 'an exception was thrown' })
    case 'unauthorized':
      return json(401, { error: 'unauthorized' })
    case 'too-many-requests':
      return json(429, { error: 'job queue is full' })
    case 'not-found':
      return json(404, { error: 'job not found' })
    case 'gone':
      return json(trouble.status, { error: 'job expired' })
    default: {
      const never: never = trouble
      throw new Error(`unknown trouble ${JSON.stringify(never)}`)
    }
  }
}

function create(call: Call, desk: Desk): Answer {
  check(call.body.length > 0, 'empty body')
  const settings = desk.settings.sdcpp
  const body = parseBody(call.body)
  checkBody(body, settings.formats)
  const waiting = desk.jobs.of('sdcpp').filter(({ state }) => state !== 'ended').length
  if (waiting >= settings.maxQueue) return json(429, { error: 'job queue is full' })
  const job = desk.accept(call, {
    id: `job_${randomBytes(10).toString('hex')}`,
    body,
    wish: bodyWish(body),
  })
  const created = Math.floor(job.createdAtMs / 1000)
  return json(202, { id: job.id, kind: 'vid_gen', status: 'queued', created, poll_url: `/sdcpp/v1/jobs/${job.id}` })
}

async function poll(call: Call, desk: Desk, id: string): Promise<Answer> {
  const job = desk.polled(call, id)
  if (!job) return json(404, { error: 'job not found' })
  if (job.isExpired) return json(410, { error: 'job expired' })
  return json(200, await recordOf(call, desk, job))
}

/** Only what still waits can be cancelled. */
async function cancel(call: Call, desk: Desk, id: string): Promise<Answer> {
  const job = desk.jobs.find('sdcpp', id)
  if (!job) return json(404, { error: 'job not found' })
  if (job.isExpired) return json(410, { error: 'job expired' })
  if (job.state === 'running') return json(409, { error: 'job is currently generating and cannot be interrupted yet' })
  desk.cancel(call, job)
  return json(200, await recordOf(call, desk, job))
}

async function recordOf(call: Call, desk: Desk, job: Job): Promise<Fields> {
  const seconds = (ms: number | null): number | null => (ms === null ? null : Math.floor(ms / 1000))
  const { format, fps, seconds: length } = job.wish
  return {
    id: job.id,
    kind: 'vid_gen',
    status: statusOf(job),
    created: seconds(job.createdAtMs),
    started: seconds(job.startedAtMs),
    completed: seconds(job.endedAtMs),
    queue_position: desk.jobs.queuePosition(job),
    result: desk.hasClip(call, job)
      ? {
          output_format: format,
          mime_type: TYPES[format] ?? 'application/octet-stream',
          fps,
          frame_count: Math.round((length ?? 0) * (fps ?? 0)),
          b64_json: (await desk.inlineClip(call, job)).toString('base64'),
        }
      : null,
    error: errorOf(job),
  }
}

function statusOf(job: Job): string {
  if (job.state === 'queued') return 'queued'
  if (job.state === 'running') return 'generating'
  if (job.ending?.kind === 'done') return 'completed'
  return job.ending?.kind === 'cancelled' ? 'cancelled' : 'failed'
}

/** The server says the same of every failure. */
function errorOf(job: Job): Fields | null {
  if (job.ending?.kind === 'cancelled') return { code: 'cancelled', message: 'job cancelled by client' }
  if (job.ending === null || job.ending.kind === 'done') return null
  return { code: 'generation_failed', message: 'generate_video returned no results' }
}

function capabilities(desk: Desk): Fields {
  const { formats, maxQueue } = desk.settings.sdcpp
  const features = {
    init_image: true,
    end_image: true,
    control_frames: true,
    cancel_queued: true,
    cancel_generating: false,
  }
  return {
    model: { name: 'wan2.2-ti2v-5b-q8_0.gguf', stem: 'wan2.2-ti2v-5b-q8_0', path: '/models/wan2.2-ti2v-5b-q8_0.gguf' },
    current_mode: 'vid_gen',
    supported_modes: ['vid_gen'],
    limits: {
      min_width: 64,
      max_width: 4096,
      min_height: 64,
      max_height: 4096,
      max_batch_count: 8,
      max_queue_size: maxQueue,
    },
    samplers: ['euler', 'euler_a'],
    schedulers: ['discrete', 'simple'],
    output_formats: formats,
    output_formats_by_mode: { vid_gen: formats },
    features,
    features_by_mode: { vid_gen: features },
    loras: [],
  }
}
