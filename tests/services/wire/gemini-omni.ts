import { randomBytes } from 'node:crypto'
import { json, type Answer } from '../core/answer.ts'
import { readJson, type Call, type Fields } from '../core/call.ts'
import type { Desk } from '../core/desk.ts'
import { findRoute, outputRoute } from '../core/find-route.ts'
import type { Job } from '../core/jobs.ts'
import type { Settings } from '../core/settings.ts'
import { type RouteTable, type Trouble, type Wire } from '../core/wire.ts'
import { checkInteraction, formatOf, videoPartOf, wishOf } from './gemini-body.ts'

/** Interactions of the Gemini API, for the Omni models. Paths begin with `/v1beta`. */
export const geminiOmni: Wire = {
  family: 'gemini-omni',
  say,
  route(call, desk) {
    const keyed =
      (answer: (values: Record<string, string>) => Answer | Promise<Answer>) =>
      (values: Record<string, string>): Answer | Promise<Answer> =>
        isKeyRight(call, desk) ? answer(values) : say({ kind: 'unauthorized' }, desk.settings)
    // Both versions of the paths are in use.
    const path = call.path.replace(/^\/v1(?=\/)/, '/v1beta')
    const file = outputRoute(call, desk, geminiOmni, () => 'video/mp4')
    const rows: RouteTable = [
      { method: 'POST', pattern: '/v1beta/interactions', on: 'create', answer: keyed(() => create(call, desk)) },
      {
        method: 'GET',
        pattern: '/v1beta/interactions/:id',
        on: 'poll',
        answer: keyed(({ id = '' }) => poll(call, desk, id)),
      },
      {
        method: 'DELETE',
        pattern: '/v1beta/interactions/:id',
        on: 'cancel',
        answer: keyed(({ id = '' }) => stop(call, desk, id, true)),
      },
      {
        method: 'POST',
        pattern: '/v1beta/interactions/:id/cancel',
        on: 'cancel',
        answer: keyed(({ id = '' }) => stop(call, desk, id, false)),
      },
      { method: 'GET', pattern: '/v1beta/models', on: 'probe', answer: keyed(() => models(desk)) },
      {
        ...file,
        answer: keyed(values =>
          call.query.get('alt') === 'media'
            ? file.answer(values)
            : json(200, { name: values['id'], mimeType: 'video/mp4' }),
        ),
      },
    ]
    return findRoute({ ...call, path }, rows)
  },
}

/** The key comes in a header, or in the query, which the makers discourage. */
function isKeyRight(call: Call, desk: Desk): boolean {
  const { keys } = desk.settings['gemini-omni']
  const given = call.headers['x-goog-api-key'] ?? call.query.get('key')
  return keys.length === 0 || keys.some(key => key === given)
}

function say(trouble: Trouble, settings: Settings): Answer {
  const { isErrorInArray, wrongKeyStatus } = settings['gemini-omni']
  const error = (code: number, status: string, message: string): Answer => {
    const value = { error: { code, message, status } }
    return json(code, isErrorInArray ? [value] : value)
  }
  switch (trouble.kind) {
    case 'unauthorized': {
      const status = { 400: 'INVALID_ARGUMENT', 401: 'UNAUTHENTICATED', 403: 'PERMISSION_DENIED' }[wrongKeyStatus]
      return error(wrongKeyStatus, status, 'API key not valid. Please pass a valid API key.')
    }
    case 'too-many-requests':
      return error(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).')
    case 'server-error':
      return error(
        trouble.status,
        trouble.status === 503 ? 'UNAVAILABLE' : 'INTERNAL',
        'An internal error has occurred.',
      )
    case 'refused':
      return error(400, 'INVALID_ARGUMENT', 'The prompt was blocked: PROHIBITED_CONTENT (SAFETY).')
    case 'out-of-credit':
      return error(429, 'RESOURCE_EXHAUSTED', 'Your prepayment credits are depleted. Please go to billing.')
    case 'not-found':
      return error(400, 'INVALID_ARGUMENT', 'Invalid interaction name')
    case 'gone':
      return error(
        trouble.status,
        'PERMISSION_DENIED',
        'You do not have permission to access the file or it may not exist.',
      )
    case 'wrong':
      return error(400, 'INVALID_ARGUMENT', trouble.message)
    default: {
      const never: never = trouble
      throw new Error(`unknown trouble ${JSON.stringify(never)}`)
    }
  }
}

async function create(call: Call, desk: Desk): Promise<Answer> {
  const body = readJson(call)
  checkInteraction(body, desk.settings['gemini-omni'].models, id => desk.jobs.find('gemini-omni', id) !== undefined)
  if (!desk.canPay(call)) return say({ kind: 'out-of-credit' }, desk.settings)
  const job = desk.accept(call, {
    id: `v1_${randomBytes(24).toString('base64url')}`,
    body,
    wish: wishOf(body),
    video: () => videoOf(body, desk),
  })
  // Without `background` the call blocks until the job is done; here it is done at once.
  if (body['background'] !== true) desk.jobs.end(job, job.destiny)
  return json(200, await interactionOf(call, desk, job))
}

function videoOf(body: Fields, desk: Desk): Buffer | null {
  const { data, uri } = videoPartOf(body) ?? {}
  return typeof data === 'string' ? Buffer.from(data, 'base64') : desk.bytesAt(uri)
}

async function poll(call: Call, desk: Desk, id: string): Promise<Answer> {
  const job = desk.polled(call, id)
  return job ? json(200, await interactionOf(call, desk, job)) : say({ kind: 'not-found' }, desk.settings)
}

async function interactionOf(call: Call, desk: Desk, job: Job): Promise<Fields> {
  const body = job.body as Fields
  const { doesEchoInput } = desk.settings['gemini-omni']
  const wanted = call.query.get('include_input')
  const isEchoed = call.method === 'GET' && (wanted === null ? doesEchoInput : wanted === 'true')
  const steps: unknown[] = []
  if (isEchoed) steps.push({ type: 'user_input', content: contentOf(body['input']) })
  const output = await outputOf(call, desk, job)
  if (output) steps.push({ type: 'model_output', content: output })
  return {
    id: job.id,
    object: 'interaction',
    model: body['model'],
    status: statusOf(job),
    created: new Date(job.createdAtMs).toISOString(),
    updated: new Date(job.endedAtMs ?? job.createdAtMs).toISOString(),
    steps,
    ...(job.ending?.kind === 'failed' && { errors: [errorOf(job.ending.isRetryable)] }),
    ...(job.ending?.kind === 'done' && { usage: { total_output_tokens: 5792 } }),
  }
}

function contentOf(input: unknown): unknown {
  return typeof input === 'string' ? [{ type: 'text', text: input }] : input
}

/** Where a failure is told, and by which codes, is not confirmed by the makers. */
function errorOf(isRetryable: boolean): Fields {
  return isRetryable
    ? { code: 'INTERNAL', message: 'An internal error has occurred. Please retry.' }
    : { code: 'INVALID_ARGUMENT', message: 'The input cannot be processed.' }
}

function statusOf(job: Job): string {
  switch (job.ending?.kind) {
    case undefined:
      return job.state === 'queued' ? 'queued' : 'in_progress'
    // A refusal is a completion that has words and no video.
    case 'done':
    case 'refused':
      return 'completed'
    case 'failed':
      return 'failed'
    case 'cancelled':
      return 'cancelled'
    default: {
      const never: never = job.ending
      throw new Error(`unknown ending ${JSON.stringify(never)}`)
    }
  }
}

async function outputOf(call: Call, desk: Desk, job: Job): Promise<unknown[] | null> {
  if (job.ending?.kind === 'refused') {
    return [{ type: 'text', text: 'I cannot create that video. Please try a different prompt.' }]
  }
  if (job.isExpired || !desk.hasClip(call, job)) return null
  const isUri =
    formatOf(job.body as Fields)?.['delivery'] === 'uri' && desk.settings['gemini-omni'].delivery === 'as-asked'
  const video = { type: 'video', mime_type: 'video/mp4' }
  if (isUri) return [{ ...video, uri: desk.outputLink(call, job, 'video.mp4') }]
  const bytes = await desk.inlineClip(call, job)
  return [{ ...video, data: bytes.toString('base64') }]
}

function stop(call: Call, desk: Desk, id: string, isDelete: boolean): Answer {
  const job = desk.jobs.find('gemini-omni', id)
  if (!job) return say({ kind: 'not-found' }, desk.settings)
  desk.cancel(call, job)
  if (!isDelete) return json(200, { id, object: 'interaction', status: statusOf(job) })
  desk.jobs.lose(job)
  return json(200, {})
}

function models(desk: Desk): Answer {
  return json(200, { models: desk.settings['gemini-omni'].models.map(id => ({ name: `models/${id}` })) })
}
