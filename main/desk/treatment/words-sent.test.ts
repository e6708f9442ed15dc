import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applyRowChanges, type RowChange } from '#main/history/rows.ts'
import { step } from '#main/history/store.ts'
import { someProject, temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { listCaptions } from '#main/treatment/captions.ts'
import { bindSeam, seamsOf } from '#main/treatment/seam-bindings.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import { freezeVersion } from '#main/treatment/shot-versions.ts'
import type { MediaId, ShotId, VariableId } from '#model/ids.ts'
import { whatIsSent } from '#model/prompt/what-is-sent.ts'
import { referencesFor } from '#model/reference-stills.ts'
import { createProjectsDesk } from '../projects-desk.ts'
import { createSeamsDesk } from '../seams-desk.ts'
import { createTreatmentDesk } from '../treatment-desk.ts'

/** A project of shots with these prompts, and what can be done to it. */
function setUp(prompts: readonly string[]) {
  const context = temporaryContext()
  const { db } = context.library
  const projectId = someProject(context.library)
  const desk = createTreatmentDesk(context)
  desk.pasteShots(projectId, prompts.map(prompt => `- ${prompt}`).join('\n'), { kind: 'insert', afterShotId: null })
  const shots = () => desk.open(projectId).shots
  return {
    ...{ context, db, desk, projectId, shots },
    ids: shots().map(({ id }) => id as ShotId),
    type: (shotId: ShotId, column: 'prompt' | 'passage' | 'model', text: string) =>
      desk.setCells(projectId, [{ shotId, column, text }], 'type'),
    /** The prompt as it would be sent. */
    said: (shotId: ShotId): string => {
      const { parts, reading } = desk.sent(projectId, shotId)
      return whatIsSent(parts, reading).words.prompt
    },
    undo: () =>
      step(db, { projectId, document: 'treatment' }, 'undo', (diff, to) =>
        applyRowChanges(db, diff as RowChange[], to),
      ),
  }
}

test('W13 a passage is written in the cell of its first shot, and both prompts carry their half', () => {
  const { desk, projectId, ids, type, said, shots } = setUp(['a road', 'a pitch', 'a sky'])
  const [road, pitch, sky] = ids as [ShotId, ShotId, ShotId]
  type(road, 'passage', 'it pops > out onto the grass')
  desk.setPassage(projectId, pitch, { through: ' the ball ', kind: 'into', carriesOver: ['{{mara}}'] })
  expect(ids.map(said)).toEqual([
    'a road. it pops',
    'a pitch. out onto the grass. the camera flies into the ball, {{mara}} in view at the end',
    'a sky. the camera flies out of the ball, {{mara}} in view at the beginning',
  ])
  type(sky, 'passage', 'into the blue')
  expect(said(sky)).not.toContain('blue')
  expect(shots().map(({ passageTo }) => passageTo.state)).toEqual(['next', 'next', 'none'])
  const [after] = [desk.insertShots(projectId, sky, [{ words: { prompt: 'a bird' } }])]
  expect(said(sky)).toContain('into the blue')
  expect(said(after)).toBe('a bird')
})

test('W14 another order breaks passages, which are told and led on, or taken away', () => {
  const { desk, projectId, ids, type, said, shots, undo } = setUp(['a', 'b', 'c', 'd'])
  const [a, b, c, d] = ids as [ShotId, ShotId, ShotId, ShotId]
  for (const id of [a, b, c]) type(id, 'passage', `out of ${id} > into the next`)
  desk.moveShots(projectId, [b], null)
  // a c d b
  expect(shots().map(({ passageTo }) => passageTo)).toEqual([
    { state: 'elsewhere', number: 4 },
    { state: 'next' },
    { state: 'none' },
    { state: 'elsewhere', number: 2 },
  ])
  expect(said(a)).toBe('a')
  expect(said(c)).toContain('out of')
  desk.mendPassages(projectId, [a, b], 'attach')
  expect(said(c)).toContain('into the next')
  expect(shots().map(({ passageTo }) => passageTo.state)).toEqual(['next', 'next', 'none', 'none'])
  expect(undo()).toBe('Lead on 2 passages')
  desk.mendPassages(projectId, [a], 'clear')
  expect(shots()[0]).toMatchObject({ passage: '', passageTo: { state: 'none' } })
  desk.deleteShots(projectId, [d])
  expect(shots()[1]?.passageTo).toEqual({ state: 'elsewhere', number: null })
  undo()
  expect(shots()[1]?.passageTo).toEqual({ state: 'next' })
})

test('W13 the way out goes to the second of a split shot, and stays with merged ones', () => {
  const { desk, projectId, ids, shots } = setUp(['a red door opens wide', 'b'])
  const [a] = ids as [ShotId]
  desk.setPassage(projectId, a, { through: 'the door', kind: 'into' })
  const second = desk.splitShot(projectId, a, null)
  const facts = () => shots().map(({ passageThrough, passageTo: { state } }) => `${passageThrough} ${state}`)
  expect(facts()).toEqual([' none', 'the door next', ' none'])
  desk.mergeShots(projectId, [a, second])
  expect(facts()).toEqual(['the door next', ' none'])
  desk.duplicateShots(projectId, [a])
  expect(facts()).toEqual(['the door elsewhere', 'the door next', ' none'])
})

test('B2 the seam before the shot that follows stays bound where a shot is split or merged, and undo unbinds none', () => {
  const { db, desk, projectId, ids, shots, undo } = setUp(['a red door opens wide', 'b', 'c'])
  const [a, b] = ids as [ShotId, ShotId]
  const bound = () =>
    seamsOf(
      db,
      projectId,
      shots().map(({ id }) => ({ id: id as ShotId })),
    ).map(seam => seam.binding)
  bindSeam(db, projectId, { from: a, to: b, binding: 'handed-on' })
  const second = desk.splitShot(projectId, a, null)
  expect(bound()).toEqual(['open', 'handed-on', 'open'])
  undo()
  expect(bound()).toEqual(['handed-on', 'open'])
  const halves = [a, desk.splitShot(projectId, a, null)]
  expect(halves[1]).not.toBe(second)
  desk.mergeShots(projectId, halves)
  expect(bound()).toEqual(['handed-on', 'open'])
  desk.mergeShots(projectId, [a, b])
  expect(bound()).toEqual(['open'])
  undo()
  expect(bound()).toEqual(['handed-on', 'open'])
})

test('W13 a text that is written as a whole leads its passages as it stands', () => {
  const { desk, projectId, shots } = setUp(['a road at dusk', 'a red door', 'a deep pool'])
  const csv = 'prompt,passage\na deep pool,splash > drops\na road at dusk,dust > haze\na red door,'
  desk.pasteShots(projectId, csv, { kind: 'new-version' })
  expect(shots().map(({ passage, passageTo: { state } }) => [passage, state])).toEqual([
    ['splash > drops', 'next'],
    ['dust > haze', 'next'],
    ['', 'none'],
  ])
})

test('W3 a variable stands for its words, and a new name goes into every text in one step', () => {
  const { db, desk, projectId, ids, type, said, undo } = setUp(['{{character.Mara}} opens {{door}}', 'b'])
  const [a, b] = ids as [ShotId, ShotId]
  const mara = desk.addVariable(projectId, { group: 'character', name: 'mara' }, ' Mara in a red coat ')
  desk.addVariable(projectId, { group: '', name: 'door' }, 'the door of {{character.mara}}')
  desk.setLook(projectId, { kind: 'section', section: 'verse 1' }, { style: ['{{character.mara}}'] })
  type(b, 'passage', '{{ character.mara }} turns')
  const opened = 'Mara in a red coat opens the door of Mara in a red coat'
  expect(said(a)).toBe(opened)
  expect(listCaptions(db, projectId).get(a)?.text).toBe(opened)
  desk.renameVariable(projectId, mara, { group: 'character', name: 'lena' })
  const { shots, variables } = desk.open(projectId)
  expect([shots[0]?.prompt, shots[1]?.passage]).toEqual([
    '{{character.lena}} opens {{door}}',
    '{{character.lena}} turns',
  ])
  expect(variables.map(({ text }) => text)).toEqual(['Mara in a red coat', 'the door of {{character.lena}}'])
  expect(said(a)).toBe(opened)
  expect(undo()).toBe('Rename {{character.mara}} to {{character.lena}}')
  expect(desk.open(projectId).shots[0]?.prompt).toBe('{{character.Mara}} opens {{door}}')
  for (const name of ['door', 'Door', 'a door', '']) {
    expect(() => desk.renameVariable(projectId, mara, { group: '', name })).toThrow(
      expect.objectContaining({ code: 'variables/bad-name' }),
    )
  }
  desk.setVariableText(projectId, mara, 'Mara')
  desk.removeVariable(projectId, mara)
  expect(said(a)).toBe('{{character.Mara}} opens the door of {{character.mara}}')
  undo()
  expect(said(a)).toBe('Mara opens the door of Mara')
  expect(() => desk.removeVariable(projectId, 'gone' as VariableId)).toThrow('This name has gone')
})

test('W2 a row says when something in what would be sent of its shot is not right yet', () => {
  const { desk, projectId, ids, type, shots } = setUp(['a {red|{{mara}}} car', 'b'])
  const [a, b] = ids as [ShotId, ShotId]
  const unclear = () => shots().map(({ isUnclear }) => isUnclear)
  expect(unclear()).toEqual([true, false])
  const mara = desk.addVariable(projectId, { group: '', name: 'mara' }, 'Mara’s {{car}}')
  expect(unclear()).toEqual([true, false])
  desk.setVariableText(projectId, mara, 'Mara’s')
  expect(unclear()).toEqual([false, false])
  type(b, 'model', 'runway/gen4.5')
  type(b, 'prompt', 'long '.repeat(300))
  type(a, 'prompt', 'a {red car')
  expect(unclear()).toEqual([true, true])
})

test("W11 a template of one's own puts the prompts of its model together, until it is as the model comes again", () => {
  const { desk, projectId, ids, type } = setUp(['a road', 'b'])
  const [road] = ids as [ShotId]
  expect(desk.open(projectId).templates).toEqual([])
  type(road, 'model', 'runway/gen4.5')
  const text = (): string | undefined => {
    const { parts, reading } = desk.sent(projectId, road)
    return whatIsSent({ ...parts, camera: 'push in' }, reading).words.text
  }
  expect(desk.open(projectId).templates).toMatchObject([{ model: 'runway/gen4.5', own: null }])
  expect(text()).toBe('a road. push in')
  desk.setTemplate('runway/gen4.5', '[{camera}: ]{prompt}')
  expect(desk.open(projectId).templates).toMatchObject([{ own: '[{camera}: ]{prompt}' }])
  expect(text()).toBe('push in: a road')
  expect(() => desk.setTemplate('runway/gen4.5', '{look}')).toThrow('Without {prompt} in it')
  desk.setTemplate('runway/gen4.5', desk.open(projectId).templates[0]!.standard)
  expect(desk.open(projectId).templates).toMatchObject([{ own: null }])
  expect(text()).toBe('a road. push in')
})

test('W17 each look word has its record over the takes that were asked for with it', () => {
  const { db, desk, projectId } = setUp(['a', 'b'])
  expect(desk.wordRecords(projectId)).toEqual([])
  const judgements = [...Array.from({ length: 7 }, () => 'kept'), 'circled', 'rejected', 'rejected', 'seen']
  for (const [index, judgement] of judgements.entries()) {
    db.run('INSERT INTO take (id, project_id, number, judgement, created_at_ms) VALUES (?, ?, ?, ?, 1)', [
      ...[`t${index}`, projectId, index + 1, judgement],
    ])
    const spec = JSON.stringify({ style: index === 0 ? 'Super 8, rare' : 'super 8' })
    db.run(
      `INSERT INTO request (id, project_id, take_id, provider, spec_json, state, created_at_ms, updated_at_ms)
       VALUES (?, ?, ?, 'animatic', ?, 'ready', 1, 1)`,
      [`r${index}`, projectId, `t${index}`, spec],
    )
  }
  db.run(`UPDATE request SET state = 'cancelled' WHERE id = 'r10'`)
  db.run(`INSERT INTO take_reason VALUES ('t8', 'hands'), ('t9', 'hands'), ('t9', 'face')`)
  const reasons = [
    { reason: 'hands', count: 2 },
    { reason: 'face', count: 1 },
  ]
  expect(desk.wordRecords(projectId)).toEqual([
    { word: 'Super 8', asks: 10, judged: 10, kept: 8, reasons, isEnough: true },
    { word: 'rare', asks: 1, judged: 1, kept: 1, reasons: [], isEnough: false },
  ])
})

test('W2 pictures come with their variable, and with a copy of the project', async () => {
  const { context, desk, projectId, ids, undo } = setUp(['{{mara}}', 'b'])
  const mara = desk.addVariable(projectId, { group: '', name: 'mara' }, 'Mara')
  const picture = join(temporaryFolder(), 'mara.ppm')
  writeFileSync(picture, Buffer.concat([Buffer.from('P6\n2 2\n255\n'), Buffer.alloc(12, 90)]))
  await desk.addVariableStill(projectId, mara, { kind: 'path', path: picture })
  const { parts, reading } = desk.sent(projectId, ids[0]!)
  const { stills } = whatIsSent(parts, reading)
  expect(context.library.media.byId(stills[0] as MediaId)).toMatchObject({ kind: 'still', fileName: 'mara.ppm' })
  desk.setCells(projectId, [{ shotId: ids[0]!, column: 'passage', text: 'out > in' }], 'type')
  const { projectId: copyId } = await createProjectsDesk(context).duplicate(projectId)
  const copy = desk.open(copyId)
  expect(copy.variables).toMatchObject([{ name: 'mara', text: 'Mara', stills }])
  expect(copy.variables[0]?.id).not.toBe(mara)
  expect(copy.shots[0]?.passageTo).toEqual({ state: 'next' })
  undo()
  desk.removeVariableStill(projectId, mara, stills[0]!)
  expect(desk.open(projectId).variables[0]?.stills).toEqual([])
  expect(undo()).toBe('Take a picture of {{mara}} away')
})

test('W20 what is sent says which pictures go along, and others than those asked with are newer words', () => {
  const { context, db, desk, projectId, ids, type, shots } = setUp(['a road', '{{mara}}', 'b'])
  const [, shotId] = ids as [ShotId, ShotId]
  desk.addVariable(projectId, { group: '', name: 'mara' }, 'Mara')
  const show = (...stills: string[]): unknown => db.run('UPDATE variable SET stills_json = ?', [JSON.stringify(stills)])
  const sent = () => {
    const { parts, reading, takesReferences, isBound } = desk.sent(projectId, shotId)
    const { words, stills } = whatIsSent(parts, reading)
    return { ...words, ...referencesFor(stills, takesReferences, isBound) }
  }
  show('one', 'two')
  expect(sent()).not.toHaveProperty('references')
  type(shotId, 'model', 'runway/hailuo3')
  expect(sent()).toMatchObject({ references: ['one', 'two'] })
  freezeVersion(db, shotId, sent())
  const isNewer = () => shots()[1]!.isNewer
  expect(isNewer()).toBe(false)
  show('one')
  expect(isNewer()).toBe(true)
  expect(freezeVersion(db, shotId, sent())).toBe(2)
  expect(desk.sent(projectId, shotId).versions.map(({ words }) => words.references)).toEqual([['one'], ['one', 'two']])
  createSeamsDesk(context).setBinding({ projectId, toShotIds: [shotId], binding: 'handed-on' })
  expect(sent()).toMatchObject({ references: [] })
  expect(freezeVersion(db, shotId, sent())).toBe(2)
})
