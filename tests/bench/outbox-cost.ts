/**
 * What ten thousand queued requests cost: a round that decides what goes out next of five services, going out and all held; a round
 * of the outbox as it is run; the lists that screens show; and the memory of it all.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { countHeld } from '#main/desk/outbox/held.ts'
import { countOutbox, openRequests, pageOfOutbox } from '#main/desk/outbox/outbox-rows.ts'
import { acquireLease } from '#main/library/lease.ts'
import { openLibrary, type Library } from '#main/library/library.ts'
import { runOutbox } from '#main/outbox/outbox.ts'
import { leaveAlone, tryNow } from '#main/outbox/pauses.ts'
import { ask } from '#main/outbox/store.ts'
import { createFakeProvider } from '#main/outbox/testing/fake-provider.ts'
import { FFMPEG } from '#main/outbox/testing/outbox-world.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import type { ProjectId } from '#model/ids.ts'
import { ticksFromSeconds } from '#model/time.ts'

const REQUESTS = 10_000
const SERVICES = ['one', 'two', 'three', 'four', 'five'] as const
const PROJECTS = 4
const LIMIT_MS = 50
const LIMIT_MB = 150
const TIMES = 15

const RATE = { numerator: 24, denominator: 1 }

function fill({ db, projects }: Library): ProjectId[] {
  const ids = Array.from({ length: PROJECTS }, (_, number) => {
    const title = `Film ${number}`
    return projects.create({ title, songId: null, seed: 1, rate: RATE, width: 1280, height: 720 }).id
  })
  db.transaction(() => {
    for (let number = 0; number < REQUESTS; number += 1) {
      const provider = SERVICES[number % SERVICES.length]!
      ask(db, {
        ...{ projectId: ids[number % PROJECTS]!, shotId: null, number: number + 1, estimateMicroUsd: 400_000 },
        spec: {
          ...{ provider, model: `${provider}-model`, modelVersion: 1, negative: 'text, logo', cameraMove: 'forward' },
          ...{
            prompt: `fly on through the bubble, number ${number}, `.repeat(6),
            style: 'film grain, hazy, '.repeat(6),
          },
          ...{ seed: number, width: 1280, height: 720, rate: RATE, askTicks: ticksFromSeconds(5) },
          ...{ firstFrame: null, lastFrame: null },
        },
      })
    }
  })
  return ids
}

function report(name: string, tookMs: readonly number[]): void {
  const sorted = tookMs.toSorted((a, b) => a - b)
  const [middle, most] = [sorted[Math.floor(sorted.length / 2)]!, sorted.at(-1)!]
  const verdict = middle <= LIMIT_MS ? 'ok' : `over the limit of ${LIMIT_MS} ms`
  console.log(`${name}: ${middle.toFixed(1)} ms (longest ${most.toFixed(1)}): ${verdict}`)
  if (middle > LIMIT_MS) process.exitCode = 1
}

async function timesOf(work: () => unknown): Promise<number[]> {
  const tookMs: number[] = []
  for (let time = 0; time < TIMES; time += 1) {
    const startMs = performance.now()
    await work()
    tookMs.push(performance.now() - startMs)
  }
  return tookMs
}

function usedMb(): number {
  globalThis.gc?.()
  return process.memoryUsage().rss / 1024 ** 2
}

const dir = mkdtempSync(join(tmpdir(), 'flythrough-outbox-'))
try {
  const library = openLibrary(join(dir, 'library'), { log: () => {} })
  const { db } = library
  const projectIds = fill(library)
  const providers = SERVICES.map(id => ({
    ...createFakeProvider({ serverDir: join(dir, id), sampleClip: '', isCreateIdempotent: false }),
    ...{ id, needsNetwork: true },
  }))
  const makers = SERVICES.map(serviceId => ({ serviceId, needsNetwork: true, make: () => providers[0]! }))
  const desk = { db, catalogue: loadCatalogue('resources'), makers: () => makers, isOnline: () => true }
  const lease = await acquireLease(db)
  const { signal } = new AbortController()
  const beforeMb = usedMb()

  /** Everything is held, so the run does one round and ends. */
  const round = (isOnline: boolean) => (): Promise<unknown> =>
    runOutbox({ library, lease, ffmpeg: FFMPEG, providers, signal, isOnline: () => isOnline })

  report('a round, all held: no network', await timesOf(round(false)))
  report('a round, all held: no cap', await timesOf(round(true)))
  db.run('UPDATE project SET cap_micro_usd = 1000')
  report('a round, all held: over the cap', await timesOf(round(true)))
  for (const id of SERVICES) leaveAlone(db, id, { kind: 'key', message: 'It needs a key.' }, Date.now())
  report('a round, all held: no key', await timesOf(round(true)))
  for (const id of SERVICES) tryNow(db, id, 0)
  db.run(`UPDATE request SET retry_at_ms = ?`, [Date.now() + 3_600_000])
  report(
    'a round, all set aside for an hour',
    await timesOf(async () => {
      const stop = new AbortController()
      const run = runOutbox({
        library,
        lease,
        ffmpeg: FFMPEG,
        providers,
        signal: stop.signal,
        clock: untilAsleep(stop),
      })
      await run.catch(() => {})
    }),
  )
  db.run('UPDATE request SET retry_at_ms = NULL')

  report('how the outbox stands', await timesOf(() => [countOutbox(db, null), countHeld(desk, null)]))
  const page = { projectId: null, group: 'waiting', limit: 200 } as const
  report('a page of what waits, the first', await timesOf(() => pageOfOutbox(desk, { ...page, offset: 0 })))
  report('a page of what waits, the last', await timesOf(() => pageOfOutbox(desk, { ...page, offset: REQUESTS - 200 })))
  report('how the requests of a project stand', await timesOf(() => openRequests(desk, projectIds[0]!)))

  const grownMb = usedMb() - beforeMb
  const verdict = grownMb <= LIMIT_MB ? 'ok' : `over the limit of ${LIMIT_MB} MB`
  console.log(`memory: ${beforeMb.toFixed(0)} MB before, ${grownMb.toFixed(0)} MB more after: ${verdict}`)
  if (grownMb > LIMIT_MB) process.exitCode = 1
  lease.release()
  library.close()
} finally {
  rmSync(dir, { recursive: true, force: true })
}

/** A clock that ends the run as soon as every service of it only waits. */
function untilAsleep(stop: AbortController) {
  let asleep = 0
  return {
    nowMs: Date.now,
    async sleepUntil(_atMs: number, signal: AbortSignal): Promise<void> {
      asleep += 1
      if (asleep === SERVICES.length) stop.abort(new Error('asleep'))
      signal.throwIfAborted()
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(stop.signal.reason)))
    },
  }
}
