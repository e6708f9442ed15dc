import { expect, test } from 'vitest'
import type { MediaId, ProjectId, RequestId, ShotId, TakeId } from '#model/ids.ts'
import type { RequestState } from '#model/request.ts'
import type { Shot } from '#model/shot.ts'
import type { Judgement } from '#model/take.ts'
import { ticksFromFrames } from '#model/time.ts'
import type { ListedTake } from '#main/takes/store.ts'
import { neededTakes, type ShotSpec } from './needed-takes.ts'

const RATE = { numerator: 24, denominator: 1 }
const SHOT: Shot = {
  id: 'shot' as ShotId,
  projectId: 'project' as ProjectId,
  serial: 1,
  position: 0,
  written: { id: null, prompt: 'sea', whatHappens: null, cameraMove: null, passage: null, section: null, model: null },
  place: { startFrame: 0, endFrame: 48 },
  askTicks: ticksFromFrames(72, RATE),
}
const SPEC: ShotSpec = {
  provider: 'animatic',
  model: 'animatic',
  modelVersion: 1,
  prompt: 'sea',
  style: '',
  negative: '',
  cameraMove: '',
  width: 64,
  height: 36,
  rate: RATE,
  firstFrame: null,
  lastFrame: null,
}

type Made = { frames?: number | null; state?: RequestState | null; judgement?: Judgement; spec?: Partial<ShotSpec> }

function take({ frames = 72, state = 'ready', judgement = 'unseen', spec = {} }: Made): ListedTake {
  const frameCount = frames ?? 0
  const facts = { width: 64, height: 36, rate: RATE, frameCount, durationTicks: ticksFromFrames(frameCount, RATE) }
  const request =
    state === null
      ? null
      : { state, spec: { ...SPEC, ...spec, seed: 7, askTicks: ticksFromFrames(frames ?? 72, RATE) } }
  return {
    take: {
      id: 'take' as TakeId,
      projectId: SHOT.projectId,
      shotIds: [SHOT.id],
      number: 1,
      media: frames === null || (state !== null && state !== 'ready') ? null : { id: 'm' as MediaId, facts },
      requestId: state === null ? null : ('request' as RequestId),
      judgement,
      stars: 0,
      createdAtMs: 0,
    },
    request,
  }
}

test.each([
  ['none there', [], 2, 2],
  ['one there', [take({})], 2, 1],
  ['enough there', [take({}), take({})], 2, 0],
  ['one on its way counts', [take({ state: 'queued' })], 1, 0],
  ['too short for its place', [take({ frames: 40 })], 1, 1],
  ['just long enough', [take({ frames: 48 })], 1, 0],
  ['rejected', [take({ judgement: 'rejected' })], 1, 1],
  ['made of other words', [take({ spec: { prompt: 'lake' } })], 1, 1],
  ['made at another size', [take({ spec: { width: 128 } })], 1, 1],
  ['imported ones are as the user wants them', [take({ state: null })], 1, 0],
] as const)('%s', (_name, takes, wanted, toAsk) => {
  expect(neededTakes(SHOT, takes, SPEC, RATE, wanted)).toMatchObject({ toAsk, toAskAgain: [] })
})

test.each(['uncertain', 'refused'] as const)('Q6 Q8 nothing is sent in the stead of what is %s', state => {
  const unsettled = take({ state })
  expect(neededTakes(SHOT, [unsettled], SPEC, RATE, 1)).toMatchObject({ toAsk: 0, unsettled: [unsettled] })
  expect(neededTakes(SHOT, [unsettled], SPEC, RATE, 2)).toMatchObject({ toAsk: 1, unsettled: [unsettled] })
  expect(neededTakes(SHOT, [unsettled, take({})], SPEC, RATE, 1)).toMatchObject({ toAsk: 0, unsettled: [] })
  expect(neededTakes(SHOT, [take({ state, spec: { prompt: 'lake' } })], SPEC, RATE, 1)).toMatchObject({ toAsk: 1 })
  expect(neededTakes(SHOT, [take({ state, frames: 40 })], SPEC, RATE, 1)).toMatchObject({ toAsk: 1 })
})

test('no more are counted as there than are wanted', () => {
  expect(neededTakes(SHOT, [take({}), take({}), take({ state: 'queued' })], SPEC, RATE, 3).readyCount).toBe(2)
  expect(neededTakes(SHOT, [take({}), take({})], SPEC, RATE, 1).readyCount).toBe(1)
})

test('a failed one is asked again rather than anew', () => {
  const failed = take({ state: 'failed' })
  expect(neededTakes(SHOT, [failed], SPEC, RATE, 2)).toMatchObject({ toAsk: 1, toAskAgain: [failed] })
})
