import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { acquireLease } from '#main/library/lease.ts'
import { ask, takeStep } from '#main/outbox/store.ts'
import { createFakeProvider, jobsMade } from '#main/outbox/testing/fake-provider.ts'
import { FFMPEG, makeWorld, RATE, type OutboxWorld } from '#main/outbox/testing/outbox-world.ts'
import type { RequestId } from '#model/ids.ts'
import type { RequestState } from '#model/request.ts'
import type { ModelEntry } from '#model/catalogue.ts'
import type { Shot } from '#model/shot.ts'
import { ticksFromFrames } from '#model/time.ts'
import type { ShotSpec } from './needed-takes.ts'
import { makeTakes } from './take-stage.ts'

const ASK_TICKS = ticksFromFrames(24, RATE)

let world: OutboxWorld
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(() => world.end())

function specFor(prompt: string): ShotSpec {
  const made = { provider: 'fake', model: 'fake', modelVersion: 1, width: 64, height: 36, rate: RATE }
  return { ...made, prompt, style: '', negative: '', cameraMove: '', firstFrame: null, lastFrame: null }
}

const FAKE_MODEL: ModelEntry = {
  ...{ id: 'fake', provider: 'fake', title: 'Fake', version: 1, price: { kind: 'free' }, status: { kind: 'live' } },
  ...{
    lengths: { kind: 'any', minSeconds: 0.1, maxSeconds: 60 },
    sizes: { kind: 'any', multipleOf: 2, maxPixels: 1e7 },
  },
  ...{ takesFirstFrame: false, takesLastFrame: false, takesTextAlone: true, maxReferenceStills: 0 },
  ...{ takesSeed: true, takesNegative: true, audio: 'none', maxPromptChars: null, wire: {} },
}

/** The takes stage for the world's one shot: one take of this prompt, for a place of so many frames. */
async function makeTake(prompt: string, { frames = 12, isIdempotent = true } = {}) {
  const { library, projectId, shotId, serverDir, sampleClip } = world
  const written = { id: null, prompt, whatHappens: null, cameraMove: null, passage: null, section: null, model: null }
  const place = { startFrame: 0, endFrame: frames }
  const shot: Shot = { id: shotId, projectId, serial: 1, position: 0, written, place, askTicks: ASK_TICKS }
  const project = library.projects.byTitle('Test')!
  const lease = await acquireLease(library.db)
  try {
    return await makeTakes(
      { library, catalogue: { services: [], models: [FAKE_MODEL] }, ffmpeg: () => Promise.resolve(FFMPEG) },
      {
        film: { project, shots: [shot], compromises: [], made: 0, reused: 0 },
        specs: new Map([[shotId, [specFor(prompt)]]]),
        takesPerShot: 1,
        lease,
        providers: [createFakeProvider({ serverDir, sampleClip, isCreateIdempotent: isIdempotent })],
      },
      { signal: new AbortController().signal, onProgress: () => {}, log: () => {} },
    )
  } finally {
    lease.release()
  }
}

/** Leaves a request for this prompt behind as a process that was killed in that state would have. */
async function leaveAsked(prompt: string, ...states: readonly RequestState[]): Promise<RequestId> {
  const { projectId, shotId, library } = world
  const { db } = library
  const spec = { ...specFor(prompt), askTicks: ASK_TICKS, seed: 1 }
  let request = ask(db, { projectId, shotId, number: 1, estimateMicroUsd: 0, spec })
  const lease = await acquireLease(db)
  for (const to of states)
    request = takeStep({ db, lease }, request, { to, job: { id: `${request.id}-0`, note: null } })!
  lease.release()
  return request.id
}

const states = (): RequestState[] =>
  world.library.db.all<{ state: RequestState }>('SELECT state FROM request ORDER BY id').map(({ state }) => state)

test('what an earlier run has asked for is made, and not counted as there', async () => {
  await leaveAsked('sea')
  expect(await makeTake('sea')).toEqual({ made: 1, reused: 0, warnings: [] })
  expect(await makeTake('sea')).toEqual({ made: 0, reused: 1, warnings: [] })
  expect(states()).toEqual(['ready'])
})

test('B7 a take that waits for a neighbour is told, and not asked for beside itself', async () => {
  const id = await leaveAsked('sea')
  world.library.db.run('UPDATE request SET begins_after = shot_id, is_waiting = 1 WHERE id = ?', [id])
  const told = 'Shot 1: a take waits until a take of the shot it is bound to is circled.'
  expect(await makeTake('sea')).toEqual({ made: 0, reused: 0, warnings: [told] })
  expect(states()).toEqual(['queued'])
})

test.each([[[]], [['sending', 'accepted']], [['sending', 'accepted', 'running']]] as const)(
  'what nobody wants any more is dropped, however far it is (%j)',
  async left => {
    await leaveAsked('lake', ...left)
    expect(await makeTake('sea')).toEqual({ made: 1, reused: 0, warnings: [] })
    expect(states()).toEqual(['cancelled', 'ready'])
  },
)

test('a job that may cost something is waited for, though its words have changed', async () => {
  await makeTake('sea', { isIdempotent: false })
  const id = await leaveAsked('lake', 'sending', 'accepted')
  const job = { requestId: id, readyAtMs: 0, prompt: 'lake' }
  writeFileSync(join(world.serverDir, 'jobs', `${id}-0`), JSON.stringify(job))
  expect(await makeTake('sea', { isIdempotent: false })).toEqual({ made: 1, reused: 1, warnings: [] })
  expect(states()).toEqual(['ready', 'ready'])
})

test('a take asked for a shorter place than the shot has now is dropped, and one that covers it asked for', async () => {
  await leaveAsked('sea')
  world.library.db.run(`UPDATE request SET spec_json = json_set(spec_json, '$.askTicks', ?)`, [
    ticksFromFrames(10, RATE),
  ])
  expect(await makeTake('sea')).toMatchObject({ made: 1 })
  expect(states()).toEqual(['cancelled', 'ready'])
})

test('Q6 Q8 what was refused or is uncertain is told at every run, and not asked for again', async () => {
  expect((await makeTake('refuse')).warnings).toEqual(['Shot 1: The prompt names a real person.'])
  expect((await makeTake('refuse')).warnings).toEqual([
    'Shot 1: the service has refused its prompt. Change the words to ask again.',
  ])
  expect(states()).toEqual(['refused'])
  await makeTake('drop', { isIdempotent: false })
  const { warnings } = await makeTake('drop', { isIdempotent: false })
  expect(warnings).toEqual([
    'Shot 1: its request may or may not have arrived. Look at the service before asking again.',
  ])
  expect(states()).toEqual(['refused', 'uncertain'])
  expect([...jobsMade(world.serverDir).values()]).toEqual([1])
})
