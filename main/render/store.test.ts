import { expect, test } from 'vitest'
import { acquireLease } from '#main/library/lease.ts'
import { someProject, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import type { SequenceId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import { beginRender, closeAbandonedRenders } from './store.ts'

test('who has lost the lease cannot end a render over the word of who has it now', async () => {
  const library = temporaryLibrary()
  const { db } = library
  const projectId = someProject(library)
  const id = 'cut' as SequenceId
  db.run(
    `INSERT INTO sequence (id, project_id, name, document_json, assembled_hash, revision, created_at_ms)
     VALUES (?, ?, 'Cut', '{}', 'hash', 1, 0)`,
    [id, projectId],
  )
  const old = await acquireLease(db)
  const wanted = { sequence: { id, projectId } as Sequence, settings: {}, outputPath: '/film.mp4' }
  const book = beginRender(db, old, wanted)
  db.run('UPDATE runner_lease SET fence = fence + 1, holder = NULL')
  closeAbandonedRenders(db, await acquireLease(db))
  expect(() => book.end({ state: 'done', facts: {} })).toThrow(expect.objectContaining({ code: 'library/lease-lost' }))
  expect(() => beginRender(db, old, wanted)).toThrow(expect.objectContaining({ code: 'library/lease-lost' }))
  expect(db.all('SELECT state FROM render')).toEqual([{ state: 'stopped' }])
})
