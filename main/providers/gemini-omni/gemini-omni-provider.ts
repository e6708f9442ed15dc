import { connect, demandAnswer } from '#main/providers/http/connect.ts'
import { troubleOf, type CreateReading } from '#main/providers/http/create-outcome.ts'
import { downloadRenewed } from '#main/providers/http/download-renewed.ts'
import { callForInlineClip, callPassingClip } from '#main/providers/http/inline-clip.ts'
import { createPatience } from '#main/providers/http/patience.ts'
import { inTurn, readLead, readPicture, readShownPicture } from '#main/providers/http/picture.ts'
import { createPolling } from '#main/providers/http/polling.ts'
import { prepareAndCreate } from '#main/providers/http/prepare-and-create.ts'
import type { Answer, Call } from '#main/providers/http/service-http.ts'
import { serviceTraits } from '#main/providers/http/service-traits.ts'
import type { Probe, Provider } from '#main/providers/port.ts'
import type { ServiceContext } from '#main/providers/service-context.ts'
import { modelById } from '#model/catalogue.ts'
import { buildInteraction, demandOffered } from './build-request.ts'
import {
  isModeration,
  isOutOfCredit,
  isUnknownJob,
  isWrongKey,
  readError,
  readInteraction,
  readModels,
  statusOf,
  type DeliveredVideo,
} from './read-response.ts'

/** Looks at a job that is over and has no clip: a few minutes, as it is asked about every 20 seconds at last. */
const LOOKS_FOR_CLIP = 15

const READING: CreateReading = {
  accepted(answer) {
    const made = readInteraction(answer.json)
    return made && { status: 'accepted', job: { id: made.id, note: null } }
  },
  words: answer => readError(answer).words,
  isModeration: answer => isModeration(readError(answer)),
  isOutOfCredit: answer => isOutOfCredit(readError(answer)),
  isWrongKey: answer => isWrongKey(readError(answer)),
}

/** The Omni models of the Gemini API, spoken with through its interactions. */
export function createGeminiOmniProvider(context: ServiceContext): Provider {
  const { service, models } = context
  const { title } = service
  const http = connect(context, key => ({ 'x-goog-api-key': key }))
  const pause = createPolling(context.pollEveryMs)
  const patience = createPatience(LOOKS_FOR_CLIP)
  const own = http.urlOf('/')
  const pathOf = (id: string): string => `/interactions/${encodeURIComponent(id)}`
  const demand = (answer: Answer): Answer => demandAnswer(answer, title, readError(answer).words, http.redact)
  // Whether the inputs come back unless told otherwise is not confirmed by its makers.
  const asking = (id: string, signal: AbortSignal): Call => ({
    ...{ method: 'GET', to: `${pathOf(id)}?include_input=false`, signal },
  })

  /** Where a clip lies. At the service itself its key is wanted, and its bytes have to be asked for. */
  function addressOf(uri: string): URL {
    const url = new URL(uri, own)
    if (url.origin === own.origin) url.searchParams.set('alt', 'media')
    return url
  }

  return {
    ...serviceTraits(service),

    submit(_requestId, spec, conditioning, signal) {
      const { firstFrame, lastFrame, leadIn, references = [] } = conditioning
      const steps = {
        async prepare() {
          const model = modelById({ models }, spec.model)
          demandOffered(spec, model, conditioning)
          if (leadIn && model.extend) {
            return buildInteraction(spec, models, { first: null, last: null, lead: await readLead(leadIn) })
          }
          const first = firstFrame === null ? null : await readPicture(firstFrame)
          const last = lastFrame === null ? null : await readPicture(lastFrame)
          const pictures = { first, last, references: await inTurn(references, readShownPicture) }
          return buildInteraction(spec, models, pictures)
        },
        create: (json: unknown) => http.call({ method: 'POST', to: '/interactions', json, signal }),
      }
      return prepareAndCreate(http, title, READING, steps, signal)
    },

    async poll({ id }, signal) {
      const answer = await callPassingClip(http, asking(id, signal))
      if (isUnknownJob(answer)) return { status: 'unknown' }
      const found = readInteraction(demand(answer).json)
      const status = found ? statusOf(found) : ({ status: 'running', progress: 0 } as const)
      if (status !== 'no-clip') {
        patience.forget(id)
        return status
      }
      if (!patience.isOver(id)) return { status: 'running', progress: 1 }
      const message = `${title} says that the clip is made, but delivers none.`
      return { status: 'failed', failure: { kind: 'service/no-clip', message, isRetryable: true } }
    },

    untilNews: ({ id }, signal) => pause(id, signal),

    async fetchOutput({ id }, toPath, signal) {
      const videoIn = ({ json }: Answer): DeliveredVideo | null => readInteraction(json)?.video ?? null
      const inlineIn = (answer: Answer): string | null => {
        const video = videoIn(answer)
        return video && 'base64' in video ? video.base64 : null
      }
      // It may lie in the answer though its address was asked for; not confirmed by its makers.
      const { answer, isWritten } = await callForInlineClip(http, asking(id, signal), toPath, inlineIn)
      if (isWritten) return
      let known: Answer | null = answer
      const ask = async (): Promise<URL | null> => {
        const told = known ?? (await callPassingClip(http, asking(id, signal)))
        known = null
        if (isUnknownJob(told)) return null
        const video = videoIn(demand(told))
        return video && 'uri' in video ? addressOf(video.uri) : null
      }
      await downloadRenewed(http, title, ask, { toPath, signal })
    },

    async cancel({ id }) {
      const { signal } = new AbortController()
      const answer = await http.call({ method: 'POST', to: `${pathOf(id)}/cancel`, signal })
      // One that is over, or gone, cannot be cancelled, and need not be.
      if (![400, 404, 409, 410].includes(answer.status)) demand(answer)
    },

    async probe(signal): Promise<Probe> {
      const answer = await http.call({ method: 'GET', to: '/models?pageSize=1000', signal })
      const words = http.redact(readError(answer).words ?? `status ${answer.status}`)
      const trouble = troubleOf(answer, title, READING, words)
      if (trouble) return { trouble, balance: null, models: null }
      return { trouble: null, balance: null, models: readModels(answer.json) }
    },

    dispose: () => Promise.resolve(),
  }
}
