import { expect, test, vi } from 'vitest'
import { circleTake } from '#main/takes/store.ts'
import { ask, requestById } from '#main/outbox/store.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import type { BackgroundWorker } from '../background.ts'
import { plannedFilm } from '../sequences/testing/planned-film.ts'
import { addHandOnWorker } from './hand-on-worker.ts'

test('B8 a picture that could not be read is tried again by itself, though nothing changes in the library', async () => {
  const context = temporaryContext()
  const { db } = context.library
  const film = plannedFilm(context)
  const { projectId, shotIds } = film
  circleTake(db, film.addTake(1, 120).takeId)
  const request = ask(db, {
    ...{ projectId, shotId: shotIds[1]!, number: 1, estimateMicroUsd: 0, spec: someSpec() },
    neighbours: { beginsAfter: shotIds[0]!, endsBefore: null },
  })
  const setAside = (ms: number): void =>
    void db.run('UPDATE request SET retry_at_ms = ?, updated_at_ms = ? WHERE id = ?', [
      ...[Date.now() + ms, Date.now(), request.id],
    ])
  const workers: BackgroundWorker[] = []
  const tryAgain = vi.fn<() => void>()
  addHandOnWorker({ ...context, background: { ...context.background, add: worker => workers.push(worker), tryAgain } })
  expect(workers[0]!.hasWork()).toBe(true)
  setAside(200)
  expect(workers[0]!.hasWork()).toBe(false)
  await expect.poll(() => tryAgain.mock.calls.length).toBe(1)
  expect(workers[0]!.hasWork()).toBe(true)
  expect(requestById(db, request.id)?.isWaiting).toBe(true)
})
