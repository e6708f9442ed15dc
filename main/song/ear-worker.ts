import { setPriority } from 'node:os'
import { platform } from 'node:process'
import { parentPort, workerData } from 'node:worker_threads'
import { assertNever } from '#model/assert-never.ts'
import { alignSongs } from './align/align-songs.ts'
import { takeSoundPrint } from './align/sound-print.ts'
import { analyseSong } from './analyse-song.ts'
import { packError, type EarTask, type FromEar } from './ear-messages.ts'
import { lookAtSong } from './look-at-song.ts'

// The entry of a thread that listens to one song, or compares two, and ends.

/** Behind the thread that draws screens and answers them, before what nobody waits for. */
const PRIORITY = 5
/** Progress is for the eye. */
const TELL_EVERY_MS = 100

const port = parentPort
if (!port) throw new Error('ear-worker.ts is the entry of a worker thread')

const tell = (message: FromEar): void => port.postMessage(message)
const stop = new AbortController()
// Whatever is said to this thread once it has begun means that it shall stop.
port.once('message', () => stop.abort())

function giveWay(): void {
  // Only there is it a thread that has a priority, and what it starts takes it over; elsewhere it would be all of the studio.
  if (platform !== 'linux') return
  try {
    setPriority(PRIORITY)
  } catch {
    // The system does not allow it: screens are drawn a little less evenly.
  }
}

/** Passes on how far it is, at most ten times a second. */
function seldom(report: (done: number) => void): (done: number) => void {
  let toldAtMs = -Infinity
  return done => {
    const nowMs = performance.now()
    if (nowMs - toldAtMs < TELL_EVERY_MS) return
    toldAtMs = nowMs
    report(done)
  }
}

async function listen(task: EarTask): Promise<void> {
  const { signal } = stop
  const ffmpeg = { path: task.ffmpegPath }
  switch (task.kind) {
    case 'look': {
      const look = await lookAtSong(ffmpeg, task.path, signal)
      tell({ kind: 'looked', look })
      return
    }
    case 'analyse': {
      const onProgress = seldom(done => tell({ kind: 'progress', done }))
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
  giveWay()
  await listen(workerData as EarTask)
} catch (error) {
  tell({ kind: 'failed', error: packError(error) })
} finally {
  port.close()
}
