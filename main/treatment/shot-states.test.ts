import { expect, test } from 'vitest'
import { someProject, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import type { ShotId } from '#model/ids.ts'
import { shotProgress } from './shot-states.ts'

test('a shot is as far as the best of what became of its requests', () => {
  const library = temporaryLibrary()
  const { db } = library
  const projectId = someProject(library)
  const shotId = 'shot' as ShotId
  db.run(
    `INSERT INTO shot (id, project_id, serial, position, prompt, created_at_ms) VALUES (?, ?, 1, 0, 'a door', 1)`,
    [...[shotId, projectId]],
  )
  const states: string[] = []
  for (const state of ['cancelled', 'failed', 'uncertain', 'queued', 'accepted']) {
    db.run('INSERT INTO take (id, project_id, number, created_at_ms) VALUES (?, ?, 1, 1)', [state, projectId])
    db.run('INSERT INTO take_shot (take_id, shot_id) VALUES (?, ?)', [state, shotId])
    db.run(
      `INSERT INTO request (id, project_id, shot_id, take_id, provider, spec_json, state, created_at_ms, updated_at_ms)
       VALUES (?, ?, ?, ?, 'cloud', '{}', ?, 1, 1)`,
      [state, projectId, shotId, state, state],
    )
    states.push(shotProgress(db, projectId).get(shotId)!.state)
  }
  expect(states).toEqual(['no-take', 'failed', 'uncertain', 'waiting', 'running'])
})
