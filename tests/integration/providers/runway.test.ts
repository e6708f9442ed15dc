import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { createGuardedFetch } from '#main/providers/http/guarded-fetch.ts'
import type { Provider } from '#main/providers/port.ts'
import { buildRequest, type FrameUris } from '#main/providers/runway/build-request.ts'
import { createRunwayProvider } from '#main/providers/runway/runway-provider.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import { isLive, serviceById, type ModelEntry } from '#model/catalogue.ts'
import type { RequestId } from '#model/ids.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { startServices, type Services } from '../../services/services.ts'
import { checkRunwayBody } from '../../services/wire/runway-body.ts'
import { describeContract } from './contract.ts'
import { noisyPicture } from './noisy-picture.ts'
import { someModel } from './some-model.ts'

describeContract({
  family: 'runway',
  catalogueFamily: 'runway',
  basePath: '',
  model: someModel({
    id: 'runway/seedance2',
    wireName: 'seedance2',
    lengths: { kind: 'listed', seconds: [5, 10] },
    sizes: { kind: 'listed', sizes: [{ width: 1280, height: 720, wire: '1280:720' }] },
    takesLastFrame: true,
    maxReferenceStills: 9,
    wire: { fields: { audio: false } },
  }),
  create: createRunwayProvider,
  isCreateIdempotent: false,
  canList: false,
  hasKey: true,
  hasModeration: true,
  container: 'mp4',
  takesRange: true,
})

const catalogue = loadCatalogue('resources')
const models = catalogue.models.filter(model => model.provider === 'runway' && isLive(model))
const uri = 'data:image/png;base64,AAAA'

/** Every way a model may be asked: of words alone, of one picture, of two, after as many as it takes. */
function framesFor({ takesTextAlone, takesFirstFrame, takesLastFrame, maxReferenceStills }: ModelEntry): FrameUris[] {
  return [
    ...(takesTextAlone ? [{ first: null, last: null }] : []),
    ...(takesFirstFrame ? [{ first: uri, last: null }] : []),
    ...(takesLastFrame ? [{ first: uri, last: uri }] : []),
    ...(maxReferenceStills > 0
      ? [{ first: null, last: null, references: Array.from({ length: maxReferenceStills }, () => uri) }]
      : []),
  ]
}

test.each(models)('the service takes $id in every size, length and mode the catalogue has', model => {
  const sizes = model.sizes.kind === 'listed' ? model.sizes.sizes : []
  const lengths = model.lengths.kind === 'listed' ? model.lengths.seconds : []
  const negative = model.takesNegative ? 'captions' : ''
  let count = 0
  for (const frames of framesFor(model)) {
    for (const { width, height } of sizes) {
      for (const seconds of lengths) {
        const spec = someSpec({ width, height, negative, askTicks: ticksFromSeconds(seconds) })
        const { path, body } = buildRequest(spec, model, frames)
        checkRunwayBody(body, path === '/v1/text_to_video' ? 'text_to_video' : 'image_to_video', () => false)
        count += 1
      }
    }
  }
  expect(count).toBeGreaterThan(0)
})

async function serviceAndProvider(): Promise<{ readonly services: Services; readonly provider: Provider }> {
  const services = await startServices({ clip: () => Buffer.from('clip') })
  onTestFinished(() => services.close())
  const baseUrl = services.url('runway')
  const door = createGuardedFetch(baseUrl)
  onTestFinished(() => door.close())
  const service = { ...serviceById(catalogue, 'runway')!, baseUrl }
  const key = (): Promise<string> => Promise.resolve('test-key')
  return { services, provider: createRunwayProvider({ service, models, key, fetch: door.fetch, pollEveryMs: 5 }) }
}

const { signal } = new AbortController()
const spec = someSpec({ model: 'runway/gen4.5' })

/** A file of some 4.3 MB, or 3 for each million of its points. */
function noisyFile(side = 1200): string {
  const dir = mkdtempSync(join(tmpdir(), 'runway-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  const path = join(dir, 'large.png')
  writeFileSync(path, noisyPicture(side, side))
  return path
}

test('a large picture is uploaded, and named by its address there', async () => {
  const { services, provider } = await serviceAndProvider()
  const conditioning = { firstFrame: noisyFile(), lastFrame: null }
  const outcome = await provider.submit('r1' as RequestId, spec, conditioning, signal)
  expect(outcome).toMatchObject({ status: 'accepted' })
  const [upload] = services.books.uploads
  expect(upload).toMatchObject({ sizeBytes: statSync(conditioning.firstFrame).size, type: 'image/png' })
  expect(services.books.accepted[0]!.body).toMatchObject({ promptImage: [{ uri: upload!.name, position: 'first' }] })
})

test('W20 of several reference pictures those are uploaded that would make the request too large together', async () => {
  const { services, provider } = await serviceAndProvider()
  const small = noisyFile(64)
  // Alone it would lie in the request.
  const references = [small, noisyFile(1000), small]
  const conditioning = { firstFrame: null, lastFrame: null, references }
  const asked = { ...spec, model: 'runway/seedance2' }
  const outcome = await provider.submit('r1' as RequestId, asked, conditioning, signal)
  expect(outcome).toMatchObject({ status: 'accepted' })
  expect(services.books.uploads).toHaveLength(1)
  const inline = { uri: expect.stringMatching(/^data:/) as string }
  const { references: sent } = services.books.accepted[0]!.body as { references: unknown }
  expect(sent).toEqual([inline, { uri: services.books.uploads[0]!.name }, inline])
})

test('where an upload leads elsewhere than the internet, nothing is sent and no job is made', async () => {
  const { services, provider } = await serviceAndProvider()
  services.settings.runway.links.upload = { to: 'other' }
  const conditioning = { firstFrame: noisyFile(), lastFrame: null }
  const outcome = await provider.submit('r1' as RequestId, spec, conditioning, signal)
  expect(outcome).toMatchObject({ status: 'held', trouble: { kind: 'down' } })
  expect(services.books.accepted).toEqual([])
  expect(services.books.requests.filter(entry => entry.isAtOther)).toEqual([])
})

test('what a job is expected to cost is told when it is made, what it did cost when it has ended', async () => {
  const { services, provider } = await serviceAndProvider()
  services.settings.runway.credit = 100
  services.settings.runway.pace = { polls: 0 }
  const outcome = await provider.submit('r1' as RequestId, spec, { firstFrame: null, lastFrame: null }, signal)
  expect(outcome).toMatchObject({ status: 'accepted', costMicroUsd: 600_000 })
  const { jobId } = services.books.accepted[0]!
  const job = { id: jobId, note: null }
  expect(await provider.poll(job, signal)).toEqual({ status: 'done', costMicroUsd: 600_000 })
  expect(await provider.probe!(signal)).toEqual({ trouble: null, balance: { microUsd: 400_000 }, models: null })
})

test('more than may run at once waits there', async () => {
  const { services, provider } = await serviceAndProvider()
  services.settings.runway.concurrency = 1
  for (const id of ['r1', 'r2'])
    await provider.submit(id as RequestId, spec, { firstFrame: null, lastFrame: null }, signal)
  const job = { id: services.books.accepted[1]!.jobId, note: null }
  expect(await provider.poll(job, signal)).toEqual({ status: 'running', progress: 0 })
})
