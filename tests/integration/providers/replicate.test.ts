import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { createGuardedFetch } from '#main/providers/http/guarded-fetch.ts'
import type { Provider } from '#main/providers/port.ts'
import { createReplicateProvider } from '#main/providers/replicate/replicate-provider.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import { serviceById } from '#model/catalogue.ts'
import type { RequestId } from '#model/ids.ts'
import { startServices, type Services } from '../../services/services.ts'
import { describeContract } from './contract.ts'
import { noisyPicture } from './noisy-picture.ts'
import { someModel } from './some-model.ts'

describeContract({
  family: 'replicate',
  catalogueFamily: 'replicate',
  basePath: '/v1',
  model: someModel({
    id: 'replicate/seedance',
    wireName: 'bytedance/seedance-1-pro',
    lengths: { kind: 'listed', seconds: [5, 10] },
    sizes: { kind: 'listed', sizes: [{ width: 864, height: 480, wire: '16:9 480p' }] },
    takesLastFrame: true,
    maxReferenceStills: 4,
    wire: {
      references: 'reference_images',
      seconds: 'duration',
      firstFrame: 'image',
      lastFrame: 'last_frame_image',
      seed: 'seed',
      ratio: 'aspect_ratio',
    },
  }),
  create: createReplicateProvider,
  isCreateIdempotent: false,
  canList: true,
  hasKey: true,
  hasModeration: true,
  container: 'mp4',
  takesRange: true,
})

const catalogue = loadCatalogue('resources')
const NO_FRAMES = { firstFrame: null, lastFrame: null }
const { signal } = new AbortController()
const spec = someSpec({ model: 'replicate/seedance-1-pro' })

async function serviceAndProvider(): Promise<{ readonly services: Services; readonly provider: Provider }> {
  const services = await startServices({ clip: () => Buffer.from('clip') })
  onTestFinished(() => services.close())
  const baseUrl = `${services.url('replicate')}/v1`
  const door = createGuardedFetch(baseUrl)
  onTestFinished(() => door.close())
  const service = { ...serviceById(catalogue, 'replicate')!, baseUrl }
  const key = (): Promise<string> => Promise.resolve('test-key')
  const { models } = catalogue
  return { services, provider: createReplicateProvider({ service, models, key, fetch: door.fetch, pollEveryMs: 5 }) }
}

test('a large picture is uploaded, and named by its address there', async () => {
  const { services, provider } = await serviceAndProvider()
  const dir = mkdtempSync(join(tmpdir(), 'replicate-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  const [firstFrame, lastFrame] = [join(dir, 'large.png'), join(dir, 'small.png')]
  writeFileSync(firstFrame, noisyPicture(320, 320))
  writeFileSync(lastFrame, noisyPicture(32, 32))
  const outcome = await provider.submit('r1' as RequestId, spec, { firstFrame, lastFrame }, signal)
  expect(outcome).toMatchObject({ status: 'accepted' })
  expect(services.books.uploads).toMatchObject([
    { sizeBytes: statSync(firstFrame).size, type: 'image/png', field: 'content' },
  ])
  const { input } = services.books.accepted[0]!.body as { input: Record<string, string> }
  expect(input['image']).toMatch(/\/v1\/files\/[0-9a-f]+$/)
  expect(input['last_frame_image']).toMatch(/^data:image\/png;base64,/)
})

test('a job is found on whatever page it stands, by its model and its words', async () => {
  const { services, provider } = await serviceAndProvider()
  services.settings.replicate.pageSize = 2
  const wanted = someSpec({ ...spec, prompt: 'a bubble' })
  await provider.submit('r0' as RequestId, wanted, NO_FRAMES, signal)
  await provider.submit('r1' as RequestId, { ...wanted, model: 'replicate/kling-v2.5-turbo-pro' }, NO_FRAMES, signal)
  for (const id of ['r2', 'r3', 'r4']) await provider.submit(id as RequestId, spec, NO_FRAMES, signal)
  const since = Date.now() - 60_000
  const listed = await provider.list!(wanted, since, signal)
  expect(listed.map(({ job }) => job.id)).toEqual([services.books.accepted[0]!.jobId])
  expect(Math.abs(listed[0]!.createdAtMs - Date.now())).toBeLessThan(60_000)
  expect(await provider.list!(wanted, Date.now() + 60_000, signal)).toEqual([])
})

test('a clip that was not fetched within the hour is gone, and so it is said', async () => {
  const { services, provider } = await serviceAndProvider()
  services.settings.replicate.pace = { polls: 0 }
  await provider.submit('r1' as RequestId, spec, NO_FRAMES, signal)
  const { jobId } = services.books.accepted[0]!
  const job = { id: jobId, note: null }
  expect(await provider.poll(job, signal)).toMatchObject({
    status: 'done',
    reported: { model: 'bytedance/seedance-1-pro' },
  })
  services.jobs.expire('replicate', jobId)
  expect(await provider.poll(job, signal)).toMatchObject({ status: 'failed', failure: { kind: 'service/clip-gone' } })
})
