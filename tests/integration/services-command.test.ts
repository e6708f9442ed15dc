import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ServiceFacts } from '#model/contract/services-contract.ts'
import { runCli, runCliJson, type CliRun } from '../support/cli.ts'
import { start } from '../services/testing/started.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'services-command-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

function runServices(args: readonly string[], input?: string): Promise<CliRun> {
  const environment = { FLYTHROUGH_KEY_FILE: join(dir, 'keys.json') }
  return runCli(['services', ...args], {
    environment: { ...environment, HOME: dir, XDG_DATA_HOME: join(dir, 'data') },
    ...(input === undefined ? {} : { input }),
  })
}

async function demand(args: readonly string[], input?: string): Promise<string> {
  const run = await runServices(args, input)
  expect(run.status, run.stderr).toBe(0)
  return run.stdout
}

async function facts(): Promise<readonly ServiceFacts[]> {
  const text = await demand(['--json'])
  return (JSON.parse(text) as { services: ServiceFacts[] }).services
}

test('a server is added, given its key, tested and removed, and the key is never said', async () => {
  const services = await start()
  const url = `${services.url('openai-videos')}/v1`
  const wanted = [
    '--title',
    'My GPU',
    '--model',
    'wan2.2',
    '--size',
    '832x480',
    '--size',
    '480x832',
    '--seconds',
    '3,5',
  ]
  expect(await demand(['add', 'openai-videos', url, ...wanted])).toMatch(/My GPU is added as my-gpu/)
  const added = (await facts()).find(({ id }) => id === 'my-gpu')
  expect(added).toMatchObject({
    ...{ baseUrl: url, origin: 'own' },
    models: [{ wireName: 'wan2.2', sizes: { sizes: [{ width: 832 }, { width: 480 }] }, lengths: { seconds: [3, 5] } }],
  })

  const unkeyed = await runServices(['test', 'my-gpu'])
  expect([unkeyed.status, unkeyed.stdout]).toEqual([1, ''])
  const told = [await demand(['key', 'my-gpu'], 'test-key\n'), await demand(['test', 'my-gpu']), await demand([])]
  expect(told[1]).toBe('My GPU works.\n')
  expect(told[2]).toMatch(/^my-gpu +My GPU +ready +kept +1 +http/m)
  expect(told.join('')).not.toContain('test-key')
  expect(readFileSync(join(dir, 'keys.json'), 'utf8')).toContain('test-key')

  await demand(['key', 'my-gpu', '--remove'])
  expect((await facts()).find(({ id }) => id === 'my-gpu')?.key?.source).toBeNull()
  expect(await demand(['remove', 'my-gpu'])).toBe('My GPU is removed.\n')
  expect((await facts()).some(({ id }) => id === 'my-gpu')).toBe(false)
})

test('the table shows every service, and says what is wrong', async () => {
  const table = await demand([])
  expect(table).toMatch(/^id +service +state +key +models +address$/m)
  expect(table).toMatch(/^animatic +Animatic +ready +- +1 +this program$/m)
  expect(table).toMatch(/^replicate +Replicate +needs a key +missing +3 +https:\/\/api\.replicate\.com\/v1$/m)
  expect(table).toMatch(/^openai +OpenAI +no models left +missing +0 \(2 shut down\)/m)
})

test.each<readonly [readonly string[], number, RegExp]>([
  [['test', 'fall'], 2, /There is no service called “fall”\. There are animatic, /],
  [['test'], 2, /missing required argument 'id'/],
  [['key', 'animatic'], 2, /Animatic takes no key\./],
  [['key', 'fal'], 2, /That is no API key of fal: one is a single word/],
  [['add', 'runway', 'http://gpu'], 2, /A kind of server is one of openai-videos, comfyui, sd-cpp\./],
  [['add', 'comfyui', 'ftp://gpu'], 2, /That is no address of a server\./],
  [['add', 'openai-videos', 'http://gpu/v1'], 2, /Name at least one, with its sizes and lengths\./],
  [['add', 'openai-videos', 'http://gpu/v1', '--model', 'wan'], 2, /Say with --size and --seconds/],
  [['remove', 'runway'], 1, /Runway is part of the studio/],
  [['tset', 'runway'], 2, /too many arguments/],
])('services %j is refused with status %i and a sentence', async (args, status, sentence) => {
  const run = await runServices(args, '')
  expect(run.status, run.stderr).toBe(status)
  expect(run.stderr).toMatch(sentence)
  expect(run.stderr).not.toMatch(/\n\s+at /)
})

test('a program is told in JSON, also behind the word of what is to be done', async () => {
  await expect(runCliJson(['services', 'test', 'animatic', '--library', join(dir, 'none')])).rejects.toThrow(
    /no library/,
  )
  const run = await runServices(['test', 'replicate', '--json'])
  expect(run.status).toBe(1)
  expect(JSON.parse(run.stdout)).toMatchObject({ error: { code: 'services/test-failed' } })
})
