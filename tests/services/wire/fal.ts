import { randomUUID } from 'node:crypto'
import { empty, json, type Answer } from '../core/answer.ts'
import { sha256 } from '../core/books.ts'
import { hasKey, readJson, type Call, type Fields } from '../core/call.ts'
import type { Desk } from '../core/desk.ts'
import { findRoute, outputRoute } from '../core/find-route.ts'
import type { Job } from '../core/jobs.ts'
import type { Settings } from '../core/settings.ts'
import { check, type Trouble, type Wire } from '../core/wire.ts'
import { inputErrors } from './fal-models.ts'

/**
 * fal's queue: `/<owner>/<app>[/<path>]` takes a job, and all further paths hold owner and app alone. Its store of files,
 * a host of its own at fal, is spoken to on the same address: `/storage/upload/initiate`.
 */
export const fal: Wire = {
  family: 'fal',
  say,
  route(call, desk) {
    const keyed =
      (answer: (values: Record<string, string>) => Answer | Promise<Answer>) =>
      (values: Record<string, string>): Answer | Promise<Answer> =>
        hasKey(call, 'Key', desk.settings.fal.keys) ? answer(values) : say({ kind: 'unauthorized' }, desk.settings)
    const one = '/:owner/:app/requests/:id'
    return findRoute(call, [
      {
        method: 'POST',
        pattern: '/storage/upload/initiate',
        on: 'upload',
        answer: keyed(() => startUpload(call, desk)),
      },
      { method: 'PUT', pattern: '/_uploads/:id/:name', on: 'upload', answer: ({ id = '' }) => upload(call, desk, id) },
      outputRoute(call, desk, fal, () => 'video/mp4'),
      { method: 'GET', pattern: `${one}/status`, on: 'poll', answer: keyed(values => status(call, desk, values)) },
      { method: 'PUT', pattern: `${one}/cancel`, on: 'cancel', answer: keyed(values => cancel(call, desk, values)) },
      { method: 'GET', pattern: one, on: 'poll', answer: keyed(values => result(call, desk, values)) },
      { method: 'POST', pattern: '/:owner/*app', on: 'create', answer: keyed(values => create(call, desk, values)) },
    ])
  },
}

function say(trouble: Trouble, settings: Settings): Answer {
  const id = { 'x-fal-request-id': randomUUID() }
  const infrastructure = (code: number, type: string, detail: string): Answer =>
    json(code, { detail, error_type: type }, { ...id, 'x-fal-error-type': type })
  const model = (code: number, loc: readonly string[], msg: string, type: string): Answer =>
    json(code, { detail: [{ loc, msg, type }] }, { ...id, 'x-fal-retryable': 'false' })
  switch (trouble.kind) {
    case 'unauthorized':
      return json(401, { detail: 'Authentication is required to access this application.' }, id)
    case 'too-many-requests':
      return json(429, { detail: 'Too many requests.' }, id)
    case 'server-error': {
      const type = { 504: 'startup_timeout', 503: 'runner_scheduling_failure' }[trouble.status] ?? 'internal_error'
      return infrastructure(trouble.status, type, 'The request could not be handled.')
    }
    case 'refused':
      return model(422, ['body', 'prompt'], 'The content could not be processed.', settings.fal.moderationType)
    case 'out-of-credit':
      return json(settings.fal.lockedStatus, { detail: 'User is locked. Reason: Exhausted balance.' }, id)
    case 'not-found':
      return json(404, { detail: 'Request not found' }, id)
    case 'gone':
      return json(trouble.status, { detail: 'File not found' }, id)
    case 'wrong':
      return model(
        422,
        ['body', ...(trouble.field === undefined ? [] : [trouble.field])],
        trouble.message,
        'value_error',
      )
    default: {
      const never: never = trouble
      throw new Error(`unknown trouble ${JSON.stringify(never)}`)
    }
  }
}

type Values = Record<string, string>

function create(call: Call, desk: Desk, { owner = '', app = '' }: Values): Answer {
  const input = readJson(call)
  const name = `${owner}/${app}`
  check(app !== '' && !app.split('/').includes('requests'), `Application "${name}" not found`)
  const errors = inputErrors(name, input)
  if (errors.length > 0 && desk.settings.fal.checksAt === 'submit') return json(422, { detail: errors })
  if (!desk.canPay(call)) return say({ kind: 'out-of-credit' }, desk.settings)
  const seconds = Number.parseFloat(JSON.stringify(input['duration'] ?? '').replaceAll('"', ''))
  const job = desk.accept(call, {
    id: randomUUID(),
    body: { model: name, input },
    wish: {
      prompt: typeof input['prompt'] === 'string' ? input['prompt'] : null,
      seconds: Number.isNaN(seconds) ? null : seconds,
      width: null,
      height: null,
      fps: typeof input['fps'] === 'number' ? input['fps'] : null,
      seed: typeof input['seed'] === 'number' ? input['seed'] : null,
      format: 'mp4',
    },
    video: () => (app.endsWith('/extend-video') ? desk.bytesAt(input['video_url']) : null),
    ...(errors.length > 0 && { destiny: { kind: 'failed', isRetryable: false } }),
  })
  return json(200, {
    request_id: job.id,
    ...urlsOf(call, desk, job),
    status: 'IN_QUEUE',
    queue_position: position(desk, job),
  })
}

function modelOf(job: Job): { readonly model: string; readonly input: Fields } {
  return job.body as { model: string; input: Fields }
}

/** Owner and app, without the rest of the model's id. */
function rootOf(job: Job): string {
  return modelOf(job).model.split('/').slice(0, 2).join('/')
}

function urlsOf(call: Call, desk: Desk, job: Job): Fields {
  const path = `/${rootOf(job)}/requests/${job.id}`
  const [status_url, response_url, cancel_url] = ['/status', '', '/cancel'].map(end =>
    desk.link(call, 'poll', path + end),
  )
  return { status_url, response_url, cancel_url }
}

function position(desk: Desk, job: Job): number {
  return desk.jobs.queuePosition(job)
}

/** The job, if these are the owner and app it was given to. */
function named(job: Job | undefined, { owner, app }: Values): Job | undefined {
  return job && rootOf(job) === `${owner}/${app}` ? job : undefined
}

function status(call: Call, desk: Desk, values: Values): Answer {
  const job = named(desk.polled(call, values['id'] ?? ''), values)
  if (!job) return say({ kind: 'not-found' }, desk.settings)
  const logs = call.query.get('logs') === '1' ? { logs: [] } : {}
  const common = { request_id: job.id, ...urlsOf(call, desk, job), ...logs }
  if (job.state === 'queued') return json(202, { status: 'IN_QUEUE', queue_position: position(desk, job), ...common })
  if (job.state === 'running') return json(202, { status: 'IN_PROGRESS', ...common })
  return json(200, { status: 'COMPLETED', metrics: { inference_time: 12.5 }, ...common })
}

/** How a job failed is seen here alone. */
function result(call: Call, desk: Desk, values: Values): Answer {
  const job = named(desk.polled(call, values['id'] ?? ''), values)
  if (!job) return say({ kind: 'not-found' }, desk.settings)
  switch (job.ending?.kind) {
    case undefined:
      return json(400, { detail: 'Request is still in progress' })
    case 'done': {
      if (job.isExpired || !desk.hasClip(call, job)) return json(200, { video: null, seed: job.wish.seed })
      const url = desk.outputLink(call, job, 'output.mp4')
      return json(200, { video: { url, content_type: 'video/mp4', file_name: 'output.mp4' }, seed: job.wish.seed })
    }
    case 'refused':
      return say({ kind: 'refused' }, desk.settings)
    case 'cancelled':
      // What the result of a cancelled request answers is not confirmed by the makers.
      return json(400, { detail: 'Request was cancelled', error_type: 'client_cancelled' })
    case 'failed': {
      if (job.ending.isRetryable) {
        const type = 'runner_disconnected'
        return json(
          503,
          { detail: 'Runner disconnected', error_type: type },
          { 'x-fal-error-type': type, 'x-fal-retryable': 'true' },
        )
      }
      const { model, input } = modelOf(job)
      const found = inputErrors(model, input)
      const detail =
        found.length > 0 ? found : [{ loc: ['body'], msg: 'The input cannot be used', type: 'generic_input_error' }]
      return json(422, { detail }, { 'x-fal-retryable': 'false' })
    }
    default: {
      const never: never = job.ending
      throw new Error(`unknown ending ${JSON.stringify(never)}`)
    }
  }
}

function cancel(call: Call, desk: Desk, values: Values): Answer {
  const job = named(desk.jobs.find('fal', values['id'] ?? ''), values)
  if (!job) return json(404, { status: 'NOT_FOUND' })
  if (job.state === 'ended') return json(400, { status: 'ALREADY_COMPLETED' })
  desk.cancel(call, job)
  return json(202, { status: 'CANCELLATION_REQUESTED' })
}

function startUpload(call: Call, desk: Desk): Answer {
  const body = readJson(call)
  for (const name of ['content_type', 'file_name']) check(typeof body[name] === 'string', 'Field required', name)
  const path = `/_uploads/${randomUUID()}/${encodeURIComponent(String(body['file_name']))}`
  const link = desk.link(call, 'upload', path)
  return json(200, { upload_url: link, file_url: link })
}

function upload(call: Call, desk: Desk, id: string): Answer {
  const { body } = call
  if (body.length === 0) return json(400, { detail: 'No data' })
  const type = call.headers['content-type'] ?? ''
  desk.bookUpload(call, { field: 'file', name: id, type, sizeBytes: body.length, sha256: sha256(body) })
  desk.keepUpload(desk.link(call, 'upload', call.path), body)
  return empty(200)
}
