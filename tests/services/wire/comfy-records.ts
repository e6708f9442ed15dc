import { asText, type Fields } from '../core/call.ts'
import type { Desk } from '../core/desk.ts'
import type { Job } from '../core/jobs.ts'
import { outputsOf } from './comfy-graph.ts'

export function graphOf(job: Job): Fields {
  return (job.body as Fields)['prompt'] as Fields
}

/** The name of the file a job writes, in the folder `video` of the outputs. */
export function fileNameOf(job: Job): string {
  return `ComfyUI_${String(job.seq + 1).padStart(5, '0')}_.${job.wish.format}`
}

/** As `/queue` lists a job: number, id, graph, extra data, output nodes. */
export function queueItem(job: Job): unknown[] {
  const { client_id, extra_data } = job.body as Fields
  return [
    job.seq,
    job.id,
    graphOf(job),
    { ...(extra_data as Fields | undefined), client_id, create_time: job.createdAtMs },
    outputsOf(graphOf(job)),
  ]
}

/** What was taken out of the queue before it ran leaves no trace. */
export function isInHistory(job: Job): boolean {
  return job.state === 'ended' && job.startedAtMs !== null
}

/** What a job wrote, by node; nothing when `hasClip` is false. */
export function outputs(job: Job, desk: Desk, hasClip: boolean): Record<string, Fields> {
  const [node] = outputsOf(graphOf(job))
  if (node === undefined || job.ending?.kind !== 'done' || !hasClip) return {}
  const file = { filename: fileNameOf(job), subfolder: 'video', type: 'output' }
  return { [node]: { [desk.settings.comfyui.outputKey]: [file], animated: [true] } }
}

/** As `/history/<id>` has a job that ran: an object with its id as the only name. */
export function history(job: Job, desk: Desk, hasClip: boolean): Record<string, unknown> {
  const isDone = job.ending?.kind === 'done'
  return {
    [job.id]: {
      prompt: queueItem(job),
      outputs: outputs(job, desk, hasClip),
      status: { status_str: isDone ? 'success' : 'error', completed: isDone, messages: messagesOf(job) },
      meta: {},
    },
  }
}

function messagesOf(job: Job): unknown[] {
  const about = { prompt_id: job.id, timestamp: job.endedAtMs }
  const start = ['execution_start', { ...about, timestamp: job.startedAtMs }]
  const kind = job.ending?.kind
  if (kind === 'failed') return [start, ['execution_error', { ...about, ...failure(job) }]]
  if (kind === 'cancelled') return [start, ['execution_interrupted', { ...about, ...runningNode(job), executed: [] }]]
  return [start, ['execution_cached', { ...about, nodes: [] }], ['execution_success', about]]
}

/** The node that is said to run: the one that writes the file. */
export function runningNode(job: Job): { readonly node_id: string; readonly node_type: string } {
  const [node = ''] = outputsOf(graphOf(job))
  return { node_id: node, node_type: asText((graphOf(job)[node] as Fields | undefined)?.['class_type']) }
}

/** Memory that ran out may be free next time; a picture of the wrong size stays wrong. */
export function failure(job: Job): Fields {
  const isMemory = job.ending?.kind === 'failed' && job.ending.isRetryable
  return {
    ...runningNode(job),
    exception_type: isMemory ? 'torch.OutOfMemoryError' : 'ValueError',
    exception_message: isMemory ? 'Allocation on device' : 'Sizes of tensors must match',
    traceback: ['  File "execution.py", line 1, in execute\n'],
  }
}

/** As newer servers have a job at `/api/jobs/<id>`; `outputs` only where a single job is asked for. */
export function jobRecord(job: Job, outputs?: Fields): Fields {
  return {
    id: job.id,
    status: recordStatus(job),
    create_time: job.createdAtMs,
    execution_start_time: job.startedAtMs,
    execution_end_time: job.endedAtMs,
    ...(outputs && { outputs }),
    ...(job.ending?.kind === 'failed' && { execution_error: failure(job) }),
  }
}

function recordStatus(job: Job): string {
  if (job.state === 'queued') return 'pending'
  if (job.state === 'running') return 'in_progress'
  if (job.ending?.kind === 'done') return 'completed'
  return job.ending?.kind === 'cancelled' ? 'cancelled' : 'failed'
}
