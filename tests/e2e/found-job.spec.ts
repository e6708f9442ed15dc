import { openEntry } from '#main/outbox/ledger.ts'
import { ask } from '#main/outbox/store.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import { openWorkspace } from './open-workspace.ts'
import { expect, PAID_MODEL, test, type PaidStudio } from './paid-studio.ts'

/** A request of the first shot whose create call was not answered, and which nobody looks for any more. */
function askUnsure({ library: { db }, projectId }: PaidStudio): string {
  const shot = db.get<{ id: ShotId }>('SELECT id FROM shot WHERE project_id = ? ORDER BY position', [projectId])!
  const request = ask(db, {
    ...{ projectId: projectId as ProjectId, shotId: shot.id, number: 9, estimateMicroUsd: 400_000 },
    spec: someSpec({ provider: 'cloud', model: PAID_MODEL }),
  })
  openEntry(db, request, Date.now())
  db.run(`UPDATE ledger_entry SET outcome = 'unsure' WHERE request_id = ?`, [request.id])
  db.run(
    `UPDATE request SET state = 'uncertain', failure_kind = 'unsure', failure_message = 'No answer.' WHERE id = ?`,
    [request.id],
  )
  return request.id
}

test('Q14 what was sent after all is gone on with by the id that its service shows, and not paid for twice', async ({
  page,
  paid,
}) => {
  const { library, services } = paid
  const form = new FormData()
  for (const [name, value] of Object.entries({ model: 'wan2.2', prompt: 'a river', seconds: '5' }))
    form.set(name, value)
  const headers = { authorization: 'Bearer test-key' }
  const made = await fetch(`${services.url('openai-videos')}/v1/videos`, { method: 'POST', body: form, headers })
  const { id: jobId } = (await made.json()) as { id: string }
  await openWorkspace(page, paid, 'takes')
  await expect(page.getByRole('grid', { name: 'Takes by shot' })).toBeVisible()
  const requestId = askUnsure(paid)
  const stateOf = () => library.db.get('SELECT state FROM request WHERE id = ?', [requestId])

  await page.getByRole('button', { name: 'Settle it' }).click()
  const outbox = page.getByRole('dialog', { name: 'Outbox' })
  await outbox.getByRole('button', { name: 'It was: go on with it…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Go on with what was sent' })
  const field = dialog.getByRole('textbox', { name: 'Id at Cloud Films' })
  await expect(field).toBeFocused()
  await field.fill('no-such-id')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Cloud Films knows nothing with the id “no-such-id”').first()).toBeVisible()
  expect(stateOf()).toEqual({ state: 'uncertain' })
  await field.fill(` ${jobId} `)
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect.poll(stateOf, { timeout: 20_000 }).toEqual({ state: 'ready' })
  expect(services.books.accepted).toHaveLength(1)
})

test('whoever deletes a take that may have been sent is told that it may be billed all the same', async ({
  page,
  paid,
}) => {
  await openWorkspace(page, paid, 'takes')
  await expect(page.getByRole('grid', { name: 'Takes by shot' })).toBeVisible()
  const requestId = askUnsure(paid)
  await page.getByRole('gridcell').filter({ hasText: 'Not sure it was sent' }).click()
  await page.keyboard.press('Delete')
  await expect(page.getByText('Dropped. Cloud Films may still bill it.').first()).toBeVisible()
  const state = paid.library.db.get('SELECT state FROM request WHERE id = ?', [requestId])
  expect(state).toEqual({ state: 'cancelled' })
})
