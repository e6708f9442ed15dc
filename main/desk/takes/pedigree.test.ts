import { expect, onTestFinished, test } from 'vitest'
import { applyRowChanges, type RowChange } from '#main/history/rows.ts'
import { step } from '#main/history/store.ts'
import { acquireLease } from '#main/library/lease.ts'
import { openEntry } from '#main/outbox/ledger.ts'
import { ask, noteReported, requestById, takeStep } from '#main/outbox/store.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import { setParent } from '#main/takes/store.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import type { MediaId, ShotId, TakeId } from '#model/ids.ts'
import type { RequestStep } from '#model/request-life.ts'
import type { Request, RequestSpec } from '#model/request.ts'
import { createTakesDesk } from '../takes-desk.ts'
import { addProject, giveMedia } from '../testing/project-of-shots.ts'

async function someTakes() {
  const context = temporaryContext()
  const { db } = context.library
  const lease = await acquireLease(db)
  onTestFinished(() => lease.release())
  const { projectId, shotIds } = addProject(context.library)
  const desk = createTakesDesk(context)
  let number = 0
  const askFor = (spec: Partial<RequestSpec> = {}, shotId: ShotId | null = shotIds[0]!): Request =>
    ask(db, {
      ...{ projectId, shotId, number: (number += 1), estimateMicroUsd: 300_000 },
      spec: someSpec({ provider: 'fal', ...spec }),
    })
  const steps = (request: Request, ...all: RequestStep[]): Request =>
    all.reduce((now, next) => takeStep({ db, lease }, now, next)!, request)
  const turn = (direction: 'undo' | 'redo') =>
    step(db, { projectId, document: 'takes' }, direction, (diff, to) => applyRowChanges(db, diff as RowChange[], to))
  return { context, db, desk, projectId, shotIds, askFor, steps, turn }
}

test('K2 a take tells the whole of where it comes from: who made it, of what, when, for how much, and from which take', async () => {
  const { db, desk, askFor, steps } = await someTakes()
  const parent = askFor()
  const still = 'f'.repeat(64) as MediaId
  const references = ['e'.repeat(64), 'd'.repeat(64)] as MediaId[]
  const asked = askFor({ model: 'fal/gone-model', negative: 'rain', style: 'grain', firstFrame: still, references })
  setParent(db, asked.takeId, parent.takeId)
  openEntry(db, asked, 5)
  const running = steps(
    asked,
    { to: 'sending' },
    { to: 'accepted', job: { id: 'job-77', note: null } },
    { to: 'running' },
  )
  noteReported(db, asked.id, { model: 'their-name', version: '2.1', seed: 99 })
  steps(running, { to: 'downloading' }, { to: 'checking' }, { to: 'ready' })
  giveMedia(db, asked.takeId)

  const { asked: told, ...detail } = desk.detail(asked.takeId)
  expect(told).toMatchObject({
    ...{ service: 'fal', model: 'fal/gone-model', isModelKnown: false, shutDownOnDay: null },
    ...{ text: 'a river. slow push in. grain.', negative: 'rain', seed: 7, width: 1280, height: 720 },
    ...{
      firstFrame: still,
      lastFrame: null,
      references,
      requestId: asked.id,
      jobId: 'job-77',
      estimateMicroUsd: 300_000,
    },
    reported: { model: 'their-name', version: '2.1', seed: 99 },
  })
  const { atMs, sentAtMs, acceptedAtMs, readyAtMs } = told!
  expect([sentAtMs, acceptedAtMs, readyAtMs].every(at => at !== null && at >= atMs)).toBe(true)
  expect(detail.parent).toEqual({ id: parent.takeId, number: 1, shotNumber: 1 })
  expect(desk.detail(parent.takeId).variations).toBe(1)
})

test('K2 what is sent again is dated again', async () => {
  const { db, askFor, steps } = await someTakes()
  const sent = steps(askFor(), { to: 'sending' }, { to: 'queued' }, { to: 'sending' })
  const row = db.get<Record<string, number | null>>('SELECT * FROM request WHERE id = ?', [sent.id])
  expect(row).toMatchObject({
    sent_at_ms: requestById(db, sent.id)!.updatedAtMs,
    accepted_at_ms: null,
    ready_at_ms: null,
  })
})

test('K2 takes of a model that was shut down say since when', async () => {
  const { context, desk, askFor } = await someTakes()
  const retired = context.catalogue.models.find(({ status }) => status.kind === 'retired')!
  const { asked } = desk.detail(askFor({ model: retired.id, provider: retired.provider }).takeId)
  expect(asked).toMatchObject({ isModelKnown: true, shutDownOnDay: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) })
})

test('takes are found by service, model, seed, job and all words that were sent', async () => {
  const { context, db, desk, projectId, askFor, steps } = await someTakes()
  const model = context.catalogue.models.find(({ provider }) => provider === 'runway')!
  const wanted = askFor({
    model: model.id,
    provider: 'runway',
    seed: 424_242,
    style: 'hazy halation',
    prompt: 'a kite',
  })
  askFor({ prompt: 'a kite' })
  steps(wanted, { to: 'sending' }, { to: 'accepted', job: { id: 'task-9f3c', note: null } })
  noteReported(db, wanted.id, { seed: 515_151 })
  for (const text of ['runway', model.id, model.title, '424242', 'task-9f3c', 'halat', '515151', 'kite runway']) {
    expect(desk.search(projectId, text), text).toEqual([wanted.takeId])
  }
  expect(desk.search(projectId, 'kite')).toHaveLength(2)
})

test('K1 a rejected take has reasons until it is judged otherwise, and undo brings them back', async () => {
  const { desk, projectId, askFor, turn, db } = await someTakes()
  const take = (): TakeId => askFor().takeId
  const [one, other] = [take(), take()]
  const reasons = (): unknown => Object.fromEntries([...desk.list(projectId, false)].map(row => [row.id, row.reasons]))
  const give = (takeIds: TakeId[], reason: 'face' | 'hands' | null, isGiven = true): void =>
    desk.setReason({ projectId, takeIds, reason, isGiven })
  desk.judge({ projectId, takeIds: [one], judgement: 'rejected' })
  give([one, other], 'face')
  give([one], 'hands')
  expect(reasons()).toEqual({ [one]: ['face', 'hands'], [other]: [] })
  give([one], 'face', false)
  expect(reasons()).toEqual({ [one]: ['hands'], [other]: [] })
  give([one], null)
  turn('undo')
  expect(reasons()).toEqual({ [one]: ['hands'], [other]: [] })
  desk.judge({ projectId, takeIds: [one], judgement: 'kept' })
  expect(reasons()).toEqual({ [one]: [], [other]: [] })
  turn('undo')
  expect(reasons()).toEqual({ [one]: ['hands'], [other]: [] })
  turn('redo')
  expect(db.all('SELECT * FROM take_reason')).toEqual([])
})

test('a seam has one circled bridge: undo gives the circle back to the one before, and one from the trash comes as kept', async () => {
  const { db, desk, projectId, shotIds, askFor, turn } = await someTakes()
  const [one, other] = [askFor({}, null).takeId, askFor({}, null).takeId]
  db.run('UPDATE take SET bridge_from = ?, bridge_to = ?', [shotIds[0]!, shotIds[1]!])
  const judgements = (): string[] => [...desk.list(projectId, false)].map(({ judgement }) => judgement)
  desk.judge({ projectId, takeIds: [one], judgement: 'circled' })
  desk.judge({ projectId, takeIds: [other], judgement: 'circled' })
  expect(judgements()).toEqual(['kept', 'circled'])
  turn('undo')
  expect(judgements()).toEqual(['circled', 'unseen'])
  desk.trash({ projectId, takeIds: [one] })
  desk.judge({ projectId, takeIds: [other], judgement: 'circled' })
  desk.restore({ projectId, takeIds: [one] })
  expect(judgements().toSorted()).toEqual(['circled', 'kept'])
})

test('K4 dailies are what came unseen since they were last watched to the end, and what was stopped meanwhile', async () => {
  const { db, desk, projectId, askFor, steps } = await someTakes()
  const ready = (): Request => {
    const request = askFor()
    giveMedia(db, request.takeId)
    const job = { id: request.id, note: null }
    return steps(
      request,
      { to: 'sending' },
      { to: 'accepted', job },
      { to: 'downloading' },
      { to: 'checking' },
      { to: 'ready' },
    )
  }
  const [first, seen] = [ready(), ready()]
  const refused = steps(askFor(), { to: 'sending' }, { to: 'refused', failure: { kind: 'refused', message: 'No.' } })
  askFor()
  desk.see({ projectId, takeIds: [seen.takeId] })
  const shown = desk.dailies(projectId)
  expect(shown).toEqual({
    atMs: expect.any(Number),
    takeIds: [first.takeId],
    stopped: [{ requestId: refused.id, takeId: refused.takeId, state: 'refused' }],
    costMicroUsd: 300_000,
    durationTicks: 3_528_000_000,
  })
  db.run('UPDATE request SET ready_at_ms = 1, updated_at_ms = 1')
  // Came while the others were watched.
  const late = ready()
  db.run('UPDATE request SET ready_at_ms = ? WHERE id = ?', [shown.atMs + 1, late.id])
  desk.endDailies(projectId, shown.atMs)
  expect(desk.dailies(projectId)).toMatchObject({ takeIds: [late.takeId], stopped: [], costMicroUsd: 300_000 })
  // Another window that had opened them before ends them later.
  desk.endDailies(projectId, 0)
  expect(desk.dailies(projectId)).toMatchObject({ takeIds: [late.takeId] })
})
