import { parentPort } from 'node:worker_threads'
import type { FromProber } from './probe-apart.ts'
import { probeFile } from './probe-file.ts'

// The entry of a thread that reads what stands in video files, one after another, as probe-apart.ts asks.

const port = parentPort
if (!port) throw new Error('probe-worker.ts is the entry of a worker thread')

const tell = (message: FromProber): void => port.postMessage(message)

const beat = (): void => tell({ kind: 'beat' })

port.on('message', (path: string) => {
  beat()
  probeFile(path, beat).then(
    probe => tell({ kind: 'probed', probe }),
    (error: unknown) => tell({ kind: 'failed', reason: reasonOf(error) }),
  )
})

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
