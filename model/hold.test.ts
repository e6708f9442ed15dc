import { describe, expect, test } from 'vitest'
import { holdOf, needsPerson, type Hold, type QueuedRequest, type Surroundings } from './hold.ts'
import type { ServicePause, ServiceTroubleKind } from './service-trouble.ts'
import { holdsInLine, type WaitingRequest } from './waiting-line.ts'

const NOW_MS = 1_000_000_000
const HOUR_MS = 3_600_000

function pauseOf(kind: ServiceTroubleKind, untilMs: number | null, setMs = NOW_MS): ServicePause {
  return { trouble: { kind, message: 'So it is.' }, strikes: 1, sinceMs: setMs, setMs, untilMs }
}

const FREE: Surroundings = {
  service: { isInReach: true, pause: null },
  isRetired: false,
  money: { capMicroUsd: 1_000_000, spentMicroUsd: 0 },
  owing: null,
  before: 0,
}
const PAID: QueuedRequest = { estimateMicroUsd: 400_000, retryAtMs: null, updatedAtMs: NOW_MS, isWaiting: false }

function held(around: Partial<Surroundings>, request: Partial<QueuedRequest> = {}): Hold {
  return holdOf({ ...PAID, ...request }, { ...FREE, ...around }, NOW_MS)
}

function paused(kind: ServiceTroubleKind, untilMs: number | null, setMs = NOW_MS): Partial<Surroundings> {
  return { service: { isInReach: true, pause: pauseOf(kind, untilMs, setMs) } }
}

describe('Q19 why a queued request does not go out', () => {
  test('nothing holds it but its turn', () => {
    expect(held({})).toEqual({ kind: 'turn', before: 0 })
    expect(held({ before: 7 })).toEqual({ kind: 'turn', before: 7 })
  })

  test('nobody speaks with its service, or its model was shut down', () => {
    expect(held({ service: null })).toEqual({ kind: 'not-served', why: 'unknown' })
    expect(held({ isRetired: true })).toEqual({ kind: 'not-served', why: 'retired' })
  })

  test('B7 a neighbour owes it a picture, whatever else there is', () => {
    const waiting = { isWaiting: true }
    const owing = { number: 3, what: 'a bubble', lacks: 'take' } as const
    expect(held({ owing }, waiting)).toEqual({ kind: 'waits-for-neighbour', shot: owing })
    expect(held(paused('key', null), waiting)).toEqual({ kind: 'waits-for-neighbour', shot: null })
    expect(held({ service: null, owing }, waiting)).toMatchObject({ kind: 'not-served' })
    // Its picture could not be read: that is looked at again later, but not while it is not even there.
    const failed = { ...waiting, retryAtMs: NOW_MS + 60_000 }
    expect(held({}, failed)).toEqual({ kind: 'retry', atMs: NOW_MS + 60_000 })
    expect(held({ owing }, failed)).toMatchObject({ kind: 'waits-for-neighbour' })
  })

  test('there is no network', () => {
    expect(held({ service: { isInReach: false, pause: null } })).toEqual({ kind: 'offline' })
  })

  test('its service takes nothing', () => {
    const untilMs = NOW_MS + 60_000
    expect(held(paused('key', null))).toEqual({ kind: 'needs-key' })
    expect(held(paused('busy', untilMs))).toEqual({ kind: 'trouble', trouble: 'busy', untilMs })
    expect(held(paused('credit', null))).toEqual({ kind: 'trouble', trouble: 'credit', untilMs: null })
    expect(held(paused('down', NOW_MS))).toMatchObject({ kind: 'turn' })
  })

  test('its next try is later', () => {
    const retryAtMs = NOW_MS + 4_000
    expect(held({}, { retryAtMs })).toEqual({ kind: 'retry', atMs: retryAtMs })
    expect(held({}, { retryAtMs: NOW_MS })).toMatchObject({ kind: 'turn' })
  })

  test('its project has no cap, or what it costs does not fit under it', () => {
    expect(held({ money: { capMicroUsd: null, spentMicroUsd: 0 } })).toEqual({ kind: 'no-cap' })
    expect(held({ money: { capMicroUsd: 500_000, spentMicroUsd: 100_001 } })).toEqual({ kind: 'over-cap' })
    expect(held({ money: { capMicroUsd: 500_000, spentMicroUsd: 100_000 } })).toMatchObject({ kind: 'turn' })
    expect(held({ money: { capMicroUsd: null, spentMicroUsd: 0 } }, { estimateMicroUsd: 0 })).toMatchObject({
      kind: 'turn',
    })
  })

  test('what nobody knows the price of goes as long as there is anything left', () => {
    const unpriced = { estimateMicroUsd: null }
    expect(held({ money: { capMicroUsd: 5, spentMicroUsd: 4 } }, unpriced)).toMatchObject({ kind: 'turn' })
    expect(held({ money: { capMicroUsd: 5, spentMicroUsd: 5 } }, unpriced)).toEqual({ kind: 'over-cap' })
  })
})

test('Q20 a clock that was set back ends a pause and a postponement; one that was set on ends what is over by it', () => {
  const [setMs, untilMs] = [NOW_MS + HOUR_MS, NOW_MS + HOUR_MS + 10_000]
  expect(held(paused('busy', untilMs, setMs))).toMatchObject({ kind: 'turn' })
  expect(held({}, { retryAtMs: untilMs, updatedAtMs: setMs })).toMatchObject({ kind: 'turn' })
  expect(held(paused('busy', NOW_MS - HOUR_MS, NOW_MS - 2 * HOUR_MS))).toMatchObject({ kind: 'turn' })
  // What a service wishes holds, however long it is; a clock that is a little off is waited out.
  expect(held(paused('busy', NOW_MS + 24 * HOUR_MS))).toMatchObject({ kind: 'trouble' })
  expect(held(paused('busy', NOW_MS + 40_000, NOW_MS + 30_000))).toMatchObject({ kind: 'trouble' })
  expect(held(paused('key', null, setMs))).toEqual({ kind: 'needs-key' })
})

test('only some reasons need a person', () => {
  const by = (hold: Hold): boolean => needsPerson(hold)
  expect(by({ kind: 'over-cap' })).toBe(true)
  expect(by({ kind: 'trouble', trouble: 'credit', untilMs: null })).toBe(true)
  expect(by({ kind: 'trouble', trouble: 'busy', untilMs: NOW_MS })).toBe(false)
  expect(by({ kind: 'offline' })).toBe(false)
  expect(by({ kind: 'waits-for-neighbour', shot: { number: 3, what: '', lacks: 'take' } })).toBe(true)
  expect(by({ kind: 'waits-for-neighbour', shot: null })).toBe(false)
})

describe('Q19 a line of requests', () => {
  const inLine = (changed: Partial<WaitingRequest>): WaitingRequest => ({
    ...{ ...PAID, serviceId: 'one', projectId: 'film', model: 'm', owing: null },
    ...changed,
  })
  const facts = {
    serviceOf: (id: string) => (id === 'off' ? null : FREE.service),
    isRetired: () => false,
    moneyOf: () => ({ capMicroUsd: 500_000, spentMicroUsd: 0 }),
  }
  const kinds = (line: readonly WaitingRequest[]): unknown[] =>
    holdsInLine(line, facts, NOW_MS).map(hold => (hold.kind === 'turn' ? hold.before : hold.kind))

  test('each service has its own, and what is held stands before nobody', () => {
    const waits = { retryAtMs: NOW_MS + 4_000 }
    expect(
      kinds([inLine({}), inLine(waits), inLine({}), inLine({ serviceId: 'two' }), inLine({ serviceId: 'off' })]),
    ).toEqual([...[0, 'retry', 1, 0, 'not-served']])
  })

  test('behind one that does not fit under the cap no other paid one of its project goes past', () => {
    const large = inLine({ estimateMicroUsd: 600_000 })
    const free = inLine({ estimateMicroUsd: 0 })
    expect(kinds([inLine({}), large, inLine({}), free, inLine({ projectId: 'other' })])).toEqual([
      ...[0, 'over-cap', 'over-cap', 1, 2],
    ])
  })
})
