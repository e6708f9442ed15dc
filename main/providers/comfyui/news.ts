import type { Graph } from '#model/workflow.ts'
import { overallProgress, readMessage, type NodeProgress } from './read-message.ts'

/** News of progress wakes whoever waits no more often than this; that a job has ended always does. */
const PROGRESS_EVERY_MS = 1000

type JobNews = {
  graph: Graph | undefined
  progress: number
  cached: ReadonlySet<string>
  /** By node, as far as is told. */
  readonly nodes: Map<string, NodeProgress>
  /** Something has happened since somebody last waited. */
  isNew: boolean
  toldAtMs: number
  readonly waiting: Set<() => void>
}

/** What the server tells of jobs by itself, kept until somebody asks. */
export type News = {
  /** Takes one text message of the WebSocket. */
  readonly hear: (text: string) => void
  /** `graph` is what was queued under that id: by it, nodes that have not run yet count too. */
  readonly expect: (id: string, graph?: Graph) => void
  /** 0..1 as far as is told; it never goes back. */
  readonly progressOf: (id: string) => number
  /** Resolves with the next news of a job, at once where there has been some since the last call; rejects with the signal's reason. */
  readonly next: (id: string, signal: AbortSignal) => Promise<void>
  readonly forget: (id: string) => void
}

export function createNews(nowMs: () => number = () => performance.now()): News {
  const jobs = new Map<string, JobNews>()

  const jobOf = (id: string): JobNews => {
    const known = jobs.get(id)
    if (known) return known
    const job: JobNews = {
      ...{ graph: undefined, progress: 0, cached: new Set<string>(), isNew: false, toldAtMs: -Infinity },
      ...{ nodes: new Map(), waiting: new Set() },
    }
    jobs.set(id, job)
    return job
  }

  const tell = (job: JobNews, isUrgent: boolean): void => {
    if (!isUrgent && nowMs() - job.toldAtMs < PROGRESS_EVERY_MS) return
    job.toldAtMs = nowMs()
    job.isNew = true
    for (const wake of job.waiting) wake()
  }

  const goOn = (job: JobNews): void => {
    job.progress = Math.max(job.progress, overallProgress([...job.nodes.values()], job.graph, job.cached))
    tell(job, false)
  }

  return {
    hear(text) {
      const message = readMessage(text)
      // Of what others have queued at that server nobody asks.
      const job = message && jobs.get(message.id)
      if (!job) return
      switch (message.kind) {
        case 'cached':
          job.cached = new Set(message.nodes)
          return
        case 'nodes':
          for (const node of message.nodes) job.nodes.set(node.node, node)
          return goOn(job)
        case 'bar': {
          const { node, value, max } = message
          // That another node shows its bar means that those before it have run.
          for (const [other, state] of job.nodes)
            if (other !== node) job.nodes.set(other, { ...state, isFinished: true })
          job.nodes.set(node ?? '', { node: node ?? '', value, max, isFinished: false })
          return goOn(job)
        }
        case 'started':
        case 'ended':
          return tell(job, true)
      }
    },

    expect(id, graph) {
      const job = jobOf(id)
      job.graph ??= graph
    },

    progressOf: id => jobs.get(id)?.progress ?? 0,

    async next(id, signal) {
      const job = jobOf(id)
      if (!job.isNew) {
        await new Promise<void>((resolve, reject) => {
          signal.throwIfAborted()
          const leave = (): void => {
            job.waiting.delete(wake)
            signal.removeEventListener('abort', stop)
          }
          const wake = (): void => {
            leave()
            resolve()
          }
          const stop = (): void => {
            leave()
            reject(signal.reason as Error)
          }
          job.waiting.add(wake)
          signal.addEventListener('abort', stop, { once: true })
        })
      }
      job.isNew = false
    },

    forget(id) {
      jobs.delete(id)
    },
  }
}
