import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import { startThread } from '#main/media/start-thread.ts'
import type { Ticks } from '#model/time.ts'
import type { Alignment } from './align/align-songs.ts'
import { unpackError, type EarTask, type FromEar } from './ear-messages.ts'
import type { FirstLook } from './look-at-song.ts'
import type { StoredAnalysis } from './store.ts'

type Ffmpeg = Pick<FfmpegProgram, 'path'>

type Options = { readonly signal?: AbortSignal | undefined; readonly onProgress?: ((done: number) => void) | undefined }

/** As lookAtSong, on a thread of its own. */
export async function lookApart(ffmpeg: Ffmpeg, path: string, options: Options = {}): Promise<FirstLook> {
  const answer = await ask({ kind: 'look', ffmpegPath: ffmpeg.path, path }, options)
  if (answer.kind === 'looked') return answer.look
  throw new Error(`a thread that was to look at a song answered ${answer.kind}`)
}

/** As analyseSong, on a thread of its own: who draws screens meanwhile is not held up. `onProgress` takes seconds heard. */
export async function analyseApart(ffmpeg: Ffmpeg, path: string, options: Options = {}): Promise<StoredAnalysis> {
  const answer = await ask({ kind: 'analyse', ffmpegPath: ffmpeg.path, path }, options)
  if (answer.kind === 'analysed') return answer.heard
  throw new Error(`a thread that was to analyse a song answered ${answer.kind}`)
}

/**
 * As alignSongs, of two files, on a thread of its own. `onProgress` takes how many of the two are decoded. Rejects as decodeSong does.
 */
export async function alignApart(
  ffmpeg: Ffmpeg,
  songs: { readonly oldPath: string; readonly newPath: string; readonly beats: readonly Ticks[] },
  options: Options = {},
): Promise<Alignment> {
  const answer = await ask({ kind: 'align', ffmpegPath: ffmpeg.path, ...songs }, options)
  if (answer.kind === 'aligned') return answer.alignment
  throw new Error(`a thread that was to align songs answered ${answer.kind}`)
}

function ask(task: EarTask, { signal, onProgress }: Options): Promise<FromEar> {
  signal?.throwIfAborted()
  const worker = startThread(new URL('./ear-worker.ts', import.meta.url), {
    name: 'ear-worker',
    workerData: task,
  })
  return new Promise((resolve, reject) => {
    let answer: FromEar | null = null
    const stop = (): void => worker.postMessage('stop')
    signal?.addEventListener('abort', stop, { once: true })
    worker.on('message', (message: FromEar) => {
      if (message.kind === 'progress') onProgress?.(message.done)
      else answer = message
    })
    worker.once('error', reject)
    // After its end, so that nothing of it, its ffmpeg least of all, outlives the call.
    worker.once('exit', code => {
      signal?.removeEventListener('abort', stop)
      if (signal?.aborted) reject(signal.reason as Error)
      else if (answer?.kind === 'failed') reject(unpackError(answer.error))
      else if (answer) resolve(answer)
      else reject(new Error(`the thread that listens ended with code ${code} and no answer`))
    })
  })
}
