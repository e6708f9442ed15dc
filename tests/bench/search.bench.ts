import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, test } from 'vitest'
import { openLibrary } from '#main/library/library.ts'
import { listTakes } from '#main/takes/store.ts'
import { seededUnit } from '#model/seed.ts'

const PROJECTS = 200
const SHOTS_PER_PROJECT = 50
const TAKES_PER_SHOT = 10
const WORDS_PER_PROMPT = 25
const WORD_COUNT = 4_000

const dir = mkdtempSync(join(tmpdir(), 'flythrough-bench-'))
const library = openLibrary(dir, { log: () => {} })
const { db, projects } = library
const projectIds = fill()
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
  ['a new note on a take', () => db.run(`UPDATE take SET notes = notes || 'x' WHERE id = 'take-77-3-3'`)],
]

test('a library of 200 projects and 100,000 takes', async ({ bench }) => {
  for (const [name, work] of GESTURES) await bench(name, work).run({ iterations: 10, time: 200 })
})

/** Words as common as in speech: the n-th comes about 1/n as often as the first. */
function promptOf(seed: number): string {
  const words = Array.from({ length: WORDS_PER_PROMPT }, (_, index) =>
    wordOf(Math.floor(WORD_COUNT ** seededUnit(seed, `word ${index}`)) - 1),
  )
  return words.join(' ')
}

function wordOf(rank: number): string {
  const letters = 'bcdfghklmnprstvw'
  const vowels = 'aeiou'
  let word = ''
  for (let rest = rank * 7_919 + 12_345; rest > 0; rest = Math.floor(rest / 80)) {
    word += `${letters[rest % 16]}${vowels[Math.floor(rest / 16) % 5]}`
  }
  return word
}

function fill(): ReturnType<typeof ids> {
  db.transaction(() => {
    for (let project = 0; project < PROJECTS; project += 1) fillProject(project)
  })
  return ids()
}

function ids() {
  return projects.list().map(({ id }) => id)
}

function fillProject(project: number): void {
  const rate = { numerator: 24, denominator: 1 }
  const { id } = projects.create({ title: `Film ${project}`, songId: null, seed: 1, rate, width: 640, height: 360 })
  for (let shot = 0; shot < SHOTS_PER_PROJECT; shot += 1) {
    const shotId = `shot-${project}-${shot}`
    const prompt = promptOf(project * 1_000 + shot)
    db.run('INSERT INTO shot (id, project_id, serial, position, prompt, created_at_ms) VALUES (?, ?, ?, ?, ?, ?)', [
      shotId,
      id,
      shot + 1,
      shot,
      prompt,
      1,
    ])
    for (let take = 0; take < TAKES_PER_SHOT; take += 1) {
      const takeId = `take-${project}-${shot}-${take}`
      db.run('INSERT INTO take (id, project_id, number, judgement, prompt, created_at_ms) VALUES (?, ?, ?, ?, ?, ?)', [
        takeId,
        id,
        take + 1,
        take === 0 ? 'circled' : 'unseen',
        promptOf(project * 100_000 + shot * 100 + take),
        take,
      ])
      db.run('INSERT INTO take_shot (take_id, shot_id) VALUES (?, ?)', [takeId, shotId])
    }
  }
}
