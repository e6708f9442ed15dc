import type { MicroUsd } from './clip-price.ts'
import type { MediaId, ProjectId, RequestId, ShotId, TakeId } from './ids.ts'
import type { HandedFrames, Neighbours } from './seam/binding.ts'
import type { FrameRate, Ticks } from './time.ts'

/** Everything that decides what a model makes. Two equal specs (but for the seed) are two tries at the same clip. */
export type RequestSpec = {
  readonly provider: string
  readonly model: string
  readonly modelVersion: number
  /** The shot's own words, and what they say of its passages. */
  readonly prompt: string
  /** Look words of film, section and shot. */
  readonly style: string
  readonly negative: string
  readonly cameraMove: string
  /** What a model of one text is sent, letter by letter. Missing where it takes fields, and in requests from before. */
  readonly text?: string
  readonly seed: number
  readonly width: number
  readonly height: number
  readonly rate: FrameRate
  readonly askTicks: Ticks
  readonly firstFrame: MediaId | null
  readonly lastFrame: MediaId | null
  /** The pictures that lead up to `firstFrame`, and that one, as a clip: of models that begin on more than one picture. */
  readonly leadIn?: MediaId
  /** `lastFrame` and the pictures after it, likewise. */
  readonly leadOut?: MediaId
  /** Pictures of its variables that go along, in their order. Missing = none; empty = whatever they were, they gave way to frames (SPEC W20). */
  readonly references?: readonly MediaId[]
}

/** The life of a request; each step is on disk before the next is begun (product.md's words). */
export const REQUEST_STATES = [
  'queued',
  'sending',
  'accepted',
  'running',
  'downloading',
  'checking',
  'ready',
  'failed',
  'refused',
  'uncertain',
  'cancelled',
] as const
export type RequestState = (typeof REQUEST_STATES)[number]

/**
 * Which state may follow which. `queued` is the only way to `sending`, and is gone back to only when nothing was made:
 * the provider said so, its create call is idempotent, or a person decided it (SPEC Q6).
 */
export const NEXT_STATES: Readonly<Record<RequestState, readonly RequestState[]>> = {
  queued: ['sending', 'cancelled'],
  sending: ['accepted', 'queued', 'failed', 'refused', 'uncertain', 'cancelled'],
  accepted: ['running', 'downloading', 'queued', 'failed', 'refused', 'cancelled'],
  running: ['downloading', 'queued', 'failed', 'refused', 'cancelled'],
  downloading: ['checking', 'running', 'queued', 'failed', 'cancelled'],
  checking: ['ready', 'running', 'queued', 'failed', 'cancelled'],
  ready: [],
  failed: ['accepted', 'queued', 'cancelled'],
  refused: ['cancelled'],
  uncertain: ['accepted', 'queued', 'failed', 'cancelled'],
  cancelled: [],
}

export function mayFollow(from: RequestState, to: RequestState): boolean {
  return NEXT_STATES[from].includes(to)
}

/** True when nothing more is done for a request in this state without a person, but that an uncertain one may be looked for. */
export function isSettled(state: RequestState): boolean {
  return (
    state === 'ready' || state === 'failed' || state === 'refused' || state === 'cancelled' || state === 'uncertain'
  )
}

/** `kind` is for programs (`unreachable`, `damaged` ...); `message` says what happened and what to do. */
export type RequestFailure = { readonly kind: string; readonly message: string }

/** What a service says it made a clip with, where it says so: its own names, which may be others than those that were asked for. */
export type ReportedMaking = { readonly model?: string; readonly version?: string; readonly seed?: number }

/** How a service finds a job again: its id there, and what else it told about it, which only its provider reads. */
export type Job = { readonly id: string; readonly note: string | null }

/** True when nothing more happens to the request without a person. */
export function isOver({ state, retryAtMs }: Pick<Request, 'state' | 'retryAtMs'>): boolean {
  return isSettled(state) && !(state === 'uncertain' && retryAtMs !== null)
}

/** One ask sent to a provider. Never deleted: it is the ledger and the take's pedigree. */
export type Request = {
  readonly id: RequestId
  readonly projectId: ProjectId
  readonly shotId: ShotId | null
  readonly takeId: TakeId
  readonly spec: RequestSpec
  /** Which frozen version of its shot's words was sent; null of requests from before there were versions, and of the Board. */
  readonly shotVersion: number | null
  /** Whose pictures it begins and ends on. */
  readonly neighbours: Neighbours
  /** True until these pictures are there: it does not go out before. */
  readonly isWaiting: boolean
  /** Which pictures these are; null while it waits, and where it has none. */
  readonly handed: HandedFrames | null
  readonly state: RequestState
  readonly job: Job | null
  /** 0..1 while running. */
  readonly progress: number
  /** How many are before it at the service, where it says so. */
  readonly queuePosition: number | null
  /** The higher goes out first; of equal ones the older. */
  readonly priority: number
  /** The price when it was asked: 0 of what is free, null where nobody says before. */
  readonly estimateMicroUsd: MicroUsd | null
  /** What its service says it was billed, all tries together; null where it has not said. */
  readonly costMicroUsd: MicroUsd | null
  /** Which try this is, from 1. A try cut short by a stop goes on as the same one. */
  readonly attempt: number
  /** Why the last try failed, also while the next one waits; null when none did. */
  readonly failure: RequestFailure | null
  /** Not before this time of day; null = at once. Of one that was dropped: when its service is to be told, null = that it need not be. */
  readonly retryAtMs: number | null
  readonly createdAtMs: number
  readonly updatedAtMs: number
}
