import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MediaId } from '#model/ids.ts'
import { isSettled } from '#model/request.ts'
import { incomingDir } from './incoming-files.ts'
import { requestsOfProject } from './store.ts'
import { jobsMade } from './testing/fake-provider.ts'
import { makeWorld, type OutboxWorld } from './testing/outbox-world.ts'

const CHILD = fileURLToPath(new URL('testing/outbox-child.ts', import.meta.url))
const KILLS = 6
/** Every kind of trouble, a few requests of each; `crash` kills the process from within, between the service's yes and our note. */
const PROMPTS = ['plain', 'slow', 'fail-send:1', 'fail-job:1', 'truncate:1', 'refuse', 'crash', 'plain 2', 'slow 2'] as const

let world: OutboxWorld
beforeEach(() => {
  world = makeWorld()
})
afterEach(() => world.end())

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

test.each(['idempotent', 'once only'])('Q5 Q6 Q10 kill -9 loses and repeats nothing (%s)', { timeout: 60_000 }, async kind => {
  const { db, media } = world.library
  let kills = 0
  while (kills < KILLS) {
    for (const prompt of PROMPTS.slice(kills % 2 ? 4 : 0, kills % 2 ? 9 : 5)) world.askFor(prompt)
    if ((await runChild(kind, Math.random() * 500)) !== null) kills++
  }
  // A request that crashes its process does so once; each may still cost one run.
  while ((await runChild(kind)) !== null) kills++

  const requests = requestsOfProject(db, world.projectId)
  const made = jobsMade(world.serverDir)
  expect(requests.filter(request => !isSettled(request.state))).toEqual([])
  for (const request of requests) {
    const { prompt } = request.spec
    const takes = db.all<{ media_id: MediaId | null }>('SELECT media_id FROM take WHERE id = ?', [request.takeId])
    const mediaId = takes[0]?.media_id ?? null
    const jobs = made.get(request.id) ?? 0
    const failedJobs = prompt === 'fail-job:1' ? 1 : 0
    if (request.state === 'ready') {
      expect(jobs, prompt).toBe(1 + failedJobs)
      expect(readFileSync(media.pathOf(mediaId!)).includes(request.id)).toBe(true)
    } else {
      expect(mediaId).toBeNull()
      expect(request.state, prompt).toBe(prompt === 'refuse' ? 'refused' : 'uncertain')
      expect(jobs).toBeLessThanOrEqual(prompt === 'refuse' ? 0 : 1 + failedJobs)
    }
    if (kind === 'idempotent') expect(request.state, prompt).toBe(prompt === 'refuse' ? 'refused' : 'ready')
  }
  expect(readdirSync(incomingDir(world.library.dir))).toEqual([])
  const check = await media.check()
  expect([check.orphans, check.missing, check.changed]).toEqual([[], [], []])
})
