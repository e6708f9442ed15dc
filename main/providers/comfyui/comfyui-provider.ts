import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import { connect } from '#main/providers/http/connect.ts'
import { createOutcome, troubleOf, type CreateReading } from '#main/providers/http/create-outcome.ts'
import { AddressExpired, download } from '#main/providers/http/download.ts'
import { inTurn } from '#main/providers/http/picture.ts'
import { createPolling } from '#main/providers/http/polling.ts'
import { serviceTraits } from '#main/providers/http/service-traits.ts'
import type { Probe, Provider, SubmitOutcome } from '#main/providers/port.ts'
import type { ServiceContext } from '#main/providers/service-context.ts'
import { assertNever } from '#model/assert-never.ts'
import { modelById, type ModelEntry } from '#model/catalogue.ts'
import { isStudioError, StudioError } from '#model/errors.ts'
import type { ServiceTroubleKind } from '#model/service-trouble.ts'
import { nodeTypesIn } from '#model/workflow-inputs.ts'
import type { Workflow } from '#model/workflow.ts'
import { buildGraph } from './build-request.ts'
import { findJob } from './find-job.ts'
import { installedOf, whatToInstall, type Installed } from './installed.ts'
import { createNews } from './news.ts'
import { isSystemStats, readError, readPromptId } from './read-response.ts'
import { createServer, viewPath } from './server.ts'
import { createSocket } from './socket.ts'

const CANCEL_TIMEOUT_MS = 30_000

const READING: CreateReading = {
  accepted(answer) {
    const id = readPromptId(answer.json)
    return id === null ? null : { status: 'accepted', job: { id, note: null } }
  },
  words: answer => readError(answer).words,
  isModeration: () => false,
  isOutOfCredit: () => false,
}

/**
 * A ComfyUI server, on this machine or another of the user's. Its jobs go by ids that follow from the request's (`findJob`), and
 * what is made is a workflow file: `wire.workflow` of a model names it.
 */
export function createComfyuiProvider(context: ServiceContext): Provider {
  const { service, models, workflow: workflowNamed } = context
  const { title } = service
  const authorize = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` })
  const http = connect(context, authorize)
  const server = createServer(http, title)
  const pause = createPolling(context.pollEveryMs)
  // The same after a restart, so that jobs of before go on telling.
  const clientId = createHash('sha256').update(`flythrough ${hostname()}`).digest('hex').slice(0, 32)
  const news = createNews()
  const socket = createSocket(socketUrl(http.urlOf('/ws'), clientId), socketHeaders, text => news.hear(text))

  async function socketHeaders(): Promise<Readonly<Record<string, string>>> {
    const key = await context.key()
    return key === null ? {} : authorize(key)
  }

  function workflowOf({ wire, id }: ModelEntry): Workflow {
    const name = wire['workflow']
    if (typeof name === 'string' && workflowNamed) return workflowNamed(name)
    throw new StudioError('workflow/missing', `The model “${id}” names no workflow. Choose another for this shot.`)
  }

  async function installed(workflow: Workflow, signal: AbortSignal): Promise<Installed> {
    return installedOf(workflow, await server.objectInfo(nodeTypesIn(workflow.graph), signal))
  }

  const submit: Provider['submit'] = async (requestId, spec, conditioning, signal) => {
    const { firstFrame, lastFrame, references = [] } = conditioning
    socket.connect()
    const model = modelById({ models }, spec.model)
    const workflow = workflowOf(model)
    if (firstFrame === null && !model.takesTextAlone) {
      return notMade('comfyui/needs-picture', `${model.title} needs a picture to begin with.`)
    }
    const found = await findJob(server, requestId, signal)
    if (found.kind === 'made') {
      news.expect(found.id)
      return { status: 'accepted', job: { id: found.id, note: null } }
    }
    if (found.kind === 'too-often') {
      return notMade('comfyui/too-often', `${title} has tried this too often. Clear its history, then try again.`)
    }
    const has = await installed(workflow, signal)
    const lacks = whatToInstall(has, workflow.title)
    if (lacks !== null) return notMade('comfyui/not-installed', lacks)
    const sent = {
      firstFrame: workflow.inputs.startImage && firstFrame !== null ? await server.upload(firstFrame, signal) : null,
      lastFrame: workflow.inputs.endImage && lastFrame !== null ? await server.upload(lastFrame, signal) : null,
      references: await inTurn(references.slice(0, workflow.inputs.references?.length ?? 0), path =>
        server.upload(path, signal),
      ),
    }
    const { id } = found
    const graph = buildGraph(workflow, spec, sent, id, has.renamed)
    news.expect(id, graph)
    const json = { prompt: graph, client_id: clientId, prompt_id: id }
    const send = () => http.call({ method: 'POST', to: '/prompt', json, signal })
    const outcome = await createOutcome(http, title, READING, send, signal)
    if (outcome.status === 'accepted' && outcome.job.id === id) return outcome
    news.forget(id)
    if (outcome.status === 'accepted') {
      // Under an id of the server's own the job would not be found again, and might be made twice.
      await server.cancel(outcome.job.id, signal)
      return notMade(
        'comfyui/too-old',
        `${title} is too old: it gives its jobs ids of its own. Update it, then try again.`,
      )
    }
    // The next try looks for it before it sends anything.
    if (outcome.status === 'unsure') throw new NoAnswerToCreate(outcome.message)
    return outcome
  }

  return {
    ...serviceTraits(service),
    isCreateIdempotent: true,

    async submit(requestId, spec, conditioning, signal) {
      try {
        return await submit(requestId, spec, conditioning, signal)
      } catch (error) {
        signal.throwIfAborted()
        return notSent(error)
      }
    },

    async poll({ id }, signal) {
      socket.connect()
      news.expect(id)
      const standing = await server.standing(id, signal)
      switch (standing.kind) {
        case 'waiting': {
          const { queuePosition } = standing
          return { status: 'running', progress: 0, ...(queuePosition === undefined ? {} : { queuePosition }) }
        }
        case 'running':
          return { status: 'running', progress: news.progressOf(id) }
        case 'done':
          news.forget(id)
          return { status: 'done' }
        case 'ended':
          news.forget(id)
          return { status: 'failed', failure: standing.failure }
        case 'absent':
          news.forget(id)
          return { status: 'unknown' }
        default:
          return assertNever(standing)
      }
    },

    async untilNews({ id }, signal) {
      const heard = new AbortController()
      const both = AbortSignal.any([signal, heard.signal])
      try {
        await Promise.race([pause(id, both), news.next(id, both)])
      } finally {
        heard.abort()
      }
    },

    async fetchOutput({ id }, toPath, signal) {
      const standing = await server.ended(id, signal)
      if (standing.kind !== 'done')
        throw new AddressExpired(`${title} does not know the clip of the job ${id} any more.`)
      await download(http, { from: viewPath(standing.file), toPath, signal })
    },

    async cancel({ id }) {
      news.forget(id)
      await server.cancel(id, AbortSignal.timeout(CANCEL_TIMEOUT_MS))
    },

    async probe(signal): Promise<Probe> {
      const answer = await http.call({ method: 'GET', to: '/system_stats', signal })
      const words = http.redact(readError(answer).words ?? `status ${answer.status}`)
      const trouble = troubleOf(answer, title, READING, words)
      if (trouble) return { trouble, balance: null, models: null }
      if (!isSystemStats(answer.json)) {
        return { trouble: { kind: 'unreachable', message: NO_COMFYUI }, balance: null, models: null }
      }
      const ready: string[] = []
      const notes: string[] = []
      for (const model of models) {
        try {
          const workflow = workflowOf(model)
          const lacks = whatToInstall(await installed(workflow, signal), workflow.title)
          if (lacks === null) ready.push(model.wireName ?? model.id)
          else notes.push(lacks)
        } catch (error) {
          if (!isStudioError(error) || !error.code.startsWith('workflow/')) throw error
          notes.push(error.message)
        }
      }
      return { trouble: null, balance: null, models: ready, ...(notes.length > 0 ? { notes } : {}) }
    },

    dispose() {
      socket.close()
      return Promise.resolve()
    },
  }
}

const NO_COMFYUI = 'What answers there is no ComfyUI. Check its address in the settings.'

/** The create call left, and nobody said what became of it. */
class NoAnswerToCreate extends Error {
  override readonly name = 'NoAnswerToCreate'
}

function notMade(kind: string, message: string): SubmitOutcome {
  return { status: 'failed', failure: { kind, message, isRetryable: false } }
}

/** What an error before the create call means: nothing was sent, and the server takes nothing now. Others are thrown on. */
function notSent(error: unknown): SubmitOutcome {
  if (!isStudioError(error)) throw error
  const { code, message, details } = error
  if (/^(workflow|comfyui)\//.test(code)) return notMade(code, message)
  if (!code.startsWith('service/')) throw error
  const { status, retryAfterMs } = details
  const pause = typeof retryAfterMs === 'number' ? { retryAfterMs } : {}
  // Whoever has none of its routes is no ComfyUI.
  const words = status === 404 ? NO_COMFYUI : message
  return { status: 'held', trouble: { kind: troubleKind(code, status), message: words, ...pause } }
}

function troubleKind(code: string, status: unknown): ServiceTroubleKind {
  if (code === 'service/needs-key' || status === 401 || status === 403) return 'key'
  if (status === 429) return 'busy'
  return code === 'service/not-sent' || code === 'service/url-refused' || status === 404 ? 'unreachable' : 'down'
}

function socketUrl(http: URL, clientId: string): URL {
  const url = new URL(http)
  url.protocol = http.protocol === 'https:' ? 'wss:' : 'ws:'
  url.searchParams.set('clientId', clientId)
  return url
}
