import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { randomFaults } from './core/random-faults.ts'
import type { LinkTarget } from './core/settings.ts'
import { ask, at, CLIP, part, start } from './testing/started.ts'

const headers = { authorization: 'Bearer test-key' }
const json = { prompt: 'a river' }

test('links lead where they are told to', async () => {
  const services = await start()
  const settings = services.settings.replicate
  settings.pace = { polls: 0 }
  const url = `${services.url('replicate')}/v1/predictions`
  const made = await ask(url, { json: { version: 'abc', input: json }, headers })
  const output = async (target: LinkTarget): Promise<string> => {
    settings.links.output = target
    return at((await ask(`${url}/${at(made.json, 'id')}`, { headers })).json, 'output')
  }
  const other = await output({ to: 'other' })
  expect(new URL(other).origin).toBe(services.otherOrigin)
  expect((await ask(other, { headers })).bytes).toEqual(CLIP)
  expect(services.books.requests.at(-1)).toMatchObject({ operation: 'download', isAtOther: true, hasKey: true })
  expect(await output({ to: 'https' })).toMatch(/^https:/)
  const inside = 'http://169.254.169.254/latest/meta-data/'
  expect(await output({ to: 'url', url: inside })).toBe(inside)
  const redirect = await output({ to: 'redirect', target: { to: 'url', url: inside } })
  expect((await fetch(redirect, { redirect: 'manual' })).headers.get('location')).toBe(inside)
  const around = await output({ to: 'redirect', target: { to: 'other' } })
  expect((await ask(around)).bytes).toEqual(CLIP)
  const loop = await output({ to: 'loop' })
  expect((await fetch(loop, { redirect: 'manual' })).headers.get('location')).toBe(new URL(loop).pathname)
  settings.links.poll = { to: 'url', url: inside }
  expect(part((await ask(url, { json: { version: 'abc', input: json }, headers })).json, 'urls.get')).toBe(inside)
})

test('a clip is made once for each job, as it was asked for', async () => {
  const asks: unknown[] = []
  const services = await start({
    clip: ask => {
      asks.push(ask)
      return CLIP
    },
  })
  const body = { prompt: 'a river', seconds: '4', size: '1280x720', fps: 24, seed: 7 }
  const url = `${services.url('openai-videos')}/v1/videos`
  const id = at((await ask(url, { json: body, headers })).json, 'id')
  services.jobs.finish('openai-videos', id)
  for (let count = 0; count < 2; count++) await ask(`${url}/${id}/content`, { headers })
  const wish = { prompt: 'a river', seconds: 4, width: 1280, height: 720, fps: 24, seed: 7, format: 'mp4' }
  expect(asks).toEqual([{ ...wish, family: 'openai-videos', jobId: id, body, video: null }])
})

test('equal asks have equal digests', async () => {
  const services = await start()
  const url = `${services.url('openai-videos')}/v1/videos`
  for (const body of [
    { prompt: 'x', seed: 1 },
    { seed: 1, prompt: 'x' },
    { prompt: 'x', seed: 2 },
  ]) {
    await ask(url, { json: body, headers })
  }
  const [first, second, third] = services.books.accepted.map(({ digest }) => digest)
  expect([first === second, second === third]).toEqual([true, false])
})

test('jobs run by a clock too', async () => {
  const waits: (() => void)[] = []
  const clock = { nowMs: Date.now, sleep: () => new Promise<void>(resolve => waits.push(resolve)) }
  const services = await start({ clock })
  services.settings['openai-videos'].pace = { ms: 4000 }
  const url = `${services.url('openai-videos')}/v1/videos`
  const id = at((await ask(url, { json, headers })).json, 'id')
  const states: string[] = []
  for (let tick = 0; tick < 4; tick++) {
    const { json } = await ask(`${url}/${id}`, { headers })
    states.push(`${at(json, 'status')} ${at(json, 'progress')}`)
    waits.shift()?.()
  }
  await services.books.until(() => services.jobs.list()[0]?.state === 'ended')
  expect(states).toEqual(['queued 0', 'in_progress 25', 'in_progress 50', 'in_progress 75'])
})

test('chance is the same for the same seed, and strikes as often as it is told', async () => {
  const rates = [
    { on: 'create', rate: 0.2, fault: { kind: 'drop', when: 'after' } },
    { on: 'create', rate: 0.1, fault: { kind: 'drop', when: 'before' } },
    { on: 'poll', rate: 0.5, fault: { kind: 'invalid-json' } },
  ] as const
  const rules = randomFaults(7, rates, 1000)
  expect(randomFaults(7, rates, 1000)).toEqual(rules)
  expect(randomFaults(8, rates, 1000)).not.toEqual(rules)
  const count = (on: string): number => rules.filter(rule => rule.on === on).length
  expect(count('create') / 1000).toBeCloseTo(0.3, 1)
  expect(count('poll') / 1000).toBeCloseTo(0.5, 1)

  const services = await start()
  services.faults.add({
    on: 'create',
    after: 1,
    times: 2,
    fault: { kind: 'server-error', status: 500, when: 'before' },
  })
  const statuses: number[] = []
  const url = `${services.url('openai-videos')}/v1/videos`
  for (let count = 0; count < 4; count++) statuses.push((await ask(url, { json, headers })).status)
  expect(statuses).toEqual([200, 500, 500, 200])
})

test('as a process of its own it is told what to do over HTTP', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'flythrough-services-'))
  await writeFile(join(folder, 'clip.mp4'), CLIP)
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const child = spawn(process.execPath, [main, '--clip', join(folder, 'clip.mp4')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
    const { urls, control } = JSON.parse(line) as { urls: Record<string, string>; control: string }
    const url = `${urls['openai-videos']}/v1/videos`
    const rules = [{ on: 'create', times: 1, fault: { kind: 'drop', when: 'after' } }]
    expect((await ask(`${control}/faults`, { json: { rules } })).status).toBe(204)
    await expect(ask(url, { json, headers })).rejects.toThrow('fetch failed')
    const settings = { 'openai-videos': { keys: ['other'] } }
    expect((await ask(`${control}/settings`, { method: 'PATCH', json: settings })).status).toBe(200)
    expect((await ask(url, { json, headers })).status).toBe(401)
    const wrong = { 'openai-videos': { kyes: [] } }
    expect((await ask(`${control}/settings`, { method: 'PATCH', json: wrong })).status).toBe(400)
    const books = (await ask(`${control}/books`)).json
    expect(books).toMatchObject({ accepted: [{ wasAnswered: false }], rejected: [{ status: 401 }] })
    const id = at(books, 'accepted.0.jobId')
    expect((await ask(`${control}/jobs/openai-videos/${id}`, { json: { do: 'finish' } })).status).toBe(204)
    expect((await ask(`${control}/jobs/openai-videos/none`, { json: { do: 'finish' } })).status).toBe(400)
    const clip = await ask(`${url}/${id}/content`, { headers: { authorization: 'Bearer other' } })
    expect(clip.bytes).toEqual(CLIP)
    const jobs = (await ask(`${control}/jobs`)).json
    expect(jobs).toMatchObject({ jobs: [{ state: 'ended', ending: { kind: 'done' } }] })
  } finally {
    child.kill()
    await once(child, 'exit')
    await rm(folder, { recursive: true })
  }
})

test('under faults by chance the books and a careful client agree', async () => {
  const services = await start()
  const rates = [
    { on: 'create', rate: 0.15, fault: { kind: 'drop', when: 'before' } },
    { on: 'create', rate: 0.15, fault: { kind: 'drop', when: 'after' } },
    { on: 'create', rate: 0.15, fault: { kind: 'server-error', status: 500, when: 'after' } },
    { on: 'create', rate: 0.15, fault: { kind: 'server-error', status: 503, when: 'before' } },
    { on: 'create', rate: 0.1, fault: { kind: 'html-page', status: 200, when: 'after' } },
    { on: 'create', rate: 0.1, fault: { kind: 'truncate', atByte: 10 } },
  ] as const
  services.faults.add(...randomFaults(1, rates, 60))
  const known: string[] = []
  for (let count = 0; count < 60; count++) {
    const url = `${services.url('openai-videos')}/v1/videos`
    const answer = await ask(url, { json: { ...json, seed: count }, headers }).catch(() => null)
    const id = part(answer?.json, 'id')
    if (answer?.status === 200 && typeof id === 'string') known.push(id)
  }
  const { accepted, rejected } = services.books
  expect(accepted.length + rejected.length).toBe(60)
  expect(accepted.filter(({ wasAnswered }) => wasAnswered).map(({ jobId }) => jobId)).toEqual(known)
  expect(accepted.some(({ wasAnswered }) => !wasAnswered)).toBe(true)
  expect(new Set(accepted.map(({ digest }) => digest)).size).toBe(accepted.length)
})
