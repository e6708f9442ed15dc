import { expect, test } from 'vitest'
import { someProject, temporaryFolder, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { applyRevision, listShots } from '#main/treatment/shot-store.ts'
import type { Library } from '#main/library/library.ts'
import type { ProjectId } from '#model/ids.ts'
import { applyRowChanges, recordRows, type RowChange } from './rows.ts'
import { historyState, listHistory, record, step, type HistoryPlace } from './store.ts'

function shotsOf(library: Library, projectId: ProjectId, prompts: readonly string[]): void {
  const words = { whatHappens: null, cameraMove: null, passage: null, section: null, model: null, id: null }
  const inserted = prompts.map((prompt, position) => ({ position, written: { ...words, prompt } }))
  applyRevision(library.db, projectId, { kept: [], inserted, trashed: [] }, { style: '', negative: '' })
}

function prompts(library: Library, projectId: ProjectId): string[] {
  return listShots(library.db, projectId).map(shot => shot.written.prompt)
}

function stepRows(library: Library, place: HistoryPlace, direction: 'undo' | 'redo'): string | null {
  return step(library.db, place, direction, (diff, to) => applyRowChanges(library.db, diff as RowChange[], to))
}

function setUp(dir = temporaryFolder()) {
  const library = temporaryLibrary(dir)
  const projectId = someProject(library)
  const place: HistoryPlace = { projectId, document: 'treatment' }
  const rows = [{ table: 'shot', where: { project_id: projectId } } as const]
  return { dir, library, projectId, place, rows }
}

test('undoes and redoes a changed cell, and outlives the program', () => {
  const { dir, library, projectId, place, rows } = setUp()
  shotsOf(library, projectId, ['a door', 'a road'])
  recordRows(library.db, { ...place, name: 'Change prompt', rows }, () =>
    library.db.run('UPDATE shot SET prompt = ? WHERE position = 1', ['a wide road']),
  )
  expect(historyState(library.db, place)).toEqual({ undo: 'Change prompt', redo: null })
  const again = temporaryLibrary(dir)
  expect(stepRows(again, place, 'undo')).toBe('Change prompt')
  expect(prompts(again, projectId)).toEqual(['a door', 'a road'])
  expect(historyState(again.db, place)).toEqual({ undo: null, redo: 'Change prompt' })
  expect(stepRows(library, place, 'redo')).toBe('Change prompt')
  expect(prompts(library, projectId)).toEqual(['a door', 'a wide road'])
  expect(stepRows(library, place, 'redo')).toBeNull()
})

test('rows that were made go to the trash where there is one, and come back as they were', () => {
  const { library, projectId, place, rows } = setUp()
  recordRows(library.db, { ...place, name: 'Paste 2 shots', rows }, () => shotsOf(library, projectId, ['a', 'b']))
  stepRows(library, place, 'undo')
  expect(prompts(library, projectId)).toEqual([])
  stepRows(library, place, 'redo')
  expect(prompts(library, projectId)).toEqual(['a', 'b'])
})

test('rows without a trash are removed and written anew', () => {
  const { library, projectId, place } = setUp()
  const rows = [{ table: 'section_words', where: { project_id: projectId } } as const]
  const stories = () => library.db.all<{ story: string }>('SELECT story FROM section_words').map(({ story }) => story)
  const write = (story: string) =>
    recordRows(library.db, { ...place, name: 'Story', rows }, () =>
      library.db.run('INSERT OR REPLACE INTO section_words (project_id, section, story) VALUES (?, ?, ?)', [
        projectId,
        'verse 1',
        story,
      ]),
    )
  write('they meet')
  write('they part')
  stepRows(library, place, 'undo')
  expect(stories()).toEqual(['they meet'])
  stepRows(library, place, 'undo')
  expect(stories()).toEqual([])
  stepRows(library, place, 'redo')
  stepRows(library, place, 'redo')
  expect(stories()).toEqual(['they part'])
})

test('only the named rows and the changed columns are set back', () => {
  const { library, projectId, place } = setUp()
  shotsOf(library, projectId, ['a', 'b'])
  const [first] = listShots(library.db, projectId)
  const rows = [{ table: 'shot', where: { id: [first!.id] } } as const]
  recordRows(library.db, { ...place, name: 'Change prompt', rows }, () => {
    library.db.run(`UPDATE shot SET prompt = prompt || '!'`)
  })
  library.db.run(`UPDATE shot SET camera_move = 'push in'`)
  stepRows(library, place, 'undo')
  expect(listShots(library.db, projectId).map(({ written }) => [written.prompt, written.cameraMove])).toEqual([
    ['a', 'push in'],
    ['b!', 'push in'],
  ])
})

test('a new gesture ends what could be redone; other documents keep theirs', () => {
  const { library, projectId, place } = setUp()
  const other: HistoryPlace = { projectId, document: 'takes' }
  record(library.db, place, { name: 'One', diff: [] })
  record(library.db, other, { name: 'Else', diff: [] })
  step(library.db, place, 'undo', () => {})
  record(library.db, place, { name: 'Two', diff: [] })
  expect(historyState(library.db, place)).toEqual({ undo: 'Two', redo: null })
  expect(historyState(library.db, other)).toEqual({ undo: 'Else', redo: null })
  expect(listHistory(library.db, place, 9)).toEqual({ done: ['Two'], undone: [] })
  step(library.db, place, 'undo', () => {})
  expect(listHistory(library.db, place, 9)).toEqual({ done: [], undone: ['Two'] })
})

test('nothing changed is nothing to undo, and a step that fails stays to be done', () => {
  const { library, projectId, place, rows } = setUp()
  recordRows(library.db, { ...place, name: 'Nothing', rows }, () => {})
  expect(historyState(library.db, place).undo).toBeNull()
  recordRows(library.db, { ...place, name: 'Paste', rows }, () => shotsOf(library, projectId, ['a']))
  const fail = () => {
    throw new Error('no')
  }
  expect(() => step(library.db, place, 'undo', fail)).toThrow('no')
  expect(historyState(library.db, place)).toEqual({ undo: 'Paste', redo: null })
})

test('keeps the newest 2,000 gestures of a document', () => {
  const { library, place } = setUp()
  library.db.transaction(() => {
    for (let count = 1; count <= 2_003; count += 1) record(library.db, place, { name: `Gesture ${count}`, diff: [] })
  })
  const names = library.db.all<{ name: string }>('SELECT name FROM history_entry ORDER BY id').map(({ name }) => name)
  expect([names.length, names[0], names.at(-1)]).toEqual([2_000, 'Gesture 4', 'Gesture 2003'])
})
