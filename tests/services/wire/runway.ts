import { randomUUID } from 'node:crypto'
import { empty, json, type Answer } from '../core/answer.ts'
import { asText, hasKey, readForm, readJson, type Call, type Fields } from '../core/call.ts'
import type { Desk } from '../core/desk.ts'
import { findRoute, outputRoute } from '../core/find-route.ts'
import type { Job } from '../core/jobs.ts'
import type { Settings } from '../core/settings.ts'
import { check, type Trouble, type Wire } from '../core/wire.ts'
import { checkRunwayBody, extendedVideo } from './runway-body.ts'
import { RUNWAY_MODES, type RunwayMode } from './runway-models.ts'

const VERSION = '2024-11-06'

/** Runway's developer API. Paths begin with `/v1`. */
export const runway: Wire = {
  family: 'runway',
  say,
  route(call, desk) {
    const keyed =
      (answer: (values: Record<string, string>) => Answer | Promise<Answer>) =>
      (values: Record<string, string>): Answer | Promise<Answer> => {
        if (!hasKey(call, 'Bearer', desk.settings.runway.keys)) return say({ kind: 'unauthorized' }, desk.settings)
        check(call.headers['x-runway-version'] === VERSION, `X-Runway-Version must be ${VERSION}`)
        return answer(values)
      }
    return findRoute(call, [
      ...RUNWAY_MODES.map(mode => ({
        method: 'POST',
        pattern: `/v1/${mode}`,
        on: 'create' as const,
        answer: keyed(() => create(call, desk, mode)),
      })),
      { method: 'GET', pattern: '/v1/tasks/:id', on: 'poll', answer: keyed(({ id = '' }) => poll(call, desk, id)) },
      {
        method: 'DELETE',
        pattern: '/v1/tasks/:id',
        on: 'cancel',
        answer: keyed(({ id = '' }) => drop(call, desk, id)),
      },
      { method: 'GET', pattern: '/v1/organization', on: 'probe', answer: keyed(() => organization(desk)) },
      { method: 'POST', pattern: '/v1/uploads', on: 'upload', answer: keyed(() => startUpload(call, desk)) },
      { method: 'POST', pattern: '/_uploads/:id', on: 'upload', answer: ({ id = '' }) => upload(call, desk, id) },
      outputRoute(call, desk, runway, () => 'video/mp4'),
    ])
  },
}

function say(trouble: Trouble, settings: Settings): Answer {
  const error = (status: number, words: string): Answer => json(status, { error: words })
  switch (trouble.kind) {
    case 'unauthorized':
      return error(401, 'The API key is missing or not valid.')
    case 'too-many-requests':
      return error(429, 'You have exceeded your daily limit of generations.')
    case 'server-error':
      return error(trouble.status, 'Something went wrong on our end.')
    case 'refused':
      return error(400, 'The prompt did not pass content moderation.')
    case 'out-of-credit':
      return error(settings.runway.outOfCreditStatus, 'You do not have enough credits to run this task.')
    case 'not-found':
      return error(404, 'Not found')
    case 'gone':
      return error(trouble.status, 'The link is no longer valid.')
    case 'wrong': {
      const { message, field } = trouble
      const issues = [{ message, path: field === undefined ? [] : [field] }]
      return json(400, { error: 'Validation of body failed', issues })
    }
    default: {
      const never: never = trouble
      throw new Error(`unknown trouble ${JSON.stringify(never)}`)
    }
  }
}

function create(call: Call, desk: Desk, mode: RunwayMode): Answer {
  const body = readJson(call)
  checkRunwayBody(body, mode, uri => isUploaded(desk, uri))
  if (!desk.canPay(call)) return say({ kind: 'out-of-credit' }, desk.settings)
  const [, width = null, height = null] = /^(\d{3,})[:x](\d{3,})$/.exec(asText(body['ratio'])) ?? []
  const job = desk.accept(call, {
    id: randomUUID(),
    body,
    wish: {
      prompt: typeof body['promptText'] === 'string' ? body['promptText'] : null,
      seconds: typeof body['duration'] === 'number' ? body['duration'] : null,
      width: width === null ? null : Number(width),
      height: height === null ? null : Number(height),
      fps: null,
      seed: typeof body['seed'] === 'number' ? body['seed'] : null,
      format: 'mp4',
    },
    video: () => desk.bytesAt(extendedVideo(body)),
  })
  return json(200, { id: job.id, estimatedCost: { credits: job.price } })
}

function poll(call: Call, desk: Desk, id: string): Answer {
  const job = desk.polled(call, id)
  return job ? json(200, taskOf(call, desk, job)) : say({ kind: 'not-found' }, desk.settings)
}

function taskOf(call: Call, desk: Desk, job: Job): Fields {
  const { id, ending, price } = job
  const task = { id, createdAt: new Date(job.createdAtMs).toISOString() }
  const estimatedCost = { credits: price }
  switch (ending?.kind) {
    case undefined:
      if (job.state === 'running') return { ...task, estimatedCost, status: 'RUNNING', progress: job.progress }
      return { ...task, estimatedCost, status: job.hasSlot ? 'PENDING' : 'THROTTLED' }
    case 'done': {
      const isGone = job.isExpired || !desk.hasClip(call, job)
      const output = isGone ? [] : [desk.outputLink(call, job, 'output.mp4')]
      return { ...task, status: 'SUCCEEDED', output, cost: { credits: price } }
    }
    case 'cancelled':
      return { ...task, status: 'CANCELLED', cost: { credits: price } }
    case 'refused': {
      const failureCode = ending.stage === 'input' ? 'SAFETY.INPUT.TEXT' : 'SAFETY.OUTPUT.VIDEO'
      return {
        ...task,
        status: 'FAILED',
        failure: 'Content moderation: not allowed.',
        failureCode,
        cost: { credits: price },
      }
    }
    case 'failed': {
      const failureCode = ending.isRetryable ? 'INTERNAL.BAD_OUTPUT.CODE01' : 'ASSET.INVALID'
      return { ...task, status: 'FAILED', failure: 'An unexpected error occurred.', failureCode, cost: { credits: 0 } }
    }
    default: {
      const never: never = ending
      throw new Error(`unknown ending ${JSON.stringify(never)}`)
    }
  }
}

/** Cancels what runs, deletes what has ended. */
function drop(call: Call, desk: Desk, id: string): Answer {
  const job = desk.jobs.find('runway', id)
  if (!job) return say({ kind: 'not-found' }, desk.settings)
  const hasEnded = job.state === 'ended'
  desk.cancel(call, job)
  if (hasEnded) desk.jobs.lose(job)
  return empty(204)
}

function organization(desk: Desk): Answer {
  const { credit, concurrency } = desk.settings.runway
  const models = { 'gen4.5': { maxConcurrentGenerations: concurrency, maxDailyGenerations: 200 } }
  return json(200, {
    creditBalance: credit ?? 100_000,
    tier: { maxMonthlyCreditSpend: 10_000, models },
    usage: { models: {} },
  })
}

function startUpload(call: Call, desk: Desk): Answer {
  const body = readJson(call)
  check(typeof body['filename'] === 'string' && body['filename'] !== '', 'Required', 'filename')
  check(body['type'] === 'ephemeral', 'Invalid input: expected "ephemeral"', 'type')
  for (const name of Object.keys(body)) check(['filename', 'type'].includes(name), `Unrecognized key: "${name}"`, name)
  const id = randomUUID()
  return json(200, {
    uploadUrl: desk.link(call, 'upload', `/_uploads/${id}`),
    fields: { key: id, policy: 'test-policy' },
    runwayUri: `runway://${id}`,
  })
}

/** What a store of files does with a form: the given fields come along, the file last. Its answer has no body. */
async function upload(call: Call, desk: Desk, id: string): Promise<Answer> {
  const { fields, files } = await readForm(call)
  check(fields['key'] === id && fields['policy'] === 'test-policy', 'Access denied')
  const file = files.find(({ field }) => field === 'file')
  check(file !== undefined && file.sizeBytes > 0, 'The form has no file')
  const address = `runway://${id}`
  desk.bookUpload(call, { ...file, name: address })
  desk.keepUpload(address, file.bytes)
  return empty(204)
}

function isUploaded(desk: Desk, uri: string): boolean {
  return desk.books.uploads.some(({ family, name }) => family === 'runway' && name === uri)
}
