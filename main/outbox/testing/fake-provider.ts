import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { JobStatus, Provider, SubmitOutcome } from '#main/providers/port.ts'

export type FakeOptions = {
  /** The service's own books and clips; outlives every process, as a service does. */
  readonly serverDir: string
  /** The clip every job delivers, told apart by a last box that holds its request's id. */
  readonly sampleClip: string
  readonly isCreateIdempotent: boolean
  readonly concurrency?: number
}

type Job = { readonly requestId: string; readonly readyAtMs: number; readonly prompt: string }

const RUN_MS = 30
const SLOW_MS = 150
const POLL_MS = 5

/**
 * A service in a folder. Faults are asked for in the prompt: `slow`, `refuse`, `fail-send:N` (N calls fail before a job is
 * made), `fail-job:N` (N jobs end without a clip), `truncate:N` (N downloads are cut), `drop` (made, but no answer comes),
 * `crash` (made, then this process dies, once), `forget` (jobs are not known), `silent:N` (N polls go unanswered),
 * `short` (nothing wrong: for asks longer than the sample), `resume` (a download goes on behind what lies there), `deaf`
 * (cancelling goes unanswered), `behind` (two others are before it as long as it runs).
 */
export function createFakeProvider({
  serverDir,
  sampleClip,
  isCreateIdempotent,
  concurrency = 3,
}: FakeOptions): Provider {
  const jobsDir = join(serverDir, 'jobs')
  mkdirSync(jobsDir, { recursive: true })

  /** True the first `N` times for `fault:N` in the prompt of that request. Counted on disk: the service remembers. */
  function strikes(fault: string, requestId: string, prompt: string): boolean {
    const wanted = Number(new RegExp(`${fault}:(\\d+)`).exec(prompt)?.[1] ?? 0)
    const countPath = join(serverDir, `${fault}-${requestId}`)
    const soFar = existsSync(countPath) ? readFileSync(countPath).length : 0
    if (soFar >= wanted) return false
    appendFileSync(countPath, 'x')
    return true
  }

  function jobById(jobId: string): Job {
    return JSON.parse(readFileSync(join(jobsDir, jobId), 'utf8')) as Job
  }

  function jobsOf(requestId: string): string[] {
    const names = readdirSync(jobsDir).filter(name => name.startsWith(requestId))
    return names.toSorted((a, b) => Number(a.split('-').at(-1)) - Number(b.split('-').at(-1)))
  }

  /** The first `N` jobs of a `fail-job:N` end without a clip: told from the books alone, so that no kill can change it. */
  function isBroken(jobId: string): boolean {
    const { prompt, requestId, readyAtMs } = jobById(jobId)
    const broken = Number(/fail-job:(\d+)/.exec(prompt)?.[1] ?? 0)
    return jobsOf(requestId).indexOf(jobId) < broken && readyAtMs <= Date.now()
  }

  return {
    id: 'fake',
    isCreateIdempotent,
    isBuiltIn: false,
    needsNetwork: false,
    concurrency,
    perMinute: null,
    outputExtension: 'mp4',

    async submit(requestId, { prompt }, _conditioning, signal): Promise<SubmitOutcome> {
      await delay(POLL_MS, undefined, { signal })
      if (prompt.includes('refuse')) return { status: 'refused', reason: 'The prompt names a real person.' }
      if (strikes('fail-send', requestId, prompt)) {
        return {
          status: 'failed',
          failure: { kind: 'busy', message: 'Too many at once.', isRetryable: true, retryAfterMs: 5 },
        }
      }
      const known = jobsOf(requestId).at(-1)
      if (isCreateIdempotent && known && !isBroken(known)) {
        return { status: 'accepted', job: { id: known, note: null } }
      }
      const jobId = `${requestId}-${readdirSync(jobsDir).length}`
      const readyAtMs = Date.now() + (prompt.includes('slow') ? SLOW_MS : RUN_MS)
      writeFileSync(join(jobsDir, jobId), JSON.stringify({ requestId, readyAtMs, prompt } satisfies Job))
      if (prompt.includes('drop')) throw new Error('socket hang up')
      if (prompt.includes('crash') && !known) process.kill(process.pid, 'SIGKILL')
      await delay(POLL_MS)
      return { status: 'accepted', job: { id: jobId, note: null } }
    },

    async poll({ id: jobId }, signal): Promise<JobStatus> {
      await delay(1, undefined, { signal })
      const job = jobById(jobId)
      if (job.prompt.includes('forget')) return { status: 'unknown' }
      if (strikes('silent', job.requestId, job.prompt)) throw new Error('no route to host')
      const leftMs = job.readyAtMs - Date.now()
      const queue = job.prompt.includes('behind') ? { queuePosition: 2 } : {}
      if (leftMs > 0) return { status: 'running', progress: Math.max(0, 1 - leftMs / SLOW_MS), ...queue }
      if (isBroken(jobId)) {
        return {
          status: 'failed',
          failure: { kind: 'model', message: 'It broke.', isRetryable: true, retryAfterMs: 5 },
        }
      }
      return { status: 'done' }
    },

    untilNews: (_job, signal) => delay(POLL_MS, undefined, { signal }),

    async fetchOutput({ id: jobId }, toPath, signal) {
      const { requestId, prompt } = jobById(jobId)
      if (prompt.includes('resume') && existsSync(toPath)) {
        appendFileSync(toPath, readFileSync(sampleClip).subarray(readFileSync(toPath).length))
      } else copyFileSync(sampleClip, toPath)
      await delay(POLL_MS, undefined, { signal })
      appendFileSync(toPath, freeBox(requestId))
      if (strikes('truncate', requestId, prompt)) truncateSync(toPath, 1500)
    },

    cancel({ id: jobId }) {
      if (jobById(jobId).prompt.includes('deaf')) return Promise.reject(new Error('no route to host'))
      writeFileSync(join(serverDir, `cancelled-${jobId}`), '')
      return Promise.resolve()
    },

    dispose: () => Promise.resolve(),
  }
}

/** How many jobs the service made for each request. */
export function jobsMade(serverDir: string): Map<string, number> {
  const made = new Map<string, number>()
  for (const name of readdirSync(join(serverDir, 'jobs'))) {
    const { requestId } = JSON.parse(readFileSync(join(serverDir, 'jobs', name), 'utf8')) as Job
    made.set(requestId, (made.get(requestId) ?? 0) + 1)
  }
  return made
}

/** An MP4 box that players skip, so that every job's file is its own. */
function freeBox(text: string): Buffer {
  const box = Buffer.alloc(8 + text.length)
  box.writeUInt32BE(box.length)
  box.write(`free${text}`, 4, 'latin1')
  return box
}
