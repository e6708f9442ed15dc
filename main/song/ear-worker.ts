import { parentPort, workerData } from 'node:worker_threads'
import { assertNever } from '#model/assert-never.ts'
import { alignSongs } from './align/align-songs.ts'
import { takeSoundPrint } from './align/sound-print.ts'
import { analyseSong } from './analyse-song.ts'
import { packError, type EarTask, type FromEar } from './ear-messages.ts'

// The entry of a thread that listens to one song, or compares two, and ends.

const port = parentPort
if (!port) throw new Error('ear-worker.ts is the entry of a worker thread')

const tell = (message: FromEar): void => port.postMessage(message)
const stop = new AbortController()
// Whatever is said to this thread once it has begun means that it shall stop.
port.once('message', () => stop.abort())

async function listen(task: EarTask): Promise<void> {
  const { signal } = stop
  const ffmpeg = { path: task.ffmpegPath }
  switch (task.kind) {
    case 'analyse': {
      const onProgress = (done: number): void => tell({ kind: 'progress', done })
      const { analysis, peaks, warnings } = await analyseSong(ffmpeg, task.path, { signal, onProgress })
      tell({ kind: 'analysed', heard: { analysis, peaks, warnings } })
      return
    }
    case 'align': {
      const young = await takeSoundPrint(ffmpeg, task.newPath, signal)
      tell({ kind: 'progress', done: 1 })
      const old = await takeSoundPrint(ffmpeg, task.oldPath, signal)
      tell({ kind: 'progress', done: 2 })
      tell({ kind: 'aligned', alignment: await alignSongs(old, young, { beats: task.beats, signal }) })
      return
    }
    default:
      assertNever(task)
  }
}

try {
  await listen(workerData as EarTask)
} catch (error) {
  tell({ kind: 'failed', error: packError(error) })
} finally {
  port.close()
}
