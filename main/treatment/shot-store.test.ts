import { expect, test } from 'vitest'
import { someProject, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import type { Revision } from '#model/identity/match-shots.ts'
import type { Compromise } from '#model/plan/plan.ts'
import type { Shot } from '#model/shot.ts'
import { ticks } from '#model/time.ts'
import type { TreatmentShot } from '#model/treatment.ts'
import {
  LIST_SHOTS_SQL,
  applyRevision,
  forgetPlaces,
  listShots,
  listTrashedShots,
  loadProjectTreatment,
  savePlan,
} from './shot-store.ts'

const WORDS = { style: 'film grain', negative: 'text' }
const NOTHING: Revision = { kept: [], inserted: [], trashed: [] }

function writtenAs(prompt: string): TreatmentShot {
  return { id: null, prompt, whatHappens: null, cameraMove: 'forward', passage: null, section: 'verse', model: null }
}

const inserting = (...prompts: string[]): Revision => ({
  ...NOTHING,
  inserted: prompts.map((prompt, position) => ({ position, written: writtenAs(prompt) })),
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
  expect(loadProjectTreatment(db, projectId)).toMatchObject({ ...WORDS, planFingerprint: null, compromises: [] })
})

test('a revision keeps, rewrites, moves, adds and trashes in one go, and no serial comes twice', () => {
  const { db, projectId, shots } = projectWith('a', 'b', 'c')
  const [a, b, c] = shots as [Shot, Shot, Shot]
  const revised = applyRevision(
    db,
    projectId,
    {
      kept: [
        { shotId: c.id, position: 0, written: c.written },
        { shotId: a.id, position: 2, written: writtenAs('a, but at night') },
      ],
      inserted: [{ position: 1, written: writtenAs('new') }],
      trashed: [b.id],
    },
    WORDS,
  )
  expect(inShort(revised)).toEqual(['3 c', '4 new', '1 a, but at night'])
})

test('what comes back out of the trash is the shot it was; those trashed last come first', () => {
  const { db, projectId, shots } = projectWith('a', 'b', 'c')
  const [a, b, c] = shots as [Shot, Shot, Shot]
  applyRevision(db, projectId, { ...NOTHING, trashed: [b.id] }, WORDS)
  db.run('UPDATE shot SET trashed_at_ms = trashed_at_ms - 1 WHERE id = ?', [b.id])
  applyRevision(db, projectId, { ...NOTHING, trashed: [c.id, a.id] }, WORDS)
  expect(inShort(listTrashedShots(db, projectId))).toEqual(['1 a', '3 c', '2 b'])
  const back = applyRevision(
    db,
    projectId,
    {
      kept: [{ shotId: b.id, position: 0, written: writtenAs('b again') }],
      inserted: [{ position: 1, written: writtenAs('d') }],
      trashed: [],
    },
    WORDS,
  )
  expect(inShort(back)).toEqual(['2 b again', '4 d'])
  expect(inShort(listTrashedShots(db, projectId))).toEqual(['1 a', '3 c'])
})

test("a revision touches no other project's shots", () => {
  const { library, db, projectId, shots } = projectWith('a')
  const other = someProject(library, 'Other')
  applyRevision(db, other, { ...NOTHING, trashed: shots.map(({ id }) => id) }, WORDS)
  expect(listShots(db, projectId)).toEqual(shots)
})

test('a plan is kept with what it was made from and what was given up, until it is forgotten', () => {
  const { db, projectId, shots } = projectWith('a', 'b')
  const [a, b] = shots as [Shot, Shot]
  const compromises: Compromise[] = [{ rule: 'beat', shot: 2, frame: 96, message: 'Shot 2 begins off the beat.' }]
  savePlan(db, projectId, {
    places: [
      { shotId: a.id, place: { startFrame: 0, endFrame: 96 }, askTicks: ticks(3_528_000_000) },
      { shotId: b.id, place: { startFrame: 96, endFrame: 150 }, askTicks: ticks(2_822_400_000) },
    ],
    compromises,
    fingerprint: 'f00d',
  })
  expect(listShots(db, projectId).map(({ place, askTicks }) => [place, askTicks])).toEqual([
    [{ startFrame: 0, endFrame: 96 }, 3_528_000_000],
    [{ startFrame: 96, endFrame: 150 }, 2_822_400_000],
  ])
  expect(loadProjectTreatment(db, projectId)).toMatchObject({ ...WORDS, planFingerprint: 'f00d', compromises })
  applyRevision(db, projectId, { ...NOTHING, trashed: [a.id] }, WORDS)
  forgetPlaces(db, projectId)
  const all = [...listShots(db, projectId), ...listTrashedShots(db, projectId)]
  expect(all.map(({ place, askTicks }) => [place, askTicks])).toEqual([
    [null, null],
    [null, null],
  ])
})

test('the shots of a project are found by index, in order', () => {
  const { db } = temporaryLibrary()
  const plan = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${LIST_SHOTS_SQL}`, ['p'])
  expect(plan.map(({ detail }) => detail)).toEqual(['SEARCH shot USING INDEX shot_order (project_id=?)'])
})
