import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyRevision } from '#main/treatment/shot-store.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import type { Library } from './library.ts'
import { BEST_FIRST_SQL, NEWEST_FIRST_SQL } from './search.ts'
import { someProject, temporaryLibrary } from './testing/temporary-library.ts'

function addShot(library: Library, projectId: ProjectId, prompt: string, position = 0): ShotId {
  const written = { id: null, prompt, whatHappens: null, cameraMove: null, passage: null, section: null, model: null }
  const words = { style: '', negative: '' }
  const shots = applyRevision(
    library.db,
    projectId,
    { kept: [], inserted: [{ position, written }], trashed: [] },
    words,
  )
  return shots.toSorted((a, b) => b.serial - a.serial)[0]!.id
}

let takeCount = 0
function addTake(library: Library, projectId: ProjectId, prompt: string, tags = '', notes = ''): string {
  const id = `take ${(takeCount += 1)}`
  library.db.run(
    'INSERT INTO take (id, project_id, number, prompt, tags, notes, created_at_ms) VALUES (?, ?, 1, ?, ?, ?, 1)',
    [id, projectId, prompt, tags, notes],
  )
  return id
}

const textsFor = (library: Library, text: string): string[] => library.projects.search(text).map(found => found.text)

test('projects, shots and takes are found by the beginnings of their words, whatever the case and accents', () => {
  const library = temporaryLibrary()
  const projectId = someProject(library, 'Das Café')
  const shotId = addShot(library, projectId, 'Fly through the bubble')
  const takeId = addTake(library, projectId, 'bubbling water', 'wet', 'a bit dark')
  const found = { projectId, projectTitle: 'Das Café' }
  expect(library.projects.search('CAFE')).toEqual([{ ...found, kind: 'project', text: 'Das Café' }])
  expect(library.projects.search('bub fly')).toEqual([
    { ...found, kind: 'shot', shotId, text: 'Fly through the bubble' },
  ])
  expect(library.projects.search('dark')).toEqual([{ ...found, kind: 'take', takeId, text: 'bubbling water' }])
  expect(textsFor(library, 'bubb').toSorted()).toEqual(['Fly through the bubble', 'bubbling water'])
  expect(textsFor(library, 'ubble')).toEqual([])
})

test('what is changed is found by its new words only, what is trashed not at all', () => {
  const library = temporaryLibrary()
  const projectId = someProject(library, 'Alpha')
  const shotId = addShot(library, projectId, 'gamma')
  const takeId = addTake(library, projectId, 'delta')
  library.projects.rename(projectId, 'Beta')
  library.db.run(`UPDATE shot SET prompt = 'epsilon', what_happens = 'it pops' WHERE id = ?`, [shotId])
  library.db.run(`UPDATE take SET notes = 'lovely' WHERE id = ?`, [takeId])
  expect(['alpha', 'gamma'].flatMap(text => textsFor(library, text))).toEqual([])
  expect(['beta', 'pops', 'lovely', 'delta'].flatMap(text => textsFor(library, text))).toEqual([
    'Beta',
    'epsilon',
    'delta',
    'delta',
  ])
  library.db.run('UPDATE take SET trashed_at_ms = 1 WHERE id = ?', [takeId])
  expect(textsFor(library, 'delta')).toEqual([])
  library.projects.trash(projectId)
  expect(['beta', 'epsilon'].flatMap(text => textsFor(library, text))).toEqual([])
  library.projects.restore(projectId)
  expect(textsFor(library, 'epsilon')).toEqual(['epsilon'])
})

test('words come best first, beginnings of one or two letters newest first, fifty at most', () => {
  const library = temporaryLibrary()
  const projectId = someProject(library, 'P')
  addTake(library, projectId, `harbour ${'and other words '.repeat(20)}`)
  addTake(library, projectId, 'harbour')
  addTake(library, projectId, `harbour ${'and many more words '.repeat(20)}`)
  expect(textsFor(library, 'harbour')[0]).toBe('harbour')
  expect(textsFor(library, 'ha')[0]).toMatch(/^harbour and many/)
  for (let count = 0; count < 60; count += 1) addTake(library, projectId, `street ${count}`)
  expect(library.projects.search('street')).toHaveLength(50)
  expect(textsFor(library, 's').slice(0, 2)).toEqual(['street 59', 'street 58'])
})

test('projects that are called so stand before all that only says so', () => {
  const library = temporaryLibrary()
  const projectId = someProject(library, 'Night Bus Home')
  for (let count = 0; count < 60; count += 1) addTake(library, projectId, `night ${count}`)
  for (const text of ['n', 'ni', 'night', 'night bus']) expect(textsFor(library, text)[0]).toBe('Night Bus Home')
  expect(textsFor(library, 'night')).toHaveLength(50)
  expect(textsFor(library, 'night').filter(text => text === 'Night Bus Home')).toHaveLength(1)
})

test('punctuation inside a word asks for its parts side by side', () => {
  const library = temporaryLibrary()
  const projectId = someProject(library, 'P')
  addTake(library, projectId, 'one fly-through shot')
  addTake(library, projectId, 'through the fly')
  expect(textsFor(library, 'fly-thr')).toEqual(['one fly-through shot'])
  expect(textsFor(library, '(through) "fly, OR')).toEqual([])
  expect(textsFor(library, '(through) - "fly,')).toHaveLength(2)
})

test('no text can make the search fail', () => {
  const { projects } = temporaryLibrary()
  for (const text of [
    '',
    '"',
    '""',
    '*',
    'a*',
    'AND',
    'title:',
    '(',
    'NEAR(',
    '-',
    '^',
    "'",
    '\0',
    '🎬',
    'a\0b',
    '\uD800',
  ]) {
    expect(projects.search(text)).toEqual([])
  }
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => projects.search(text).length === 0))
})

/** Spans of Unicode that prompts are written in. Of what came to it after 2012 the index knows no letters, so none of that. */
const SPANS = [
  '20-7e a0-24f 300-36f 386-3ff 400-4ff 5d0-5ea 620-64a',
  '905-939 e01-e3a 3041-3096 30a1-30fa 4e00-9fcb ac00-d7a3 1f300-1f5ff',
]
const anyCharacter = fc
  .oneof(
    ...SPANS.join(' ')
      .split(' ')
      .map(span => span.split('-').map(code => Number.parseInt(code, 16)))
      .map(([min = 0, max = 0]) => fc.integer({ min, max })),
  )
  .map(code => String.fromCodePoint(code))

test('every prompt is found by any of its own words', () => {
  const library = temporaryLibrary()
  const projectId = someProject(library, 'P')
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 30 }), prompt => {
      const id = addTake(library, projectId, prompt)
      for (const word of prompt.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word))) {
        expect(library.projects.search(word)).toContainEqual(expect.objectContaining({ takeId: id }))
      }
      library.db.run('UPDATE take SET trashed_at_ms = 1 WHERE id = ?', [id])
    }),
    { numRuns: 60 },
  )
})

test.each([BEST_FIRST_SQL, NEWEST_FIRST_SQL])('a search looks up each hit by its key', sql => {
  const { db } = temporaryLibrary()
  const plan = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ['"a"*']).map(({ detail }) => detail)
  expect(plan).toEqual([
    expect.stringMatching(/^SCAN search_text VIRTUAL TABLE INDEX/),
    'SEARCH search_entry USING INTEGER PRIMARY KEY (rowid=?)',
    'SEARCH take USING INDEX sqlite_autoindex_take_1 (id=?) LEFT-JOIN',
    'SEARCH shot USING INDEX sqlite_autoindex_shot_1 (id=?) LEFT-JOIN',
    'SEARCH project USING INDEX sqlite_autoindex_project_1 (id=?)',
  ])
})
