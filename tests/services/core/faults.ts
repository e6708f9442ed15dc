import type { Family, Operation } from './family.ts'

/** How a 429 says when to come again. */
export type RetryAfter =
  | { readonly form: 'seconds'; readonly seconds: number }
  | { readonly form: 'date'; readonly inSeconds: number }
  | { readonly form: 'ms'; readonly ms: number }
  | { readonly form: 'none' }

/** `before`: the request has had no effect. `after`: it has (a job exists), and only its answer is lost. */
export type When = 'before' | 'after'

/**
 * What goes wrong. Those that concern a job (`job-…`, `refused`) on `poll` change the job asked about for good; on `create`
 * they decide how the new job will end, but for `refused` at the input, which refuses the create call itself.
 * A service without moderation or credit (the local ones) is not touched by `refused` and `out-of-credit`.
 */
export type Fault =
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'too-many-requests'; readonly retryAfter: RetryAfter }
  | { readonly kind: 'server-error'; readonly status: number; readonly when: When }
  | { readonly kind: 'html-page'; readonly status: number; readonly when: When }
  | { readonly kind: 'drop'; readonly when: When }
  | { readonly kind: 'hang'; readonly when: When }
  | { readonly kind: 'unauthorized' }
  /** A 400 for nothing, as is reported now and then of jobs that run. */
  | { readonly kind: 'bad-request' }
  | { readonly kind: 'out-of-credit' }
  | { readonly kind: 'refused'; readonly stage: 'input' | 'output' }
  | { readonly kind: 'job-failed'; readonly isRetryable: boolean }
  | { readonly kind: 'job-lost' }
  /** On `poll`: the job is done, yet this answer has no clip in it. */
  | { readonly kind: 'no-video' }
  /** The connection is cut after that many bytes of the body, fewer than the headers promise. */
  | { readonly kind: 'truncate'; readonly atByte: number }
  /** From `atByte` on, `count` bytes of the clip are inverted, in this delivery only. */
  | { readonly kind: 'corrupt'; readonly atByte: number; readonly count: number }
  | { readonly kind: 'ignore-range' }
  | { readonly kind: 'range-416' }
  /** The link is dead from now on; asking about the job again gives a new one, where the service renews links. */
  | { readonly kind: 'expired-link'; readonly status: 403 | 404 | 410 }
  | { readonly kind: 'unknown-fields' }
  | { readonly kind: 'unknown-status'; readonly status: string }
  /** A body, JSON or clip, that goes on for that many bytes, or until the client has had enough. */
  | { readonly kind: 'huge-body'; readonly bytes: number | 'endless' }
  | { readonly kind: 'slow-body'; readonly bytesPerSecond: number }
  | { readonly kind: 'invalid-json' }

/** A fault and whom it meets. `after` requests of the kind pass first (0 when missing); then it happens `times` times. */
export type FaultRule = {
  readonly family?: Family
  readonly on: Operation
  readonly after?: number
  readonly times: number | 'always'
  readonly fault: Fault
}

type Entry = { readonly rule: FaultRule; seen: number; fired: number }

/** The rules in force, in the order in which they were given. */
export class FaultList {
  #entries: Entry[] = []

  add(...rules: readonly FaultRule[]): void {
    this.#entries.push(...rules.map(rule => ({ rule, seen: 0, fired: 0 })))
  }

  clear(): void {
    this.#entries = []
  }

  /** The rules, and how often each has happened. */
  list(): readonly { readonly rule: FaultRule; readonly fired: number }[] {
    return this.#entries.map(({ rule, fired }) => ({ rule, fired }))
  }

  /** The faults of one request: every delay that is due, and the first other fault that is. */
  take(family: Family, on: Operation): Fault[] {
    const faults: Fault[] = []
    let isTaken = false
    for (const entry of this.#entries) {
      const { rule } = entry
      if (rule.on !== on || (rule.family !== undefined && rule.family !== family)) continue
      entry.seen += 1
      if (entry.seen <= (rule.after ?? 0)) continue
      if (rule.times !== 'always' && entry.fired >= rule.times) continue
      const isDelay = rule.fault.kind === 'delay'
      if (isTaken && !isDelay) continue
      entry.fired += 1
      isTaken ||= !isDelay
      faults.push(rule.fault)
    }
    return faults
  }
}

/** The first fault of that kind. */
export function findFault<K extends Fault['kind']>(
  faults: readonly Fault[],
  kind: K,
): Extract<Fault, { kind: K }> | undefined {
  return faults.find((fault): fault is Extract<Fault, { kind: K }> => fault.kind === kind)
}
