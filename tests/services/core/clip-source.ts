import type { Family } from './family.ts'
import type { ClipWish, Job } from './jobs.ts'

/** What a test is asked for when a clip is to be handed out. `format` is a container: `mp4`, `webm`, `webp`, `avi`. */
export type ClipAsk = ClipWish & {
  readonly family: Family
  readonly jobId: string
  readonly body: unknown
  /** What the clip goes on from; null when that is nothing, or nothing whose bytes were sent here. */
  readonly video: Buffer | null
}

export type MakeClip = (ask: ClipAsk) => Promise<Buffer> | Buffer

/** Asks for the clip of each job once and keeps it. */
export class ClipSource {
  readonly #clips = new Map<number, Promise<Buffer>>()
  readonly #make: MakeClip

  constructor(make: MakeClip) {
    this.#make = make
  }

  async of(job: Job): Promise<Buffer> {
    const known = this.#clips.get(job.seq)
    if (known) return known
    const { wish, family, id: jobId, body } = job
    const clip = Promise.resolve(this.#make({ ...wish, family, jobId, body, video: job.video() }))
    this.#clips.set(job.seq, clip)
    return clip
  }
}
