import { createHash } from 'node:crypto'
import type { Family, Operation } from './family.ts'

/** A file that came with a request, without its bytes. */
export type SentFile = {
  readonly field: string
  readonly name: string
  readonly type: string
  readonly sizeBytes: number
  readonly sha256: string
}

/** A create call that made a job. */
export type AcceptedCreate = {
  readonly family: Family
  readonly jobId: string
  readonly atMs: number
  /** SHA-256 of body and files, whatever the order of the keys: equal for equal asks. */
  readonly digest: string
  readonly body: unknown
  readonly files: readonly SentFile[]
  /** False when the client was never told of the job. */
  wasAnswered: boolean
  /** Answers that held the clip or a part of it. */
  downloads: number
  cancels: number
  polls: number
}

/** A create call that made no job. `status` null: it was not answered at all. */
export type RejectedCreate = {
  readonly family: Family
  readonly atMs: number
  readonly status: number | null
  /** The fault that struck it, or `wrong request`. */
  readonly reason: string
  /** SHA-256 of the raw body. */
  readonly digest: string
  /** The answer's body, for a person who wonders. */
  readonly answer: string
}

/** Any request. `status` null: it was not answered. */
export type RequestEntry = {
  readonly family: Family
  readonly operation: Operation | 'other'
  readonly method: string
  /** With its query, without the address of the service. */
  readonly path: string
  readonly atMs: number
  readonly status: number | null
  /** It carried a key in a header or in its query. */
  readonly hasKey: boolean
  /** Which service's key stood in which header, though it be no service that takes it there. */
  readonly keysSent: readonly { readonly header: string; readonly of: Family }[]
  /** It came to the second address. */
  readonly isAtOther: boolean
  /** The part of the file that was asked for, as in `bytes=100-`. */
  readonly range: string | null
  /** How much of the answer has left, its headers among it; 0 until it has. */
  sentBytes: number
}

/** What the services know of what they were asked; for tests to compare with what the program believes. */
export class Books {
  readonly accepted: AcceptedCreate[] = []
  readonly rejected: RejectedCreate[] = []
  readonly requests: RequestEntry[] = []
  readonly uploads: (SentFile & { readonly family: Family })[] = []
  readonly #listeners = new Set<() => void>()

  /** Resolves as soon as `isSo` holds, which is looked at after every change; rejects with the signal's reason. */
  async until(isSo: (books: Books) => boolean, signal?: AbortSignal): Promise<void> {
    if (isSo(this)) return
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const look = (): void => {
      if (isSo(this)) resolve()
    }
    const give = (): void => reject(signal?.reason)
    this.#listeners.add(look)
    signal?.addEventListener('abort', give, { once: true })
    try {
      await promise
    } finally {
      this.#listeners.delete(look)
      signal?.removeEventListener('abort', give)
    }
  }

  changed(): void {
    for (const listener of this.#listeners) listener()
  }

  /** The newest entry of that job. */
  entryOf(family: Family, jobId: string): AcceptedCreate | undefined {
    return this.accepted.findLast(entry => entry.family === family && entry.jobId === jobId)
  }
}

export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function digestOf(body: unknown, files: readonly SentFile[]): string {
  return sha256(canonical([body, files.map(({ field, sha256 }) => [field, sha256])]))
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}
