import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acquireLease } from '#main/library/lease.ts'
import { someProject, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { isCovered } from '#model/money.ts'
import type { Library } from '#main/library/library.ts'
import type { Provider, SubmitOutcome } from '#main/providers/port.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import type { MicroUsd } from '#model/clip-price.ts'
import type { ProjectId, RequestId } from '#model/ids.ts'
import { moneyOf, setCap } from './ledger.ts'
import { runOutbox } from './outbox.ts'
import { ask, decide, requestById } from './store.ts'
import { jumpingClock } from './testing/jumping-clock.ts'
import { FFMPEG } from './testing/outbox-world.ts'

/** What the service answers to the create call of a request; `drop`: it makes the job, and nobody hears of it. */
const ANSWERS = ['accept', 'accept-cheaper', 'fail', 'refuse', 'drop', 'hold'] as const
type Answer = (typeof ANSWERS)[number]

type Step =
  | { readonly kind: 'ask'; readonly estimate: MicroUsd | null; readonly answer: Answer }
  | { readonly kind: 'cap'; readonly cap: MicroUsd | null }
  | { readonly kind: 'send' }
  | { readonly kind: 'again'; readonly which: number }

const estimates = fc.oneof(fc.constant(0), fc.constant(null), fc.integer({ min: 1, max: 4 }))
const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('ask' as const),
        estimate: estimates,
        answer: fc.constantFrom(...ANSWERS),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('cap' as const), cap: fc.option(fc.nat(9), { freq: 12 }) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('send' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('again' as const), which: fc.nat(20) }) },
  ),
  { minLength: 8, maxLength: 30 },
)

/** A project, and a service that keeps books of its own of what it was asked for. */
function openShop(library: Library) {
  const { db } = library
  const projectId = someProject(library, library.projects.freeTitle('Shop'))
  const answers = new Map<RequestId, Answer>()
  const held = new Set<RequestId>()
  /** What the service will bill, or may, by request and try. */
  let billed = 0
  /** How far above the cap of the moment its books ever were. */
  let mostOver = -Infinity

  const estimateOf = (id: RequestId): MicroUsd => requestById(db, id)?.estimateMicroUsd ?? 0

  async function submit(id: RequestId): Promise<SubmitOutcome> {
    const price = estimateOf(id)
    billed += price
    if (price > 0) mostOver = Math.max(mostOver, billed - (moneyOf(db, projectId).capMicroUsd ?? -1))
    await Promise.resolve()
    const accepted = { status: 'accepted', job: { id: `${id}-${billed}-${Math.random()}`, note: null } } as const
    switch (answers.get(id) ?? 'fail') {
      case 'accept':
        return accepted
      case 'accept-cheaper':
        billed -= price - Math.floor(price / 2)
        return { ...accepted, costMicroUsd: Math.floor(price / 2) }
      case 'drop':
        throw new Error('socket hang up')
      case 'refuse':
        billed -= price
        return { status: 'refused', reason: 'The prompt names a real person.' }
      case 'hold':
        if (held.has(id)) return accepted
        held.add(id)
        billed -= price
        return { status: 'held', trouble: { kind: 'busy', message: 'Slow down.' } }
      case 'fail':
      default:
        billed -= price
        return { status: 'failed', failure: { kind: 'busy', message: 'Too many.', isRetryable: true } }
    }
  }

  const provider: Provider = {
    ...{ id: 'cloud', isCreateIdempotent: false, isBuiltIn: false, needsNetwork: false, concurrency: 3 },
    ...{ perMinute: null, outputExtension: 'mp4' },
    submit,
    poll: () =>
      Promise.resolve({ status: 'failed', failure: { kind: 'model', message: 'It broke.', isRetryable: false } }),
    untilNews: () => Promise.resolve(),
    fetchOutput: () => Promise.reject(new Error('there is no clip')),
    cancel: () => Promise.resolve(),
    dispose: () => Promise.resolve(),
  }

  async function send(): Promise<void> {
    const lease = await acquireLease(db)
    try {
      const signal = new AbortController().signal
      await runOutbox({
        library,
        lease,
        ffmpeg: FFMPEG,
        providers: [provider],
        signal,
        projectId,
        clock: jumpingClock(),
      })
    } finally {
      lease.release()
    }
  }

  let number = 0
  return {
    projectId,
    mostOver: () => mostOver,
    async take(step: Step): Promise<void> {
      if (step.kind === 'cap') setCap(db, projectId, step.cap)
      else if (step.kind === 'send') await send()
      else if (step.kind === 'again') askAgain(library, projectId, step.which)
      else {
        const spec = { ...someSpec(), provider: 'cloud' }
        number += 1
        const wanted = { projectId, shotId: null, number, spec, estimateMicroUsd: step.estimate }
        answers.set(ask(db, wanted).id, step.answer)
      }
    },
  }
}

function askAgain({ db }: Library, projectId: ProjectId, which: number): void {
  const sql = `SELECT id FROM request WHERE project_id = ? AND state IN ('failed', 'uncertain') ORDER BY id`
  const rows = db.all<{ id: RequestId }>(sql, [projectId])
  const row = rows[which % Math.max(1, rows.length)]
  if (row) decide(db, row.id, 'again')
}

test('Q16 whatever is asked, sent, failed and capped in whatever order, what was accepted is within the cap when it goes out', async () => {
  const library = temporaryLibrary()
  await fc.assert(
    fc.asyncProperty(steps, async taken => {
      const shop = openShop(library)
      for (const step of [...taken, { kind: 'send' as const }]) await shop.take(step)
      expect(shop.mostOver()).toBeLessThanOrEqual(0)
      // Nothing waits that has room.
      const sql = `SELECT id FROM request WHERE project_id = ? AND state = 'queued' ORDER BY created_at_ms, id LIMIT 1`
      const first = library.db.get<{ id: RequestId }>(sql, [shop.projectId])
      expect(
        first && isCovered(requestById(library.db, first.id)!.estimateMicroUsd, moneyOf(library.db, shop.projectId)),
      ).not.toBe(true)
    }),
    { numRuns: 30 },
  )
}, 60_000)

test('Q13 what a create call came to is written also where its request was dropped meanwhile', async () => {
  const library = temporaryLibrary()
  const { db } = library
  const projectId = someProject(library)
  setCap(db, projectId, 100)
  const asked = { projectId, shotId: null, number: 1, estimateMicroUsd: 40 }
  const { id } = ask(db, { ...asked, spec: { ...someSpec(), provider: 'cloud' } })
  const provider = {
    ...{ id: 'cloud', isCreateIdempotent: false, isBuiltIn: false, needsNetwork: false, concurrency: 3 },
    ...{ perMinute: null, outputExtension: 'mp4' },
    submit: () => {
      expect(moneyOf(db, projectId).spentMicroUsd).toBe(40)
      decide(db, id, 'cancelled')
      return Promise.resolve({ status: 'refused', reason: 'No.' })
    },
    dispose: () => Promise.resolve(),
  } as Partial<Provider> as Provider
  const lease = await acquireLease(db)
  const signal = new AbortController().signal
  await runOutbox({ library, lease, ffmpeg: FFMPEG, providers: [provider], signal, clock: jumpingClock() })
  lease.release()
  expect(requestById(db, id)!.state).toBe('cancelled')
  expect(db.all('SELECT outcome FROM ledger_entry')).toEqual([{ outcome: 'not-made' }])
  expect(moneyOf(db, projectId).spentMicroUsd).toBe(0)
})
