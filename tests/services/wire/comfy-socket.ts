import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Fields } from '../core/call.ts'
import type { Desk } from '../core/desk.ts'
import type { Job, JobChange } from '../core/jobs.ts'
import { failure, outputs, runningNode } from './comfy-records.ts'

/** Of the bar a node shows. */
const STEPS = 20

const PREVIEW = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export type ComfySocket = {
  /** Takes over a connection that asks for `/ws`. */
  readonly accept: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** Cuts every connection; clients may come again. */
  readonly drop: () => void
  readonly close: () => void
}

/** The messages of a ComfyUI about the jobs of each client: JSON, and pictures of the work in progress. */
export function comfySocket(desk: Desk): ComfySocket {
  const server = new WebSocketServer({ noServer: true })
  const clients = new Map<WebSocket, string>()

  const send = (clientId: unknown, type: string, data: unknown): void => {
    for (const [client, id] of clients) if (id === clientId) client.send(JSON.stringify({ type, data }))
  }
  const status = (): unknown => {
    const open = desk.jobs.of('comfyui').filter(({ state }) => state !== 'ended')
    return { status: { exec_info: { queue_remaining: open.length } } }
  }

  desk.jobs.onChange((job, change) => {
    if (job.family !== 'comfyui') return
    const clientId = (job.body as Fields)['client_id']
    for (const [type, data] of messages(desk, job, change)) send(clientId, type, data)
    if (change === 'progress') for (const [client, id] of clients) if (id === clientId) client.send(previewFrame())
    if (change === 'progress') return
    for (const id of new Set(clients.values())) send(id, 'status', status())
  })

  return {
    accept(request, socket, head) {
      server.handleUpgrade(request, socket, head, client => {
        const clientId = new URL(request.url ?? '', 'http://localhost').searchParams.get('clientId') ?? ''
        clients.set(client, clientId)
        client.on('close', () => clients.delete(client))
        client.on('error', () => client.terminate())
        client.send(JSON.stringify({ type: 'status', data: { ...(status() as Fields), sid: clientId } }))
      })
    },
    drop() {
      for (const client of clients.keys()) client.terminate()
    },
    close() {
      for (const client of clients.keys()) client.terminate()
      server.close()
    },
  }
}

/** A picture: what follows (1: a picture), its kind (2: PNG), its bytes; numbers are big-endian. */
function previewFrame(): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(1, 0)
  head.writeUInt32BE(2, 4)
  return Buffer.concat([head, PREVIEW])
}

function messages(desk: Desk, job: Job, change: JobChange): (readonly [string, unknown])[] {
  const about = { prompt_id: job.id }
  const { node_id: node } = runningNode(job)
  switch (change) {
    case 'accepted':
      return []
    case 'started':
      return [
        ['execution_start', { ...about, timestamp: job.startedAtMs }],
        ['execution_cached', { ...about, nodes: [] }],
        ['executing', { ...about, node, display_node: node }],
      ]
    case 'progress': {
      const bar = { value: Math.floor(job.progress * STEPS), max: STEPS }
      return [
        ['progress', { ...about, node, ...bar }],
        ['progress_state', { ...about, nodes: { [node]: { ...about, node_id: node, state: 'running', ...bar } } }],
      ]
    }
    case 'ended':
      return job.startedAtMs === null ? [] : endMessages(desk, job)
    default: {
      const never: never = change
      throw new Error(`unknown change ${String(never)}`)
    }
  }
}

function endMessages(desk: Desk, job: Job): (readonly [string, unknown])[] {
  const about = { prompt_id: job.id, timestamp: job.endedAtMs }
  const end = ['executing', { prompt_id: job.id, node: null }] as const
  const kind = job.ending?.kind
  if (kind === 'failed') return [['execution_error', { ...about, ...failure(job) }], end]
  if (kind === 'cancelled') return [['execution_interrupted', { ...about, ...runningNode(job), executed: [] }], end]
  const executed = Object.entries(outputs(job, desk, true)).map(
    ([node, output]) => ['executed', { prompt_id: job.id, node, display_node: node, output }] as const,
  )
  return [...executed, ['execution_success', about], end]
}
