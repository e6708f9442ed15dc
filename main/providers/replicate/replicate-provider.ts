import { connect, demandAnswer, isGone } from '#main/providers/http/connect.ts'
import { troubleOf, type CreateReading } from '#main/providers/http/create-outcome.ts'
import { downloadRenewed } from '#main/providers/http/download-renewed.ts'
import { inTurn } from '#main/providers/http/picture.ts'
import { createPolling } from '#main/providers/http/polling.ts'
import { prepareAndCreate } from '#main/providers/http/prepare-and-create.ts'
import type { Answer } from '#main/providers/http/service-http.ts'
import { serviceTraits } from '#main/providers/http/service-traits.ts'
import type { ListedJob, Probe, Provider } from '#main/providers/port.ts'
import type { ServiceContext } from '#main/providers/service-context.ts'
import { modelById } from '#model/catalogue.ts'
import { buildRequest, traitsOf } from './build-request.ts'
import {
  createdAtMs,
  isModerationText,
  outputOf,
  readPage,
  readPrediction,
  readWords,
  statusOf,
  type Prediction,
} from './read-response.ts'
import { frameUri } from './upload.ts'

const MOST_PAGES = 50

const READING: CreateReading = {
  accepted(answer) {
    const made = readPrediction(answer.json)
    return made && { status: 'accepted', job: { id: made.id, note: null } }
  },
  words: readWords,
  isModeration: answer => isModerationText(readWords(answer) ?? ''),
  // It says so with a status of its own.
  isOutOfCredit: ({ status }) => status === 402,
}

/** Replicate, whose models each have inputs of their own: the catalogue names them. What it makes it deletes after an hour. */
export function createReplicateProvider(context: ServiceContext): Provider {
  const { service, models } = context
  const { title } = service
  const http = connect(context, key => ({ authorization: `Bearer ${key}` }))
  const pause = createPolling(context.pollEveryMs)
  const pathOf = (id: string): string => `/predictions/${encodeURIComponent(id)}`
  const demand = (answer: Answer): Answer => demandAnswer(answer, title, readWords(answer), http.redact)
  const ask = (id: string, signal: AbortSignal): Promise<Answer> => http.call({ method: 'GET', to: pathOf(id), signal })
  /** Null where it is gone, or cannot be read. */
  const predictionOf = async (id: string, signal: AbortSignal): Promise<Prediction | null> => {
    const answer = await ask(id, signal)
    return isGone(answer) ? null : readPrediction(demand(answer).json)
  }

  /** The newest predictions first, until they are older than asked for. */
  async function* newestFirst(sinceMs: number, signal: AbortSignal): AsyncGenerator<Prediction> {
    let query = ''
    for (let count = 0; count < MOST_PAGES; count += 1) {
      const answer = await http.call({ method: 'GET', to: `/predictions${query}`, signal })
      const { predictions, cursor } = readPage(demand(answer).json)
      for (const prediction of predictions) {
        if (createdAtMs(prediction) < sinceMs) return
        yield prediction
      }
      if (cursor === null) return
      query = `?cursor=${encodeURIComponent(cursor)}`
    }
  }

  return {
    ...serviceTraits(service),

    submit(_requestId, spec, { firstFrame, lastFrame, references = [] }, signal) {
      const uriOf = (path: string) => frameUri(http, path, signal)
      return prepareAndCreate(
        http,
        title,
        READING,
        {
          prepare: async () => {
            const pictures = {
              first: firstFrame && (await uriOf(firstFrame)),
              last: lastFrame && (await uriOf(lastFrame)),
              references: await inTurn(references, uriOf),
            }
            return buildRequest(spec, modelById({ models }, spec.model), pictures)
          },
          create: ({ path, body }) => http.call({ method: 'POST', to: path, json: body, signal }),
        },
        signal,
      )
    },

    async poll({ id }, signal) {
      const answer = await ask(id, signal)
      if (isGone(answer)) return { status: 'unknown' }
      const found = readPrediction(demand(answer).json)
      return found ? statusOf(found) : { status: 'running', progress: 0 }
    },

    untilNews: ({ id }, signal) => pause(id, signal),

    async fetchOutput({ id }, toPath, signal) {
      const address = async (): Promise<URL | null> => {
        const found = await predictionOf(id, signal)
        return found && outputOf(found)
      }
      await downloadRenewed(http, title, address, { toPath, signal })
    },

    async cancel({ id }) {
      const to = `${pathOf(id)}/cancel`
      const answer = await http.call({ method: 'POST', to, signal: new AbortController().signal })
      // One that is over, or gone, cannot be cancelled, and need not be.
      if (![404, 409, 410, 422].includes(answer.status)) demand(answer)
    },

    async list(spec, sinceMs, signal) {
      const traits = traitsOf(spec, modelById({ models }, spec.model))
      const found: ListedJob[] = []
      for await (const listed of newestFirst(sinceMs, signal)) {
        if (traits.model !== null && (listed.model ?? traits.model) !== traits.model) continue
        if (traits.version !== null && (listed.version ?? traits.version) !== traits.version) continue
        // The list may leave the input out.
        const whole = listed.input ? listed : await predictionOf(listed.id, signal)
        const isOfIt = whole?.input?.[traits.promptField] === traits.prompt
        if (isOfIt) found.push({ job: { id: listed.id, note: null }, createdAtMs: createdAtMs(listed) || sinceMs })
      }
      return found
    },

    async probe(signal): Promise<Probe> {
      const answer = await http.call({ method: 'GET', to: '/account', signal })
      const words = http.redact(readWords(answer) ?? `status ${answer.status}`)
      const trouble = troubleOf(answer, title, READING, words)
      // Not every key may ask for its account: that it was not turned away is enough.
      if (trouble === null && answer.status !== 404) demand(answer)
      return { trouble, balance: null, models: null }
    },

    dispose: () => Promise.resolve(),
  }
}
