import { FormData } from 'undici'
import { connect, demandAnswer, isGone } from '#main/providers/http/connect.ts'
import { troubleOf, type CreateReading } from '#main/providers/http/create-outcome.ts'
import { download } from '#main/providers/http/download.ts'
import { asBlob, readPicture } from '#main/providers/http/picture.ts'
import { createPolling } from '#main/providers/http/polling.ts'
import { prepareAndCreate } from '#main/providers/http/prepare-and-create.ts'
import type { Answer } from '#main/providers/http/service-http.ts'
import { serviceTraits } from '#main/providers/http/service-traits.ts'
import { shortened } from '#main/providers/http/without-keys.ts'
import type { ListedJob, Probe, Provider } from '#main/providers/port.ts'
import type { ServiceContext } from '#main/providers/service-context.ts'
import { isLive, modelById, type ModelEntry } from '#model/catalogue.ts'
import { sentText } from '#model/sent-text.ts'
import type { ServiceTrouble } from '#model/service-trouble.ts'
import { buildFields } from './build-request.ts'
import { isModerationCode, readError, readList, readModels, readVideo, statusOf, type Video } from './read-response.ts'

const LIST_PAGE = 100
const MOST_PAGES = 50

const READING: CreateReading = {
  accepted(answer) {
    const made = readVideo(answer.json)
    return made && { status: 'accepted', job: { id: made.id, note: null } }
  },
  words: answer => readError(answer).words,
  isModeration: answer => isModerationCode(readError(answer).code),
  isOutOfCredit: answer => /insufficient_(quota|funds|credit)|billing/i.test(readError(answer).code),
}

/** Servers that speak the wire format of OpenAI's late Videos API: vLLM-Omni, SGLang, LiteLLM and others, at an address of the user's. */
export function createOpenaiVideosProvider(context: ServiceContext): Provider {
  const { service, models } = context
  const { title } = service
  const http = connect(context, key => ({ authorization: `Bearer ${key}` }))
  const pause = createPolling(context.pollEveryMs)
  const pathOf = (id: string): string => `/videos/${encodeURIComponent(id)}`
  const demand = (answer: Answer): Answer => demandAnswer(answer, title, readError(answer).words, http.redact)

  /** The newest videos first, until they are older than asked for. */
  async function* newestFirst(sinceMs: number, signal: AbortSignal): AsyncGenerator<Video> {
    let after = ''
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const to = `/videos?limit=${LIST_PAGE}&order=desc${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`
      const list = readList(demand(await http.call({ method: 'GET', to, signal })).json)
      const videos = list?.videos ?? []
      yield* videos
      const last = videos.at(-1)
      if (!list?.hasMore || !last || last.id === after || createdAtMs(last) < sinceMs) return
      after = last.id
    }
  }

  return {
    ...serviceTraits(service),

    submit(_requestId, spec, { firstFrame }, signal) {
      return prepareAndCreate(
        http,
        title,
        READING,
        {
          async prepare() {
            const form = new FormData()
            const fields = buildFields(spec, modelById({ models }, spec.model))
            for (const [name, value] of Object.entries(fields)) form.set(name, value)
            const picture = firstFrame && (await readPicture(firstFrame))
            if (picture) form.set('input_reference', asBlob(picture), picture.name)
            return form
          },
          create: form => http.call({ method: 'POST', to: '/videos', form, signal }),
        },
        signal,
      )
    },

    async poll({ id }, signal) {
      const answer = await http.call({ method: 'GET', to: pathOf(id), signal })
      if (isGone(answer)) return { status: 'unknown' }
      const found = readVideo(demand(answer).json)
      return found ? statusOf(found) : { status: 'running', progress: 0 }
    },

    untilNews: ({ id }, signal) => pause(id, signal),

    fetchOutput: ({ id }, toPath, signal) =>
      download(http, { from: `${pathOf(id)}/content?variant=video`, toPath, signal }),

    async cancel({ id }) {
      const answer = await http.call({ method: 'DELETE', to: pathOf(id), signal: new AbortController().signal })
      // One that is over, or gone, cannot be cancelled, and need not be.
      if (![404, 405, 409, 410].includes(answer.status)) demand(answer)
    },

    async list(spec, sinceMs, signal) {
      const name = nameOf(modelById({ models }, spec.model))
      const text = sentText(spec)
      const found: ListedJob[] = []
      for await (const video of newestFirst(sinceMs, signal)) {
        const isOfIt = video.prompt === text && (video.model ?? name) === name && createdAtMs(video) >= sinceMs
        if (isOfIt) found.push({ job: { id: video.id, note: null }, createdAtMs: createdAtMs(video) })
      }
      return found
    },

    async probe(signal): Promise<Probe> {
      const ask = (to: string): Promise<Answer> => http.call({ method: 'GET', to, signal })
      const troubleIn = (answer: Answer): ServiceTrouble | null =>
        troubleOf(answer, title, READING, http.redact(readError(answer).words ?? `status ${answer.status}`))
      const answer = await ask('/models')
      const listed = readModels(answer.json)
      if (listed) return { trouble: null, balance: null, models: listed, notes: missingIn(listed, models) }
      const trouble = troubleIn(answer)
      if (trouble) return { trouble, balance: null, models: null }
      // Not every server lists its models; one that knows no videos either is none of this kind.
      const videos = await ask('/videos?limit=1')
      return { trouble: troubleIn(videos) ?? (knowsVideos(videos) ? null : NO_VIDEOS), balance: null, models: null }
    },

    dispose: () => Promise.resolve(),
  }
}

const NO_VIDEOS: ServiceTrouble = {
  kind: 'unreachable',
  message: 'What answers there takes no requests for videos. Check the address in the settings: most end in /v1.',
}

/** Whether the answer to the question for a server's list of videos is one of a server that makes some, if it lists them or not. */
function knowsVideos({ status, json }: Answer): boolean {
  return readList(json) !== null || [400, 405, 422].includes(status)
}

/** Of these models those that live and the server does not list, each in a sentence. */
function missingIn(listed: readonly string[], models: ServiceContext['models']): string[] {
  const missing = models
    .filter(isLive)
    .map(nameOf)
    .filter(name => !listed.includes(name))
  return missing.map(name => `It lists no model “${name}”, but: ${shortened(listed.join(', ')) || 'none at all'}.`)
}

function nameOf({ wireName, id }: Pick<ModelEntry, 'wireName' | 'id'>): string {
  return wireName ?? id
}

function createdAtMs({ created_at: seconds }: Video): number {
  return (seconds ?? 0) * 1000
}
