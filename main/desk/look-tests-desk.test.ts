import { expect, test } from 'vitest'
import { applyRowChanges, type RowChange } from '#main/history/rows.ts'
import { step } from '#main/history/store.ts'
import { listTakes } from '#main/takes/store.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import type { TakeId } from '#model/ids.ts'
import { takeSeed } from '#model/seed.ts'
import { createHistoryDesk } from './history-desk.ts'
import { createLookTestsDesk } from './look-tests-desk.ts'
import { createOutboxDesk } from './outbox-desk.ts'
import { plannedFilm } from './sequences/testing/planned-film.ts'
import { createTakesDesk } from './takes-desk.ts'
import { addProject } from './testing/project-of-shots.ts'
import { createTreatmentDesk } from './treatment-desk.ts'

const LOOKS = [
  { style: 'grain', negative: '' },
  { style: 'neon', negative: 'text' },
]
const FREE = { microUsd: 0, unpricedTakes: 0 }

function someDesk() {
  const context = temporaryContext()
  const { db } = context.library
  const { projectId, shotIds } = addProject(context.library, { shots: 4 })
  db.run(`UPDATE project SET style = 'grain', seed = 7`)
  db.run(`UPDATE shot SET style = 'blue', prompt = 'a {red|green} car' WHERE id = ?`, [shotIds[0]!])
  const desk = createLookTestsDesk(context)
  const wish = { projectId, looks: LOOKS, shotIds: shotIds.slice(0, 2) }
  return { context, db, desk, projectId, shotIds, wish }
}

test('W15 each look is asked for on each shot with one seed, at the price that was shown, and none counts as a take of its shot', () => {
  const { context, db, desk, projectId, shotIds, wish } = someDesk()
  expect(desk.newest(projectId)).toBeNull()
  expect(desk.price(wish)).toMatchObject({ takes: 4, ...FREE, obstacles: [] })
  expect(() => desk.ask(wish, { takes: 3, ...FREE })).toThrow(expect.objectContaining({ code: 'outbox/price-changed' }))
  expect(desk.ask(wish, { takes: 4, ...FREE })).toEqual({ asked: 4 })
  const takes = listTakes(db, projectId)
  expect(takes.map(({ take, request }) => [take.shotIds, request?.spec.style, request?.spec.prompt])).toEqual([
    [[], 'grain, blue', 'a red car'],
    [[], 'neon, blue', 'a red car'],
    [[], 'grain', 'prompt 1'],
    [[], 'neon', 'prompt 1'],
  ])
  const told = [...createTakesDesk(context).list(projectId, false)].map(({ triedLook }) => triedLook)
  expect(told).toEqual([1, 1, 2, 2].map((shotNumber, index) => ({ number: 1 + (index % 2), shotNumber })))
  const seeds = takes.map(({ request }) => request!.spec.seed)
  expect(seeds).toEqual([1, 1, 2, 2].map(serial => takeSeed(7, serial, 1)))
  const round = { projectId, shots: { kind: 'without-takes' }, takesPerShot: 1, model: null } as const
  expect(createOutboxDesk(context).price(round).rounds.withoutTakes).toBe(4)
  expect(desk.newest(projectId)).toMatchObject({
    inUse: 0,
    looks: [
      { style: ['grain'], negative: [] },
      { style: ['neon'], negative: ['text'] },
    ],
    shots: [{ id: shotIds[0], number: 1 }, { id: shotIds[1] }],
    takes: takes.map(({ take }, index) => ({ takeId: take.id, shotId: shotIds[index >> 1], look: index % 2 })),
  })
})

test('W15 equal looks, and shots that are gone, are refused before anything is asked', () => {
  const { db, desk, wish } = someDesk()
  expect(() => desk.price({ ...wish, looks: [LOOKS[0]!, { style: ' Grain', negative: '' }] })).toThrow(
    'Two of these looks have the same words.',
  )
  expect(() => desk.price({ ...wish, shotIds: ['gone' as never] })).toThrow('not in the treatment any more')
  expect(db.all('SELECT id FROM take')).toEqual([])
})

test('W15 the look of a circled take is the film’s, and the take its shot’s, until one step of undo', () => {
  const { context, db, desk, projectId, shotIds, wish } = someDesk()
  desk.ask(wish, { takes: 4, ...FREE })
  const [, neon] = listTakes(db, projectId).map(({ take }) => take.id) as [TakeId, TakeId]
  createTakesDesk(context).judge({ projectId, takeIds: [neon], judgement: 'rejected' })
  const standing = () => ({
    film: db.get('SELECT style, negative FROM project'),
    take: db.get('SELECT judgement FROM take WHERE id = ?', [neon]),
    shots: db.all('SELECT shot_id AS id FROM take_shot'),
  })
  const before = standing()
  desk.choose(projectId, neon)
  expect(standing()).toEqual({
    film: { style: 'neon', negative: 'text' },
    take: { judgement: 'circled' },
    shots: [{ id: shotIds[0] }],
  })
  expect(desk.newest(projectId)).toMatchObject({ inUse: 1 })
  step(db, { projectId, document: 'treatment' }, 'undo', (diff, to) => applyRowChanges(db, diff as RowChange[], to))
  expect(standing()).toEqual(before)
  expect(() => desk.choose(projectId, 'gone' as TakeId)).toThrow(expect.objectContaining({ code: 'take/unknown' }))
})

test('W15 a take that was deleted meanwhile cannot be circled', () => {
  const { context, db, desk, projectId, wish } = someDesk()
  desk.ask(wish, { takes: 4, ...FREE })
  const { id } = listTakes(db, projectId)[1]!.take
  createTakesDesk(context).trash({ projectId, takeIds: [id] })
  expect(() => desk.choose(projectId, id)).toThrow(expect.objectContaining({ code: 'take/unknown' }))
  expect(db.get('SELECT style FROM project')).toEqual({ style: 'grain' })
})

test('W15 a shot has one circled take, also when the choice of a look is undone after another was circled', () => {
  const { context, db, desk, projectId, shotIds, wish } = someDesk()
  const takesDesk = createTakesDesk(context)
  const history = createHistoryDesk(context)
  desk.ask(wish, { takes: 4, ...FREE })
  const [grain, neon, other] = listTakes(db, projectId).map(({ take }) => take.id) as [TakeId, TakeId, TakeId]
  const circled = () => db.all<{ id: TakeId }>(`SELECT id FROM take WHERE judgement = 'circled'`).map(({ id }) => id)
  takesDesk.setShots({ projectId, takeIds: [grain, other], shotIds: [shotIds[0]!] })
  takesDesk.judge({ projectId, takeIds: [grain], judgement: 'circled' })
  desk.choose(projectId, neon)
  expect(circled()).toEqual([neon])
  takesDesk.judge({ projectId, takeIds: [other], judgement: 'circled' })
  history.undo({ projectId, document: 'treatment' })
  expect(circled()).toEqual([grain])
  takesDesk.judge({ projectId, takeIds: [other], judgement: 'circled' })
  history.redo({ projectId, document: 'treatment' })
  expect(circled()).toEqual([neon])
})

test('W15 a shot that was never laid out is tried with the words of the section it is laid out in', () => {
  const context = temporaryContext()
  const { db } = context.library
  const { projectId, shotIds } = plannedFilm(context, 4)
  db.run('UPDATE shot SET start_frame = NULL, end_frame = NULL, ask_ticks = NULL')
  const treatment = createTreatmentDesk(context)
  for (const section of ['verse 1', 'chorus 1'])
    treatment.setLook(projectId, { kind: 'section', section }, { style: [`as in ${section}`] })
  const wish = { projectId, looks: LOOKS, shotIds: [shotIds[0]!, shotIds[3]!] }
  createLookTestsDesk(context).ask(wish, { takes: 4, ...FREE })
  expect(listTakes(db, projectId).map(({ request }) => request?.spec.style)).toEqual([
    'grain, as in verse 1',
    'neon, as in verse 1',
    'grain, as in chorus 1',
    'neon, as in chorus 1',
  ])
})

test('W3 a new name of a variable stands in the looks that were tried, until undo', () => {
  const { context, db, desk, projectId, wish } = someDesk()
  const treatment = createTreatmentDesk(context)
  const id = treatment.addVariable(projectId, { group: 'place', name: 'town' }, 'a harbour')
  const look = { style: 'neon, {{Place.town}} by "night"', negative: '' }
  desk.ask({ ...wish, looks: [look, LOOKS[0]!] }, { takes: 4, ...FREE })
  const [take] = listTakes(db, projectId).map(({ take }) => take.id)
  treatment.renameVariable(projectId, id, { group: 'place', name: 'port' })
  const style = () => desk.newest(projectId)?.looks[0]?.style
  expect(style()).toEqual(['neon', '{{place.port}} by "night"'])
  step(db, { projectId, document: 'treatment' }, 'undo', (diff, to) => applyRowChanges(db, diff as RowChange[], to))
  expect(style()).toEqual(['neon', '{{Place.town}} by "night"'])
  desk.choose(projectId, take!)
  expect(db.get('SELECT style FROM project')).toEqual({ style: look.style })
})
