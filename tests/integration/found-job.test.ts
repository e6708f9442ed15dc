import { expect, test } from 'vitest'
import { createOutboxDesk } from '#main/desk/outbox-desk.ts'
import { addProject } from '#main/desk/testing/project-of-shots.ts'
import { connectService } from '#main/desk/outbox/makers.ts'
import { openEntry } from '#main/outbox/ledger.ts'
import { ask, requestById } from '#main/outbox/store.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import { saveOwnService } from '#main/services/service-store.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import { serviceById, type ServiceEntry } from '#model/catalogue.ts'
import type { RequestId } from '#model/ids.ts'
import type { Family } from '../services/core/family.ts'
import { start } from '../services/testing/started.ts'
import { someModel } from './providers/some-model.ts'

const NEVER = new AbortController().signal
/** As fal names its models: a job there is found by its id and a part of that name. */
const OWN_MODEL = {
  id: 'acme/bubbles/text-to-video',
  wire: { fields: { duration: 'duration', seed: 'seed' }, durationAs: 'number' },
}

test.each<readonly [string, Family, string]>([
  ['runway', 'runway', ''],
  ['fal', 'fal', ''],
])('Q14 what %s has made of a request that may have been sent is gone on with by its id', async (id, family, path) => {
  const services = await start()
  const context = temporaryContext()
  const { db } = context.library
  const entry: ServiceEntry = { ...serviceById(context.catalogue, id)!, baseUrl: services.url(family) + path }
  const own = someModel({ ...OWN_MODEL, provider: id })
  saveOwnService(db, { entry, models: id === 'fal' ? [own] : [] })
  context.keys.keep(entry, 'test-key')
  const { projectId, shotIds } = addProject(context.library)
  const desk = createOutboxDesk(context)
  const spec = someSpec({ provider: id, model: id === 'fal' ? own.id : 'runway/gen4.5' })
  /** One whose create call was not answered. */
  function unsure(number: number): RequestId {
    const request = ask(db, { projectId, shotId: shotIds[0]!, number, spec, estimateMicroUsd: 300_000 })
    openEntry(db, request, Date.now())
    db.run(
      `UPDATE request SET state = 'uncertain', failure_kind = 'unsure', failure_message = 'No answer.' WHERE id = ?`,
      [request.id],
    )
    db.run(`UPDATE ledger_entry SET outcome = 'unsure' WHERE outcome = 'open'`)
    return request.id
  }
  const provider = connectService(context, entry)
  const first = unsure(1)
  const frames = { firstFrame: null, lastFrame: null }
  expect(await provider.submit(first, spec, frames, NEVER)).toMatchObject({ status: 'accepted' })
  const jobId = services.books.accepted[0]!.jobId

  const mistyped = '00000000-0000-4000-8000-00000000beef'
  await expect(desk.foundJob(first, mistyped)).rejects.toMatchObject({ code: 'request/no-such-job' })
  expect(requestById(db, first)).toMatchObject({ state: 'uncertain', job: null })
  await desk.foundJob(first, jobId)
  expect(requestById(db, first)).toMatchObject({ state: 'accepted', job: { id: jobId }, failure: null })
  expect(db.all('SELECT outcome, job_id AS jobId FROM ledger_entry')).toEqual([{ outcome: 'accepted', jobId }])
  expect(await provider.poll(requestById(db, first)!.job!, NEVER)).not.toMatchObject({ status: 'unknown' })
  await expect(desk.foundJob(first, jobId)).rejects.toMatchObject({ code: 'request/settled' })

  const second = unsure(2)
  await expect(desk.foundJob(second, jobId)).rejects.toMatchObject({ code: 'request/job-taken' })
  expect(requestById(db, second)).toMatchObject({ state: 'uncertain', job: null })

  // As in a backup that was put back: the call left after it was made.
  db.run('DELETE FROM ledger_entry WHERE request_id = ?', [second])
  expect(await provider.submit(second, spec, frames, NEVER)).toMatchObject({ status: 'accepted' })
  const other = services.books.accepted[1]!.jobId
  await desk.foundJob(second, other)
  const sql = 'SELECT outcome, job_id AS jobId, estimate_micro_usd AS microUsd FROM ledger_entry WHERE request_id = ?'
  expect(db.all(sql, [second])).toEqual([{ outcome: 'accepted', jobId: other, microUsd: 300_000 }])
  await provider.dispose()
})
