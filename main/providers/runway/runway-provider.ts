import { connect, demandAnswer, isGone } from '#main/providers/http/connect.ts'
import { troubleOf, type CreateReading } from '#main/providers/http/create-outcome.ts'
import { downloadRenewed } from '#main/providers/http/download-renewed.ts'
import { inTurn, readLead, readPicture } from '#main/providers/http/picture.ts'
import { createPolling } from '#main/providers/http/polling.ts'
import { prepareAndCreate } from '#main/providers/http/prepare-and-create.ts'
import type { Answer } from '#main/providers/http/service-http.ts'
import { serviceTraits } from '#main/providers/http/service-traits.ts'
import type { Probe, Provider } from '#main/providers/port.ts'
import type { ServiceContext } from '#main/providers/service-context.ts'
import { modelById } from '#model/catalogue.ts'
import { buildExtension, buildRequest } from './build-request.ts'
import {
  isModeration,
  isOutOfCredit,
  microUsdOf,
  outputOf,
  readBalance,
  readTask,
  readWords,
  statusOf,
} from './read-response.ts'
import { uriOf } from './upload.ts'

/** Of the API's documents, which name it by a day. */
const VERSION = { 'x-runway-version': '2024-11-06' }

/** It wants to be asked about a task every five seconds at most; the pauses vary by a fifth. */
const POLL_EVERY_MS = 6_500

const READING: CreateReading = {
  accepted(answer) {
    const made = readTask(answer.json)
    if (!made) return null
    const costMicroUsd = microUsdOf(made.estimatedCost)
    const job = { id: made.id, note: null }
    return { status: 'accepted', job, ...(costMicroUsd === undefined ? {} : { costMicroUsd }) }
  },
  words: readWords,
  isModeration,
  isOutOfCredit,
}

/**
 * Runway's developer API. It lists no jobs. What a job is expected to cost is told when it is made, and what it did cost when it
 * has ended. Links to clips last a day or two and are renewed by asking about the job again.
 */
export function createRunwayProvider(context: ServiceContext): Provider {
  const { service, models } = context
  const { title } = service
  const http = connect(context, key => ({ authorization: `Bearer ${key}` }), VERSION)
  const pause = createPolling(context.pollEveryMs ?? POLL_EVERY_MS)
  const pathOf = (id: string): string => `/v1/tasks/${encodeURIComponent(id)}`
  const demand = (answer: Answer): Answer => demandAnswer(answer, title, readWords(answer), http.redact)
  const ask = (id: string, signal: AbortSignal): Promise<Answer> => http.call({ method: 'GET', to: pathOf(id), signal })

  return {
    ...serviceTraits(service),

    submit(_requestId, spec, conditioning, signal) {
      const { firstFrame, lastFrame, leadIn, references = [] } = conditioning
      const pictureUri = async (path: string, count = 1) => uriOf(http, await readPicture(path), signal, count)
      return prepareAndCreate(
        http,
        title,
        READING,
        {
          prepare: async () => {
            const model = modelById({ models }, spec.model)
            if (leadIn && model.extend) {
              return buildExtension(spec, model, await uriOf(http, await readLead(leadIn), signal))
            }
            const pictures = {
              first: firstFrame && (await pictureUri(firstFrame)),
              last: lastFrame && (await pictureUri(lastFrame)),
              references: await inTurn(references, path => pictureUri(path, references.length)),
            }
            return buildRequest(spec, model, pictures)
          },
          create: ({ path, body }) => http.call({ method: 'POST', to: path, json: body, signal }),
        },
        signal,
      )
    },

    async poll({ id }, signal) {
      const answer = await ask(id, signal)
      if (isGone(answer)) return { status: 'unknown' }
      const found = readTask(demand(answer).json)
      return found ? statusOf(found) : { status: 'running', progress: 0 }
    },

    untilNews: ({ id }, signal) => pause(id, signal),

    async fetchOutput({ id }, toPath, signal) {
      const address = async (): Promise<URL | null> => {
        const answer = await ask(id, signal)
        const found = isGone(answer) ? null : readTask(demand(answer).json)
        return found && outputOf(found)
      }
      await downloadRenewed(http, title, address, { toPath, signal })
    },

    async cancel({ id }) {
      const answer = await http.call({ method: 'DELETE', to: pathOf(id), signal: new AbortController().signal })
      // One that is gone cannot be cancelled, and need not be.
      if (!isGone(answer)) demand(answer)
    },

    async probe(signal): Promise<Probe> {
      const answer = await http.call({ method: 'GET', to: '/v1/organization', signal })
      const words = http.redact(readWords(answer) ?? `status ${answer.status}`)
      const trouble = troubleOf(answer, title, READING, words)
      if (trouble) return { trouble, balance: null, models: null }
      const microUsd = readBalance(demand(answer).json)
      return { trouble: null, balance: microUsd === null ? null : { microUsd }, models: null }
    },

    dispose: () => Promise.resolve(),
  }
}
