import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connectService } from '#main/desk/outbox/makers.ts'
import { offeredModels } from '#main/desk/services/offered-models.ts'
import { createChangeFollower } from '#main/library/change-counts.ts'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { leaveAlone, pauseOf } from '#main/outbox/pauses.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { keyPlaces } from '#main/services/key-places.ts'
import { createKeyFile } from '#main/services/key-store.ts'
import { saveOwnService } from '#main/services/service-store.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import { isLive, serviceById } from '#model/catalogue.ts'
import type { RequestId } from '#model/ids.ts'
import { start } from '../services/testing/started.ts'
import { deskWith, HOME_SERVER, leadTo } from '../support/services-desk.ts'
import { noisyPicture } from './providers/noisy-picture.ts'
import type { Family } from '../services/core/family.ts'

test.each<readonly [string, Family, string]>([
  ['replicate', 'replicate', '/v1'],
  ['runway', 'runway', ''],
  ['gemini', 'gemini-omni', '/v1beta'],
  ['fal', 'fal', ''],
])('V3 a key of %s goes in, is tested at the service, and never comes out', async (id, family, path) => {
  const services = await start()
  const keys = createKeyFile(join(temporaryFolder(), 'keys.json'), { environment: {} })
  const lines: string[] = []
  const { context, desk, facts } = deskWith({ keys, log: line => lines.push(line) })
  leadTo(context, id, services.url(family) + path)
  const { db } = context.library

  expect((await desk.test(id)).trouble).toMatch(/needs a key/)
  desk.setKey(id, 'secret-but-wrong')
  leaveAlone(db, id, { kind: 'key', message: 'It does not take the key.' }, Date.now())
  const refused = await desk.test(id)
  expect(refused.trouble).not.toBeNull()
  expect(facts(id).state).toBe('needs-key')

  desk.setKey(id, ' test-key\n')
  expect(pauseOf(db, id)).toBeNull()
  expect(await desk.test(id)).toMatchObject({ trouble: null })
  expect(facts(id)).toMatchObject({ state: 'ready', key: { source: 'kept' } })

  const told = JSON.stringify([
    refused,
    desk.list(),
    lines,
    db.all('SELECT * FROM service'),
    db.all('SELECT * FROM service_key'),
  ])
  expect(told).not.toMatch(/secret-but-wrong|test-key/)
  desk.removeKey(id)
  expect(facts(id).key?.source).toBeNull()
})

test('windows hear of keys that were given or removed', async () => {
  const { context, desk } = deskWith()
  const heard: string[] = []
  const stop = createChangeFollower(context.library.db)(changes => heard.push(...changes.map(({ topic }) => topic)))
  onTestFinished(stop)
  desk.setKey('fal', 'a-key')
  await expect.poll(() => heard).toContain('services')
  heard.length = 0
  desk.removeKey('fal')
  await expect.poll(() => heard).toContain('services')
})

test('what is no key is refused without being repeated, and one of the environment stays there', () => {
  const keys = createKeyFile(join(temporaryFolder(), 'keys.json'), {
    environment: { FLYTHROUGH_KEY_FAL: 'from-outside' },
    shipped: () => loadCatalogue('resources'),
  })
  const { desk, facts } = deskWith({ keys })
  for (const broken of ['', 'two words', 'line\nbreak', 'schlüssel']) {
    expect(() => desk.setKey('runway', broken)).toThrow(/^That is no API key of Runway: one is a single word/)
  }
  expect(() => desk.setKey('animatic', 'a-key')).toThrow('Animatic takes no key.')
  expect(facts('fal')).toMatchObject({ state: 'ready', key: { source: 'environment' } })
  expect(() => desk.setKey('fal', 'another')).toThrow(/comes from the environment/)
  expect(() => desk.removeKey('fal')).toThrow(/comes from the environment/)
  expect(() => desk.setKey('fall', 'a-key')).toThrow(/no service called “fall”/)
})

test.each([
  ['runway', 'https://api.runway.example', { baseUrl: 'https://api.runway.example' }],
  ['runway', 'http://api.dev.runwayml.com', { baseUrl: 'http://api.dev.runwayml.com' }],
  ['runway', 'https://api.dev.runwayml.com:8443', { baseUrl: 'https://api.dev.runwayml.com:8443/v1' }],
  ['fal', 'https://rest.fal.example', { wire: { storageUrl: 'https://rest.fal.example' } }],
])('V16 a key of %s is good only for where it was given for, not for %s', async (id, place, moved) => {
  const keys = createKeyFile(join(temporaryFolder(), 'keys.json'), { environment: {} })
  const { context, desk, facts } = deskWith({ keys })
  const entry = serviceById(context.shipped, id)!
  desk.setKey(id, 'a-key')
  expect(facts(id)).toMatchObject({ state: 'ready', key: { source: 'kept', trouble: null } })

  const row = { entry: { ...entry, ...moved }, models: [] }
  saveOwnService(context.library.db, row)
  const trouble = `The key was given for ${keyPlaces(entry).join(' and ')}; give it again for its new address, ${place}.`
  expect(facts(id)).toMatchObject({ state: 'needs-key', key: { source: 'elsewhere', trouble } })
  const [model] = context.catalogue.models.filter(one => one.provider === id && isLive(one) && one.takesFirstFrame)
  expect(offeredModels(context, new Set([model!.id])).find(one => one.id === model!.id)?.trouble).toMatch(/needs a key/)
  // Nobody is asked: the answer comes at once, from here.
  const provider = connectService(context, row.entry)
  onTestFinished(() => provider.dispose())
  const spec = someSpec({ provider: id, model: model!.id })
  const firstFrame = join(temporaryFolder(), 'frame.png')
  writeFileSync(firstFrame, noisyPicture(8, 8))
  const frames = { firstFrame, lastFrame: null }
  const outcome = await provider.submit('r1' as RequestId, spec, frames, AbortSignal.timeout(5000))
  expect(outcome).toEqual({ status: 'held', trouble: { kind: 'key', message: trouble } })
  expect((await desk.test(id)).trouble).toBe(trouble)

  saveOwnService(context.library.db, { entry, models: [] })
  expect(facts(id)).toMatchObject({ state: 'ready', key: { source: 'kept' } })
  saveOwnService(context.library.db, row)
  desk.setKey(id, 'a-key')
  expect(facts(id)).toMatchObject({ state: 'ready', key: { source: 'kept', trouble: null } })
  saveOwnService(context.library.db, { entry, models: [] })
  expect(facts(id).key?.source).toBe('elsewhere')
  desk.removeKey(id)
  expect(facts(id).key).toMatchObject({ source: null, trouble: null })
})

test('V16 a server that is moved is sent its key no longer, is told without one, and can do without', async () => {
  const services = await start()
  const { context, desk, facts } = deskWith()
  const { serviceId } = desk.addServer({ ...HOME_SERVER, family: 'openai-videos' })
  desk.setKey(serviceId, 'test-key')
  desk.changeServer({ ...HOME_SERVER, serviceId, address: `${services.url('openai-videos')}/v1` })
  expect(facts(serviceId)).toMatchObject({
    ...{ state: 'untried' },
    key: {
      source: 'elsewhere',
      trouble: expect.stringMatching(/^The key was given for http:\/\/127\.0\.0\.1:9000; give it again/) as string,
    },
  })
  expect((await desk.test(serviceId)).trouble).not.toBeNull()
  expect(services.books.requests.map(({ hasKey }) => hasKey)).toEqual([false])
  const service = serviceById(context.catalogue, serviceId)!
  desk.removeServer(serviceId)
  expect(context.keys.find(service)).toBeNull()
})

test('V16 a key of the environment is for the shipped address, or for the one that is named with it', () => {
  const environment = {
    ...{ FLYTHROUGH_KEY_RUNWAY: 'k1', FLYTHROUGH_KEY_MY_GPU: 'k2', FLYTHROUGH_KEY_FAL: 'k3' },
    FLYTHROUGH_ADDRESS_FAL: 'https://gateway.example/fal',
  }
  const shipped = () => loadCatalogue('resources')
  const keys = createKeyFile(join(temporaryFolder(), 'keys.json'), { environment, shipped })
  const { context, desk, facts } = deskWith({ keys })
  expect(facts('runway')).toMatchObject({ state: 'ready', key: { source: 'environment' } })
  leadTo(context, 'runway', 'https://api.runway.example')
  expect(facts('runway')).toMatchObject({
    ...{ state: 'needs-key' },
    key: { source: null, trouble: expect.stringMatching(/^The key in FLYTHROUGH_KEY_RUNWAY is for https:/) as string },
  })
  // Another can be given for there.
  desk.setKey('runway', 'a-key')
  expect(facts('runway')).toMatchObject({ state: 'ready', key: { source: 'kept', trouble: null } })

  expect(facts('fal').key).toMatchObject({ source: null })
  const { serviceId } = desk.addServer({ ...HOME_SERVER, family: 'openai-videos' })
  expect(facts(serviceId).key).toMatchObject({
    ...{ source: null },
    trouble:
      'The key in FLYTHROUGH_KEY_MY_GPU is sent nowhere until FLYTHROUGH_ADDRESS_MY_GPU names the address it is for, as http://127.0.0.1:9000.',
  })
})

test('a file of keys that cannot be read is told at each service, and changes nothing', () => {
  const path = join(temporaryFolder(), 'keys.json')
  writeFileSync(path, 'not a file of keys')
  const { context, desk, facts } = deskWith({ keys: createKeyFile(path, { environment: {} }) })
  expect(facts('fal').key).toMatchObject({ source: null, trouble: expect.stringMatching(/cannot be read/) as string })
  expect(() => desk.setKey('fal', 'a-key')).toThrow(/cannot be read/)
  expect(context.library.db.all('SELECT * FROM service_key')).toEqual([])
})
