import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createServicesDesk } from '#main/desk/services-desk.ts'
import { connectService, makersOf } from '#main/desk/outbox/makers.ts'
import { offeredModels } from '#main/desk/services/offered-models.ts'
import { ownWorkflowFolder, workflowNamed } from '#main/desk/services/workflow-folders.ts'
import { createChangeFollower } from '#main/library/change-counts.ts'
import { someProject } from '#main/library/testing/temporary-library.ts'
import { leaveAlone, listPauses, pauseOf } from '#main/outbox/pauses.ts'
import { ask } from '#main/outbox/store.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { keyPlaces } from '#main/services/key-places.ts'
import { serveHttp } from '#main/providers/http/testing/servers.ts'
import { createKeyFile } from '#main/services/key-store.ts'
import { saveOwnService } from '#main/services/service-store.ts'
import { temporaryContext, testHost } from '#main/testing/temporary-studio.ts'
import type { DeskContext } from '#main/desk/desk-context.ts'
import type { Host } from '#main/host.ts'
import type { OwnServer } from '#model/contract/services-contract.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import { isLive, serviceById } from '#model/catalogue.ts'
import type { RequestId } from '#model/ids.ts'
import { startServices } from '../services/services.ts'
import { start } from '../services/testing/started.ts'
import { noisyPicture } from './providers/noisy-picture.ts'
import type { Family } from '../services/core/family.ts'

function deskWith(parts: Partial<Host> = {}) {
  const context = temporaryContext(undefined, testHost(parts))
  return { context, desk: createServicesDesk(context), facts: (id: string) => factsIn(context, id) }
}

function factsIn(context: DeskContext, id: string) {
  const found = createServicesDesk(context)
    .list()
    .find(service => service.id === id)
  if (!found) throw new Error(`no service ${id}`)
  return found
}

/** A library whose service of that id is spoken with at a stand-in. */
function leadTo(context: DeskContext, id: string, url: string): void {
  const entry = serviceById(context.catalogue, id)
  if (!entry) throw new Error(`no service ${id}`)
  saveOwnService(context.library.db, { entry: { ...entry, baseUrl: url }, models: [] })
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'services-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

function fileWith(text: string, name = 'my-wan.json') {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, text)
  return { kind: 'path', path } as const
}

const GRAPH = JSON.parse(readFileSync('resources/workflows/wan22-5b-ti2v.json', 'utf8')).graph as {
  readonly save: { readonly inputs: object }
}

const HOME_SERVER: OwnServer = {
  title: 'My GPU',
  address: '127.0.0.1:9000/v1/',
  models: [{ name: 'Wan-AI/Wan2.2', sizes: [{ width: 832, height: 480 }], seconds: [5, 3, 5] }],
  isPaid: false,
  isExtended: false,
}

test('every service is listed, with what it takes to work with it', () => {
  const { desk, facts } = deskWith()
  const ids = desk.list().map(({ id }) => id)
  expect(ids).toEqual(['animatic', 'openai', 'runway', 'replicate', 'gemini', 'fal', 'comfyui', 'sd-cpp'])
  expect(facts('animatic')).toMatchObject({ state: 'ready', baseUrl: null, key: null, isServer: false })
  expect(facts('comfyui')).toMatchObject({ state: 'ready', isLocal: true, isServer: true, origin: 'shipped' })
  expect(facts('replicate')).toMatchObject({
    state: 'needs-key',
    key: { source: null, page: 'https://replicate.com/account/api-tokens' },
  })
  expect(facts('openai')).toMatchObject({ state: 'no-models', isServer: false })
  expect(facts('openai').models[0]).toMatchObject({ title: 'Sora 2', retired: { onDay: '2026-09-24' } })
  expect(facts('runway').models.find(({ id }) => id === 'runway/veo3')).toMatchObject({
    retired: { successor: 'Veo 3.1' },
  })
})

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

test('V4 a good test ends a pause for want of a key, of credit or of anybody there, and no other', async () => {
  const services = await start()
  const { context, desk, facts } = deskWith()
  const { db } = context.library
  leadTo(context, 'replicate', `${services.url('replicate')}/v1`)
  context.keys.keep(serviceById(context.catalogue, 'replicate')!, 'test-key')
  for (const [kind, isEnded] of [
    ['key', true],
    ['credit', true],
    ['unreachable', true],
    ['busy', false],
  ] as const) {
    leaveAlone(db, 'replicate', { kind, message: 'No.' }, Date.now())
    await desk.test('replicate')
    expect([kind, pauseOf(db, 'replicate') === null]).toEqual([kind, isEnded])
  }
  expect(facts('replicate')).toMatchObject({ state: 'trouble', pause: { kind: 'busy' } })
  desk.tryNow('replicate')
  expect(facts('replicate')).toMatchObject({ state: 'ready', pause: null })
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
    ...{ state: 'ready' },
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

test('without a connection a service on this machine is tested, and another cannot be', async () => {
  const services = await start()
  const network = { isOnline: () => false, onChange: () => () => {} }
  const { context, desk } = deskWith({ network })
  expect((await desk.test('replicate')).trouble).toMatch(/on no network, so Replicate cannot be asked now/)
  expect((await desk.test('animatic')).trouble).toBeNull()
  leadTo(context, 'comfyui', services.url('comfyui'))
  const found = await desk.test('comfyui')
  expect(found.trouble).toBeNull()
  expect(found.notes.join(' ')).toMatch(/ComfyUI lacks what “LTX-2/)
  expect(found.notes.join(' ')).not.toMatch(/Wan 2\.2 5B/)
})

test('nobody at the address is said in a sentence', async () => {
  const { context, desk } = deskWith()
  const gone = await startServices({ clip: () => Buffer.alloc(0) })
  await gone.close()
  leadTo(context, 'sd-cpp', gone.url('sdcpp'))
  expect((await desk.test('sd-cpp')).trouble).toMatch(/^Nobody answers at 127\.0\.0\.1:\d+ \(ECONNREFUSED\)/)
})

test.each([
  ['nothing', (_request, response) => response.writeHead(404).end('Not Found')],
  ['a page for everything', (_request, response) => response.end('<html></html>')],
  [
    'an error with a good status, as LM Studio',
    (_request, response) => response.end('{"error":"Unexpected endpoint"}'),
  ],
] satisfies [string, RequestListener][])(
  'of a server that knows %s it is not said that it works',
  async (_what, answer) => {
    const { context, desk } = deskWith()
    const url = await serveHttp(answer)
    const { serviceId } = desk.addServer({ ...HOME_SERVER, family: 'openai-videos', address: url })
    for (const id of ['comfyui', 'sd-cpp']) leadTo(context, id, url)
    for (const id of [serviceId, 'comfyui', 'sd-cpp'])
      expect((await desk.test(id)).trouble).toMatch(/^What answers there .* Check (its|the) address in the settings/)
  },
)

test('a server that lists no models works, and one that lists others is told with their names', async () => {
  const { desk } = deskWith()
  const plain = await serveHttp((request, response) =>
    response.writeHead(request.url?.startsWith('/v1/videos') ? 405 : 404).end(),
  )
  const { serviceId } = desk.addServer({ ...HOME_SERVER, family: 'openai-videos', address: `${plain}/v1` })
  expect(await desk.test(serviceId)).toEqual({ trouble: null, balance: null, notes: [] })
  const other = await serveHttp((_request, response) => response.end('{"data":[{"id":"wan2.1"},{"id":"ltx"}]}'))
  desk.changeServer({ ...HOME_SERVER, serviceId, address: `${other}/v1` })
  const note = 'It lists no model “Wan-AI/Wan2.2”, but: wan2.1, ltx.'
  expect(await desk.test(serviceId)).toEqual({ trouble: null, balance: null, notes: [note] })
})

test('V5 a server of one’s own is added, spoken with, changed and removed, its key with it', async () => {
  const services = await start()
  const { context, desk, facts } = deskWith()
  const { serviceId } = desk.addServer({ ...HOME_SERVER, family: 'openai-videos' })
  expect(facts(serviceId)).toMatchObject({
    ...{ id: 'my-gpu', baseUrl: 'http://127.0.0.1:9000/v1', origin: 'own', state: 'ready', isServer: true },
    key: { isOptional: true },
    models: [
      {
        ...{ id: 'my-gpu/wan-ai-wan2-2', wireName: 'Wan-AI/Wan2.2', price: { kind: 'free' }, isExtended: false },
        lengths: { kind: 'listed', seconds: [3, 5] },
        sizes: { kind: 'listed', sizes: [{ width: 832, height: 480, wire: '832x480' }] },
      },
    ],
  })
  expect(makersOf(context).map(maker => maker.serviceId)).toContain('my-gpu')

  desk.changeServer({
    ...HOME_SERVER,
    serviceId,
    address: `${services.url('openai-videos')}/v1`,
    isPaid: true,
    isExtended: true,
  })
  expect(facts(serviceId).models[0]).toMatchObject({ price: { kind: 'unknown' }, isExtended: true })
  expect(context.catalogue.models.find(({ provider }) => provider === serviceId)).toMatchObject({ takesSeed: true })
  desk.setKey(serviceId, 'test-key')
  expect((await desk.test(serviceId)).trouble).toBeNull()

  const service = serviceById(context.catalogue, serviceId)!
  desk.removeServer(serviceId)
  expect(context.keys.find(service)).toBeNull()
  expect(desk.list().some(({ id }) => id === serviceId)).toBe(false)
})

test('servers of one title have ids of their own, and those of ComfyUI make what the shipped one makes', () => {
  const { desk, facts } = deskWith()
  const wish = {
    title: 'ComfyUI',
    address: 'gpu:8188',
    models: [],
    isPaid: false,
    isExtended: false,
    family: 'comfyui',
  } as const
  expect(desk.addServer(wish).serviceId).toBe('comfyui-2')
  expect(desk.addServer(wish).serviceId).toBe('comfyui-3')
  const titles = (id: string) => facts(id).models.map(({ title }) => title)
  expect(titles('comfyui-2')).toEqual(titles('comfyui'))
  expect(facts('comfyui-2').models[0]?.id).toBe(`comfyui-2/${facts('comfyui').models[0]?.id}`)
})

test('a shipped server is moved to another address and back, its models with it', () => {
  const { desk, facts } = deskWith()
  const before = facts('sd-cpp')
  desk.changeServer({
    serviceId: 'sd-cpp',
    title: 'The big one',
    address: 'big:1234',
    models: [],
    isPaid: false,
    isExtended: false,
  })
  expect(facts('sd-cpp')).toMatchObject({ origin: 'moved', title: 'The big one', models: before.models })
  expect(desk.list().map(({ id }) => id)).toEqual(expect.arrayContaining(['comfyui', 'sd-cpp']))
  desk.removeServer('sd-cpp')
  expect(facts('sd-cpp')).toEqual(before)
})

test('what is wrong with a server is said before anything is kept', () => {
  const { context, desk } = deskWith()
  const add = (changed: Partial<OwnServer>) => () =>
    desk.addServer({ ...HOME_SERVER, ...changed, family: 'openai-videos' })
  const [model] = HOME_SERVER.models
  expect(add({ address: 'http://me:secret@gpu' })).toThrow(/no address of a server/)
  expect(add({ models: [] })).toThrow(/Name at least one/)
  expect(add({ models: [model!, model!] })).toThrow(/“Wan-AI\/Wan2\.2” is named twice/)
  expect(() => desk.changeServer({ ...HOME_SERVER, serviceId: 'runway' })).toThrow(/neither changed nor removed/)
  expect(() => desk.removeServer('comfyui')).toThrow(/neither changed nor removed/)
  expect(context.library.db.all('SELECT * FROM service')).toEqual([])
})

test('V6 a server of which something is still asked is not removed', () => {
  const { context, desk, facts } = deskWith()
  const { serviceId } = desk.addServer({ ...HOME_SERVER, family: 'openai-videos' })
  const projectId = someProject(context.library)
  const spec = someSpec({ provider: serviceId, model: facts(serviceId).models[0]!.id })
  ask(context.library.db, { projectId, shotId: null, number: 1, spec, estimateMicroUsd: 0 })
  expect(() => desk.removeServer(serviceId)).toThrow('One take is still asked of My GPU.')
})

test('V7 a workflow of one’s own becomes a model, whose file lies with the library', async () => {
  const services = await start()
  const { context, desk, facts } = deskWith()
  leadTo(context, 'comfyui', services.url('comfyui'))
  const read = await desk.readWorkflow(fileWith(JSON.stringify(GRAPH)))
  expect(read).toMatchObject({ title: 'my-wan', outputs: [{ node: 'save' }] })
  const { inputs, lengthRule, ...rest } = read.guess
  const picks = { ...rest, lengthRule, inputs, title: 'My Wan', output: 'save' }
  const wish = { serviceId: 'comfyui', graph: read.graph, picks }
  const { modelId } = desk.addWorkflow(wish)
  expect(modelId).toBe('comfyui/my-wan')
  expect(facts('comfyui').models.at(-1)).toMatchObject({ id: modelId, title: 'My Wan', isOwnWorkflow: true })
  expect(context.catalogue.models.find(({ id }) => id === modelId)).toMatchObject({
    ...{ takesFirstFrame: true, takesTextAlone: false, takesSeed: true, takesNegative: true },
  })
  expect(workflowNamed(context, 'my-wan').inputs.fileName).toEqual([{ node: 'save', input: 'filename_prefix' }])
  // The server is asked what of it is installed.
  expect((await desk.test('comfyui')).notes.join(' ')).not.toMatch(/My Wan/)
  expect(desk.addWorkflow(wish).modelId).toBe('comfyui/my-wan-2')

  desk.changeServer({
    serviceId: 'comfyui',
    title: 'ComfyUI',
    address: 'gpu:8188',
    models: [],
    isPaid: false,
    isExtended: false,
  })
  expect(facts('comfyui').models.filter(({ isOwnWorkflow }) => isOwnWorkflow)).toHaveLength(2)
  desk.removeServer('comfyui')
  expect(facts('comfyui').origin).toBe('shipped')
  desk.removeWorkflow('comfyui/my-wan-2')
  expect(facts('comfyui').models.filter(({ isOwnWorkflow }) => isOwnWorkflow)).toHaveLength(1)
  expect(() => workflowNamed(context, 'my-wan-2')).toThrow(/no workflow called/)
  expect(() => readFileSync(join(ownWorkflowFolder(context), 'my-wan.json'))).not.toThrow()
})

test('W20 a workflow of one’s own takes as many reference pictures as it has nodes for, beside a first picture too', async () => {
  const { context, desk } = deskWith()
  const image = { class_type: 'LoadImage', inputs: { image: 'x.png' }, _meta: { title: 'Reference' } }
  const save = { ...GRAPH.save, inputs: { ...GRAPH.save.inputs, who: ['who', 0], where: ['where', 0] } }
  const read = await desk.readWorkflow(fileWith(JSON.stringify({ ...GRAPH, who: image, where: image, save })))
  const picks = { ...read.guess, title: 'My Wan', output: 'save' }
  const { modelId } = desk.addWorkflow({ serviceId: 'comfyui', graph: read.graph, picks })
  expect(context.catalogue.models.find(({ id }) => id === modelId)).toMatchObject({
    ...{ maxReferenceStills: 2, takesReferencesWithFrames: true, takesFirstFrame: true },
  })
  expect(workflowNamed(context, 'my-wan').inputs.references?.map(({ node }) => node)).toEqual(['who', 'where'])
})

test('a file that is no workflow, or is not picked to its end, is told in a sentence', async () => {
  const { desk } = deskWith()
  await expect(desk.readWorkflow(fileWith('{"nodes":[],"links":[]}'))).rejects.toThrow(/Export \(API\)/)
  await expect(desk.readWorkflow(fileWith('a song'))).rejects.toThrow(/no workflow in ComfyUI’s API format/)
  await expect(desk.readWorkflow({ kind: 'path', path: '/nowhere/x.json' })).rejects.toThrow(/cannot be read/)
  const read = await desk.readWorkflow(fileWith(JSON.stringify(GRAPH)))
  const { inputs, ...rest } = read.guess
  const picks = { ...rest, title: 'My Wan', output: 'save', inputs: { ...inputs, prompt: [] } }
  const add = (serviceId: string) => () => desk.addWorkflow({ serviceId, graph: read.graph, picks })
  expect(add('comfyui')).toThrow('Nothing is picked for the prompt.')
  expect(add('runway')).toThrow(/runs no workflows/)
  expect(() => desk.removeWorkflow('wan22-5b-ti2v')).toThrow(/not there any more/)
})

test('pauses of services that are gone are gone too', () => {
  const { context, desk } = deskWith()
  const { serviceId } = desk.addServer({ ...HOME_SERVER, family: 'openai-videos' })
  leaveAlone(context.library.db, serviceId, { kind: 'unreachable', message: 'No.' }, Date.now())
  desk.removeServer(serviceId)
  expect(listPauses(context.library.db).size).toBe(0)
})
