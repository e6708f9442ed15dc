import { setPriority } from 'node:os'
import { platform } from 'node:process'
import { parentPort } from 'node:worker_threads'
import { isStudioError } from '#model/errors.ts'
import { measureJoin } from './measure-join.ts'
import type { FromSeams, SeamTask, ToSeams } from './seam-messages.ts'

// The entry of a thread that measures joins, one after another, as seam-thread.ts asks.

/** Behind everything that a person waits for. */
const PRIORITY = 10

const port = parentPort
if (!port) throw new Error('seam-worker.ts is the entry of a worker thread')

const tell = (message: FromSeams): void => port.postMessage(message)
let stop = new AbortController()

function giveWay(): void {
  // Only there is it a thread that has a priority, and what it starts takes it over; elsewhere it would be all of the studio.
  if (platform !== 'linux') return
  try {
    setPriority(PRIORITY)
  } catch {
    // The system does not allow it: screens are drawn a little less evenly.
  }
}

async function measure({ ffmpegPath, film, ...clips }: SeamTask): Promise<void> {
  stop = new AbortController()
  try {
    const options = { signal: stop.signal, isBackground: true }
    tell({ kind: 'measured', match: await measureJoin({ path: ffmpegPath }, clips, film, options) })
  } catch (error) {
    const sentence = isStudioError(error) ? error.message : null
    tell({ kind: 'failed', sentence, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

giveWay()
port.on('message', (message: ToSeams) => {
  if (message.kind === 'stop') stop.abort()
  else void measure(message.task)
})
