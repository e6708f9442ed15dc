import { randomUUID } from 'node:crypto'
import type { Clock } from './clock.ts'
import type { Family } from './family.ts'
import type { Pace, Settings } from './settings.ts'

/** How a job ended, or will. `refused` at the input: before work was done on it. */
export type Ending =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly isRetryable: boolean }
  | { readonly kind: 'refused'; readonly stage: 'input' | 'output' }
  | { readonly kind: 'cancelled' }

/**
 * What a clip is to be, as far as the request said it; the rest is null. `seconds` may be a fraction; of a clip that goes on
 * from a video it is what is to be added.
 */
export type ClipWish = {
  readonly prompt: string | null
  readonly seconds: number | null
  readonly width: number | null
  readonly height: number | null
  readonly fps: number | null
  readonly seed: number | null
  readonly format: string
}

export type Job = {
  /** 0, 1, 2 … over all services: `id` may be the client's choice and come twice. */
  readonly seq: number
  readonly family: Family
  readonly id: string
  readonly createdAtMs: number
  readonly body: unknown
  readonly wish: ClipWish
  /** The bytes of the video that its clip goes on from, looked up anew each time. */
  readonly video: () => Buffer | null
  readonly price: number
  pace: Pace
  state: 'queued' | 'running' | 'ended'
  /** Null until `state` is `ended`. */
  ending: Ending | null
  destiny: Ending
  /** 0..1. */
  progress: number
  /** Polls answered with a slot to run in, which count for its pace. */
  polls: number
  hasSlot: boolean
  startedAtMs: number | null
  endedAtMs: number | null
  /** The service knows nothing of it any more. */
  isLost: boolean
  /** The service knows of it, but its clip is gone. */
  isExpired: boolean
  /** Part of the link to its clip; `deadStatus` is answered when it is dead. */
  linkToken: string
  deadStatus: number | null
}

export type JobChange = 'accepted' | 'started' | 'progress' | 'ended'
type Draft = Pick<Job, 'family' | 'id' | 'body' | 'wish' | 'video' | 'destiny'>

const TICKS = 4

/** All jobs, and how they go on. Knows nothing of HTTP. */
export class Jobs {
  readonly #all: Job[] = []
  readonly #settings: Settings
  readonly #clock: Clock
  readonly #signal: AbortSignal
  readonly #listeners = new Set<(job: Job, change: JobChange) => void>()

  constructor(settings: Settings, clock: Clock, signal: AbortSignal) {
    this.#settings = settings
    this.#clock = clock
    this.#signal = signal
  }

  onChange(listener: (job: Job, change: JobChange) => void): void {
    this.#listeners.add(listener)
  }

  create(draft: Draft): Job {
    const { price, pace } = this.#settings[draft.family]
    const job: Job = {
      ...draft,
      seq: this.#all.length,
      createdAtMs: this.#clock.nowMs(),
      price,
      pace,
      state: 'queued',
      ending: null,
      progress: 0,
      polls: 0,
      hasSlot: false,
      startedAtMs: null,
      endedAtMs: null,
      isLost: false,
      isExpired: false,
      linkToken: randomUUID(),
      deadStatus: null,
    }
    this.#all.push(job)
    this.#tell(job, 'accepted')
    this.#fillSlots(job.family)
    return job
  }

  /** The newest job of that id that the service still knows. */
  find(family: Family, id: string): Job | undefined {
    return this.of(family).findLast(job => job.id === id)
  }

  /** Oldest first, without those that are lost. */
  of(family: Family): Job[] {
    return this.#all.filter(job => job.family === family && !job.isLost)
  }

  all(): readonly Job[] {
    return this.#all
  }

  /** Its place among those that wait for a slot, 1 being the next; 0 when it has one. */
  queuePosition(job: Job): number {
    if (job.hasSlot || job.state === 'ended') return 0
    return this.of(job.family).filter(({ state, hasSlot, seq }) => state === 'queued' && !hasSlot && seq <= job.seq)
      .length
  }

  /** Takes note of a poll: a job that is paced by polls goes on. */
  poll(job: Job): void {
    if (job.state === 'ended' || !job.hasSlot || job.pace === 'manual' || !('polls' in job.pace)) return
    job.polls += 1
    const { polls } = job.pace
    if (job.polls > polls) this.end(job, job.destiny)
    else if (job.polls > 1) this.setProgress(job, (job.polls - 1) / polls)
  }

  /** Ends a job, unless it has ended. */
  end(job: Job, ending: Ending): void {
    if (job.state === 'ended') return
    const { family } = job
    if (job.state === 'queued' && ending.kind !== 'cancelled') this.#start(job)
    job.state = 'ended'
    job.ending = ending
    job.hasSlot = false
    job.endedAtMs = this.#clock.nowMs()
    if (ending.kind === 'done') job.progress = 1
    const settings = this.#settings[family]
    if (ending.kind === 'failed' && settings.credit !== null) settings.credit += job.price
    this.#tell(job, 'ended')
    this.#fillSlots(family)
  }

  /** `progress` 0..1; a queued job starts with it. */
  setProgress(job: Job, progress: number): void {
    if (job.state === 'ended') return
    if (job.state === 'queued') this.#start(job)
    job.progress = progress
    this.#tell(job, 'progress')
  }

  /** Another pace for a job that runs, counted from now. */
  setPace(job: Job, pace: Pace): void {
    job.pace = pace
    job.polls = 0
    if (job.hasSlot) this.#runByTime(job)
  }

  lose(job: Job): void {
    job.isLost = true
    job.hasSlot = false
    this.#fillSlots(job.family)
  }

  /** The link to its clip answers that status from now on. */
  killLink(job: Job, status: number): void {
    job.deadStatus = status
  }

  /** A new link in the place of a dead one, where the service does that. */
  renewLink(job: Job): void {
    if (job.deadStatus === null || !this.#settings[job.family].doesRenewLinks) return
    job.deadStatus = null
    job.linkToken = randomUUID()
  }

  #start(job: Job): void {
    job.state = 'running'
    job.hasSlot = true
    job.startedAtMs = this.#clock.nowMs()
    this.#tell(job, 'started')
  }

  #fillSlots(family: Family): void {
    const jobs = this.of(family)
    let taken = jobs.filter(job => job.hasSlot).length
    for (const job of jobs) {
      if (taken >= this.#settings[family].concurrency) return
      if (job.state !== 'queued' || job.hasSlot) continue
      job.hasSlot = true
      taken += 1
      this.#runByTime(job)
    }
  }

  #runByTime(job: Job): void {
    const { pace } = job
    if (pace === 'manual' || !('ms' in pace)) return
    void this.#tick(job, pace).catch(() => undefined)
  }

  async #tick(job: Job, pace: { readonly ms: number }): Promise<void> {
    for (let tick = 1; tick <= TICKS; tick++) {
      await this.#clock.sleep(pace.ms / TICKS, this.#signal)
      if (job.state === 'ended' || job.isLost || job.pace !== pace) return
      if (tick < TICKS) this.setProgress(job, tick / TICKS)
      else this.end(job, job.destiny)
    }
  }

  #tell(job: Job, change: JobChange): void {
    for (const listener of this.#listeners) listener(job, change)
  }
}
