import { page, empty, json, text, type Answer } from './answer.ts'
import { sha256 } from './books.ts'
import { BadBody, type Call } from './call.ts'
import type { Desk } from './desk.ts'
import { findFault, type Fault, type RetryAfter, type When } from './faults.ts'
import type { Operation } from './family.ts'
import { WrongRequest, type Trouble, type Wire } from './wire.ts'

/** What is to happen on the connection. */
export type Outcome = { readonly operation: Operation | 'other' } & (
  | { readonly kind: 'answer'; readonly answer: Answer; readonly faults: readonly Fault[] }
  | { readonly kind: 'drop' }
  | { readonly kind: 'hang' }
)

/** Faults that answer before the request has an effect, and only then. */
const NO_EFFECT = new Set<Fault['kind']>(['too-many-requests', 'unauthorized', 'bad-request', 'out-of-credit'])

/** Answers one request: faults that forbid an effect, then the service itself, then faults that hide its answer. */
export async function serveCall(desk: Desk, wire: Wire, call: Call, signal: AbortSignal): Promise<Outcome> {
  const route = wire.route(call, desk)
  if (!route) return { operation: 'other', kind: 'answer', answer: text(404, 'no such path'), faults: [] }
  const operation = route.on
  const isCreate = operation === 'create'
  if (operation !== 'other') call.faults = desk.faults.take(call.family, operation)
  for (const fault of call.faults) if (fault.kind === 'delay') await desk.clock.sleep(fault.ms, signal)

  const early = instead(desk, wire, call, 'before', isCreate)
  if (early) {
    if (isCreate) reject(desk, call, early)
    return { operation, ...early }
  }
  const taken = call.faults.length
  const answer = await answerOf(desk, wire, () => route.answer())
  if (isCreate && !call.accepted) {
    const outcome = { operation, kind: 'answer', answer, faults: call.faults } as const
    if (answer.status >= 400) reject(desk, call, outcome, 'wrong request')
    return outcome
  }
  const late =
    instead(desk, wire, call, 'after', false) ??
    // Faults of a download that came to light while the answer to a poll was made.
    (call.faults.length > taken ? instead(desk, wire, call, 'before', false) : undefined)
  if (late) return { operation, ...late }
  return { operation, kind: 'answer', answer, faults: call.faults }
}

type Instead = { kind: 'answer'; answer: Answer; faults: readonly Fault[] } | { kind: 'drop' } | { kind: 'hang' }

function instead(desk: Desk, wire: Wire, call: Call, when: When, isCreate: boolean): Instead | undefined {
  for (const fault of call.faults) {
    if ('when' in fault && fault.when !== when) continue
    if (NO_EFFECT.has(fault.kind) && when !== 'before') continue
    if (fault.kind === 'drop' || fault.kind === 'hang') return { kind: fault.kind }
    const answer = insteadAnswer(desk, wire, fault, isCreate)
    if (answer) return { kind: 'answer', answer, faults: [] }
  }
  return undefined
}

function insteadAnswer(desk: Desk, wire: Wire, fault: Fault, isCreate: boolean): Answer | null {
  const { kind } = fault
  if (kind === 'server-error') return say(wire, desk, { kind, status: fault.status })
  if (kind === 'html-page') return page(fault.status)
  if (kind === 'unauthorized') return say(wire, desk, { kind })
  if (kind === 'bad-request') return say(wire, desk, { kind: 'wrong', message: 'The request is not valid.' })
  if (kind === 'out-of-credit') return wire.say({ kind }, desk.settings)
  if (kind === 'refused') return isCreate && fault.stage === 'input' ? wire.say({ kind }, desk.settings) : null
  if (kind !== 'too-many-requests') return null
  const answer = say(wire, desk, { kind })
  return { ...answer, headers: { ...answer.headers, ...retryHeaders(fault.retryAfter, desk.clock.nowMs()) } }
}

function retryHeaders(retryAfter: RetryAfter, nowMs: number): Record<string, string> {
  switch (retryAfter.form) {
    case 'seconds':
      return { 'retry-after': String(retryAfter.seconds) }
    case 'date':
      return { 'retry-after': new Date(nowMs + retryAfter.inSeconds * 1000).toUTCString() }
    case 'ms':
      return { 'retry-after-ms': String(retryAfter.ms) }
    case 'none':
      return {}
    default: {
      const never: never = retryAfter
      throw new Error(`unknown form ${JSON.stringify(never)}`)
    }
  }
}

async function answerOf(desk: Desk, wire: Wire, make: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await make()
  } catch (error) {
    if (error instanceof WrongRequest) {
      const { message, field } = error
      return say(wire, desk, { kind: 'wrong', message, ...(field !== undefined && { field }) })
    }
    if (error instanceof BadBody) return say(wire, desk, { kind: 'wrong', message: error.message })
    throw error
  }
}

function say(wire: Wire, desk: Desk, trouble: Trouble): Answer {
  return wire.say(trouble, desk.settings) ?? json(500, { error: trouble.kind })
}

function reject(desk: Desk, call: Call, outcome: Instead, reason?: string): void {
  const answer = outcome.kind === 'answer' ? outcome.answer : empty(0)
  desk.books.rejected.push({
    family: call.family,
    atMs: desk.clock.nowMs(),
    status: outcome.kind === 'answer' ? answer.status : null,
    reason: reason ?? call.faults.find(({ kind }) => kind !== 'delay')?.kind ?? 'wrong request',
    digest: sha256(call.body),
    answer: answer.body.toString('utf8').slice(0, 2000),
  })
}

/** A body that says more than it should, or things nobody knows. */
export function bendBody(answer: Answer, faults: readonly Fault[]): Buffer {
  if (answer.value === undefined) return answer.body
  let value: unknown = answer.value
  const status = findFault(faults, 'unknown-status')
  if (status) value = withStatus(value, status.status)
  if (findFault(faults, 'unknown-fields')) value = withUnknownFields(value)
  const words = JSON.stringify(value)
  return Buffer.from(findFault(faults, 'invalid-json') ? words.slice(0, Math.ceil(words.length / 2)) : words)
}

const STATUS_FIELDS = new Set(['status', 'status_str', 'state'])

function withStatus(value: unknown, status: string): unknown {
  if (Array.isArray(value)) return value.map(part => withStatus(part, status))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      STATUS_FIELDS.has(name) && typeof part === 'string' ? status : withStatus(part, status),
    ]),
  )
}

function withUnknownFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknownFields)
  if (typeof value !== 'object' || value === null) return value
  const known = Object.entries(value).map(([name, part]) => [name, withUnknownFields(part)] as const)
  return Object.fromEntries([['unheard_of', { since: 2031, of: [null, 1, 'x'] }], ...known])
}
