import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { someProject, temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { closeEntry, openEntry } from '#main/outbox/ledger.ts'
import { ask } from '#main/outbox/store.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import type { MicroUsd } from '#model/clip-price.ts'
import type { ProjectId } from '#model/ids.ts'
import { createMoneyDesk } from './money-desk.ts'

const NOON_MS = new Date(2026, 10, 27, 12).getTime()
const DAY_MS = 86_400_000

/** A desk, and calls to services as the outbox would have written them. */
function someBooks() {
  const context = temporaryContext()
  const { db } = context.library
  let number = 0
  function call(
    projectId: ProjectId,
    {
      outcome = 'accepted',
      estimate = 400_000,
      actual,
      service = 'runway',
      atMs = NOON_MS,
    }: {
      outcome?: 'open' | 'accepted' | 'not-made' | 'unsure'
      estimate?: MicroUsd | null
      actual?: MicroUsd
      service?: string
      atMs?: number
    } = {},
  ): void {
    number += 1
    const spec = { ...someSpec(), provider: service, model: 'runway/gen4.5' }
    const request = ask(db, { projectId, shotId: null, number, spec, estimateMicroUsd: estimate })
    db.run(`UPDATE request SET state = 'ready' WHERE id = ?`, [request.id])
    openEntry(db, request, atMs)
    if (outcome !== 'open') {
      closeEntry(db, request.id, { outcome, job: { id: `job "${number}"`, note: null }, actualMicroUsd: actual })
    }
  }
  return { desk: createMoneyDesk(context), context, db, call }
}

test('Q16 spent is what was billed or is expected, of every call but those that came to nothing', () => {
  const { desk, call, context, db } = someBooks()
  const projectId = someProject(context.library)
  expect(desk.standing(projectId)).toEqual({
    ...{ capMicroUsd: null, spentMicroUsd: 0, reservedMicroUsd: 0, hasAskedPaid: false },
  })
  call(projectId)
  call(projectId, { actual: 390_000 })
  call(projectId, { outcome: 'not-made', estimate: 7_000_000 })
  call(projectId, { outcome: 'unsure', estimate: 1 })
  call(projectId, { outcome: 'open', estimate: 20 })
  call(projectId, { estimate: null })
  call(someProject(context.library, 'Another'), { estimate: 9_000_000 })
  const wanted = { projectId, shotId: null, number: 99, spec: someSpec() }
  for (const estimateMicroUsd of [250_000, null, 0]) ask(db, { ...wanted, estimateMicroUsd })
  desk.setCap(projectId, 5_000_000)
  expect(desk.standing(projectId)).toEqual({
    ...{ capMicroUsd: 5_000_000, spentMicroUsd: 790_021, reservedMicroUsd: 250_000, hasAskedPaid: true },
  })
  desk.setCap(projectId, null)
  expect(desk.standing(projectId).capMicroUsd).toBeNull()
  expect(() => desk.setCap('gone' as ProjectId, 1)).toThrow('not in the library any more')
})

test('what waits and costs something is found by its index', () => {
  const { db } = someBooks()
  const plan = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN SELECT sum(estimate_micro_usd) FROM request
    WHERE project_id = 'p' AND state = 'queued' AND (estimate_micro_usd IS NULL OR estimate_micro_usd > 0)`)
  expect(plan.map(({ detail }) => detail).join()).toContain('request_paid (project_id=? AND state=?)')
})

test('Q13 every create call is a row, the newest first, a page at a time', () => {
  const { desk, call, context } = someBooks()
  const projectId = someProject(context.library)
  const other = someProject(context.library, 'Another')
  call(projectId, { atMs: NOON_MS - DAY_MS })
  call(other, { service: 'gone-service', outcome: 'unsure' })
  call(projectId, { actual: 410_000 })
  const page = { projectId, offset: 0, limit: 1 }
  expect(desk.ledger(page)).toEqual({
    total: 2,
    rows: [
      {
        ...{ id: 3, sentAtMs: NOON_MS, projectTitle: 'The Long Way Up', shotNumber: null, takeNumber: 3, attempt: 1 },
        ...{ service: 'Runway', model: 'Gen-4.5', outcome: 'accepted', jobId: 'job "3"' },
        ...{ estimateMicroUsd: 400_000, actualMicroUsd: 410_000 },
      },
    ],
  })
  expect(desk.ledger({ ...page, offset: 1 }).rows.map(({ id }) => id)).toEqual([1])
  const all = desk.ledger({ projectId: null, offset: 0, limit: 100 })
  expect(all.rows.map(({ id, service }) => [id, service])).toEqual([
    [3, 'Runway'],
    [2, 'gone-service'],
    [1, 'Runway'],
  ])
})

test('spend is told by day and service, without what was free or came to nothing', () => {
  const { desk, call, context } = someBooks()
  const projectId = someProject(context.library)
  call(projectId)
  call(projectId, { actual: 300_000 })
  call(projectId, { service: 'fal', estimate: null })
  call(projectId, { outcome: 'not-made' })
  call(projectId, { service: 'comfyui', estimate: 0 })
  call(projectId, { atMs: NOON_MS - DAY_MS, outcome: 'unsure' })
  expect(desk.days(projectId)).toEqual([
    { day: '2026-11-27', service: 'Runway', takes: 2, microUsd: 700_000 },
    { day: '2026-11-27', service: 'fal', takes: 1, microUsd: 0 },
    { day: '2026-11-26', service: 'Runway', takes: 1, microUsd: 400_000 },
  ])
  expect(desk.days(someProject(context.library, 'Another'))).toEqual([])
})

test('the ledger is saved as a table that other programs read, exact to the millionth', async () => {
  const { desk, call, context } = someBooks()
  const projectId = someProject(context.library, 'Slow, "slower"\nslowest')
  for (let count = 0; count < 101; count += 1) call(projectId, { estimate: 400_001 })
  call(projectId, { estimate: null, actual: 12_500, outcome: 'accepted' })
  const folder = temporaryFolder()
  const path = join(folder, 'ledger.csv')
  writeFileSync(path, 'what was there')
  expect(await desk.exportCsv(projectId, path)).toEqual({ path, rows: 102 })
  const text = readFileSync(path, 'utf8')
  expect(text.endsWith('\r\n')).toBe(true)
  const rows = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]
  expect(rows).toHaveLength(102)
  expect(rows[0]).toMatchObject({ Project: 'Slow, "slower"\nslowest', 'Estimate (USD)': '', 'Billed (USD)': '0.0125' })
  expect(rows[1]).toMatchObject({
    ...{ 'Sent at': new Date(NOON_MS).toISOString(), Shot: '', Take: '101', Service: 'Runway', Model: 'Gen-4.5' },
    ...{ Try: '1', Outcome: 'accepted', 'Estimate (USD)': '0.400001', 'Billed (USD)': '', Job: 'job "101"' },
  })
  expect(readdirSync(folder)).toEqual(['ledger.csv'])
  await expect(desk.exportCsv(null, join(folder, 'no', 'ledger.csv'))).rejects.toThrow('cannot be written')
  await expect(desk.exportCsv(null, 'ledger.csv')).rejects.toThrow('cannot be written')
})
