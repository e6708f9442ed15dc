import type { SeamMatch } from '#model/seam/measure-seam.ts'
import { StudioError } from '#model/errors.ts'
import { startThread } from '#main/media/start-thread.ts'
import type { FromSeams, SeamTask, ToSeams } from './seam-messages.ts'

export type SeamThread = {
  /** True once it cannot measure any more: it has run out of memory, or met a fault of the program. */
  readonly hasEnded: () => boolean
  /**
   * As measureJoin, on the thread: whoever draws screens is not held up. One at a time.
   * Rejects with StudioError `seam/unmeasured`, with the signal's reason, or with a fault of the program.
   */
  measure(task: SeamTask, signal: AbortSignal): Promise<SeamMatch>
  close(): Promise<void>
}

/** The one place that knows where the worker's entry is. */
export function startSeamThread(): SeamThread {
  const worker = startThread(new URL('./seam-worker.ts', import.meta.url), {
    name: 'seam-worker',
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  const post = (message: ToSeams): void => worker.postMessage(message)
  let fault: unknown
  let hasEnded = false
  worker
    .on('error', error => {
      fault = error
    })
    .on('exit', () => {
      hasEnded = true
    })
  return {
    hasEnded: () => hasEnded,
    measure: (task, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted()
        const stop = (): void => post({ kind: 'stop' })
        const onExit = (code: number): void => {
          settle()
          reject(new Error(`the thread that measures joins ended with code ${code}`, { cause: fault }))
        }
        const settle = (): void => {
          signal.removeEventListener('abort', stop)
          worker.off('message', hear).off('exit', onExit)
        }
        // Also after a stop it is waited for, so that no ffmpeg of it outlives the call.
        function hear(message: FromSeams): void {
          settle()
          if (message.kind === 'measured') resolve(message.match)
          else if (signal.aborted) reject(signal.reason as Error)
          else if (message.sentence === null) reject(new Error(message.reason))
          else reject(new StudioError('seam/unmeasured', message.sentence))
        }
        signal.addEventListener('abort', stop, { once: true })
        worker.on('message', hear).once('exit', onExit)
        post({ kind: 'measure', task })
      }),
    close: async () => void (await worker.terminate()),
  }
}
