import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, test } from 'vitest'
import { openLibrary } from '#main/library/library.ts'
import { searchTakes } from '#main/library/search.ts'
import { listTakes } from '#main/takes/store.ts'
import { fillLibrary, wordOf } from './big-library.ts'

const dir = mkdtempSync(join(tmpdir(), 'flythrough-bench-'))
const library = openLibrary(dir, { log: () => {} })
const { db, projects } = library
fillLibrary(library)
const projectIds = projects.list().map(({ id }) => id)
afterAll(() => {
  library.close()
  rmSync(dir, { recursive: true })
})

/** What a person does to a library of 200 projects and 100,000 takes. */
const GESTURES: readonly (readonly [name: string, work: () => unknown])[] = [
  ['the list of projects', () => projects.list()],
  ['the takes of one project (500)', () => listTakes(db, projectIds[7]!)],
  ['search: a common word, best first', () => projects.search(wordOf(3))],
  ['search: two words, best first', () => projects.search(`${wordOf(3)} ${wordOf(40)}`)],
  ['search: a beginning of three letters, best first', () => projects.search(wordOf(3).slice(0, 3))],
  ['search: a beginning of two letters, newest first', () => projects.search(wordOf(3).slice(0, 2))],
  ['search: one letter, newest first', () => projects.search(wordOf(3).slice(0, 1))],
  ['search: two single letters, newest first', () => projects.search('c b')],
  ['search: a rare word and one letter, newest first', () => projects.search(`${wordOf(3_999)} c`)],
  ['takes of one project: a common word', () => searchTakes(db, projectIds[7]!, wordOf(3))],
  ['takes of one project: look words that all takes were sent', () => searchTakes(db, projectIds[7]!, 'film grain')],
  ['takes of one project: a model', () => searchTakes(db, projectIds[7]!, 'seed', ['fal/seedance-2.0'])],
  ['takes of one project: a job', () => searchTakes(db, projectIds[7]!, 'job-take-7-3-3')],
  ['takes of one project: one letter', () => searchTakes(db, projectIds[7]!, wordOf(3).slice(0, 1))],
  ['a new note on a take', () => db.run(`UPDATE take SET notes = notes || 'x' WHERE id = 'take-77-3-3'`)],
]

test('a library of 200 projects and 100,000 takes', async ({ bench }) => {
  for (const [name, work] of GESTURES) await bench(name, work).run({ iterations: 10, time: 200 })
})
