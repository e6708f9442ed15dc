import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { acquireLease } from '#main/library/lease.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { runOutbox } from '#main/outbox/outbox.ts'
import type { OutboxEvent } from '#main/outbox/run.ts'
import { requestById } from '#main/outbox/store.ts'
import { FFMPEG, makeWorld, type OutboxWorld } from '#main/outbox/testing/outbox-world.ts'
import { StudioError } from '#model/errors.ts'
import type { Request } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { createAnimaticProvider, type ClipToDraw, type DrawClip } from './animatic-provider.ts'
import type { Provider } from './port.ts'

let world: OutboxWorld
let drawn: ClipToDraw[]
beforeEach(async () => {
  world = await makeWorld()
  drawn = []
})
afterEach(() => world.end())

/** A real, if plain, drawing: what the engine does, in one colour pattern. */
const drawPattern: DrawClip = async (clip, { outPath, signal, onProgress }) => {
  drawn.push(clip)
  const { width, height, rate, frameCount } = clip
  const source = `testsrc2=s=${width}x${height}:r=${rate.numerator}/${rate.denominator}`
  const args = [
    '-f',
    'lavfi',
    '-i',
    source,
    '-frames:v',
    `${frameCount}`,
    '-pix_fmt',
    'yuv420p',
    '-y',
    fileArg(outPath),
  ]
  await runFfmpeg(FFMPEG, args, { signal, onProgress: ({ frame }) => onProgress(frame / frameCount) })
}

function provider(drawClip: DrawClip): Provider {
  return createAnimaticProvider({ library: world.library, drawClip, concurrency: 2 })
}

async function run(animatic: Provider, onEvent: (event: OutboxEvent) => void = () => {}, stop = new AbortController()) {
  const { library } = world
  const lease = await acquireLease(library.db)
  try {
    return await runOutbox({ library, lease, ffmpeg: FFMPEG, providers: [animatic], signal: stop.signal, onEvent })
  } finally {
    await animatic.dispose()
    lease.release()
  }
}

function askAnimatic(prompt: string, seconds = 0.5): Request {
  const askTicks = ticksFromSeconds(seconds)
  return world.askFor(prompt, { provider: 'animatic', model: 'animatic', style: 'neon', askTicks })
}

test('each request is drawn once, with the frames that cover its ask', async () => {
  const asked = [askAnimatic('bubble'), askAnimatic('corridor', 0.51)]
  const settled = await run(provider(drawPattern))
  expect(settled.map(request => request.state)).toEqual(['ready', 'ready'])
  // Two are drawn at a time, so either may be begun first.
  const told = drawn.map(clip => [clip.prompt, clip.style, clip.frameCount] as const)
  expect(told.toSorted((a, b) => a[2] - b[2])).toEqual([
    ['bubble', 'neon', 12],
    ['corridor', 'neon', 13],
  ])
  expect(asked.map(request => requestById(world.library.db, request.id)!.job?.id)).toEqual(
    asked.map(request => request.id),
  )
  expect(readdirSync(world.library.incomingDir)).toEqual([])
})

test('a clip that was drawn before a stop is taken, not drawn again', async () => {
  const request = askAnimatic('bubble')
  const stop = new AbortController()
  const animatic = provider(async (clip, to) => {
    await drawPattern(clip, to)
    stop.abort(new Error('Ctrl-C'))
  })
  await expect(run(animatic, () => {}, stop)).rejects.toThrow('Ctrl-C')
  expect(readdirSync(world.library.incomingDir)).toEqual([`${request.id}.drawn.mp4`])
  await run(provider(drawPattern))
  expect(requestById(world.library.db, request.id)!.state).toBe('ready')
  expect(drawn).toHaveLength(1)
})

test('a stop in the middle of a drawing ends it, leaves nothing, and the next run draws it', async () => {
  const request = askAnimatic('bubble', 60)
  const stop = new AbortController()
  const stopSoon = ({ request: { state } }: OutboxEvent): void => {
    if (state === 'running') stop.abort(new Error('Ctrl-C'))
  }
  await expect(run(provider(drawPattern), stopSoon, stop)).rejects.toThrow('Ctrl-C')
  expect(readdirSync(world.library.workDir)).toEqual([])
  expect(requestById(world.library.db, request.id)!.state).toBe('running')
  await run(provider(drawPattern))
  expect(requestById(world.library.db, request.id)).toMatchObject({ state: 'ready', attempt: 1 })
})

test('a full disk stops the run and keeps the request; any other failure is tried again', async () => {
  const request = askAnimatic('bubble')
  const full = provider(() => Promise.reject(new StudioError('ffmpeg/disk-full', 'The disk is full.')))
  await expect(run(full)).rejects.toThrow('The disk is full.')
  expect(requestById(world.library.db, request.id)).toMatchObject({ failure: null, attempt: 1 })

  let failures = 1
  await run(provider((clip, to) => (failures-- > 0 ? Promise.reject(new Error('worker gone')) : drawPattern(clip, to))))
  expect(requestById(world.library.db, request.id)).toMatchObject({ state: 'ready', attempt: 2 })
})

test('a picture that cannot be read fails once, with its reason', async () => {
  const request = askAnimatic('bubble')
  let tries = 0
  const error = new StudioError('animatic/picture-unreadable', 'The picture cannot be read.')
  await run(
    provider(() => {
      tries++
      return Promise.reject(error)
    }),
  )
  expect(tries).toBe(1)
  expect(requestById(world.library.db, request.id)).toMatchObject({
    state: 'failed',
    failure: { kind: 'animatic/picture-unreadable', message: 'The picture cannot be read.' },
  })
})

test('waiting for news of a drawing ends at once for whoever has stopped already', async () => {
  const { id } = askAnimatic('bubble', 60)
  const animatic = provider(drawPattern)
  const request = requestById(world.library.db, id)!
  const nothing = { firstFrame: null, lastFrame: null }
  await animatic.submit(id, request.spec, nothing, new AbortController().signal)
  await animatic.poll({ id, note: null }, new AbortController().signal)
  await expect(animatic.untilNews({ id, note: null }, AbortSignal.abort(new Error('Ctrl-C')))).rejects.toThrow('Ctrl-C')
  await animatic.dispose()
})
