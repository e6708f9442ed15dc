import { z } from 'zod'
import type { Answer } from '#main/providers/http/service-http.ts'
import type { TryFailure } from '#model/request-life.ts'

/** A file that a node has written, as `/view` is asked for it. */
const outputFile = z.object({
  filename: z.string().min(1),
  subfolder: z
    .string()
    .nullish()
    .transform(folder => folder ?? ''),
  type: z
    .string()
    .nullish()
    .transform(type => type ?? 'output'),
})
export type OutputFile = z.infer<typeof outputFile>

const MP4 = /\.(mp4|m4v|mov)$/i
const VIDEO = /\.(mp4|m4v|webm|mkv|mov|avi|gif)$/i

/** The video among what the nodes of a job have written, whatever they call it; those kept come before previews, and mp4 before others. */
export function videoIn(outputs: unknown): OutputFile | null {
  const found: OutputFile[] = []
  const look = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 4) return
    const file = outputFile.safeParse(value).data
    // A node that loads a video shows that too.
    if (file && VIDEO.test(file.filename)) found.push(...(file.type === 'input' ? [] : [file]))
    else for (const part of Object.values(value)) look(part, depth + 1)
  }
  look(outputs, 0)
  const badness = ({ type, filename }: OutputFile): number => (type === 'output' ? 0 : 2) + (MP4.test(filename) ? 0 : 1)
  return found.toSorted((a, b) => badness(a) - badness(b))[0] ?? null
}

/** How a job stands at the server; `absent`: it knows none of that id. */
export type Standing =
  | { readonly kind: 'absent' }
  | { readonly kind: 'waiting'; readonly queuePosition?: number }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly file: OutputFile }
  | { readonly kind: 'ended'; readonly failure: TryFailure }

const executionError = z.object({
  exception_message: z.string().nullish(),
  exception_type: z.string().nullish(),
  node_type: z.string().nullish(),
  node_id: z.union([z.string(), z.number()]).nullish(),
})

/** What broke, in plain words. Memory that ran out may be free next time: the server unloads its models then. */
export function failureOf(error: unknown): TryFailure {
  const { exception_message: said, exception_type: type, node_type: node } = executionError.safeParse(error).data ?? {}
  const where = node ? ` at the node ${node}` : ''
  if (/out ?of ?memory|allocation on device/i.test(`${type ?? ''} ${said ?? ''}`)) {
    const message = `The graphics card ran out of memory${where}. Close what else uses it, or ask for a smaller or shorter clip.`
    return { kind: 'comfyui/out-of-memory', message, isRetryable: true }
  }
  const words = said?.trim() || type || 'it gave no reason'
  return { kind: 'comfyui/failed', message: `ComfyUI broke off${where}: ${words}`, isRetryable: false }
}

const INTERRUPTED: TryFailure = {
  kind: 'comfyui/interrupted',
  message: 'It was stopped at ComfyUI.',
  isRetryable: false,
}
const NO_VIDEO: TryFailure = {
  kind: 'comfyui/no-video',
  message: 'The workflow has run, but saved no video. Look at ComfyUI what its last node does.',
  isRetryable: false,
}

const historyEntry = z.object({
  outputs: z.unknown().optional(),
  status: z
    .object({ status_str: z.string().nullish(), completed: z.boolean().nullish(), messages: z.unknown().optional() })
    .nullish(),
})

/** Reads `/history/<id>`; null of an answer that is none. A job that is not in it may wait or run. */
export function readHistory(json: unknown, id: string): Standing | null {
  const jobs = z.record(z.string(), z.unknown()).safeParse(json).data
  if (!jobs) return null
  if (!(id in jobs)) return { kind: 'absent' }
  const entry = historyEntry.safeParse(jobs[id]).data
  if (!entry) return null
  const { status_str: word, messages } = entry.status ?? {}
  if (word === 'error') return { kind: 'ended', failure: failureIn(messages) }
  const file = videoIn(entry.outputs)
  return file ? { kind: 'done', file } : { kind: 'ended', failure: NO_VIDEO }
}

function failureIn(messages: unknown): TryFailure {
  const pairs = Array.isArray(messages) ? (messages as unknown[]).filter(Array.isArray) : []
  const named = (name: string) => pairs.find(([type]) => type === name)
  if (named('execution_interrupted')) return INTERRUPTED
  return failureOf(named('execution_error')?.[1])
}

const queueBody = z.object({ queue_running: z.array(z.unknown()), queue_pending: z.array(z.unknown()) })
const queueItem = z.tuple([z.number(), z.string()]).rest(z.unknown())

/** The ids of what runs, and of what waits, the next first. */
export type Queue = { readonly running: readonly string[]; readonly waiting: readonly string[] }

/** Reads `/queue`; null of an answer that is none. */
export function readQueue(json: unknown): Queue | null {
  const queue = queueBody.safeParse(json).data
  if (!queue) return null
  const items = (list: readonly unknown[]) => list.flatMap(item => [queueItem.safeParse(item).data ?? []].filter(hasId))
  const ids = (list: readonly unknown[]) =>
    items(list)
      .toSorted((a, b) => a[0] - b[0])
      .map(([, id]) => id)
  return { running: ids(queue.queue_running), waiting: ids(queue.queue_pending) }
}

function hasId(item: z.infer<typeof queueItem> | never[]): item is z.infer<typeof queueItem> {
  return item.length > 1
}

const jobRecord = z.object({
  id: z.string(),
  status: z.string(),
  outputs: z.unknown().optional(),
  execution_error: z.unknown().optional(),
})

/** Reads `/api/jobs/<id>` of newer servers; null of an answer that is none, or whose status nobody knows. */
export function readJob(json: unknown): Standing | null {
  const job = jobRecord.safeParse(json).data
  if (!job) return null
  switch (job.status) {
    case 'pending':
      return { kind: 'waiting' }
    case 'in_progress':
      return { kind: 'running' }
    case 'completed': {
      const file = videoIn(job.outputs)
      return file ? { kind: 'done', file } : { kind: 'ended', failure: NO_VIDEO }
    }
    case 'failed':
      return { kind: 'ended', failure: failureOf(job.execution_error) }
    case 'cancelled':
      return { kind: 'ended', failure: INTERRUPTED }
    default:
      return null
  }
}

/** Whether an answer to `/api/jobs` is one of a server that has it. */
export function hasJobs({ status, json }: Pick<Answer, 'status' | 'json'>): boolean {
  return status === 200 && z.object({ jobs: z.array(z.unknown()) }).safeParse(json).success
}

/** Whether an answer to `/system_stats` is one of ComfyUI. */
export function isSystemStats(json: unknown): boolean {
  return z.object({ system: z.object({}) }).safeParse(json).success
}

/** The id of a job that was queued. */
export function readPromptId(json: unknown): string | null {
  return z.object({ prompt_id: z.string().min(1) }).safeParse(json).data?.prompt_id ?? null
}

const problem = z.object({ type: z.string().nullish(), message: z.string().nullish(), details: z.string().nullish() })
const errorBody = z.object({
  error: z.union([z.string(), problem]),
  node_errors: z
    .record(z.string(), z.object({ class_type: z.string().nullish(), errors: z.array(problem).catch([]) }))
    .catch({}),
})

/** What is wrong with a graph the server does not take: of what type, and in which node. */
export function readError({ json }: Pick<Answer, 'json'>): { readonly type: string; readonly words: string | null } {
  const body = errorBody.safeParse(json).data
  if (!body) return { type: '', words: null }
  if (typeof body.error === 'string') return { type: '', words: body.error }
  const said = ({ message, details }: z.infer<typeof problem>): string =>
    [message, details].filter(part => part).join(': ')
  const nodes = Object.entries(body.node_errors).flatMap(([id, { class_type: type, errors }]) =>
    errors.map(error => `${type ?? 'node'} ${id}: ${said(error)}`),
  )
  const words = [said(body.error), ...nodes].filter(part => part !== '').join('; ')
  return { type: body.error.type ?? '', words: words === '' ? null : words }
}

/** The name of an uploaded picture, as a node takes it. */
export function readUpload(json: unknown): string | null {
  const file = z.object({ name: z.string().min(1), subfolder: z.string().nullish() }).safeParse(json).data
  if (!file) return null
  return file.subfolder ? `${file.subfolder}/${file.name}` : file.name
}

/** What is said of the types of node asked about, by type; null of an answer that is none. */
export function readObjectInfo(json: unknown): Readonly<Record<string, unknown>> | null {
  return z.record(z.string(), z.unknown()).safeParse(json).data ?? null
}
