import { expect, test } from 'vitest'
import { filmUse } from '#main/make/hand-on/film-use.ts'
import { circleTake } from '#main/takes/store.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import { serviceById } from '#model/catalogue.ts'
import type { ItemId, SequenceId, ShotId, TakeId } from '#model/ids.ts'
import type { RequestSpec } from '#model/request.ts'
import { filmFrames } from '#model/sequence.ts'
import { ticksFromSeconds, TICKS_PER_SECOND } from '#model/time.ts'
import { createHistoryDesk } from '../history-desk.ts'
import { createOutboxDesk } from '../outbox-desk.ts'
import { createSeamsDesk } from '../seams-desk.ts'
import { createSequencesDesk } from '../sequences-desk.ts'
import { plannedFilm } from '../sequences/testing/planned-film.ts'
import { createTakesDesk } from '../takes-desk.ts'
import { createTreatmentDesk } from '../treatment-desk.ts'

/** Six shots of four seconds, the fourth at the start of the chorus. */
function setUp() {
  const context = temporaryContext()
  const film = plannedFilm(context)
  const { projectId, shotIds } = film
  const { db } = context.library
  db.run('UPDATE shot SET ask_ticks = ?', [ticksFromSeconds(5)])
  const desks = {
    seams: createSeamsDesk(context),
    outbox: createOutboxDesk(context),
    sequences: createSequencesDesk(context),
    history: createHistoryDesk(context),
    treatment: createTreatmentDesk(context),
  }
  const bindings = (): string =>
    desks.seams
      .list(projectId)
      .map(({ binding }) => binding)
      .join(' ')
  const assemble = () => {
    const wish = { projectId, sequenceId: null, transition: 'cut', how: 'new-version' } as const
    return desks.sequences.assemble(wish).sequenceId
  }
  const requests = () =>
    db.all(
      `SELECT shot_id AS shot, begins_after AS after, ends_before AS before, is_waiting AS waits FROM request ORDER BY created_at_ms, id`,
    )
  return { context, db, film, projectId, shotIds, desks, bindings, assemble, requests }
}

test('B1 seams are open until somebody binds them: one, or a stretch, which passes anchors over; each is one step of undo', () => {
  const { projectId, shotIds, desks, bindings } = setUp()
  expect(bindings()).toBe('open open open open open')
  desks.seams.setBinding({ projectId, toShotIds: shotIds, binding: 'handed-on' })
  expect(bindings()).toBe('handed-on handed-on open handed-on handed-on')
  expect(desks.seams.list(projectId)[2]).toMatchObject({ isAnchor: true, toNumber: 4 })

  desks.seams.setBinding({ projectId, toShotIds: [shotIds[3]!], binding: 'bridge' })
  expect(bindings()).toBe('handed-on handed-on bridge handed-on handed-on')
  desks.seams.setBinding({ projectId, toShotIds: shotIds, binding: 'open' })
  expect(bindings()).toBe('open open open open open')
  const place = { projectId, document: 'treatment' } as const
  desks.history.undo(place)
  expect(desks.history.state(place).undo).toBe('Bridge the seam before shot 4')
  desks.history.undo(place)
  desks.history.undo(place)
  expect(bindings()).toBe('open open open open open')
  desks.history.redo(place)
  expect(bindings()).toBe('handed-on handed-on open handed-on handed-on')
})

test('B1 a cut that a person pinned is an anchor too', () => {
  const { projectId, shotIds, desks, bindings, assemble } = setUp()
  const sequenceId = assemble()
  const edits = [{ kind: 'anchor', frame: 96 }] as const
  desks.sequences.edit({ projectId, sequenceId, baseRevision: 1, name: 'Pin', edits })
  desks.seams.setBinding({ projectId, toShotIds: shotIds, binding: 'handed-on' })
  expect(bindings()).toBe('open handed-on open handed-on handed-on')
})

test('B2 a seam is that of two shots: where another comes between, it is open, and bound again when they meet again', () => {
  const { projectId, shotIds, desks, bindings } = setUp()
  desks.seams.setBinding({ projectId, toShotIds: [shotIds[1]!], binding: 'handed-on' })
  desks.treatment.moveShots(projectId, [shotIds[5]!], shotIds[1]!)
  expect(bindings()).toBe('open open open open open')
  desks.treatment.moveShots(projectId, [shotIds[5]!], null)
  expect(bindings()).toBe('handed-on open open open open')
})

test('B3 B7 takes of bound shots are asked to wait for their neighbours; from words alone they are not', () => {
  const { projectId, shotIds, desks, requests } = setUp()
  const [one, two, three] = shotIds
  desks.seams.setBinding({ projectId, toShotIds: [two!], binding: 'handed-on' })
  desks.seams.setBinding({ projectId, toShotIds: [three!], binding: 'handed-back' })
  const wish = { projectId, shots: { kind: 'these', shotIds: [one!, two!] }, takesPerShot: 1, model: null } as const
  const ask = (isOpen: boolean): void => {
    const { takes, microUsd, unpricedTakes, boundTakes, waitingTakes } = desks.outbox.price({ ...wish, isOpen })
    expect({ boundTakes, waitingTakes }).toEqual({ boundTakes: 1, waitingTakes: 1 })
    desks.outbox.ask({ ...wish, isOpen }, { takes, microUsd, unpricedTakes })
  }
  ask(false)
  expect(requests()).toEqual([
    { shot: one, after: null, before: null, waits: 0 },
    { shot: two, after: one, before: three, waits: 1 },
  ])
  expect(desks.seams.list(projectId).map(({ waiting }) => waiting)).toEqual([1, 1, 0, 0, 0])
  const waiting = desks.outbox.page({ projectId, group: 'waiting', offset: 0, limit: 9 })
  expect(waiting.map(({ hold }) => hold)).toEqual([
    { kind: 'turn', before: 0 },
    { kind: 'waits-for-neighbour', shot: { number: 1, what: expect.any(String) as string, lacks: 'take' } },
  ])

  desks.treatment.deleteShots(projectId, [one!])
  const lacking = () => desks.outbox.page({ projectId, group: 'waiting', offset: 1, limit: 1 })[0]?.hold
  expect(lacking()).toMatchObject({ shot: { what: 'prompt 1', lacks: 'shot' } })
  desks.history.undo({ projectId, document: 'treatment' })
  expect(lacking()).toMatchObject({ shot: { number: 1, lacks: 'take' } })
  ask(true)
  expect(requests().slice(2)).toMatchObject([{ waits: 0 }, { after: null, before: null, waits: 0 }])
})

test('W20 beside a handed picture, and over a bridge, no reference pictures go along where the model does not take both', () => {
  const { context, projectId, shotIds, desks, db } = setUp()
  const [one, two, three] = shotIds as [ShotId, ShotId, ShotId]
  context.keys.keep(serviceById(context.catalogue, 'runway')!, 'a key')
  db.run(`UPDATE shot SET model = 'runway/seedance2', prompt = '{{mara}}' WHERE id IN (?, ?)`, [one, two])
  db.run(`INSERT INTO variable VALUES ('v', ?, '', 'mara', 'Mara', '["still"]', 1)`, [projectId])
  desks.seams.setBinding({ projectId, toShotIds: [two], binding: 'handed-on' })
  const wish = { projectId, shots: { kind: 'these', shotIds: [one, two] }, takesPerShot: 1, model: null } as const
  const { takes, microUsd, unpricedTakes } = desks.outbox.price(wish)
  desks.outbox.ask(wish, { takes, microUsd, unpricedTakes })
  const seam = { projectId, from: two, to: three }
  desks.seams.askBridge({ ...seam, quotedMicroUsd: desks.seams.priceBridge(seam).microUsd })
  const asked = db.all<{ spec: string }>('SELECT spec_json AS spec FROM request ORDER BY created_at_ms, id')
  const references = asked.map(({ spec }) => (JSON.parse(spec) as RequestSpec).references)
  expect(references).toEqual([['still'], [], []])
})

test('B3 a model that begins on no picture is refused by name, and nothing is asked', () => {
  const { projectId, shotIds, desks, requests, db } = setUp()
  db.run(`UPDATE shot SET model = 'wan22-14b-t2v' WHERE id = ?`, [shotIds[1]!])
  desks.seams.setBinding({ projectId, toShotIds: [shotIds[1]!], binding: 'handed-on' })
  const wish = { projectId, shots: { kind: 'without-takes' }, takesPerShot: 1, model: null } as const
  const price = desks.outbox.price(wish)
  expect(price.obstacles).toEqual([{ shotNumbers: [2], reason: { kind: 'no-first-frame', model: expect.any(String) } }])
  const ask = () => desks.outbox.ask(wish, { takes: 1, microUsd: 0, unpricedTakes: 0 })
  expect(ask).toThrow(/cannot begin on the picture that is handed on to it\. .+ open seams\.$/)
  expect(requests()).toEqual([])
})

/** A ready take of so many pictures that was begun and ended on these pictures of others. */
function handedTake(
  { db, film }: ReturnType<typeof setUp>,
  shot: number,
  handed: Readonly<
    Record<'first' | 'last', { takeId: TakeId; mediaId: string; picture: number; shotId: ShotId } | null>
  >,
  frames = 120,
): TakeId {
  const { takeId } = film.addTake(shot, frames)
  db.run(
    `INSERT INTO request (id, project_id, shot_id, take_id, provider, spec_json, state, attempt, created_at_ms, updated_at_ms, neighbours_json)
     VALUES (?, ?, NULL, ?, 'animatic', '{}', 'ready', 1, 1, 1, ?)`,
    [`request of ${takeId}`, film.projectId, takeId, JSON.stringify(handed)],
  )
  return takeId
}

test('B5 B10 a handed-on take begins a picture in, and says so when the cut before it has moved', () => {
  const world = setUp()
  const { film, db, desks, projectId, shotIds, assemble } = world
  const before = film.addTake(1, 120)
  circleTake(db, before.takeId)
  const first = { ...before, shotId: shotIds[0]!, picture: 107 }
  const takeId = handedTake(world, 2, { first, last: null })
  circleTake(db, takeId)
  const sequenceId = assemble()
  const clip = () =>
    desks.sequences.open({ projectId, sequenceId }).sequence.tracks[0]!.items.filter(item => item.kind === 'clip')[1]!
  expect(clip().sourceStartTicks).toBe(ticksFromSeconds(1 / 24))
  const older = () => desks.seams.list(projectId)[0]!.older
  expect(older()).toEqual([])

  const slip = (frames: number, baseRevision: number): unknown =>
    desks.sequences.edit({
      projectId,
      sequenceId,
      baseRevision,
      name: 'Slip',
      edits: [{ kind: 'slip', itemId: `clip-${shotIds[0]!}` as ItemId, frames }],
    })
  slip(2, 1)
  expect(older()).toEqual([])
  slip(4, 2)
  expect(older()).toEqual([{ takeId, takeNumber: 2, pictures: expect.any(Number) as number }])
  expect(Math.abs(older()[0]!.pictures!)).toBe(6)
  const other = film.addTake(1, 120)
  circleTake(db, other.takeId)
  expect(older()).toMatchObject([{ pictures: null }])
})

test('B6 a bridge lies between the very pictures it was made for, and the film stays as long; where they are gone it is refused', () => {
  const world = setUp()
  const { film, db, desks, projectId, shotIds, assemble } = world
  const [before, after] = [film.addTake(1, 120), film.addTake(2, 120)]
  for (const { takeId } of [before, after]) circleTake(db, takeId)
  const bridge = handedTake(
    world,
    6,
    {
      first: { ...before, shotId: shotIds[0]!, picture: 95 },
      last: { ...after, shotId: shotIds[1]!, picture: 24 },
    },
    26,
  )
  db.run('DELETE FROM take_shot WHERE take_id = ?', [bridge])
  db.run('UPDATE take SET bridge_from = ?, bridge_to = ? WHERE id = ?', [shotIds[0]!, shotIds[1]!, bridge])
  const sequenceId = assemble()
  const lengths = () => {
    const { sequence } = desks.sequences.open({ projectId, sequenceId })
    const items = sequence.tracks[0]!.items.filter(item => item.kind !== 'transition')
    expect(items.reduce((sum, { frameCount }) => sum + frameCount, 0)).toBe(filmFrames(sequence.film))
    return items.map(({ frameCount }) => frameCount)
  }
  expect(lengths().slice(0, 2)).toEqual([96, 96])
  expect(desks.seams.layBridge({ projectId, takeId: bridge })).toEqual({ sequenceId, frame: 84 })
  expect(lengths().slice(0, 3)).toEqual([84, 24, 84])

  // Assembled anew, a seam that is bound so has it by itself.
  desks.seams.setBinding({ projectId, toShotIds: [shotIds[1]!], binding: 'bridge' })
  const again = desks.sequences.open({ projectId, sequenceId: assemble() }).sequence
  expect(again.tracks[0]!.items.slice(0, 3)).toMatchObject([
    { frameCount: 84 },
    { frameCount: 24, sourceStartTicks: ticksFromSeconds(1 / 24), speed: { numerator: 1, denominator: 1 } },
    { frameCount: 84 },
  ])

  const other = film.addTake(1, 120)
  circleTake(db, other.takeId)
  assemble()
  expect(() => desks.seams.layBridge({ projectId, takeId: bridge })).toThrow('does not show the pictures any more')
})

/** Takes of shots 1 and 2, circled, and bridges of so many pictures between picture 95 of the one and picture 24 of the other. */
function bridgedFilm(...lengths: readonly number[]) {
  const world = setUp()
  const { film, db, projectId, shotIds } = world
  const [before, after] = [film.addTake(1, 120), film.addTake(2, 120)]
  for (const { takeId } of [before, after]) circleTake(db, takeId)
  const bridges = lengths.map(frames => {
    const first = { ...before, shotId: shotIds[0]!, picture: 95 }
    const takeId = handedTake(world, 6, { first, last: { ...after, shotId: shotIds[1]!, picture: 24 } }, frames)
    db.run('DELETE FROM take_shot WHERE take_id = ?', [takeId])
    db.run('UPDATE take SET bridge_from = ?, bridge_to = ? WHERE id = ?', [shotIds[0]!, shotIds[1]!, takeId])
    return takeId
  })
  const shown = (sequenceId: SequenceId) =>
    world.desks.sequences
      .open({ projectId, sequenceId })
      .sequence.tracks[0]!.items.flatMap(item => (item.kind === 'clip' ? [item] : []))
  return { ...world, bridges, shown }
}

test('B6 a bridge that is much longer than what it covers is played all the way to the picture it ends on', () => {
  const { desks, projectId, bridges, assemble, shown } = bridgedFilm(122)
  const sequenceId = assemble()
  desks.seams.layBridge({ projectId, takeId: bridges[0]! })
  expect(shown(sequenceId)[1]).toMatchObject({ frameCount: 24, speed: { numerator: 5, denominator: 1 } })
})

test('B6 a bridge that lies there gives way to another, which is made for the same pictures, and a pinned cut stays an anchor', () => {
  const { context, db, desks, projectId, shotIds, bridges, assemble, shown } = bridgedFilm(26, 26)
  const sequenceId = assemble()
  desks.sequences.edit({ projectId, sequenceId, baseRevision: 1, name: 'Pin', edits: [{ kind: 'anchor', frame: 96 }] })
  desks.seams.layBridge({ projectId, takeId: bridges[0]! })
  expect(desks.seams.list(projectId)[0]).toMatchObject({ isAnchor: true })

  const project = context.library.projects.byId(projectId)!
  const neighbours = { beginsAfter: shotIds[0]!, endsBefore: shotIds[1]! }
  const handed = filmUse(db, project).handedTo(neighbours, 24)
  expect(handed).toMatchObject({ first: { picture: 95 }, last: { picture: 24 } })

  desks.seams.layBridge({ projectId, takeId: bridges[1]! })
  const clips = shown(sequenceId).slice(0, 3)
  expect(clips.map(({ frameCount }) => frameCount)).toEqual([84, 24, 84])
  expect(clips[1]!.source).toMatchObject({ takeId: bridges[1] })

  // What a hand laid between them is left alone.
  db.run('UPDATE take SET bridge_from = NULL, bridge_to = NULL WHERE id = ?', [bridges[1]!])
  expect(() => desks.seams.layBridge({ projectId, takeId: bridges[0]! })).toThrow('does not show the pictures any more')
})

test('circling a bridge takes the circle from the other over its seam, and undo gives it back', () => {
  const { context, db, desks, projectId, bridges } = bridgedFilm(26, 26)
  const takes = createTakesDesk(context)
  const circled = () => db.all(`SELECT id FROM take WHERE judgement = 'circled' AND bridge_from IS NOT NULL`)
  for (const id of bridges) takes.judge({ projectId, takeIds: [id], judgement: 'circled' })
  expect(circled()).toEqual([{ id: bridges[1] }])
  const place = { projectId, document: 'takes' } as const
  expect(desks.history.state(place).undo).toMatch(/^Circle bridge \d+$/)
  desks.history.undo(place)
  expect(circled()).toEqual([{ id: bridges[0] }])
})

test('B6 A11 a version that is filled gets no bridge, and its shots stay untouched', () => {
  const { db, film, desks, projectId, shotIds, assemble, shown } = bridgedFilm(26)
  const sequenceId = assemble()
  desks.seams.setBinding({ projectId, toShotIds: [shotIds[1]!], binding: 'bridge' })
  const fill = (): unknown => desks.sequences.assemble({ projectId, sequenceId, transition: 'cut', how: 'fill' })
  fill()
  expect(shown(sequenceId).map(({ frameCount }) => frameCount)).toEqual([96, 96, 96, 96, 96, 96])
  const other = film.addTake(1, 120)
  circleTake(db, other.takeId)
  fill()
  expect(shown(sequenceId)[0]!.source).toMatchObject({ takeId: other.takeId })
})

test('B5 J12 a take that was begun on its neighbour is compared as the film would show it', async () => {
  const world = setUp()
  const { film, db, desks, projectId, shotIds } = world
  const before = film.addTake(1, 120)
  circleTake(db, before.takeId)
  circleTake(db, film.addTake(2, 120).takeId)
  const takeId = handedTake(world, 2, { first: { ...before, shotId: shotIds[0]!, picture: 107 }, last: null })
  const { takes } = await desks.seams.ofShot(projectId, shotIds[1]!)
  const own = takes.find(take => take.takeId === takeId)
  expect(own?.before?.pictures?.first.atTicks).toBe(Math.round((1.53 / 24) * TICKS_PER_SECOND))
})

test('B4 a bridge is asked for as a take of the seam, as short as its model allows, in words of both shots, and waits for both', () => {
  const { projectId, shotIds, desks, requests, db } = setUp()
  const [from, to] = shotIds as [ShotId, ShotId]
  const seam = { projectId, from, to }
  db.run(
    `UPDATE shot SET prompt = 'a {red|blue} door', passage = 'into the door > out of the dark', passage_to = ? WHERE id = ?`,
    [to, from],
  )
  db.run(`UPDATE shot SET prompt = 'a pitch at night' WHERE id = ?`, [to])
  db.run(`UPDATE shot SET model = 'runway/seedance2' WHERE id = ?`, [from])
  const noKey = expect.objectContaining({ code: 'services/no-key' }) as Error
  expect(() => desks.seams.priceBridge(seam)).toThrow(noKey)
  expect(() => desks.seams.askBridge({ ...seam, quotedMicroUsd: 0 })).toThrow(noKey)
  db.run('UPDATE shot SET model = NULL')
  expect(desks.seams.priceBridge(seam)).toEqual({ microUsd: 0 })
  expect(() => desks.seams.askBridge({ ...seam, quotedMicroUsd: 5 })).toThrow('The price is another')
  desks.seams.askBridge({ ...seam, quotedMicroUsd: 0 })
  expect(requests()).toEqual([{ shot: null, after: from, before: to, waits: 1 }])
  const spec = db.get<{ ask: number; prompt: string }>(
    `SELECT spec_json ->> '$.askTicks' AS ask, spec_json ->> '$.prompt' AS prompt FROM request`,
  )
  expect(spec).toEqual({
    ask: ticksFromSeconds(1 + 2 / 24),
    prompt: 'into the door. out of the dark. a pitch at night',
  })
  expect(desks.seams.list(projectId)[0]).toMatchObject({ waiting: 1, bridgeTakeIds: [] })
})
