import { parentPort } from 'node:worker_threads'
import { collectAll } from '#main/media/garbage-collector.ts'
import { assertNever } from '#model/assert-never.ts'
import { packError } from './clip-messages.ts'
import type { FromWorker, ToWorker } from './clip-messages.ts'
import { drawClip } from './draw-clip.ts'

// The entry of a worker thread that draws clips, one at a time, as clip-pool.ts asks.

const port = parentPort
if (!port) throw new Error('clip-worker.ts is the entry of a worker thread')

const tell = (message: FromWorker): void => port.postMessage(message)
let drawing: AbortController | undefined

port.on('message', (message: ToWorker) => {
  switch (message.kind) {
    case 'draw': {
      const stop = new AbortController()
      drawing = stop
      drawClip({ path: message.ffmpegPath }, message.clip, {
        outPath: message.outPath,
        signal: stop.signal,
        onProgress: framesDone => tell({ kind: 'progress', framesDone }),
      })
        .finally(() => collectAll())
        .then(
          () => tell({ kind: 'done' }),
          (error: unknown) => tell({ kind: 'failed', error: packError(error) }),
        )
      return
    }
    case 'cancel':
      drawing?.abort(new Error('the drawing was cancelled'))
      return
    default:
      assertNever(message)
  }
})

tell({ kind: 'ready' })
