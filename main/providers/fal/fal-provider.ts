import { connect, demandAnswer, isGone } from '#main/providers/http/connect.ts'
import { troubleOf, type CreateReading } from '#main/providers/http/create-outcome.ts'
import { downloadRenewed } from '#main/providers/http/download-renewed.ts'
import { createPatience } from '#main/providers/http/patience.ts'
import { createPolling } from '#main/providers/http/polling.ts'
import { prepareAndCreate } from '#main/providers/http/prepare-and-create.ts'
import type { Answer } from '#main/providers/http/service-http.ts'
import { serviceTraits } from '#main/providers/http/service-traits.ts'
import type { JobStatus, Probe, Provider } from '#main/providers/port.ts'
import type { ServiceContext } from '#main/providers/service-context.ts'
import { modelById, type ModelEntry } from '#model/catalogue.ts'
import type { Job } from '#model/request.ts'
import { buildInput, demandOffered } from './build-request.ts'
import { appOf, jobUrls, writeNote, type JobUrls } from './job-urls.ts'
import { readModelWire, readStorageUrl } from './model-wire.ts'
import {
  failedAs,
  findVideoUrl,
  isModeration,
  isOutOfCredit,
  readError,
  readQueued,
  readQueueStatus,
  resultStatus,
} from './read-response.ts'
import { sendFrames } from './send-frames.ts'

/** A result that is asked for so often, ten seconds apart, and is always a server error, is the job's own failure. */
const LOOKS_AT_ERROR = 6
/** An id that no job has. */
const NO_JOB = '00000000-0000-4000-8000-000000000000'

const READING: Omit<CreateReading, 'accepted'> = {
  words: answer => readError(answer).words,
  isModeration: answer => isModeration(readError(answer)),
  isOutOfCredit: answer => isOutOfCredit(answer, readError(answer)),
}

/** fal's queue, which serves the models of many makers; what tells them apart stands in the catalogue. */
export function createFalProvider(context: ServiceContext): Provider {
  const { service, models } = context
  const { title } = service
  const authorize = (key: string) => ({ authorization: `Key ${key}` })
  // It would run a request again by itself, up to ten times.
  const http = connect(context, authorize, { 'x-fal-no-retry': '1' })
  const base = http.urlOf('').href
  // The catalogue names this host too, so it may see the key.
  const storageService = { ...service, baseUrl: readStorageUrl(service.wire) ?? service.baseUrl }
  const storage = connect({ ...context, service: storageService }, authorize)
  const pause = createPolling(context.pollEveryMs)
  const patience = createPatience(LOOKS_AT_ERROR)
  const demand = (answer: Answer): Answer => demandAnswer(answer, title, readError(answer).words, http.redact)

  async function result(job: Job, urls: JobUrls, signal: AbortSignal): Promise<JobStatus> {
    const answer = await http.call({ method: 'GET', to: urls.response, signal })
    const status = resultStatus(answer)
    if (status === 'ask-again') demand(answer)
    if (status === 'doubtful' && !patience.isOver(job.id)) demand(answer)
    if (typeof status !== 'object') {
      return status === 'doubtful' ? failedAs(answer) : { status: 'running', progress: 1 }
    }
    patience.forget(job.id)
    return status
  }

  const appFor = (modelId: string): string => appOf(nameOf(modelById({ models }, modelId)))

  return {
    ...serviceTraits(service),

    submit(_requestId, spec, conditioning, signal) {
      const reading: CreateReading = {
        ...READING,
        accepted({ json }) {
          const made = readQueued(json)
          if (!made) return null
          const { request_id: id, status_url: status, response_url: response, cancel_url: cancel } = made
          const note = writeNote({ app: appFor(spec.model), status, response, cancel })
          return { status: 'accepted', job: { id, note } }
        },
      }
      const steps = {
        async prepare() {
          const model = modelById({ models }, spec.model)
          demandOffered(model, conditioning)
          const { leadIn, ...pictures } = conditioning
          const isLed = leadIn !== undefined && model.extend !== undefined
          const urls = await sendFrames(storage, isLed ? conditioning : pictures, signal)
          const writing = readModelWire(model, isLed)
          return { to: `/${writing.name}`, json: buildInput(spec, model, writing, urls) }
        },
        create: ({ to, json }: { to: string; json: unknown }) => http.call({ method: 'POST', to, json, signal }),
      }
      return prepareAndCreate(http, title, reading, steps, signal)
    },

    async poll(job, signal) {
      const urls = jobUrls(job, base)
      if (!urls) return { status: 'unknown' }
      const answer = await http.call({ method: 'GET', to: urls.status, signal })
      if (isGone(answer)) return { status: 'unknown' }
      const status = readQueueStatus(demand(answer).json)
      return status === 'completed' ? result(job, urls, signal) : status
    },

    untilNews: ({ id }, signal) => pause(id, signal),

    jobOf: (id, spec) => ({ id, note: writeNote({ app: appFor(spec.model) }) }),

    async fetchOutput(job, toPath, signal) {
      const urls = jobUrls(job, base)
      const ask = async (): Promise<URL | null> => {
        if (!urls) return null
        const answer = await http.call({ method: 'GET', to: urls.response, signal })
        const url = isGone(answer) ? null : findVideoUrl(demand(answer).json)
        return url !== null && URL.canParse(url) ? new URL(url) : null
      }
      await downloadRenewed(http, title, ask, { toPath, signal })
    },

    async cancel(job) {
      const urls = jobUrls(job, base)
      if (!urls) return
      const answer = await http.call({ method: 'PUT', to: urls.cancel, signal: new AbortController().signal })
      // One that is over, or gone, cannot be cancelled, and need not be; the statuses are not confirmed by its makers.
      if (![400, 404, 409, 410].includes(answer.status)) demand(answer)
    },

    /** No route for this is documented: asked about a job that cannot be there, it tells a wrong key, and makes nothing. */
    async probe(signal): Promise<Probe> {
      const app = appOf(models[0]?.wireName ?? models[0]?.id ?? 'fal-ai/any')
      const answer = await http.call({ method: 'GET', to: `/${app}/requests/${NO_JOB}/status`, signal })
      const words = http.redact(readError(answer).words ?? `status ${answer.status}`)
      const trouble = troubleOf(answer, title, READING, words)
      return { trouble, balance: null, models: null }
    },

    dispose: () => Promise.resolve(),
  }
}

function nameOf({ wireName, id }: ModelEntry): string {
  return wireName ?? id
}
