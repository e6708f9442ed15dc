import { digestOf, type Books, type SentFile } from './books.ts'
import type { Answer } from './answer.ts'
import type { Call } from './call.ts'
import { clipFile } from './answer.ts'
import type { ClipSource } from './clip-source.ts'
import type { Clock } from './clock.ts'
import { findFault, type FaultList } from './faults.ts'
import type { ClipWish, Ending, Job, Jobs } from './jobs.ts'
import { linkTo, type Origins } from './links.ts'
import type { LinkKind, Settings } from './settings.ts'

export type NewJob = {
  readonly id: string
  readonly body: unknown
  readonly files?: readonly SentFile[]
  readonly wish: ClipWish
  /** Finds the bytes of the video that its clip goes on from, when the clip is made; missing: there is no such video. */
  readonly video?: () => Buffer | null
  /** How it will end when no fault has it otherwise. */
  readonly destiny?: Ending
}

type Parts = {
  readonly settings: Settings
  readonly books: Books
  readonly jobs: Jobs
  readonly faults: FaultList
  readonly clips: ClipSource
  readonly clock: Clock
  readonly origins: Origins
}

/** What the wire formats share: where jobs are taken in, looked up and handed out. */
export class Desk {
  readonly settings: Settings
  readonly books: Books
  readonly jobs: Jobs
  readonly faults: FaultList
  readonly clips: ClipSource
  readonly clock: Clock
  readonly origins: Origins
  readonly #uploads = new Map<string, Buffer>()

  constructor(parts: Parts) {
    this.settings = parts.settings
    this.books = parts.books
    this.jobs = parts.jobs
    this.faults = parts.faults
    this.clips = parts.clips
    this.clock = parts.clock
    this.origins = parts.origins
  }

  /** False when what is left does not pay for one more job. */
  canPay(call: Call): boolean {
    const { credit, price } = this.settings[call.family]
    return credit === null || credit >= price
  }

  /** Makes the job and books it. Whether it can be paid for has been looked at. */
  accept(call: Call, draft: NewJob): Job {
    const settings = this.settings[call.family]
    if (settings.credit !== null) settings.credit -= settings.price
    const files = (draft.files ?? []).map(({ field, name, type, sizeBytes, sha256 }) => ({
      field,
      name,
      type,
      sizeBytes,
      sha256,
    }))
    call.accepted = {
      family: call.family,
      jobId: draft.id,
      atMs: this.clock.nowMs(),
      digest: digestOf(draft.body, files),
      body: draft.body,
      files,
      wasAnswered: false,
      downloads: 0,
      cancels: 0,
      polls: 0,
    }
    this.books.accepted.push(call.accepted)
    const { id, body, wish, video = () => null } = draft
    const destiny = destinyOf(call) ?? draft.destiny ?? { kind: 'done' }
    const job = this.jobs.create({ family: call.family, id, body, wish, video, destiny })
    if (findFault(call.faults, 'job-lost')) this.jobs.lose(job)
    return job
  }

  /** The job a poll asks about, gone on by that poll and bent by the poll's faults; undefined when the service knows none. */
  polled(call: Call, id: string): Job | undefined {
    const job = this.jobs.find(call.family, id)
    if (!job) return undefined
    const entry = this.books.entryOf(call.family, id)
    if (entry) entry.polls += 1
    if (findFault(call.faults, 'job-lost')) {
      this.jobs.lose(job)
      return undefined
    }
    const ending = destinyOf(call)
    if (ending) this.jobs.end(job, ending)
    else if (findFault(call.faults, 'no-video')) this.jobs.end(job, { kind: 'done' })
    else this.jobs.poll(job)
    this.jobs.renewLink(job)
    return job
  }

  /** The job is done and this answer is to have its clip in it. */
  hasClip(call: Call, job: Job): boolean {
    return job.ending?.kind === 'done' && !findFault(call.faults, 'no-video')
  }

  cancel(call: Call, job: Job): void {
    const entry = this.books.entryOf(call.family, job.id)
    if (entry) entry.cancels += 1
    this.jobs.end(job, { kind: 'cancelled' })
  }

  /** The bytes of a job's clip, bent by the call's faults; counts as a download. */
  async clip(call: Call, job: Job): Promise<Buffer> {
    const bytes = await this.clips.of(job)
    const entry = this.books.entryOf(call.family, job.id)
    if (entry && call.method !== 'HEAD') entry.downloads += 1
    const corrupt = findFault(call.faults, 'corrupt')
    if (!corrupt) return bytes
    const bent = Buffer.from(bytes)
    const end = Math.min(bent.length, corrupt.atByte + corrupt.count)
    for (let at = corrupt.atByte; at < end; at++) bent.writeUInt8(bent.readUInt8(at) ^ 0xff, at)
    return bent
  }

  /** A clip that lies in the answer of a poll: the faults of downloads strike that answer too. */
  async inlineClip(call: Call, job: Job): Promise<Buffer> {
    call.faults.push(...this.faults.take(call.family, 'download'))
    return this.clip(call, job)
  }

  /** The answer with a job's clip in it. */
  async clipAnswer(call: Call, job: Job, type: string): Promise<Answer> {
    return clipFile(await this.clip(call, job), type)
  }

  /** An absolute link inside an answer; `path` as the service knows it. */
  link(call: Call, kind: LinkKind, path: string): string {
    return linkTo(call, kind, `/${call.family}${path}`, this.settings, this.origins)
  }

  /** The link to a job's clip: `/_files/<job>/<token>/<name>`, which `findFile` reads. */
  outputLink(call: Call, job: Job, name: string): string {
    return this.link(call, 'output', `/_files/${encodeURIComponent(job.id)}/${job.linkToken}/${name}`)
  }

  bookUpload(call: Call, file: SentFile): void {
    const { field, name, type, sizeBytes, sha256 } = file
    this.books.uploads.push({ family: call.family, field, name, type, sizeBytes, sha256 })
  }

  /** Keeps what was uploaded, for `bytesAt` to find at the address that the client was given for it. */
  keepUpload(address: string, bytes: Buffer): void {
    this.#uploads.set(address, bytes)
  }

  /** What lies in a data URI, or was uploaded to that address; null for anything else. */
  bytesAt(address: unknown): Buffer | null {
    if (typeof address !== 'string') return null
    if (address.startsWith('data:')) return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')
    return this.#uploads.get(address) ?? null
  }
}

/** The ending that the faults of a call give to its job. */
function destinyOf(call: Call): Ending | undefined {
  const failed = findFault(call.faults, 'job-failed')
  if (failed) return { kind: 'failed', isRetryable: failed.isRetryable }
  const refused = findFault(call.faults, 'refused')
  if (call.family === 'comfyui' || call.family === 'sdcpp') return undefined
  return refused && { kind: 'refused', stage: refused.stage }
}
