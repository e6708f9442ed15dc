import { expect, test } from 'vitest'
import { bindSeam } from '#main/treatment/seam-bindings.ts'
import { someProject } from '#main/library/testing/temporary-library.ts'
import { setCap } from '#main/outbox/ledger.ts'
import { saveOwnService } from '#main/services/service-store.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import type { ModelEntry } from '#model/catalogue.ts'
import type { ShotId } from '#model/ids.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { askForTakes } from './ask-for-takes.ts'
import { askableModels, priceTakes } from './price-takes.ts'
import type { TakesWish } from './wanted-takes.ts'

const CLOUD = { id: 'cloud', baseUrl: 'https://cloud.example/v1' }
const MODEL: ModelEntry = {
  ...{ id: 'cloud-video', provider: 'cloud', title: 'Cloud Video', version: 1, status: { kind: 'live' }, wire: {} },
  lengths: { kind: 'listed', seconds: [5, 10] },
  sizes: { kind: 'any', multipleOf: 16, maxPixels: 2_100_000 },
  price: { kind: 'per-second', microUsd: 100_000 },
  ...{ takesFirstFrame: true, takesLastFrame: false, takesTextAlone: true, maxReferenceStills: 0 },
  ...{ takesSeed: true, takesNegative: true, audio: 'none', maxPromptChars: null },
}

/** A project of six shots of four seconds, asked of a service that costs ten cents a second. */
function pricedProject(changed: Partial<ModelEntry> = {}) {
  const context = temporaryContext()
  const { db } = context.library
  const projectId = someProject(context.library)
  const serve = (...models: Partial<ModelEntry>[]): void =>
    saveOwnService(db, {
      entry: {
        ...CLOUD,
        ...{ family: 'openai-videos', title: 'Cloud Films' },
        key: { name: 'Key', page: null, isOptional: false },
        limits: { inFlight: 4, perMinute: null },
      },
      models: models.map(model => ({ ...MODEL, ...model })),
    })
  serve(changed)
  context.keys.keep(CLOUD, 'secret')
  db.run(`UPDATE project SET model = 'cloud-video' WHERE id = ?`, [projectId])
  const shotIds = Array.from({ length: 6 }, (_, position) => {
    const id = `shot-${position + 1}` as ShotId
    db.run(
      `INSERT INTO shot (id, project_id, serial, position, prompt, start_frame, end_frame, ask_ticks, created_at_ms)
       VALUES (?, ?, ?, ?, 'a bubble', ?, ?, ?, 0)`,
      [id, projectId, position + 1, position, position * 96, position * 96 + 96, ticksFromSeconds(5)],
    )
    return id
  })
  const wish = (changed: Partial<TakesWish> = {}): TakesWish => ({
    ...{ projectId, shots: { kind: 'without-takes' }, takesPerShot: 1, model: null },
    ...changed,
  })
  const ask = (wished: TakesWish): number => {
    const { takes, microUsd, unpricedTakes } = priceTakes(context, wished)
    return askForTakes(context, wished, { takes, microUsd, unpricedTakes })
  }
  return {
    context,
    db,
    projectId,
    shotIds,
    serve,
    wish,
    ask,
    price: (wished: TakesWish) => priceTakes(context, wished),
  }
}

test('Q18 a price is the exact sum of every take, told model by model, with what the cap would hold', () => {
  const { context, projectId, wish, price, db } = pricedProject()
  expect(price(wish({ takesPerShot: 3 }))).toEqual({
    ...{
      takes: 18,
      microUsd: 9_000_000,
      unpricedTakes: 0,
      obstacles: [],
      unclearShots: [],
      heldTakes: 18,
      boundTakes: 0,
      waitingTakes: 0,
      ledTakes: 0,
    },
    money: { capMicroUsd: null, spentMicroUsd: 0, reservedMicroUsd: 0 },
    rounds: { withoutTakes: 6, noneKept: 6 },
    lines: [
      {
        ...{ model: 'cloud-video', title: 'Cloud Video', service: 'Cloud Films', takes: 18, shots: 6 },
        ...{ microUsd: 9_000_000, unpricedTakes: 0, takeMicroUsd: { least: 500_000, most: 500_000 } },
        shotMicroUsd: { least: 1_500_000, most: 1_500_000 },
        ...{
          shortestTicks: ticksFromSeconds(5),
          longestTicks: ticksFromSeconds(5),
          width: 1920,
          height: 1072,
          otherRate: null,
        },
        tooShortFor: [],
      },
    ],
  })
  setCap(db, projectId, 2_100_000)
  expect(price(wish()).heldTakes).toBe(2)
  expect(askableModels(context, projectId).find(({ id }) => id === 'cloud-video')).toMatchObject({
    ...{ title: 'Cloud Video', service: 'Cloud Films', hasKey: true, width: 1920, height: 1072 },
    price: { kind: 'per-second', microUsd: 100_000 },
  })
})

test('Q17 round 1 asks for the shots without a take, round 2 where nothing is kept and nothing is on the way', () => {
  const { db, wish, price, ask, shotIds } = pricedProject()
  db.run(`UPDATE shot SET prompt = ' ' WHERE id = ?`, [shotIds[5]!])
  expect(ask(wish({ shots: { kind: 'these', shotIds: shotIds.slice(0, 4) } }))).toBe(4)
  expect(price(wish()).rounds).toEqual({ withoutTakes: 1, noneKept: 1 })
  // One stays on its way, one has failed, one take is kept, one is seen.
  const [, failed, kept, seen] = db.all<{ id: string }>('SELECT id FROM request ORDER BY id')
  db.run(`INSERT INTO media (id, kind, file_name, size_bytes, stored_path, created_at_ms)
    VALUES ('m1', 'take', 'a.mp4', 1, 'a', 0), ('m2', 'take', 'b.mp4', 1, 'b', 0)`)
  db.run(`UPDATE request SET state = 'failed' WHERE id = ?`, [failed!.id])
  db.run(`UPDATE request SET state = 'ready' WHERE id IN (?, ?)`, [kept!.id, seen!.id])
  const takeOf = (id: string): string => `(SELECT take_id FROM request WHERE id = '${id}')`
  db.run(`UPDATE take SET media_id = 'm1', judgement = 'kept' WHERE id = ${takeOf(kept!.id)}`)
  db.run(`UPDATE take SET media_id = 'm2', judgement = 'seen' WHERE id = ${takeOf(seen!.id)}`)
  expect(price(wish()).rounds).toEqual({ withoutTakes: 1, noneKept: 3 })
  expect(ask(wish({ shots: { kind: 'none-kept' }, takesPerShot: 3 }))).toBe(9)
  expect(price(wish()).rounds).toEqual({ withoutTakes: 0, noneKept: 0 })
  expect(() => ask(wish({ shots: { kind: 'none-kept' } }))).toThrow('Every shot has a take that is kept')
})

test('Q17 round 1 is asked of the draft of its model, unless a model is chosen', () => {
  const { serve, wish, price, shotIds, db, ask } = pricedProject()
  const half = { kind: 'per-second', microUsd: 50_000 } as const
  serve(
    { draft: 'cloud-fast' },
    { id: 'cloud-fast', title: 'Cloud Fast', price: half, lengths: { kind: 'listed', seconds: [6] } },
  )
  expect(price(wish())).toMatchObject({ microUsd: 6 * 300_000, lines: [{ model: 'cloud-fast' }] })
  expect(price(wish({ model: 'cloud-video' }))).toMatchObject({ microUsd: 6 * 500_000 })
  expect(price(wish({ shots: { kind: 'these', shotIds } }))).toMatchObject({ lines: [{ model: 'cloud-video' }] })
  ask(wish())
  const sent = db.get<{ model: string; ask: number; cost: number }>(
    `SELECT spec_json ->> '$.model' AS model, spec_json ->> '$.askTicks' AS ask, estimate_micro_usd AS cost FROM request`,
  )
  expect(sent).toEqual({ model: 'cloud-fast', ask: ticksFromSeconds(6), cost: 300_000 })
})

test('Q18 at another price than the one that was shown nothing is asked for', () => {
  const { context, serve, wish, price, db } = pricedProject()
  const { takes, microUsd, unpricedTakes } = price(wish())
  const quoted = { takes, microUsd, unpricedTakes }
  serve({ price: { kind: 'per-second', microUsd: 100_001 } })
  expect(() => askForTakes(context, wish(), quoted)).toThrow(expect.objectContaining({ code: 'outbox/price-changed' }))
  serve({ price: { kind: 'unknown' } })
  expect(price(wish())).toMatchObject({ microUsd: 0, unpricedTakes: 6, lines: [{ takeMicroUsd: null }] })
  expect(() => askForTakes(context, wish(), quoted)).toThrow('The price is another')
  expect(db.all('SELECT id FROM request')).toEqual([])
  serve({})
  expect(askForTakes(context, wish(), quoted)).toBe(6)
})

test('Q18 what cannot be asked is said with the price, and then nothing is', () => {
  const { context, serve, wish, price, ask, db, shotIds } = pricedProject()
  const set = (index: number, model: string): void =>
    void db.run('UPDATE shot SET model = ? WHERE id = ?', [model, shotIds[index]!])
  const codeOf = (): unknown => {
    try {
      return ask(wish())
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  const retired = { kind: 'retired', onDay: '2026-09-24', successor: 'cloud-video' } as const
  serve(
    {},
    { id: 'old', title: 'Old One', status: retired },
    { id: 'still', title: 'From A Still', takesTextAlone: false },
  )
  set(0, 'old')
  set(1, 'old')
  expect(price(wish())).toMatchObject({
    takes: 4,
    obstacles: [{ shotNumbers: [1, 2], reason: { kind: 'retired', model: 'Old One', successor: 'Cloud Video' } }],
  })
  expect(codeOf()).toBe('catalogue/retired')
  set(0, 'still')
  set(1, 'nobody-knows')
  set(2, 'folder')
  expect(price(wish()).obstacles.map(({ reason }) => reason.kind)).toEqual([
    'needs-picture',
    'unknown-model',
    'not-served',
  ])
  db.run('UPDATE shot SET model = NULL')
  context.keys.keep(CLOUD, null)
  expect(price(wish()).obstacles).toEqual([
    { shotNumbers: [1, 2, 3, 4, 5, 6], reason: { kind: 'no-key', serviceId: 'cloud', service: 'Cloud Films' } },
  ])
  expect(codeOf()).toBe('services/no-key')
  context.keys.keep(CLOUD, 'secret')
  db.run('UPDATE shot SET start_frame = NULL, end_frame = NULL, ask_ticks = NULL WHERE id = ?', [shotIds[3]!])
  expect(price(wish()).obstacles).toEqual([{ shotNumbers: [4], reason: { kind: 'no-plan' } }])
  expect(codeOf()).toBe('outbox/no-plan')
  expect(db.all('SELECT id FROM request')).toEqual([])
})

test('B3 a model that begins from a picture is asked where the seam hands one on; one that begins on none is not, unless with open seams', () => {
  const { context, serve, wish, price, shotIds, projectId, db } = pricedProject()
  serve({ takesFirstFrame: true }, { id: 'still', title: 'From A Still', takesTextAlone: false, takesFirstFrame: true })
  const models = (): string[] => askableModels(context, projectId).map(({ id }) => id)
  const these = { kind: 'these', shotIds: shotIds.slice(1, 3) } as const
  expect(models()).not.toContain('still')
  bindSeam(db, projectId, { from: shotIds[0]!, to: shotIds[1]!, binding: 'handed-on' })
  expect(models()).toContain('still')
  expect(price(wish({ shots: these, model: 'still' }))).toMatchObject({
    ...{ takes: 1, boundTakes: 1, waitingTakes: 1 },
    obstacles: [{ shotNumbers: [3], reason: { kind: 'needs-picture' } }],
  })
  expect(price(wish({ shots: these, model: 'still', isOpen: true })).obstacles).toMatchObject([{ shotNumbers: [2, 3] }])

  const ledAt = (maxSeconds: number): number => {
    serve({ extend: { minLeadSeconds: 1, maxSeconds, isOnlyWay: false } })
    return price(wish({ shots: these })).ledTakes
  }
  // Of two shots the first is handed a picture; five seconds are asked for it.
  expect([ledAt(10), ledAt(4)]).toEqual([1, 0])

  bindSeam(db, projectId, { from: shotIds[2]!, to: shotIds[3]!, binding: 'handed-back' })
  serve({ takesLastFrame: true, lastFrameNeedsFirst: true, maxSecondsToLastFrame: 6 })
  const ends = wish({ shots: { kind: 'these', shotIds: shotIds.slice(2, 3) }, lengthTicks: ticksFromSeconds(10) })
  expect(price(ends).obstacles).toMatchObject([{ shotNumbers: [3], reason: { kind: 'needs-first-too' } }])
  bindSeam(db, projectId, { from: shotIds[1]!, to: shotIds[2]!, binding: 'handed-on' })
  expect(price(ends)).toMatchObject({ obstacles: [], lines: [{ longestTicks: ticksFromSeconds(5) }] })
  serve({ takesLastFrame: true, needsLastFrame: true })
  expect(price(wish({ shots: these })).obstacles).toMatchObject([
    { shotNumbers: [2], reason: { kind: 'needs-last-too' } },
  ])
  for (const from of [1, 2]) bindSeam(db, projectId, { from: shotIds[from]!, to: shotIds[from + 1]!, binding: 'open' })

  serve({ takesFirstFrame: false })
  expect(price(wish({ shots: these })).obstacles).toEqual([
    { shotNumbers: [2], reason: { kind: 'no-first-frame', model: 'Cloud Video' } },
  ])
  expect(price(wish({ shots: these, isOpen: true }))).toMatchObject({ takes: 2, boundTakes: 1, obstacles: [] })
})

test('W2 shots whose words hold a name that nobody has are told with the price', () => {
  const { db, price, wish, shotIds } = pricedProject()
  db.run(`UPDATE shot SET prompt = 'rain on {{character.mara}}' WHERE id IN (?, ?)`, [shotIds[1]!, shotIds[4]!])
  expect(price(wish())).toMatchObject({ takes: 6, obstacles: [], unclearShots: [2, 5] })
})

test('a place that is longer than the takes will be is told', () => {
  const { price, wish } = pricedProject({ lengths: { kind: 'listed', seconds: [2, 5] } })
  expect(price(wish()).lines[0]).toMatchObject({ tooShortFor: [], longestTicks: ticksFromSeconds(5) })
  expect(price(wish({ lengthTicks: ticksFromSeconds(2) })).lines[0]).toMatchObject({
    tooShortFor: [1, 2, 3, 4, 5, 6],
    longestTicks: ticksFromSeconds(2),
  })
})

test('Q17 a length and a size that are chosen count for this ask, the next longer and the nearest where there is no such', () => {
  const { ask, context, db, price, projectId, wish } = pricedProject({
    lengths: { kind: 'listed', seconds: [5, 8, 10] },
    price: { kind: 'per-second', microUsd: 100_000, byHeight: [{ maxHeight: 480, microUsd: 40_000 }] },
  })
  const offered = askableModels(context, projectId).find(({ id }) => id === 'cloud-video')!.sizes
  expect(offered.map(({ height }) => height)).toEqual([480, 720, 1072])
  const small = wish({ lengthTicks: ticksFromSeconds(6), size: offered[0] })
  expect(price(small)).toMatchObject({
    microUsd: 6 * 8 * 40_000,
    lines: [{ ...offered[0], shortestTicks: ticksFromSeconds(8), longestTicks: ticksFromSeconds(8) }],
  })
  expect(price(wish({ lengthTicks: ticksFromSeconds(60) })).lines[0]!.longestTicks).toBe(ticksFromSeconds(10))
  expect(ask(small)).toBe(6)
  const specs = db.all<{ spec: string }>('SELECT spec_json AS spec FROM request').map(({ spec }) => JSON.parse(spec))
  expect(specs).toMatchObject(specs.map(() => ({ ...offered[0], askTicks: ticksFromSeconds(8) })))
  expect(context.library.projects.byId(projectId)).toMatchObject({ width: 1920, height: 1080 })
})
