import { randomBytes } from 'node:crypto'
import { json, type Answer } from '../core/answer.ts'
import { hasKey, isFields, isMediaUrl, readForm, readJson, type Call, type Fields } from '../core/call.ts'
import type { Desk } from '../core/desk.ts'
import { findRoute, outputRoute } from '../core/find-route.ts'
import type { Job } from '../core/jobs.ts'
import { check, type Trouble, type Wire } from '../core/wire.ts'

const HOUR_MS = 3_600_000

/** Replicate. Paths begin with `/v1`. */
export const replicate: Wire = {
  family: 'replicate',
  say,
  route(call, desk) {
    const keyed =
      (answer: (values: Record<string, string>) => Answer | Promise<Answer>) =>
      (values: Record<string, string>): Answer | Promise<Answer> =>
        hasKey(call, 'Bearer', desk.settings.replicate.keys) ? answer(values) : say({ kind: 'unauthorized' })
    const one = '/v1/predictions/:id'
    return findRoute(call, [
      {
        method: 'POST',
        pattern: '/v1/models/:owner/:name/predictions',
        on: 'create',
        answer: keyed(({ owner, name }) => create(call, desk, `${owner}/${name}`)),
      },
      { method: 'POST', pattern: '/v1/predictions', on: 'create', answer: keyed(() => create(call, desk, null)) },
      { method: 'GET', pattern: '/v1/predictions', on: 'list', answer: keyed(() => list(call, desk)) },
      { method: 'GET', pattern: one, on: 'poll', answer: keyed(({ id = '' }) => poll(call, desk, id)) },
      {
        method: 'POST',
        pattern: `${one}/cancel`,
        on: 'cancel',
        answer: keyed(({ id = '' }) => cancel(call, desk, id)),
      },
      { method: 'POST', pattern: '/v1/files', on: 'upload', answer: keyed(() => upload(call, desk)) },
      {
        method: 'GET',
        pattern: '/v1/account',
        on: 'probe',
        answer: keyed(() => json(200, { type: 'user', username: 'test', name: 'Test' })),
      },
      outputRoute(call, desk, replicate, () => 'video/mp4'),
    ])
  },
}

function say(trouble: Trouble): Answer {
  const error = (status: number, title: string, detail: string, more: Fields = {}): Answer =>
    json(status, { title, detail, status, ...more }, { 'content-type': 'application/problem+json' })
  switch (trouble.kind) {
    case 'unauthorized':
      return error(401, 'Unauthenticated', 'You did not pass a valid authentication token')
    case 'too-many-requests':
      return error(429, 'Too Many Requests', 'Request was throttled. Your rate limit resets in ~30s.')
    case 'server-error':
      return error(trouble.status, 'Internal Server Error', 'Something went wrong on our side.')
    case 'refused':
      return error(422, 'Unprocessable Entity', 'The input was flagged as sensitive. (E005)')
    case 'out-of-credit':
      return error(402, 'Payment Required', 'You have insufficient credit to run this model.')
    case 'not-found':
      return error(404, 'Not found', 'The requested resource could not be found.')
    case 'gone':
      return error(trouble.status, 'Not found', 'The file has expired.')
    case 'wrong': {
      const { message, field } = trouble
      const more = field === undefined ? {} : { invalid_fields: [{ type: 'invalid', field, description: message }] }
      return error(422, 'Input validation failed', message, more)
    }
    default: {
      const never: never = trouble
      throw new Error(`unknown trouble ${JSON.stringify(never)}`)
    }
  }
}

/** `model` null: the version in the body says what is to run. */
function create(call: Call, desk: Desk, model: string | null): Answer {
  const body = readJson(call)
  const { version, input } = body
  check(model !== null || (typeof version === 'string' && version !== ''), 'version is required', 'version')
  check(isFields(input), 'input is required', 'input')
  for (const [name, value] of Object.entries(input)) {
    const isList = Array.isArray(value) && value.length > 0 && value.every(isMediaUrl)
    check(!name.endsWith('_images') || isList, `${name} is a list of files`, name)
  }
  const prefer = call.headers['prefer']
  check(prefer === undefined || /^wait(=([1-9]|[1-5]\d|60))?$/.test(String(prefer)), 'Prefer: wait is 1 to 60 seconds')
  const after = call.headers['cancel-after']
  check(after === undefined || /^\d+(s|m|h)?$/.test(String(after)), 'Cancel-After is a duration')
  if (!desk.canPay(call)) return say({ kind: 'out-of-credit' })
  const number = (name: string): number | null => (typeof input[name] === 'number' ? input[name] : null)
  const job = desk.accept(call, {
    id: randomBytes(16).toString('hex').slice(0, 26),
    body: { model, ...body },
    wish: {
      prompt: typeof input['prompt'] === 'string' ? input['prompt'] : null,
      seconds: number('duration') ?? number('seconds'),
      width: number('width'),
      height: number('height'),
      fps: number('fps'),
      seed: number('seed'),
      format: 'mp4',
    },
  })
  return json(201, predictionOf(call, desk, job))
}

function poll(call: Call, desk: Desk, id: string): Answer {
  const job = desk.polled(call, id)
  return job ? json(200, predictionOf(call, desk, job)) : say({ kind: 'not-found' })
}

function cancel(call: Call, desk: Desk, id: string): Answer {
  const job = desk.jobs.find('replicate', id)
  if (!job) return say({ kind: 'not-found' })
  desk.cancel(call, job)
  return json(200, predictionOf(call, desk, job))
}

/** Newest first, `pageSize` at a time; the entries are short ones, without input and output. */
function list(call: Call, desk: Desk): Answer {
  const { pageSize } = desk.settings.replicate
  const jobs = desk.jobs.of('replicate').toReversed()
  const start = Number(call.query.get('cursor') ?? 0)
  check(Number.isInteger(start) && start >= 0, 'Invalid cursor', 'cursor')
  const page = (at: number): string | null =>
    at >= 0 && at < jobs.length ? desk.link(call, 'poll', `/v1/predictions?cursor=${at}`) : null
  const results = jobs.slice(start, start + pageSize).map(job => {
    const { input: _input, output: _output, logs: _logs, ...short } = predictionOf(call, desk, job)
    return short
  })
  return json(200, { previous: page(start - pageSize), next: page(start + pageSize), results })
}

function predictionOf(call: Call, desk: Desk, job: Job): Fields {
  const body = job.body as Fields
  const path = `/v1/predictions/${job.id}`
  const time = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
  const link = desk.hasClip(call, job) && !job.isExpired ? desk.outputLink(call, job, 'output.mp4') : null
  const isArray = desk.settings.replicate.output === 'array'
  return {
    id: job.id,
    model: body['model'] ?? 'test/model',
    version: body['version'] ?? 'hidden',
    input: job.isExpired ? {} : body['input'],
    output: link !== null && isArray ? [link] : link,
    logs: '',
    error: errorOf(job),
    status: statusOf(job),
    source: 'api',
    data_removed: job.isExpired,
    created_at: time(job.createdAtMs),
    started_at: time(job.startedAtMs),
    completed_at: time(job.endedAtMs),
    deadline: time(job.createdAtMs + HOUR_MS),
    ...(job.ending?.kind === 'done' && { metrics: { predict_time: 12.5 } }),
    urls: {
      get: desk.link(call, 'poll', path),
      cancel: desk.link(call, 'poll', `${path}/cancel`),
      web: `https://replicate.com/p/${job.id}`,
    },
  }
}

function statusOf(job: Job): string {
  if (job.state === 'queued') return 'starting'
  if (job.state === 'running') return 'processing'
  if (job.ending?.kind === 'done') return 'succeeded'
  if (job.ending?.kind !== 'cancelled') return 'failed'
  return job.startedAtMs === null ? 'aborted' : 'canceled'
}

function errorOf(job: Job): string | null {
  const { ending } = job
  if (ending?.kind === 'refused') {
    return `The ${ending.stage} or the model was flagged as sensitive. Please try again with different inputs. (E005)`
  }
  if (ending?.kind !== 'failed') return null
  return ending.isRetryable ? 'Prediction interrupted; please retry (code: PA)' : 'ValueError: the image cannot be read'
}

async function upload(call: Call, desk: Desk): Promise<Answer> {
  const { files } = await readForm(call)
  const file = files.find(({ field }) => field === 'content')
  check(file !== undefined && file.sizeBytes > 0, 'content is required', 'content')
  desk.bookUpload(call, file)
  const id = randomBytes(13).toString('hex')
  const { name, type, sizeBytes, sha256 } = file
  return json(201, {
    id,
    name,
    content_type: type,
    size: sizeBytes,
    checksums: { sha256 },
    created_at: new Date(desk.clock.nowMs()).toISOString(),
    urls: { get: desk.link(call, 'upload', `/v1/files/${id}`) },
  })
}
