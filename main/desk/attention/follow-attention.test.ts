import { expect, test } from 'vitest'
import { createChangeFollower } from '#main/library/change-counts.ts'
import type { Library } from '#main/library/library.ts'
import { someProject, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { followAttention } from './follow-attention.ts'

function desktop() {
  const library = temporaryLibrary()
  const projectId = someProject(library, 'Sodium')
  const closer = new AbortController()
  const shown = { messages: [] as string[], progress: [] as (number | null)[], isAwake: false }
  let tellRender: (progress: { doneFrames: number; totalFrames: number }) => void = () => {}
  followAttention({
    db: library.db,
    follow: createChangeFollower(library.db),
    shell: {
      notify: ({ title, body }) => shown.messages.push(`${title}. ${body}`),
      setProgress: fraction => shown.progress.push(fraction),
      keepAwake: isAwake => (shown.isAwake = isAwake),
    },
    followRender(listener) {
      tellRender = listener
      return () => (tellRender = () => {})
    },
    closing: closer.signal,
    gatherMs: 10,
  })
  const render = (doneFrames: number): void => tellRender({ doneFrames, totalFrames: 100 })
  return { library, projectId, shown, render, close: () => closer.abort() }
}

function begin({ db }: Library, projectId: string, id: string) {
  db.run(
    `INSERT OR IGNORE INTO sequence (id, project_id, name, document_json, assembled_hash, revision, created_at_ms)
     VALUES ('s', ?, 'Cut', '{}', '', 1, 0)`,
    [projectId],
  )
  db.run(
    `INSERT INTO render (id, project_id, sequence_id, settings_json, output_path, state, created_at_ms)
     VALUES (?, ?, 's', '{}', ?, 'running', 0)`,
    [id, projectId, `/films/${id}.mp4`],
  )
}

function ask({ db }: Library, projectId: string, id: string, state: string) {
  db.run('INSERT INTO take (id, project_id, number, created_at_ms) VALUES (?, ?, 1, 0)', [id, projectId])
  db.run(
    `INSERT INTO request (id, project_id, take_id, provider, spec_json, state, created_at_ms, updated_at_ms)
     VALUES (?, ?, ?, 'animatic', '{}', ?, 0, 0)`,
    [id, projectId, id, state],
  )
}

test('a render shows how far it is, keeps its machine awake and tells how it came out', () => {
  const { library, projectId, shown, render } = desktop()
  library.db.run('UPDATE runner_lease SET holder = ?, pid = ?', ['me', process.pid])
  begin(library, projectId, 'film')
  expect(shown).toMatchObject({ isAwake: true, messages: [] })
  render(40)
  expect(shown.progress.at(-1)).toBe(0.4)
  library.db.run("UPDATE render SET state = 'done'")
  expect(shown).toMatchObject({ isAwake: false, messages: ['Sodium is rendered. film.mp4'] })
  expect(shown.progress.at(-1)).toBeNull()

  begin(library, projectId, 'second')
  expect(shown.progress.at(-1)).toBe(0)
  library.db.run("UPDATE render SET state = 'failed', failure_message = 'The disk is full.' WHERE id = 'second'")
  expect(shown.messages.at(-1)).toBe('Sodium could not be rendered. The disk is full.')

  begin(library, projectId, 'third')
  library.db.run("UPDATE render SET state = 'stopped' WHERE id = 'third'")
  expect(shown.messages).toHaveLength(2)
})

test('another process’s work is shown, and is its own to stay awake for', () => {
  const { library, projectId, shown } = desktop()
  library.db.run('UPDATE runner_lease SET holder = ?, pid = ?', ['other', process.pid + 1])
  begin(library, projectId, 'film')
  expect(shown).toMatchObject({ isAwake: false, progress: [null, 0] })
})

test('requests that fail together are told together; what is tried again by itself is not told', async () => {
  const { library, projectId, shown } = desktop()
  for (const id of ['a', 'b', 'c', 'd']) ask(library, projectId, id, 'running')
  library.db.run("UPDATE request SET progress = 0.5 WHERE id IN ('a', 'b')")
  expect(shown.progress.at(-1)).toBe(0.25)
  library.db.run("UPDATE request SET state = 'failed', failure_message = 'The service is down.' WHERE id = 'a'")
  library.db.run("UPDATE request SET state = 'refused' WHERE id = 'b'")
  library.db.run("UPDATE request SET state = 'failed', retry_at_ms = 1 WHERE id = 'c'")
  library.db.run("UPDATE request SET state = 'ready' WHERE id = 'd'")
  expect(shown.messages).toEqual([])
  await expect.poll(() => shown.messages).toEqual(['Sodium: 2 takes could not be made. The service is down.'])
})

test('what may have been sent is told of once nobody looks for it any more', async () => {
  const { library, projectId, shown } = desktop()
  ask(library, projectId, 'a', 'sending')
  ask(library, projectId, 'b', 'sending')
  const found = "UPDATE request SET state = 'uncertain', failure_message = 'It may have arrived.', retry_at_ms"
  library.db.run(`${found} = 1`)
  library.db.run("UPDATE request SET state = 'failed', failure_message = 'No.', retry_at_ms = NULL WHERE id = 'b'")
  await expect.poll(() => shown.messages).toEqual(['Sodium: A take could not be made. No.'])
  library.db.run(`${found} = NULL WHERE id = 'a'`)
  await expect.poll(() => shown.messages[1]).toBe('Sodium: Not sure that a take was sent. It may have arrived.')
})

test('nothing is left of it when the studio closes', () => {
  const { library, projectId, shown, close } = desktop()
  begin(library, projectId, 'film')
  close()
  expect(shown).toMatchObject({ isAwake: false })
  expect(shown.progress.at(-1)).toBeNull()
  library.db.run("UPDATE render SET state = 'done'")
  expect(shown.messages).toEqual([])
})
