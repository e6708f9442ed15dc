import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createGuardedFetch } from '#main/providers/http/guarded-fetch.ts'
import type { Provider } from '#main/providers/port.ts'
import type { RequestId } from '#model/ids.ts'
import type { RequestSpec } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { startServices, type Services } from '../../services/services.ts'
import { createFalProvider } from '#main/providers/fal/fal-provider.ts'
import { describeContract, type FamilyKit } from './contract.ts'
import { noisyPicture } from './noisy-picture.ts'
import { someModel } from './some-model.ts'

const kit: FamilyKit = {
  family: 'fal',
  catalogueFamily: 'fal',
  basePath: '',
  model: someModel({
    id: 'acme/bubbles/image-to-video',
    takesLastFrame: true,
    maxReferenceStills: 4,
    wire: {
      fields: {
        ...{ firstFrame: 'image_url', lastFrame: 'end_image_url', references: 'reference_image_urls' },
        ...{ duration: 'duration', seed: 'seed' },
      },
      durationAs: 'number',
    },
  }),
  create: createFalProvider,
  isCreateIdempotent: false,
  canList: false,
  hasKey: true,
  hasModeration: true,
  container: 'mp4',
  takesRange: true,
}

describeContract(kit)

const SIGNAL = new AbortController().signal

async function start(): Promise<{ readonly services: Services; readonly provider: Provider }> {
  const services = await startServices({ clip: () => Buffer.from('a clip') })
  const baseUrl = services.url('fal')
  const door = createGuardedFetch(baseUrl)
  onTestFinished(async () => {
    await door.close()
    await services.close()
  })
  const service = {
    ...{ id: 'service', family: 'fal' as const, title: 'The service', baseUrl, wire: { storageUrl: baseUrl } },
    ...{ key: { name: 'Key', page: null, isOptional: false }, limits: { inFlight: 2, perMinute: null } },
  }
  const key = () => Promise.resolve('test-key')
  return { services, provider: createFalProvider({ service, models: [kit.model], key, fetch: door.fetch }) }
}

const SPEC: RequestSpec = {
  ...{ provider: 'service', model: kit.model.id, modelVersion: 1, prompt: 'A bubble', style: '', negative: '' },
  ...{ cameraMove: '', seed: 1, width: 640, height: 368, rate: { numerator: 24, denominator: 1 } },
  ...{ askTicks: ticksFromSeconds(5), firstFrame: null, lastFrame: null },
}

function largePicture(): string {
  const dir = mkdtempSync(join(tmpdir(), 'fal-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  const path = join(dir, 'large.png')
  writeFileSync(path, noisyPicture(1400, 1400))
  return path
}

test('a large picture is uploaded, once it is certain that nothing else is sent', async () => {
  const { services, provider } = await start()
  const frames = { firstFrame: largePicture(), lastFrame: null }
  const send = () => provider.submit('request-1' as RequestId, SPEC, frames, SIGNAL)
  services.faults.add({
    family: 'fal',
    on: 'upload',
    times: 1,
    fault: { kind: 'server-error', status: 503, when: 'before' },
  })
  expect(await send()).toMatchObject({ status: 'held', trouble: { kind: 'down' } })
  services.faults.add({ family: 'fal', on: 'upload', after: 1, times: 1, fault: { kind: 'drop', when: 'after' } })
  expect(await send()).toMatchObject({ status: 'held' })
  expect(services.books.accepted).toHaveLength(0)
  services.faults.clear()
  expect(await send()).toMatchObject({ status: 'accepted' })
  expect(services.books.uploads.at(-1)).toMatchObject({
    type: 'image/png',
    sizeBytes: statSync(frames.firstFrame).size,
  })
  const { body } = services.books.accepted[0]!
  expect(body).toMatchObject({ input: { image_url: expect.stringContaining('/_uploads/') } })
})

test('a place for pictures that takes none says nothing about the key', async () => {
  const { services, provider } = await start()
  services.faults.add({ family: 'fal', on: 'upload', after: 1, times: 1, fault: { kind: 'unauthorized' } })
  const frames = { firstFrame: largePicture(), lastFrame: null }
  const outcome = await provider.submit('request-1' as RequestId, SPEC, frames, SIGNAL)
  expect(outcome).toMatchObject({ status: 'held', trouble: { kind: 'down' } })
  expect(services.books.accepted).toHaveLength(0)
})

test('addresses that lead away are not believed, and the key stays', async () => {
  const { services, provider } = await start()
  services.settings.fal.links.poll = { to: 'other' }
  const made = await provider.submit('request-1' as RequestId, SPEC, { firstFrame: null, lastFrame: null }, SIGNAL)
  if (made.status !== 'accepted') throw new Error('it was not taken')
  expect(await provider.poll(made.job, SIGNAL)).toMatchObject({ status: 'running' })
  expect(services.books.requests.filter(({ isAtOther }) => isAtOther)).toEqual([])
  expect(await provider.poll({ ...made.job, note: 'of another program' }, SIGNAL)).toEqual({ status: 'unknown' })
})

test('a result that is a server error for a minute is the failure of the job', async () => {
  const { services, provider } = await start()
  const made = await provider.submit('request-1' as RequestId, SPEC, { firstFrame: null, lastFrame: null }, SIGNAL)
  if (made.status !== 'accepted') throw new Error('it was not taken')
  services.jobs.fail('fal', made.job.id, true)
  for (let look = 1; look < 6; look += 1)
    await expect(provider.poll(made.job, SIGNAL)).rejects.toMatchObject({ code: 'service/no-word' })
  expect(await provider.poll(made.job, SIGNAL)).toMatchObject({
    ...{ status: 'failed', failure: { kind: 'runner_disconnected', isRetryable: true } },
  })
})
