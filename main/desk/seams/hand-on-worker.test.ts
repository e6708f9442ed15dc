import { expect, test } from 'vitest'
import { ask, requestById } from '#main/outbox/store.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import { plannedFilm } from '../sequences/testing/planned-film.ts'
import { addHandOnWorker } from './hand-on-worker.ts'

test('B8 what could not be handed on is looked at again by itself, though nothing has changed', async () => {
  const context = temporaryContext()
  const { db } = context.library
  const film = plannedFilm(context)
  const { projectId, shotIds } = film
  film.addTake(1, 120, 'circled')
  const { id } = ask(db, {
    ...{ projectId, shotId: shotIds[2]!, number: 1, spec: someSpec(), estimateMicroUsd: 0 },
    neighbours: { beginsAfter: shotIds[0]!, endsBefore: null },
  })
  db.run('UPDATE request SET retry_at_ms = ?', [Date.now() + 300])
  addHandOnWorker(context)
  context.background.start()
  expect(requestById(db, id)?.failure).toBeNull()
  await expect.poll(() => requestById(db, id)?.failure?.kind, { timeout: 5_000 }).toBe('seam/apart')
  await context.background.stopped()
})
