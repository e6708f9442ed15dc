import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MediaId, RequestId } from '#model/ids.ts'
import type { Request } from '#model/request.ts'
import { takeSeed } from '#model/seed.ts'
import { requestById } from './store.ts'
import { jobsMade } from './testing/fake-provider.ts'
import { makeWorld, type OutboxWorld } from './testing/outbox-world.ts'

const CHILD = fileURLToPath(new URL('testing/outbox-child.ts', import.meta.url))
const KILLS = 6
/** Of the fake provider: the most that can be under way when a process ends. */
const CONCURRENCY = 3
/** What is asked before each run. `crash` ends the process from within, between the service's yes and our note of it. */
const ROUNDS = [
  ['plain', 'slow', 'fail-send:1', 'truncate:1'],
  ['crash', 'plain', 'slow'],
  ['fail-job:1', 'refuse', 'plain', 'slow'],
] as const

let world: OutboxWorld
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(() => world.end())

function requests(): Request[] {
  const { db } = world.library
  return db.all<{ id: RequestId }>('SELECT id FROM request ORDER BY id').map(({ id }) => requestById(db, id)!)
}

/** Runs the outbox in a process of its own, killed so long after it has begun; to its end without `killAfterMs`. */
async function runChild(idempotence: string, killAfterMs?: number): Promise<NodeJS.Signals | null> {
  const { library, serverDir, sampleClip } = world
  const child = spawn(process.execPath, [CHILD, library.dir, serverDir, sampleClip, idempotence], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  child.stdout.resume()
  await Promise.race([once(child.stdout, 'data'), exited])
  if (killAfterMs !== undefined) void delay(killAfterMs).then(() => child.kill('SIGKILL'))
  const [status, signal] = await exited
  if (signal === null && status !== 0) throw new Error(`the child ended with ${status}`)
  return signal
}

function clipOf(request: Request): 'none' | 'its own' | "another's" {
  const { db, media } = world.library
  const take = db.get<{ media_id: MediaId | null }>('SELECT media_id FROM take WHERE id = ?', [request.takeId])
  if (!take?.media_id) return 'none'
  return readFileSync(media.pathOf(take.media_id)).includes(request.id) ? 'its own' : "another's"
}

test.each(['idempotent', 'once only'])(
  'Q5 Q6 Q10 kill -9 loses and repeats nothing (%s)',
  { timeout: 60_000 },
  async kind => {
    const { media } = world.library
    const seed = Date.now() % 1_000_000
    const said = `seed ${seed}`
    let kills = 0
    let round = 0
    while (kills < KILLS) {
      for (const prompt of ROUNDS[round++] ?? ['plain', 'slow']) world.askFor(prompt)
      if ((await runChild(kind, (takeSeed(seed, round, 1) / 2 ** 31) * 400)) !== null) kills++
    }
    // A request that crashes its process does so once; each may still cost one run.
    while ((await runChild(kind)) !== null) kills++

    const made = jobsMade(world.serverDir)
    const wrong = requests()
      .map(request => ({
        prompt: request.spec.prompt,
        state: request.state,
        jobs: made.get(request.id) ?? 0,
        clip: clipOf(request),
      }))
      .filter(({ prompt, state, jobs, clip }) => {
        const isFailing = prompt === 'fail-job:1'
        if (isFailing && kind !== 'idempotent' && state === 'failed') return jobs !== 1 || clip !== 'none'
        const failedJobs = isFailing && kind === 'idempotent' ? 1 : 0
        if (state === 'ready') return clip !== 'its own' || jobs !== 1 + failedJobs
        if (clip !== 'none') return true
        if (prompt === 'refuse' && state === 'refused') return jobs !== 0
        return kind === 'idempotent' || state !== 'uncertain' || jobs > 1 + failedJobs
      })
    expect(wrong, said).toEqual([])
    // Only what was being sent when a process ended is in doubt; all else was settled.
    const states = requests().map(({ state }) => state)
    expect(states.filter(state => state === 'uncertain').length, said).toBeLessThanOrEqual(kills * CONCURRENCY)
    expect(states, said).toContain('ready')
    expect(readdirSync(world.library.incomingDir)).toEqual([])
    const check = await media.check()
    expect([check.orphans, check.missing, check.changed]).toEqual([[], [], []])
  },
)
