import { createHash } from 'node:crypto'
import { basename, extname } from 'node:path'
import { FormData } from 'undici'
import { demandAnswer } from '#main/providers/http/connect.ts'
import { asBlob, readPicture } from '#main/providers/http/picture.ts'
import type { Answer, ServiceHttp } from '#main/providers/http/service-http.ts'
import { StudioError } from '#model/errors.ts'
import {
  hasJobs,
  readError,
  readHistory,
  readJob,
  readObjectInfo,
  readQueue,
  readUpload,
  type OutputFile,
  type Queue,
  type Standing,
} from './read-response.ts'

/** What the adapter asks of a server. Each rejects as `ServiceHttp.call`, or with StudioError service/no-word. */
export type Server = {
  readonly queue: (signal: AbortSignal) => Promise<Queue>
  /** How the job of that id stands. */
  readonly standing: (id: string, signal: AbortSignal) => Promise<Standing>
  /** How a job that is not in the queue has ended. */
  readonly ended: (id: string, signal: AbortSignal) => Promise<Standing>
  readonly cancel: (id: string, signal: AbortSignal) => Promise<void>
  /** Whether a file that a job wrote is still there. */
  readonly isThere: (file: OutputFile, signal: AbortSignal) => Promise<boolean>
  /** Puts a picture among the server's inputs; resolves with its name there. Rejects also with StudioError comfyui/picture. */
  readonly upload: (path: string, signal: AbortSignal) => Promise<string>
  /** What it says of these types of node; those it does not have are left out. */
  readonly objectInfo: (types: readonly string[], signal: AbortSignal) => Promise<Record<string, unknown>>
}

const SUBFOLDER = 'flythrough'
const CANCEL_ROUNDS = 3
const LOOK_TIMEOUT_MS = 30_000
const REFUSES_FILE = new Set([400, 413, 415, 422])

export function createServer(http: ServiceHttp, title: string): Server {
  const demand = (answer: Answer): Answer =>
    demandAnswer(answer, title, readError(answer).words, text => http.redact(text))
  const get = (to: string, signal: AbortSignal): Promise<Answer> => http.call({ method: 'GET', to, signal })
  const post = (to: string, json: unknown, signal: AbortSignal): Promise<Answer> =>
    http.call({ method: 'POST', to, json, signal })
  let isNewer: boolean | undefined

  function understood<T>(read: T | null): T {
    if (read !== null) return read
    throw new StudioError('service/no-word', `${title} answers with something that is no word of ComfyUI’s.`)
  }

  /** Asked once; that nobody answers is no answer. */
  async function knowsJobs(signal: AbortSignal): Promise<boolean> {
    if (isNewer !== undefined) return isNewer
    const answer = await get('/api/jobs?limit=1', signal)
    if (![404, 405].includes(answer.status)) demand(answer)
    return (isNewer = hasJobs(answer))
  }

  async function queue(signal: AbortSignal): Promise<Queue> {
    return understood(readQueue(demand(await get('/queue', signal)).json))
  }

  /** By the newer routes alone; null where there are none, or they do not know it. */
  async function record(id: string, signal: AbortSignal): Promise<Standing | null> {
    if (!(await knowsJobs(signal))) return null
    const answer = await get(`/api/jobs/${id}`, signal)
    return answer.status === 404 ? null : understood(readJob(demand(answer).json))
  }

  async function history(id: string, signal: AbortSignal): Promise<Standing> {
    return understood(readHistory(demand(await get(`/history/${id}`, signal)).json, id))
  }

  async function ended(id: string, signal: AbortSignal): Promise<Standing> {
    return (await record(id, signal)) ?? (await history(id, signal))
  }

  return {
    queue,
    ended,

    async standing(id, signal) {
      const found = await ended(id, signal)
      if (found.kind !== 'absent') return found
      const { running, waiting } = await queue(signal)
      if (running.includes(id)) return { kind: 'running' }
      const place = waiting.indexOf(id)
      if (place >= 0) return { kind: 'waiting', queuePosition: place + running.length }
      // It may have ended between the two looks.
      return await ended(id, signal)
    },

    async cancel(id, signal) {
      if (await knowsJobs(signal)) {
        const answer = await post(`/api/jobs/${id}/cancel`, {}, signal)
        if (answer.status !== 404) demand(answer)
        return
      }
      // What waits may begin to run meanwhile. Some servers interrupt whatever runs, so that has to be this job.
      for (let round = 0; round < CANCEL_ROUNDS; round += 1) {
        const { running, waiting } = await queue(signal)
        if (running.includes(id)) demand(await post('/interrupt', { prompt_id: id }, signal))
        else if (waiting.includes(id)) demand(await post('/queue', { delete: [id] }, signal))
        else return
      }
    },

    async isThere(file, signal) {
      const soon = AbortSignal.any([signal, AbortSignal.timeout(LOOK_TIMEOUT_MS)])
      const headers = { range: 'bytes=0-0' }
      const response = await http.open({ method: 'GET', to: viewPath(file), signal: soon, headers })
      await response.body?.cancel()
      return ![403, 404, 410].includes(response.status)
    },

    async upload(path, signal) {
      const picture = await readPicture(path)
      const form = new FormData()
      // Named by what is in it: a picture that is there already is written over by itself.
      const hash = createHash('sha256').update(picture.bytes).digest('hex')
      form.set('image', asBlob(picture), `${hash}${extname(picture.name)}`)
      for (const [name, value] of Object.entries({ type: 'input', subfolder: SUBFOLDER, overwrite: 'true' }))
        form.set(name, value)
      const answer = await http.call({ method: 'POST', to: '/upload/image', form, signal })
      if (REFUSES_FILE.has(answer.status)) {
        const message = `${title} does not take the picture ${basename(path)} (status ${answer.status}).`
        throw new StudioError('comfyui/picture', message)
      }
      return understood(readUpload(demand(answer).json))
    },

    async objectInfo(types, signal) {
      const found: Record<string, unknown> = {}
      for (const type of types) {
        const answer = await get(`/object_info/${encodeURIComponent(type)}`, signal)
        if (answer.status === 404) continue
        const about = understood(readObjectInfo(demand(answer).json))
        if (type in about) found[type] = about[type]
      }
      return found
    },
  }
}

/** Where a file that a job wrote is handed out. */
export function viewPath({ filename, subfolder, type }: OutputFile): string {
  return `/view?${new URLSearchParams({ filename, subfolder, type }).toString()}`
}
