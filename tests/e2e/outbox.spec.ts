import { ask } from '#main/outbox/store.ts'
import type { Library } from '#main/library/library.ts'
import type { ProjectId, RequestId, ShotId } from '#model/ids.ts'
import type { RequestState } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { expect, test } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'

/** A request to a service that nobody serves here, left in that state. */
function leave(library: Library, projectId: string, state: RequestState, failure: string | null = null): RequestId {
  const { db } = library
  const shotId = db.get<{ id: ShotId }>('SELECT id FROM shot WHERE position = 0')!.id
  const { id } = ask(db, {
    estimateMicroUsd: 0,
    projectId: projectId as ProjectId,
    shotId,
    number: 2,
    spec: {
      provider: 'elsewhere',
      model: 'elsewhere',
      modelVersion: 1,
      prompt: 'a red kite',
      style: '',
      negative: '',
      cameraMove: '',
      seed: 1,
      width: 64,
      height: 36,
      rate: { numerator: 24, denominator: 1 },
      askTicks: ticksFromSeconds(4),
      firstFrame: null,
      lastFrame: null,
    },
  })
  db.run('UPDATE request SET state = ?, failure_message = ? WHERE id = ?', [state, failure, id])
  return id
}

function stateOf({ db }: Library, id: RequestId): string | undefined {
  return db.get<{ state: string }>('SELECT state FROM request WHERE id = ?', [id])?.state
}

test('every state says what it is and what can be done, and a decision is kept', async ({ page, made }) => {
  const { library, projectId } = made
  const failed = leave(library, projectId, 'failed', 'The service timed out. Nothing was charged.')
  const refused = leave(library, projectId, 'refused', 'The prompt names a real person.')
  const uncertain = leave(library, projectId, 'uncertain', 'The connection broke while sending.')
  leave(library, projectId, 'running')
  const waiting = leave(library, projectId, 'queued')
  await openWorkspace(page, made, 'takes')
  await page.getByRole('button', { name: 'Outbox' }).click()
  const outbox = page.getByRole('dialog', { name: 'Outbox' })
  const row = (text: string) => outbox.getByRole('listitem').filter({ hasText: text })

  await expect(row('The service timed out')).toBeVisible()
  await row('The service timed out').getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => stateOf(library, failed)).toBe('queued')
  await expect(row('The prompt names a real person').getByRole('button', { name: 'Edit prompt' })).toBeVisible()
  await row('The connection broke').getByRole('button', { name: 'Leave it' }).click()
  await expect.poll(() => stateOf(library, uncertain)).toBe('cancelled')
  await expect(outbox.getByRole('progressbar', { name: 'Running' })).toBeVisible()
  await outbox.getByRole('button', { name: 'Drop all: Waiting' }).click()
  await expect.poll(() => stateOf(library, waiting)).toBe('cancelled')

  await row('The prompt names a real person').getByRole('button', { name: 'Edit prompt' }).click()
  await expect(page.getByRole('main', { name: 'Treatment' })).toBeVisible()
  expect(stateOf(library, refused)).toBe('refused')
})

test('ten thousand requests are scrolled to their end, and only what is seen is drawn', async ({ page, made }) => {
  const { library, projectId } = made
  const first = leave(library, projectId, 'queued')
  library.db.transaction(() => {
    const copy = (number: number): void => {
      library.db.run(
        `INSERT INTO take (id, project_id, number, prompt, created_at_ms) VALUES ('t' || @number, @projectId, @number, 'kite', 1)`,
        { number, projectId },
      )
      library.db.run(
        `INSERT INTO request (id, project_id, shot_id, take_id, provider, spec_json, state, attempt, created_at_ms, updated_at_ms)
         SELECT 'r' || @number, project_id, shot_id, 't' || @number, provider, spec_json, state, 1, created_at_ms + @number, 1
         FROM request WHERE id = @first`,
        { number, first },
      )
    }
    for (let number = 3; number <= 10_001; number += 1) copy(number)
  })
  await page.goto(made.server.url)
  await page.getByRole('button', { name: 'Outbox' }).click()
  const list = page.getByRole('list', { name: 'Requests' })
  await expect(list.getByText('10000', { exact: true })).toBeVisible()
  await list.getByRole('listitem').filter({ hasText: 'take 2' }).first().waitFor()
  await list.evaluate(element => element.scrollTo(0, 10_000 * 58 - 400))
  await expect(list.getByRole('listitem').filter({ hasText: 'take 10001' })).toBeVisible()
  expect(await list.getByRole('listitem').count()).toBeLessThan(40)
})
