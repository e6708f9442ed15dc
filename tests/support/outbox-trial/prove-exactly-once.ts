import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { decide, requestById } from '#main/outbox/store.ts'
import { makeClip, makeWorld, type OutboxWorld } from '#main/outbox/testing/outbox-world.ts'
import { createKeyFile } from '#main/services/key-store.ts'
import { saveOwnService } from '#main/services/service-store.ts'
import type { RequestId } from '#model/ids.ts'
import { isOver, type Request } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { randomFaults, type FaultRate } from '../../services/core/random-faults.ts'
import { startServices, type Services } from '../../services/services.ts'
import { seededRandom } from '../kills.ts'
import { entryOf, TRIED_SERVICES, type TriedService } from './tried-services.ts'

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url))

/** What goes wrong, and in how many of a hundred calls. */
const RATES: readonly FaultRate[] = [
  { on: 'create', rate: 0.05, fault: { kind: 'too-many-requests', retryAfter: { form: 'seconds', seconds: 2 } } },
  { on: 'create', rate: 0.04, fault: { kind: 'too-many-requests', retryAfter: { form: 'none' } } },
  { on: 'create', rate: 0.04, fault: { kind: 'server-error', status: 500, when: 'before' } },
  { on: 'create', rate: 0.04, fault: { kind: 'server-error', status: 502, when: 'after' } },
  { on: 'create', rate: 0.04, fault: { kind: 'drop', when: 'before' } },
  { on: 'create', rate: 0.06, fault: { kind: 'drop', when: 'after' } },
  { on: 'create', rate: 0.04, fault: { kind: 'refused', stage: 'input' } },
  { on: 'create', rate: 0.03, fault: { kind: 'job-failed', isRetryable: true } },
  { on: 'poll', rate: 0.03, fault: { kind: 'server-error', status: 500, when: 'before' } },
  { on: 'poll', rate: 0.03, fault: { kind: 'drop', when: 'before' } },
  { on: 'poll', rate: 0.03, fault: { kind: 'unknown-status', status: 'pondering' } },
  { on: 'download', rate: 0.08, fault: { kind: 'truncate', atByte: 1500 } },
  { on: 'download', rate: 0.04, fault: { kind: 'corrupt', atByte: 700, count: 3000 } },
  { on: 'download', rate: 0.04, fault: { kind: 'drop', when: 'before' } },
  { on: 'list', rate: 0.1, fault: { kind: 'server-error', status: 500, when: 'before' } },
]

type Trial = { readonly requestCount: number; readonly killEveryMs: number; readonly seed: number }

/**
 * Asks for so many takes of all services, with faults by chance, in a process that is killed again and again, until everything is
 * settled; then compares the books of both sides: SPEC Q6, Q10, Q13, Q14.
 */
export async function proveExactlyOnce({
  requestCount,
  killEveryMs,
  seed,
}: Trial): Promise<{ readonly kills: number }> {
  const world = await makeWorld()
  const clip = join(world.dir, 'clip.mp4')
  await makeClip(clip, 4)
  const bytes = readFileSync(clip)
  const services = await startServices({ clip: () => bytes })
  const keyPath = join(world.dir, 'keys.json')
  try {
    for (const tried of TRIED_SERVICES) {
      const entry = entryOf(tried, services.url(tried.family))
      saveOwnService(world.library.db, { entry, models: [tried.model] })
      createKeyFile(keyPath).keep(entry, 'test-key')
      // A job that nobody asks about, as that of a create call without an answer, must not hold up the others.
      services.settings[tried.family].concurrency = requestCount
      services.faults.add(
        ...randomFaults(
          seed,
          RATES.map(rate => ({ ...rate, family: tried.family })),
          requestCount * 4,
        ),
      )
    }
    const asked = Array.from({ length: requestCount }, (_, index) =>
      askOf(world, TRIED_SERVICES[index % TRIED_SERVICES.length]!, `a bubble number ${index}.`),
    )
    const random = seededRandom(seed)
    let kills = 0
    // Later and later, until a run comes to its own end: a busy machine must get on between two kills.
    while (await runChild(world, keyPath, (0.5 + random()) * killEveryMs * (1 + kills / 10))) kills += 1
    const settled = asked.map(({ id }) => requestById(world.library.db, id)!)
    expectSettled(settled)
    expectEqualBooks(world, services, settled)

    // A person asks again for what failed while it had a job: it is looked at, not made anew.
    services.faults.clear()
    for (const { id, state, job } of settled) if (state === 'failed' && job) decide(world.library.db, id, 'again')
    await runChild(world, keyPath, Infinity)
    expectNothingMissing(world, services, asked)
    return { kills }
  } finally {
    await services.close()
    world.end()
  }
}

function askOf(world: OutboxWorld, { family, model }: TriedService, prompt: string): Request {
  const size = model.sizes.kind === 'listed' ? model.sizes.sizes[0]! : { width: 640, height: 368 }
  const seconds = model.lengths.kind === 'listed' ? model.lengths.seconds[0]! : Math.max(3, model.lengths.minSeconds)
  const { width, height } = size
  return world.askFor(prompt, { provider: family, model: model.id, askTicks: ticksFromSeconds(seconds), width, height })
}

/** True when it was killed; false when it came to its own end. */
async function runChild(world: OutboxWorld, keyPath: string, killAfterMs: number): Promise<boolean> {
  const child = spawn(process.execPath, [CHILD, world.library.dir, keyPath], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  child.stdout.resume()
  await Promise.race([once(child.stdout, 'data'), exited])
  const ended = new AbortController()
  if (killAfterMs !== Infinity) {
    void delay(killAfterMs, undefined, { signal: ended.signal }).then(
      () => child.kill('SIGKILL'),
      () => {},
    )
  }
  const [status, signal] = await exited
  ended.abort()
  if (signal === null && status !== 0) throw new Error(`the child ended with ${status}`)
  return signal !== null
}

function expectSettled(requests: readonly Request[]): void {
  const unexplained = requests.filter(
    request => !isOver(request) || (request.state !== 'ready' && !request.failure?.message),
  )
  expect(unexplained.map(({ state, failure, spec }) => ({ state, failure, prompt: spec.prompt }))).toEqual([])
}

type LedgerRow = { requestId: RequestId; outcome: string; jobId: string | null }

/** Every job that a service made is known to be that of one request, or its request is in doubt and says so. */
function expectEqualBooks(world: OutboxWorld, services: Services, requests: readonly Request[]): void {
  const ledger = world.library.db.all<LedgerRow>(
    'SELECT request_id AS requestId, outcome, job_id AS jobId FROM ledger_entry',
  )
  expect(ledger.filter(({ outcome }) => outcome === 'open')).toEqual([])
  const known = new Map(ledger.flatMap(({ requestId, jobId }) => (jobId === null ? [] : [[jobId, requestId]])))
  const made = Map.groupBy(services.books.accepted, entry => requestOf(entry.body, requests)?.id)
  expect(made.has(undefined)).toBe(false)
  for (const request of requests) {
    const jobs = made.get(request.id) ?? []
    const isFree = TRIED_SERVICES.find(({ family }) => family === request.spec.provider)!.isCreateIdempotent
    const what = { prompt: request.spec.prompt, service: request.spec.provider, state: request.state }
    // A job that ended without a clip may be made again only where the client names it.
    if (!isFree) expect({ ...what, jobs: jobs.length }).toEqual({ ...what, jobs: Math.min(jobs.length, 1) })
    const lost = jobs.filter(({ jobId }) => known.get(jobId) !== request.id)
    expect({ ...what, lost: request.state === 'uncertain' ? 0 : lost.length }).toEqual({ ...what, lost: 0 })
  }
  for (const [jobId] of known) expect(services.books.accepted.map(entry => entry.jobId)).toContain(jobId)
}

function requestOf(body: unknown, requests: readonly Request[]): Request | undefined {
  const text = JSON.stringify(body)
  return requests.find(({ spec }) => text.includes(spec.prompt))
}

/** Every clip that a service has finished for a request that is not in doubt is a take, and no file is left over. */
function expectNothingMissing(world: OutboxWorld, services: Services, asked: readonly Request[]): void {
  const { db, incomingDir } = world.library
  const finished = new Set(
    services.jobs.list().flatMap(({ id, state, ending }) => (state === 'ended' && ending?.kind === 'done' ? [id] : [])),
  )
  const missing = asked
    .map(({ id }) => requestById(db, id)!)
    .filter(({ state, job }) => job !== null && finished.has(job.id) && state !== 'ready')
  expect(missing.map(({ state, failure, spec }) => ({ state, failure, prompt: spec.prompt }))).toEqual([])
  const without = db.all(`SELECT request.id FROM request JOIN take ON take.id = request.take_id
    WHERE (request.state = 'ready') <> (take.media_id IS NOT NULL)`)
  expect(without).toEqual([])
  expect(readdirSync(incomingDir)).toEqual([])
}
