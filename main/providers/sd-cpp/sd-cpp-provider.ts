import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { connect, demandAnswer, isGone } from '#main/providers/http/connect.ts'
import { troubleOf, type CreateReading } from '#main/providers/http/create-outcome.ts'
import { AddressExpired } from '#main/providers/http/download.ts'
import { base64Of, readPicture } from '#main/providers/http/picture.ts'
import { createPolling } from '#main/providers/http/polling.ts'
import { prepareAndCreate } from '#main/providers/http/prepare-and-create.ts'
import { retryAfterMs } from '#main/providers/http/retry-after.ts'
import type { Answer } from '#main/providers/http/service-http.ts'
import { serviceTraits } from '#main/providers/http/service-traits.ts'
import type { Probe, Provider } from '#main/providers/port.ts'
import type { ServiceContext } from '#main/providers/service-context.ts'
import { modelById } from '#model/catalogue.ts'
import { StudioError } from '#model/errors.ts'
import type { ServiceTrouble } from '#model/service-trouble.ts'
import { buildBody } from './build-request.ts'
import { decodeClip, readUpToClip } from './inline-clip.ts'
import { readCapabilities, readError, readJob, statusOf } from './read-response.ts'

const POLL_TIMEOUT_MS = 60_000
/** The server makes base64 of a large clip, and sends it in one answer. */
const CLIP_TIMEOUT_MS = 10 * 60_000
const CANCEL_TIMEOUT_MS = 30_000

const READING: CreateReading = {
  accepted(answer) {
    const made = readJob(answer.json)
    return made && { status: 'accepted', job: { id: made.id, note: null } }
  },
  words: readError,
  isModeration: () => false,
  isOutOfCredit: () => false,
}

/** An answer about a job, read up to the clip in it; `json` is undefined of one with a clip. */
type JobAnswer = Answer & { readonly clip: AsyncIterable<string> | null }

/** The server of stable-diffusion.cpp: one model, one job at a time, the clip in the answer itself, no list of jobs. */
export function createSdCppProvider(context: ServiceContext): Provider {
  const { service, models } = context
  const { title } = service
  const http = connect(context, key => ({ authorization: `Bearer ${key}` }))
  const pause = createPolling(context.pollEveryMs)
  const pathOf = (id: string): string => `/sdcpp/v1/jobs/${encodeURIComponent(id)}`
  const demand = (answer: Answer): Answer => demandAnswer(answer, title, readError(answer), text => http.redact(text))

  /** Asks about a job; the answer of one that is done holds its clip, which may be large. */
  async function ask<T>(
    id: string,
    signal: AbortSignal,
    timeoutMs: number,
    read: (answer: JobAnswer) => Promise<T> | T,
  ): Promise<T> {
    const over = new AbortController()
    const late = AbortSignal.timeout(timeoutMs)
    const all = AbortSignal.any([signal, over.signal, late])
    try {
      const response = await http.open({ method: 'GET', to: pathOf(id), signal: all })
      const { status, headers } = response
      const begun = await readUpToClip(told((response.body ?? []) as AsyncIterable<Uint8Array>, title))
      const text = begun.hasClip ? '' : begun.text
      const clip = begun.hasClip ? begun.rest : null
      const wish = retryAfterMs(headers, Date.now())
      return await read({ status, headers, text, json: parsed(text), retryAfterMs: wish, clip })
    } catch (error) {
      signal.throwIfAborted()
      if (!late.aborted) throw error
      const message = `${title} did not answer to the end within ${timeoutMs / 1000} seconds. It is asked again.`
      throw new StudioError('service/no-answer', message)
    } finally {
      // What is left of the answer is not wanted.
      over.abort()
    }
  }

  return {
    ...serviceTraits(service),
    outputExtension: 'webm',

    submit(_requestId, spec, { firstFrame, lastFrame }, signal) {
      const base64 = async (path: string | null): Promise<string | null> =>
        path === null ? null : base64Of(await readPicture(path))
      const steps = {
        async prepare() {
          const frames = { firstFrame: await base64(firstFrame), lastFrame: await base64(lastFrame) }
          return buildBody(spec, modelById({ models }, spec.model), frames)
        },
        create: (json: object) => http.call({ method: 'POST', to: '/sdcpp/v1/vid_gen', json, signal }),
      }
      return prepareAndCreate(http, title, READING, steps, signal)
    },

    poll: ({ id }, signal) =>
      ask(id, signal, POLL_TIMEOUT_MS, answer => {
        if (isGone(answer)) return { status: 'unknown' }
        const found = readJob(demand(answer).json)
        if (answer.clip) return { status: 'done' }
        return found ? statusOf(found) : { status: 'running', progress: 0 }
      }),

    untilNews: ({ id }, signal) => pause(id, signal),

    fetchOutput: ({ id }, toPath, signal) =>
      ask(id, signal, CLIP_TIMEOUT_MS, async answer => {
        if (isGone(answer)) throw new AddressExpired(`${title} has thrown the clip away.`)
        const { clip } = answer
        demand(answer)
        if (!clip) throw new StudioError('service/no-download', `${title} says nothing of a clip any more.`)
        await pipeline(decodeClip(clip), createWriteStream(toPath))
      }),

    async cancel({ id }) {
      const signal = AbortSignal.timeout(CANCEL_TIMEOUT_MS)
      const answer = await http.call({ method: 'POST', to: `${pathOf(id)}/cancel`, json: {}, signal })
      // One that runs, is over, or gone, cannot be cancelled.
      if (![404, 409, 410].includes(answer.status)) demand(answer)
    },

    async probe(signal): Promise<Probe> {
      const answer = await http.call({ method: 'GET', to: '/sdcpp/v1/capabilities', signal })
      const trouble = troubleOf(answer, title, READING, http.redact(readError(answer) ?? `status ${answer.status}`))
      if (trouble) return { trouble, balance: null, models: null }
      const found = readCapabilities(answer.json, title)
      if (!found) return { trouble: NO_SD_CPP, balance: null, models: null }
      return { trouble: null, balance: null, ...found }
    },

    dispose: () => Promise.resolve(),
  }
}

const NO_SD_CPP: ServiceTrouble = {
  kind: 'unreachable',
  message: 'What answers there is no server of stable-diffusion.cpp. Check its address in the settings.',
}

/** The body, a connection that breaks told in our words. */
async function* told(body: AsyncIterable<Uint8Array>, title: string): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (cause) {
    throw new StudioError('service/cut-off', `The answer of ${title} was cut off. It is asked again.`, { cause })
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
