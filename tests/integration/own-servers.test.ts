import { expect, test } from 'vitest'
import { makersOf } from '#main/desk/outbox/makers.ts'
import { someProject } from '#main/library/testing/temporary-library.ts'
import { leaveAlone, listPauses } from '#main/outbox/pauses.ts'
import { ask } from '#main/outbox/store.ts'
import type { OwnServer } from '#model/contract/services-contract.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import { serviceById } from '#model/catalogue.ts'
import { start } from '../services/testing/started.ts'
import { deskWith, HOME_SERVER } from '../support/services-desk.ts'

test('V5 a server of one’s own is added, spoken with, changed and removed, its key with it', async () => {
  const services = await start()
  const { context, desk, facts } = deskWith()
  const { serviceId } = desk.addServer({ ...HOME_SERVER, family: 'openai-videos' })
  expect(facts(serviceId)).toMatchObject({
    ...{ id: 'my-gpu', baseUrl: 'http://127.0.0.1:9000/v1', origin: 'own', state: 'untried', isServer: true },
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

test('pauses of services that are gone are gone too', () => {
  const { context, desk } = deskWith()
  const { serviceId } = desk.addServer({ ...HOME_SERVER, family: 'openai-videos' })
  leaveAlone(context.library.db, serviceId, { kind: 'unreachable', message: 'No.' }, Date.now())
  desk.removeServer(serviceId)
  expect(listPauses(context.library.db).size).toBe(0)
})
