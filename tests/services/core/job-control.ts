import type { Books } from './books.ts'
import type { Family } from './family.ts'
import type { Ending, Job, Jobs } from './jobs.ts'
import type { Pace } from './settings.ts'

/** A job as tests see it. `queued` and `running` have no ending. */
export type JobView = Pick<Job, 'family' | 'id' | 'state' | 'ending' | 'progress' | 'isLost' | 'isExpired'>

/** What a test may do with jobs at any time. Each throws when there is no such job. */
export type JobControl = {
  /** All that ever were, oldest first. */
  readonly list: () => readonly JobView[]
  readonly finish: (family: Family, id: string) => void
  readonly fail: (family: Family, id: string, isRetryable: boolean) => void
  readonly refuse: (family: Family, id: string, stage: 'input' | 'output') => void
  readonly cancel: (family: Family, id: string) => void
  /** `progress` 0..1. */
  readonly setProgress: (family: Family, id: string, progress: number) => void
  /** Counted from now on. */
  readonly setPace: (family: Family, id: string, pace: Pace) => void
  /** The service forgets the job. */
  readonly lose: (family: Family, id: string) => void
  /** The service has thrown the clip away, and knows that it did. */
  readonly expire: (family: Family, id: string) => void
  /** The link to the clip answers that status from now on. */
  readonly killLink: (family: Family, id: string, status: 403 | 404 | 410) => void
  /** A server that was started again: all its jobs are forgotten. */
  readonly loseAll: (family: Family) => void
}

export function jobControl(jobs: Jobs, books: Books): JobControl {
  const job = (family: Family, id: string): Job => {
    const found = jobs.find(family, id)
    if (!found) throw new Error(`${family} has no job ${id}`)
    return found
  }
  const end = (family: Family, id: string, ending: Ending): void => jobs.end(job(family, id), ending)
  /** For what the books are not told of otherwise. */
  const change = (family: Family, id: string, how: (job: Job) => void): void => {
    how(job(family, id))
    books.changed()
  }
  return {
    list: () =>
      jobs.all().map(({ family, id, state, ending, progress, isLost, isExpired }) => ({
        family,
        id,
        state,
        ending,
        progress,
        isLost,
        isExpired,
      })),
    finish: (family, id) => end(family, id, { kind: 'done' }),
    fail: (family, id, isRetryable) => end(family, id, { kind: 'failed', isRetryable }),
    refuse: (family, id, stage) => end(family, id, { kind: 'refused', stage }),
    cancel: (family, id) => end(family, id, { kind: 'cancelled' }),
    setProgress: (family, id, progress) => jobs.setProgress(job(family, id), progress),
    setPace: (family, id, pace) => change(family, id, job => jobs.setPace(job, pace)),
    lose: (family, id) => change(family, id, job => jobs.lose(job)),
    expire: (family, id) =>
      change(family, id, job => {
        job.isExpired = true
      }),
    killLink: (family, id, status) => change(family, id, job => jobs.killLink(job, status)),
    loseAll: family => {
      for (const { id } of jobs.of(family)) change(family, id, job => jobs.lose(job))
    },
  }
}
