import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createGeminiOmniProvider } from '#main/providers/gemini-omni/gemini-omni-provider.ts'
import { createGuardedFetch } from '#main/providers/http/guarded-fetch.ts'
import type { RequestId } from '#model/ids.ts'
import type { RequestSpec } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { startServices } from '../../services/services.ts'
import { describeContract, type FamilyKit } from './contract.ts'
import { someModel } from './some-model.ts'

const kit: FamilyKit = {
  family: 'gemini-omni',
  catalogueFamily: 'gemini-omni',
  basePath: '/v1beta',
  model: someModel({
    id: 'gemini-omni-1.2-flash',
    lengths: { kind: 'listed', seconds: [3, 5] },
    sizes: { kind: 'listed', sizes: [{ width: 1280, height: 720, wire: '720p' }] },
    takesLastFrame: true,
    maxReferenceStills: 14,
  }),
  create: createGeminiOmniProvider,
  isCreateIdempotent: false,
  canList: false,
  hasKey: true,
  hasModeration: true,
  container: 'mp4',
  takesRange: true,
}

describeContract(kit)
describeContract({
  ...kit,
  takesRange: false,
  variant: {
    name: 'with the clip in the answer',
    settle(settings) {
      settings['gemini-omni'].delivery = 'inline'
      settings['gemini-omni'].doesEchoInput = true
      settings['gemini-omni'].isErrorInArray = true
      settings['gemini-omni'].wrongKeyStatus = 403
    },
  },
})

const SIGNAL = new AbortController().signal

async function start(clip: Buffer) {
  const services = await startServices({ clip: () => clip })
  services.settings['gemini-omni'].pace = { polls: 0 }
  const baseUrl = `${services.url('gemini-omni')}/v1beta`
  const door = createGuardedFetch(baseUrl)
  onTestFinished(async () => {
    await door.close()
    await services.close()
  })
  const service = {
    ...{ id: 'service', family: 'gemini-omni' as const, title: 'The service', baseUrl },
    ...{ key: { name: 'Key', page: null, isOptional: false }, limits: { inFlight: 2, perMinute: null } },
  }
  const key = () => Promise.resolve('test-key')
  const provider = createGeminiOmniProvider({ service, models: [kit.model], key, fetch: door.fetch })
  const spec: RequestSpec = {
    ...{ provider: 'service', model: kit.model.id, modelVersion: 1, prompt: 'A bubble', style: '', negative: '' },
    ...{ cameraMove: '', seed: 1, width: 1280, height: 720, rate: { numerator: 24, denominator: 1 } },
    ...{ askTicks: ticksFromSeconds(5), firstFrame: null, lastFrame: null },
  }
  const made = await provider.submit('request-1' as RequestId, spec, { firstFrame: null, lastFrame: null }, SIGNAL)
  if (made.status !== 'accepted') throw new Error('it was not taken')
  return { services, provider, job: made.job }
}

test.each(['as-asked', 'inline'] as const)('a clip of many megabytes is fetched (%s)', async delivery => {
  const clip = randomBytes(20 * 1024 ** 2)
  const { services, provider, job } = await start(clip)
  services.settings['gemini-omni'].delivery = delivery
  expect(await provider.poll(job, SIGNAL)).toEqual({ status: 'done' })
  const dir = mkdtempSync(join(tmpdir(), 'omni-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  const toPath = join(dir, 'clip.mp4')
  await provider.fetchOutput(job, toPath, SIGNAL)
  expect(readFileSync(toPath).equals(clip)).toBe(true)
})

test('a job that is over and has no clip is asked about for some minutes, as that may pass', async () => {
  const { services, provider, job } = await start(Buffer.from('a clip'))
  services.faults.add({ family: 'gemini-omni', on: 'poll', times: 14, fault: { kind: 'no-video' } })
  for (let look = 1; look < 15; look += 1) expect(await provider.poll(job, SIGNAL)).toMatchObject({ status: 'running' })
  expect(await provider.poll(job, SIGNAL)).toEqual({ status: 'done' })
  services.faults.add({ family: 'gemini-omni', on: 'poll', times: 'always', fault: { kind: 'no-video' } })
  for (let look = 1; look < 15; look += 1) expect(await provider.poll(job, SIGNAL)).toMatchObject({ status: 'running' })
  expect(await provider.poll(job, SIGNAL)).toMatchObject({ status: 'failed', failure: { kind: 'service/no-clip' } })
})

test('a 400 for nothing says nothing of the job; one that names it does', async () => {
  const { services, provider, job } = await start(Buffer.from('a clip'))
  services.faults.add({ family: 'gemini-omni', on: 'poll', times: 1, fault: { kind: 'bad-request' } })
  await expect(provider.poll(job, SIGNAL)).rejects.toMatchObject({ code: 'service/no-word' })
  expect(await provider.poll(job, SIGNAL)).toEqual({ status: 'done' })
  services.jobs.lose('gemini-omni', job.id)
  expect(await provider.poll(job, SIGNAL)).toEqual({ status: 'unknown' })
})
