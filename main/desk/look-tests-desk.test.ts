import { expect, test } from 'vitest'
import { applyRowChanges, type RowChange } from '#main/history/rows.ts'
import { step } from '#main/history/store.ts'
import { listTakes } from '#main/takes/store.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import type { TakeId } from '#model/ids.ts'
import { takeSeed } from '#model/seed.ts'
import { createLookTestsDesk } from './look-tests-desk.ts'
import { createOutboxDesk } from './outbox-desk.ts'
import { createTakesDesk } from './takes-desk.ts'
import { addProject } from './testing/project-of-shots.ts'

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
