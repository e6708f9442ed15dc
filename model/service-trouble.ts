import { SET_BACK_MS } from './request-life.ts'

/**
 * Why a service takes no requests now. Nothing is wrong with the requests: they wait, and their tries are not counted.
 * - `unreachable`: nobody answers there, and certainly nothing was sent.
 * - `busy`: it has told us to slow down.
 * - `down`: it answers with its own errors, again and again.
 * - `key`: it needs a key, or does not take the one there is.
 * - `credit`: the account there is empty.
 */
export const SERVICE_TROUBLES = ['unreachable', 'busy', 'down', 'key', 'credit'] as const
export type ServiceTroubleKind = (typeof SERVICE_TROUBLES)[number]

export type ServiceTrouble = {
  readonly kind: ServiceTroubleKind
  /** What happened and what to do, in a sentence. */
  readonly message: string
  /** How long the service wishes to be left alone, where it says so. */
  readonly retryAfterMs?: number
}

/** A service that is left alone, and until when; null = until a person does something about it. */
export type ServicePause = {
  readonly trouble: Pick<ServiceTrouble, 'kind' | 'message'>
  /** How often in a row it has been in trouble. */
  readonly strikes: number
  readonly sinceMs: number
  /** When this pause was begun. */
  readonly setMs: number
  readonly untilMs: number | null
}

const FIRST_PAUSE_MS: Readonly<Record<ServiceTroubleKind, number | null>> = {
  unreachable: 5_000,
  busy: 10_000,
  down: 10_000,
  // Only a person can mend these.
  key: null,
  credit: null,
}
const LONGEST_PAUSE_MS = 10 * 60_000
/** So that several requests, or several studios, do not all come back in the same moment. */
const JITTER = 0.2

/**
 * The pause after one more trouble: twice as long each time, up to ten minutes, give or take a fifth; never shorter than the service
 * wishes. `random` is 0..1.
 */
export function pauseAfter(
  trouble: ServiceTrouble,
  before: Pick<ServicePause, 'strikes' | 'sinceMs'> | null,
  nowMs: number,
  random: number,
): ServicePause {
  const strikes = (before?.strikes ?? 0) + 1
  const { kind, message, retryAfterMs } = trouble
  const first = FIRST_PAUSE_MS[kind]
  const grown = first === null ? null : Math.min(LONGEST_PAUSE_MS, first * 2 ** Math.min(strikes - 1, 10))
  const pause =
    grown === null ? null : Math.max(retryAfterMs ?? 0, Math.round(grown * (1 - JITTER + 2 * JITTER * random)))
  const sinceMs = before?.sinceMs ?? nowMs
  const untilMs = pause === null ? null : nowMs + pause
  return { trouble: { kind, message }, strikes, sinceMs, setMs: nowMs, untilMs }
}

/** Whether a service is left alone now. A pause ends when the clock was set back behind its beginning: its end may be far away. */
export function isPaused({ setMs, untilMs }: Pick<ServicePause, 'setMs' | 'untilMs'>, nowMs: number): boolean {
  if (untilMs === null) return true
  return nowMs < untilMs && setMs <= nowMs + SET_BACK_MS
}
