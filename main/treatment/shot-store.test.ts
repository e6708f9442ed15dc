import { expect, test } from 'vitest'
import { someProject, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import type { Shot } from '#model/shot.ts'
import { ticks } from '#model/time.ts'
import type { TreatmentShot } from '#model/treatment.ts'
import { type ShotRevision, applyRevision, listShots, loadProjectTreatment, savePlan } from './shot-store.ts'

const WORDS = { style: 'film grain', negative: 'text' }
const NOTHING: ShotRevision = { keep: [], update: [], insert: [], trash: [] }

function writtenAs(prompt: string): TreatmentShot {
  return { id: null, prompt, whatHappens: null, cameraMove: 'forward', passage: null, section: 'verse', model: null }
}

const inserting = (...prompts: string[]): ShotRevision => ({
  ...NOTHING,
  insert: prompts.map((prompt, position) => ({ position, written: writtenAs(prompt) })),
})

const inShort = (shots: readonly Shot[]): string[] => shots.map(shot => `${shot.serial} ${shot.written.prompt}`)

function projectWith(...prompts: string[]) {
  const library = temporaryLibrary()
  const projectId = someProject(library)
  return {
    library,
    db: library.db,
    projectId,
    shots: applyRevision(library.db, projectId, inserting(...prompts), WORDS),
  }
}

test('shots come back as written, in the order of the film', () => {
  const { db, projectId, shots } = projectWith('a', 'b')
  expect(shots).toEqual([
    expect.objectContaining({
      projectId,
      serial: 1,
      position: 0,
      written: writtenAs('a'),
      place: null,
      askTicks: null,
    }),
    expect.objectContaining({ projectId, serial: 2, position: 1, written: writtenAs('b') }),
  ])
  expect(listShots(db, projectId)).toEqual(shots)
  expect(loadProjectTreatment(db, projectId)).toEqual({ ...WORDS, planFingerprint: null, compromises: [] })
})

test('a revision keeps, rewrites, moves, adds and trashes in one go, and no serial comes twice', () => {
  const { db, projectId, shots } = projectWith('a', 'b', 'c')
  const [a, b, c] = shots.map(({ id }) => id)
  const revised = applyRevision(
    db,
    projectId,
    {
      keep: [{ id: c!, position: 0 }],
      update: [{ id: a!, position: 2, written: writtenAs('a, but at night') }],
      insert: [{ position: 1, written: writtenAs('new') }],
      trash: [b!],
    },
    WORDS,
  )
  expect(inShort(revised)).toEqual(['3 c', '4 new', '1 a, but at night'])

  const fewer = applyRevision(
    db,
    projectId,
    { ...NOTHING, keep: [{ id: c!, position: 0 }], trash: [a!, revised[1]!.id] },
    WORDS,
  )
  expect(inShort(fewer)).toEqual(['3 c'])
  const back = applyRevision(
    db,
    projectId,
    {
      ...NOTHING,
      update: [{ id: b!, position: 1, written: writtenAs('b again') }],
      insert: [{ position: 2, written: writtenAs('d') }],
    },
    WORDS,
  )
  expect(inShort(back)).toEqual(['3 c', '2 b again', '5 d'])
})

test("a revision touches no other project's shots", () => {
  const { library, db, projectId, shots } = projectWith('a')
  const other = someProject(library, 'Other')
  applyRevision(db, other, { ...NOTHING, trash: shots.map(({ id }) => id) }, WORDS)
  expect(listShots(db, projectId)).toEqual(shots)
})

test('a plan is kept with what it was made from and what was given up', () => {
  const { db, projectId, shots } = projectWith('a', 'b')
  const [a, b] = shots
  const compromises = loadProjectTreatment(db, projectId).compromises
  savePlan(db, projectId, {
    places: [
      { shotId: a!.id, place: { startFrame: 0, endFrame: 96 }, askTicks: ticks(3_528_000_000) },
      { shotId: b!.id, place: { startFrame: 96, endFrame: 150 }, askTicks: ticks(2_822_400_000) },
    ],
    compromises,
    fingerprint: 'f00d',
  })
  expect(listShots(db, projectId).map(({ place, askTicks }) => [place, askTicks])).toEqual([
    [{ startFrame: 0, endFrame: 96 }, 3_528_000_000],
    [{ startFrame: 96, endFrame: 150 }, 2_822_400_000],
  ])
  expect(loadProjectTreatment(db, projectId).planFingerprint).toBe('f00d')
})

test('the shots of a project are found by index, in order', () => {
  const { db } = temporaryLibrary()
  const sql = 'SELECT * FROM shot WHERE project_id = ? AND trashed_at_ms IS NULL ORDER BY position'
  const plan = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ['p'])
  expect(plan.map(({ detail }) => detail)).toEqual(['SEARCH shot USING INDEX shot_order (project_id=?)'])
})
