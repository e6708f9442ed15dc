import { randomUUID } from 'node:crypto'
import { empty, json, text, type Answer } from '../core/answer.ts'
import { asText, hasKey, isFields, readJson, type Call } from '../core/call.ts'
import type { Desk } from '../core/desk.ts'
import { findRoute } from '../core/find-route.ts'
import type { Job } from '../core/jobs.ts'
import type { Trouble, Wire } from '../core/wire.ts'
import { comfyError, graphError, graphWish } from './comfy-graph.ts'
import { upload, uploadsOf, view } from './comfy-files.ts'
import { features, modelFiles, objectInfo, systemStats } from './comfy-info.ts'
import { history, isInHistory, jobRecord, outputs, queueItem } from './comfy-records.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A local ComfyUI; every path also with `/api` before it. Its WebSocket is in `comfy-socket.ts`. */
export const comfyui: Wire = {
  family: 'comfyui',
  say,
  route(call, desk) {
    const path = call.path.replace(/^\/api(?=\/)/, '')
    const settings = desk.settings.comfyui
    const guarded =
      (answer: (values: Record<string, string>) => Answer | Promise<Answer>) =>
      (values: Record<string, string>): Answer | Promise<Answer> => {
        const { origin, host } = call.headers
        if (origin !== undefined && URL.parse(origin)?.host !== host) return empty(403)
        return hasKey(call, 'Bearer', settings.keys) ? answer(values) : empty(401)
      }
    const route = findRoute({ ...call, path }, [
      { method: 'POST', pattern: '/prompt', on: 'create', answer: () => create(call, desk) },
      { method: 'GET', pattern: '/prompt', on: 'list', answer: () => json(200, remaining(desk)) },
      { method: 'GET', pattern: '/queue', on: 'list', answer: () => queue(desk) },
      { method: 'POST', pattern: '/queue', on: 'cancel', answer: () => changeQueue(call, desk) },
      { method: 'POST', pattern: '/interrupt', on: 'cancel', answer: () => interrupt(call, desk) },
      { method: 'GET', pattern: '/history', on: 'list', answer: () => json(200, Object.assign({}, ...ended(desk))) },
      { method: 'GET', pattern: '/history/:id', on: 'poll', answer: ({ id = '' }) => poll(call, desk, id) },
      { method: 'POST', pattern: '/history', on: 'other', answer: () => forget(call, desk) },
      { method: 'POST', pattern: '/free', on: 'other', answer: () => empty(200) },
      { method: 'POST', pattern: '/upload/image', on: 'upload', answer: () => upload(call, desk) },
      { method: 'GET', pattern: '/view', on: 'download', answer: () => view(call, desk) },
      {
        method: 'GET',
        pattern: '/object_info',
        on: 'probe',
        answer: () => json(200, objectInfo(desk, settings.nodes)),
      },
      {
        method: 'GET',
        pattern: '/object_info/:node',
        on: 'probe',
        answer: ({ node }) =>
          json(
            200,
            objectInfo(
              desk,
              settings.nodes.filter(name => name === node),
            ),
          ),
      },
      { method: 'GET', pattern: '/system_stats', on: 'probe', answer: () => json(200, systemStats(settings.isNewer)) },
      {
        method: 'GET',
        pattern: '/models/:folder',
        on: 'probe',
        answer: ({ folder = '' }) => json(200, modelFiles(desk, folder)),
      },
      { method: 'GET', pattern: '/features', on: 'probe', answer: () => json(200, features) },
    ])
    if (route) return { on: route.on, answer: () => guarded(() => route.answer())({}) }
    if (!settings.isNewer || call.path === path) return null
    return findRoute({ ...call, path }, [
      {
        method: 'GET',
        pattern: '/jobs',
        on: 'list',
        answer: () => listRecords(call, desk),
      },
      { method: 'GET', pattern: '/jobs/:id', on: 'poll', answer: ({ id = '' }) => pollRecord(call, desk, id) },
      {
        method: 'POST',
        pattern: '/jobs/:id/cancel',
        on: 'cancel',
        answer: ({ id = '' }) => cancelRecord(call, desk, id),
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
      return json(400, { error: comfyError('invalid_prompt', trouble.message), node_errors: {} })
    case 'server-error':
      return text(trouble.status, `${trouble.status} Internal Server Error\n\nServer got itself in trouble`)
    case 'gone':
      return empty(trouble.status)
    case 'unauthorized':
      return empty(401)
    case 'too-many-requests':
      return text(429, '429: Too Many Requests')
    case 'not-found':
      return text(404, '404: Not Found')
    default: {
      const never: never = trouble
      throw new Error(`unknown trouble ${JSON.stringify(never)}`)
    }
  }
}

function jobsOf(desk: Desk): Job[] {
  return desk.jobs.of('comfyui')
}

function open(desk: Desk): Job[] {
  return jobsOf(desk).filter(({ state }) => state !== 'ended')
}

function remaining(desk: Desk): unknown {
  return { exec_info: { queue_remaining: open(desk).length } }
}

function create(call: Call, desk: Desk): Answer {
  const body = readJson(call)
  const settings = desk.settings.comfyui
  const graph = body['prompt']
  const wrong = (error: unknown, nodes: unknown = {}): Answer => json(400, { error, node_errors: nodes })
  if (!isFields(graph)) return wrong(comfyError('no_prompt', 'No prompt provided', 'No prompt provided'))
  const wanted = body['prompt_id']
  const id = wanted == null ? randomUUID() : asText(wanted) || JSON.stringify(wanted)
  if (settings.isNewer && !UUID.test(id))
    return wrong(comfyError('invalid_prompt_id', 'prompt_id must be a valid UUID', id))
  const isTwice = jobsOf(desk).some(job => job.id === id)
  if (isTwice && settings.duplicates === 'reject')
    return wrong(comfyError('duplicate_prompt_id', 'prompt_id exists', id))
  const found = graphError(graph, settings, uploadsOf(desk))
  if (found) return wrong(found.error, found.nodes)
  const job = desk.accept(call, { id, body, wish: graphWish(graph) })
  return json(200, { prompt_id: id, number: job.seq, node_errors: {} })
}

function queue(desk: Desk): Answer {
  const items = (state: Job['state']): unknown[] =>
    open(desk)
      .filter(job => job.state === state)
      .map(queueItem)
  return json(200, { queue_running: items('running'), queue_pending: items('queued') })
}

function changeQueue(call: Call, desk: Desk): Answer {
  const body = readJson(call)
  const ids = Array.isArray(body['delete']) ? (body['delete'] as unknown[]) : []
  const isAll = body['clear'] === true
  for (const job of open(desk)) {
    if (job.state === 'queued' && (isAll || ids.includes(job.id))) desk.cancel(call, job)
  }
  return empty(200)
}

/** Ends what runs, or only that job if it runs. */
function interrupt(call: Call, desk: Desk): Answer {
  const id = call.body.length === 0 ? undefined : readJson(call)['prompt_id']
  for (const job of open(desk)) {
    if (job.state === 'running' && (id === undefined || id === job.id)) desk.cancel(call, job)
  }
  return empty(200)
}

function ended(desk: Desk): Record<string, unknown>[] {
  return jobsOf(desk)
    .filter(isInHistory)
    .map(job => history(job, desk, true))
}

/** Goes on with every job of that id: two may wait under one. */
function poll(call: Call, desk: Desk, id: string): Answer {
  desk.polled(call, id)
  const jobs = jobsOf(desk).filter(job => job.id === id)
  for (const job of jobs.slice(0, -1)) desk.jobs.poll(job)
  const job = jobs.findLast(isInHistory)
  return json(200, job ? history(job, desk, job.ending?.kind !== 'done' || desk.hasClip(call, job)) : {})
}

function forget(call: Call, desk: Desk): Answer {
  const body = readJson(call)
  const ids = Array.isArray(body['delete']) ? (body['delete'] as unknown[]) : []
  for (const job of jobsOf(desk)) {
    if (job.state === 'ended' && (body['clear'] === true || ids.includes(job.id))) desk.jobs.lose(job)
  }
  return empty(200)
}

/** The newest first; `status` is a list with commas. */
function listRecords(call: Call, desk: Desk): Answer {
  const statuses = call.query.get('status')?.split(',')
  const offset = Number(call.query.get('offset') ?? 0)
  const limit = call.query.has('limit') ? Number(call.query.get('limit')) : null
  if (limit !== null && !(limit > 0)) return json(400, { error: 'limit must be a positive integer' })
  const records = jobsOf(desk)
    .toReversed()
    .map(job => jobRecord(job))
    .filter(({ status }) => statuses === undefined || statuses.includes(asText(status)))
  const jobs = records.slice(offset, limit === null ? undefined : offset + limit)
  const total = records.length
  return json(200, { jobs, pagination: { offset, limit, total, has_more: offset + jobs.length < total } })
}

function pollRecord(call: Call, desk: Desk, id: string): Answer {
  const job = desk.polled(call, id)
  return job
    ? json(200, jobRecord(job, outputs(job, desk, desk.hasClip(call, job))))
    : json(404, { error: 'Job not found' })
}

/** Cancelling what has ended or is not known is no error. */
function cancelRecord(call: Call, desk: Desk, id: string): Answer {
  const job = desk.jobs.find('comfyui', id)
  if (!job || job.state === 'ended') return json(200, { cancelled: false })
  desk.cancel(call, job)
  return json(200, { cancelled: true })
}
