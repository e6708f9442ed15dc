import { expect, test } from 'vitest'
import { applyRowChanges, type RowChange } from '#main/history/rows.ts'
import { step } from '#main/history/store.ts'
import { ask } from '#main/outbox/store.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import { modelById, serviceById, type ModelEntry } from '#model/catalogue.ts'
import type { RemakeOf } from '#model/contract/take-remake.ts'
import type { MediaId, ShotId, TakeId } from '#model/ids.ts'
import type { RequestSpec } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { createTakesDesk } from '../takes-desk.ts'
import { addProject } from '../testing/project-of-shots.ts'

type Asked = { spec: RequestSpec; parentId: TakeId | null; shotId: ShotId; estimate: number | null }

/** Over a catalogue in which "old" was shut down, "new" is its successor, and "paid" is another service's. */
function someDesk() {
  const context = temporaryContext()
  const { library } = context
  const { db } = library
  const { models, services } = context.catalogue
  const like = modelById(context.catalogue, 'animatic')
  const sevenths: ModelEntry = { ...like, provider: 'runway', takesSeed: true, takesNegative: false, title: 'New One' }
  const catalogue = {
    services,
    models: [
      ...models.filter(({ id }) => id === 'animatic'),
      {
        ...like,
        id: 'old',
        title: 'Old One',
        provider: 'runway',
        status: { kind: 'retired', onDay: '2026-09-24', successor: 'new' },
      },
      {
        ...sevenths,
        id: 'new',
        lengths: { kind: 'listed', seconds: [8] },
        price: { kind: 'per-clip', microUsd: 500_000 },
      },
      { ...sevenths, id: 'stills', takesTextAlone: false },
      {
        ...{ ...sevenths, id: 'begins', takesFirstFrame: true, takesLastFrame: false, maxStartPictures: 1 },
        price: { kind: 'per-clip', microUsd: 500_000 },
      },
      { ...sevenths, id: 'unknown-price', price: { kind: 'unknown' } },
      { ...sevenths, id: 'two-stills', maxReferenceStills: 2 },
      {
        ...{ ...sevenths, id: 'goes-on', takesLastFrame: false, takesTextAlone: false, maxStartPictures: 1 },
        extend: { minLeadSeconds: 1, maxSeconds: 10, isOnlyWay: true },
      },
    ] satisfies ModelEntry[],
  }
  const { projectId, shotIds } = addProject(library, { shots: 3 })
  const setKey = (key: string | null): void => context.keys.keep(serviceById(catalogue, 'runway')!, key)
  setKey('a key')
  const desk = createTakesDesk({ ...context, catalogue })
  const asked = (): Asked[] =>
    db
      .all<{ spec: string; parentId: TakeId | null; shotId: ShotId; estimate: number | null }>(
        `SELECT spec_json AS spec, parent_take_id AS parentId, shot_id AS shotId, estimate_micro_usd AS estimate
         FROM request JOIN take ON take.id = request.take_id ORDER BY request.id`,
      )
      .map(row => ({ ...row, spec: JSON.parse(row.spec) as RequestSpec }))
  const takeOf = (spec: Partial<RequestSpec>, shotId = shotIds[0]!): TakeId =>
    ask(db, {
      ...{ projectId, shotId, number: 1, estimateMicroUsd: 0, shotVersion: null },
      spec: someSpec({ provider: 'runway', model: 'old', negative: 'rain', ...spec }),
    }).takeId
  const plan = (of: RemakeOf, modelId: string | null = null, takesEach = 1) =>
    desk.planRemake({ projectId, of, modelId, takesEach })
  /** For so many takes; null = at a price that nobody knows. */
  const remake = (of: RemakeOf, modelId: string, microUsd: number | null, takes = 1, takesEach = takes) =>
    desk.remake({
      ...{ projectId, of, modelId, takesEach },
      quoted: { takes, microUsd: microUsd ?? 0, unpricedTakes: microUsd === null ? takes : 0 },
    })
  const undo = () =>
    step(db, { projectId, document: 'treatment' }, 'undo', (diff, to) => applyRowChanges(db, diff as RowChange[], to))
  return { db, desk, projectId, shotIds, asked, takeOf, plan, remake, undo, setKey }
}

test('K3 more like a take: the same but for the seed, each a child of it', () => {
  const { asked, takeOf, plan, remake, shotIds } = someDesk()
  const takeId = takeOf({ model: 'new', negative: '', askTicks: ticksFromSeconds(8) })
  const of = { kind: 'take', takeId } as const
  expect(plan(of, 'new', 3)).toMatchObject({ shots: 1, takes: 3, changes: [], microUsd: 1_500_000 })
  expect(remake(of, 'new', 1_500_000, 3)).toEqual({ asked: 3 })
  const [first, ...more] = asked()
  expect(new Set(asked().map(({ spec }) => spec.seed)).size).toBe(4)
  for (const { spec, ...rest } of more) {
    expect(spec).toEqual({ ...first!.spec, seed: spec.seed })
    expect(rest).toEqual({ parentId: takeId, shotId: shotIds[0], estimate: 500_000 })
  }
})

test('K3 nothing is asked at another price than the one that was shown', () => {
  const { asked, takeOf, remake } = someDesk()
  const of = { kind: 'take', takeId: takeOf({}) } as const
  expect(() => remake(of, 'new', 400_000)).toThrow(expect.objectContaining({ code: 'outbox/price-changed' }))
  expect(() => remake(of, 'old', 0)).toThrow(expect.objectContaining({ code: 'catalogue/retired' }))
  expect(asked()).toHaveLength(1)
  expect(remake(of, 'unknown-price', null)).toEqual({ asked: 1 })
})

test('K3 a take of a model that was shut down is re-shot on its successor with the same seed, and told what is another', () => {
  const { asked, takeOf, plan, remake } = someDesk()
  const of = { kind: 'take', takeId: takeOf({ seed: 41 }) } as const
  const found = plan(of)
  expect(found).toMatchObject({ modelId: 'new', from: { title: 'Old One', shutDownOnDay: '2026-09-24' } })
  expect(found.models.map(({ id }) => id)).toEqual([...['animatic', 'new', 'begins', 'unknown-price', 'two-stills']])
  expect(found.changes.map(({ change }) => change.kind)).toEqual(['longer', 'counter-words-in-prompt', 'price'])
  remake(of, 'new', found.microUsd)
  expect(asked().at(-1)!.spec).toMatchObject({
    ...{ model: 'new', seed: 41, negative: '', askTicks: ticksFromSeconds(8) },
    text: expect.stringContaining('Avoid: rain'),
  })
})

test('K3 B5 a clip between two pictures is re-shot between them where the model takes both, and lies over its seam as before', () => {
  const { db, desk, projectId, shotIds, takeOf, asked, remake } = someDesk()
  const [from, to] = shotIds as [ShotId, ShotId]
  const takeId = takeOf({ firstFrame: 'one' as MediaId, lastFrame: 'two' as MediaId, leadIn: 'tail' as MediaId })
  const picture = { takeId, mediaId: 'm' as MediaId, picture: 7 }
  const handed = { first: { ...picture, shotId: from }, last: { ...picture, shotId: to } }
  db.run('UPDATE request SET begins_after = ?, ends_before = ?, neighbours_json = ?', [
    from,
    to,
    JSON.stringify(handed),
  ])
  db.run('UPDATE take SET bridge_from = ?, bridge_to = ?', [from, to])
  const bound = () =>
    db.get(`SELECT begins_after AS after, ends_before AS before, is_waiting AS waits, neighbours_json AS handed, bridge_to AS bridge
      FROM request JOIN take ON take.id = request.take_id ORDER BY request.id DESC LIMIT 1`)
  remake({ kind: 'take', takeId }, 'animatic', 0)
  expect(asked().at(-1)!.spec).toMatchObject({ firstFrame: 'one', lastFrame: 'two', leadIn: 'tail' })
  expect(bound()).toEqual({ after: from, before: to, waits: 0, handed: JSON.stringify(handed), bridge: to })

  remake({ kind: 'take', takeId }, 'begins', 500_000)
  expect(asked().at(-1)!.spec).toMatchObject({ firstFrame: 'one', lastFrame: null })
  expect(asked().at(-1)!.spec).not.toHaveProperty('leadIn')
  expect(bound()).toMatchObject({
    after: from,
    before: null,
    waits: 0,
    handed: JSON.stringify({ ...handed, last: null }),
  })

  // One whose pictures are still to come waits for them again, on a model that can begin on them.
  db.run('UPDATE request SET neighbours_json = NULL, is_waiting = 1')
  const changes = desk.planRemake({ projectId, of: { kind: 'take', takeId }, modelId: 'begins', takesEach: 1 }).changes
  expect(changes.map(({ change }) => change.kind)).toContain('no-last-frame')
  db.run(`UPDATE request SET spec_json = json_set(spec_json, '$.firstFrame', NULL, '$.lastFrame', NULL)`)
  remake({ kind: 'take', takeId }, 'begins', 500_000)
  expect(bound()).toMatchObject({ after: from, before: null, waits: 1, handed: null })
})

test('K3 B3 re-shot on a model that goes on from a clip, a take that began on a picture is handed the clip anew', () => {
  const { db, shotIds, takeOf, asked, plan, remake } = someDesk()
  const [before, own] = shotIds as [ShotId, ShotId]
  const takeId = takeOf({ firstFrame: 'one' as MediaId }, own)
  const modelsOf = (): string[] => plan({ kind: 'take', takeId }, 'new').models.map(({ id }) => id)
  expect(modelsOf()).not.toContain('goes-on')
  const first = { takeId, mediaId: 'm' as MediaId, picture: 7, shotId: before }
  const handed = JSON.stringify({ first, last: null })
  db.run('UPDATE request SET begins_after = ?, neighbours_json = ?', [before, handed])
  expect(modelsOf()).toContain('goes-on')
  const last = () =>
    db.get('SELECT is_waiting AS waits, neighbours_json AS handed FROM request ORDER BY id DESC LIMIT 1')
  remake({ kind: 'take', takeId }, 'goes-on', 0)
  expect(last()).toEqual({ waits: 1, handed: null })

  // What it has gone on from once, another take of it goes on from too.
  const ledId = takeOf({ model: 'goes-on', firstFrame: 'one' as MediaId, leadIn: 'clip' as MediaId }, own)
  const led = JSON.stringify({ first, last: null, leadPictures: 47 })
  db.run('UPDATE request SET begins_after = ?, neighbours_json = ? WHERE take_id = ?', [before, led, ledId])
  remake({ kind: 'take', takeId: ledId }, 'goes-on', 0)
  // How its own clip will begin is told when it is there.
  expect(last()).toEqual({ waits: 0, handed })
  expect(asked().at(-1)!.spec).toMatchObject({ firstFrame: 'one', leadIn: 'clip' })
})

test('K3 a shot is re-shot with the words it has now', () => {
  const { asked, plan, remake, shotIds } = someDesk()
  const of = { kind: 'shot', shotId: shotIds[1]! } as const
  expect(plan(of, 'new', 2)).toMatchObject({ takes: 2, from: { id: 'animatic' }, microUsd: 1_000_000 })
  remake(of, 'new', 1_000_000, 2)
  expect(asked().map(({ spec, parentId }) => [spec.prompt, spec.model, parentId])).toEqual([
    ['prompt 1', 'new', null],
    ['prompt 1', 'new', null],
  ])
})

test('K3 W5 a shot that is written in variations is re-shot in each of them', () => {
  const { db, asked, plan, remake, shotIds } = someDesk()
  db.run(`UPDATE shot SET prompt = 'a {red|blue} car' WHERE id = ?`, [shotIds[1]!])
  db.run(`INSERT INTO prompt_template VALUES ('new', 'Film of {prompt}')`)
  const of = { kind: 'shot', shotId: shotIds[1]! } as const
  expect(plan(of, 'new', 2)).toMatchObject({ shots: 1, takes: 4, microUsd: 2_000_000 })
  remake(of, 'new', 2_000_000, 4, 2)
  expect(asked().map(({ spec }) => spec.text)).toEqual(
    ['Film of a red car', 'Film of a blue car'].flatMap(text => [text, text]),
  )
})

test('W16 a take is asked for again without one of its look words, with the same seed and at the price that was shown', () => {
  const { db, asked, plan, remake, desk, projectId, shotIds } = someDesk()
  const { id } = db.get<{ id: string }>('SELECT id FROM shot WHERE id = ?', [shotIds[0]!])!
  db.run(`UPDATE project SET style = 'grain, neon', negative = 'text'`)
  db.run(`UPDATE shot SET passage = 'into gum', passage_to = ?, camera_move = 'push in', style = 'Neon' WHERE id = ?`, [
    ...[shotIds[1]!, id],
  ])
  remake({ kind: 'shot', shotId: id }, 'new', 500_000)
  const first = asked()[0]!
  const { id: takeId } = db.get<{ id: TakeId }>('SELECT id FROM take')!
  expect(desk.lookWords(projectId, takeId).map(({ word }) => word)).toEqual(['grain', 'neon', 'text'])
  const without = (word: string) => ({ kind: 'without', takeId, lookWord: { kind: 'style', word } }) as const
  expect(plan(without('neon'), 'new')).toMatchObject({ modelId: 'new', takes: 1, changes: [], microUsd: 500_000 })
  expect(() => plan(without('rain'), 'new')).toThrow('This take was not asked for with “rain”')
  remake(without('neon'), 'new', 500_000)
  const text = first.spec.text!
  expect(text).toContain('Style: grain, neon')
  expect(asked()[1]).toMatchObject({
    parentId: takeId,
    spec: { ...first.spec, style: 'grain', text: text.replace(', neon', '') },
  })
  // What its shot says by now does not come in.
  db.run(`UPDATE shot SET prompt = 'another' WHERE id = ?`, [id])
  remake(without('grain'), 'new', 500_000)
  expect(asked()[2]!.spec).toEqual({ ...first.spec, style: 'neon', text: text.replace('grain, ', '') })
  const versions = db.all('SELECT shot_version AS version FROM request ORDER BY id')
  expect(versions).toEqual([1, 2, 3].map(version => ({ version })))
})

test('W20 re-shot, a shot has the stills of its words as far as the model takes them, and none beside pictures to come', () => {
  const { db, asked, plan, remake, projectId, shotIds } = someDesk()
  const [first, second] = shotIds as [ShotId, ShotId]
  db.run(`UPDATE shot SET prompt = '{{mara}}'`)
  db.run(`INSERT INTO variable VALUES ('v', ?, '', 'mara', 'Mara', '["one","two","three"]', 1)`, [projectId])
  db.run(`INSERT INTO seam_binding VALUES (?, ?, ?, 'handed-on')`, [projectId, first, second])
  const of = (shotId: ShotId) => ({ kind: 'shot', shotId }) as const
  expect(plan(of(first), 'two-stills').changes).toContainEqual({
    ...{ change: { kind: 'references', from: 0, to: 2 }, shots: 1 },
  })
  remake(of(first), 'two-stills', 0)
  remake(of(second), 'two-stills', 0)
  expect(asked().map(({ spec }) => spec.references)).toEqual([['one', 'two'], []])
})

test('W16 W20 without a word its stills do not go along either, and those of the others do as they were sent', () => {
  const { db, asked, remake, projectId, shotIds } = someDesk()
  db.run(`UPDATE project SET style = '{{mara}}, grain'`)
  db.run(`UPDATE shot SET prompt = '{{road}}' WHERE id = ?`, [shotIds[0]!])
  const variable = 'INSERT INTO variable VALUES (?, ?, ?, ?, ?, ?, 1)'
  for (const name of ['mara', 'road']) db.run(variable, [name, projectId, '', name, name, JSON.stringify([name])])
  remake({ kind: 'shot', shotId: shotIds[0]! }, 'two-stills', 0)
  const { id: takeId } = db.get<{ id: TakeId }>('SELECT id FROM take')!
  const without = (word: string) => ({ kind: 'without', takeId, lookWord: { kind: 'style', word } }) as const
  remake(without('grain'), 'two-stills', 0)
  remake(without('{{mara}}'), 'two-stills', 0)
  expect(asked().map(({ spec }) => spec.references)).toEqual([['road', 'mara'], ['road', 'mara'], ['road']])
})

test('K3 every shot of a model that was shut down is re-shot but those with a chosen take, and asked of the other from now on', () => {
  const { db, desk, projectId, shotIds, asked, takeOf, plan, remake, undo } = someDesk()
  db.run(`UPDATE project SET model = 'old' WHERE id = ?`, [projectId])
  db.run(`UPDATE shot SET model = 'old' WHERE id = ?`, [shotIds[2]!])
  desk.judge({ projectId, takeIds: [takeOf({}, shotIds[0])], judgement: 'kept' })
  expect(desk.retiredModels(projectId)).toEqual([
    { id: 'old', title: 'Old One', shutDownOnDay: '2026-09-24', shots: 2 },
  ])
  const of = { kind: 'model', modelId: 'old' } as const
  const found = plan(of)
  expect(found).toMatchObject({ modelId: 'new', shots: 2, takes: 2, microUsd: 1_000_000 })
  expect(found.changes).toContainEqual({
    change: { kind: 'longer', fromTicks: ticksFromSeconds(5), toTicks: ticksFromSeconds(8) },
    shots: 2,
  })
  remake(of, 'new', 1_000_000, 2, 1)
  expect(asked().map(({ spec, shotId }) => [spec.model, shotId])).toEqual([
    ['old', shotIds[0]],
    ['new', shotIds[1]],
    ['new', shotIds[2]],
  ])
  const models = () => db.all('SELECT model FROM project UNION ALL SELECT model FROM shot')
  expect(models()).toEqual([{ model: 'new' }, { model: null }, { model: null }, { model: 'new' }])
  expect(desk.retiredModels(projectId)).toEqual([])
  undo()
  expect(models()).toEqual([{ model: 'old' }, { model: null }, { model: null }, { model: 'old' }])
})

test('K3 a clip that was brought in has nothing to ask with again', () => {
  const { db, projectId, plan } = someDesk()
  db.run(`INSERT INTO take (id, project_id, number, created_at_ms) VALUES ('own', ?, 1, 1)`, [projectId])
  expect(() => plan({ kind: 'take', takeId: 'own' })).toThrow(expect.objectContaining({ code: 'take/not-asked' }))
})

test('V2 Q18 what a service lacks the key for is not offered, and not asked', () => {
  const { asked, takeOf, plan, remake, setKey } = someDesk()
  const of = { kind: 'take', takeId: takeOf({}) } as const
  setKey(null)
  expect(plan(of)).toMatchObject({ modelId: 'animatic', models: [{ id: 'animatic' }] })
  expect(() => plan(of, 'new')).toThrow(expect.objectContaining({ code: 'services/no-key' }))
  expect(() => remake(of, 'new', 500_000)).toThrow(expect.objectContaining({ code: 'services/no-key' }))
  expect(asked()).toHaveLength(1)
})

test('Q16 B7 what would wait for a higher cap, or for a neighbour, is told with the price', () => {
  const { db, plan, projectId, shotIds } = someDesk()
  const of = { kind: 'shot', shotId: shotIds[1]! } as const
  expect(plan(of, 'animatic')).toMatchObject({ heldTakes: 0, waitingTakes: 0, money: { capMicroUsd: null } })
  expect(plan(of, 'new', 3)).toMatchObject({ heldTakes: 3 })
  db.run('UPDATE project SET cap_micro_usd = 1_000_000')
  expect(plan(of, 'new', 3)).toMatchObject({ heldTakes: 1 })
  db.run(`INSERT INTO seam_binding VALUES (?, ?, ?, 'handed-on')`, [projectId, shotIds[0]!, shotIds[1]!])
  expect(plan(of, 'begins', 2)).toMatchObject({ waitingTakes: 2 })
})

test('K3 a shot whose model nobody knows any more is re-shot on one that there is', () => {
  const { db, asked, plan, remake, shotIds } = someDesk()
  db.run(`UPDATE shot SET model = 'removed/model' WHERE id = ?`, [shotIds[1]!])
  const of = { kind: 'shot', shotId: shotIds[1]! } as const
  expect(plan(of)).toMatchObject({ from: { id: 'removed/model' }, modelId: 'animatic' })
  remake(of, 'animatic', 0)
  expect(asked()).toMatchObject([{ spec: { model: 'animatic', prompt: 'prompt 1' } }])
})
