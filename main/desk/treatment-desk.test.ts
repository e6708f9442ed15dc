import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { applyRowChanges, type RowChange } from '#main/history/rows.ts'
import { historyState, step } from '#main/history/store.ts'
import { someProject, temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { wishFor } from '#main/make/testing/made-up-film.ts'
import { ANALYSER_VERSION } from '#main/song/analysis/version.ts'
import { saveAnalysis } from '#main/song/store.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import { freezeVersion } from '#main/treatment/shot-versions.ts'
import { serviceById } from '#model/catalogue.ts'
import { planShots } from '#model/plan/plan-shots.ts'
import type { MediaId, ProjectId, ShotId } from '#model/ids.ts'
import { whatIsSent } from '#model/prompt/what-is-sent.ts'
import { createTreatmentDesk } from './treatment-desk.ts'

const SONG = 'song' as MediaId
const LINES = Array.from({ length: 55 }, (_, index) => `place number ${index}, seen from above`).join('\n')

/** A project over four minutes of song, and its treatment's desk. */
function setUp({ hasSong = true } = {}) {
  const context = temporaryContext()
  const { db } = context.library
  const projectId = someProject(context.library)
  if (hasSong) {
    db.run(`INSERT INTO media VALUES (?, 'song', 'song.mp3', 9, NULL, '/songs/song.mp3', NULL, 1)`, [SONG])
    const { analysis } = wishFor([])
    saveAnalysis(db, SONG, {
      analysis: { ...analysis, analyserVersion: ANALYSER_VERSION },
      peaks: new Uint8Array(),
      warnings: [],
    })
    db.run('UPDATE project SET song_id = ? WHERE id = ?', [SONG, projectId])
  }
  const desk = createTreatmentDesk(context)
  const place = { projectId, document: 'treatment' } as const
  return {
    context,
    db,
    desk,
    projectId,
    prompts: () => desk.open(projectId).shots.map(({ prompt }) => prompt),
    ids: () => desk.open(projectId).shots.map(({ id }) => id as ShotId),
    undoName: () => historyState(db, place).undo,
    undo: () => step(db, place, 'undo', (diff, to) => applyRowChanges(db, diff as RowChange[], to)),
    redo: () => step(db, place, 'redo', (diff, to) => applyRowChanges(db, diff as RowChange[], to)),
  }
}

function paste(desk: ReturnType<typeof createTreatmentDesk>, projectId: ProjectId, text: string): void {
  desk.pasteShots(projectId, text, { kind: 'insert', afterShotId: null })
}

test('55 lines pasted at once are shots with places over the song, and one step of undo', () => {
  const { desk, projectId, prompts, undo, redo } = setUp()
  paste(desk, projectId, LINES)
  const { shots, sections, songFrames, isPlanOld } = desk.open(projectId)
  expect(shots).toHaveLength(55)
  expect(isPlanOld).toBe(false)
  expect(shots[0]).toMatchObject({
    number: 1,
    place: { startFrame: 0 },
    bar: 0,
    state: 'no-take',
    sectionKey: 'intro 1',
  })
  expect(shots.at(-1)?.place?.endFrame).toBe(songFrames)
  expect(sections.map(({ key }) => key)).toEqual([
    'intro 1',
    'verse 1',
    'chorus 1',
    'verse 2',
    'chorus 2',
    'bridge 1',
    'chorus 3',
    'outro 1',
  ])
  expect(sections[1]).toMatchObject({ startBar: 9, endBar: 25 })
  expect(undo()).toBe('Paste 55 shots')
  expect(prompts()).toEqual([])
  redo()
  expect(prompts()).toHaveLength(55)
  expect(desk.open(projectId)).toMatchObject({ isPlanOld: false, planProblem: null })
})

test('without a song shots are written all the same, and nothing is planned', () => {
  const { desk, projectId } = setUp({ hasSong: false })
  paste(desk, projectId, 'a road\na door')
  expect(desk.open(projectId)).toMatchObject({ songFrames: null, sections: [], isPlanOld: false, planProblem: null })
  expect(desk.planRequest(projectId)).toBeNull()
  expect(() => desk.plan(projectId)).toThrow('There is no song')
})

test('more shots than the song has room for are kept, and it is said why none has a place', () => {
  const { desk, projectId, prompts } = setUp()
  paste(desk, projectId, Array.from({ length: 450 }, (_, index) => `number ${index}`).join('\n'))
  expect(prompts()).toHaveLength(450)
  expect(desk.open(projectId)).toMatchObject({ isPlanOld: true })
  expect(() => desk.plan(projectId)).toThrow('room for at most')
})

test('cells are typed, filled down and cleared, under names that undo tells', () => {
  const { desk, projectId, ids, undoName, undo } = setUp({ hasSong: false })
  paste(desk, projectId, 'a road\na door\na pool')
  const [one, two, three] = ids()
  desk.setCells(projectId, [{ shotId: two!, column: 'prompt', text: ' a red door ' }], 'type')
  expect(undoName()).toBe('Change prompt of shot 2')
  desk.setCells(
    projectId,
    [one!, two!, three!].map(shotId => ({ shotId, column: 'cameraMove', text: 'push in' })),
    'fill',
  )
  expect(undoName()).toBe('Fill down camera of 3 shots')
  desk.setCells(projectId, [{ shotId: one!, column: 'cameraMove', text: '' }], 'clear')
  expect(desk.open(projectId).shots.map(({ prompt, cameraMove }) => [prompt, cameraMove])).toEqual([
    ['a road', ''],
    ['a red door', 'push in'],
    ['a pool', 'push in'],
  ])
  undo()
  undo()
  undo()
  expect(desk.open(projectId).shots.map(({ prompt, cameraMove }) => [prompt, cameraMove])[1]).toEqual(['a door', ''])
  expect(() => desk.setCells(projectId, [{ shotId: one!, column: 'model', text: 'veo' }], 'type')).toThrow('no model')
  expect(() => desk.setCells(projectId, [{ shotId: 'gone' as ShotId, column: 'prompt', text: 'x' }], 'type')).toThrow(
    'not in the treatment',
  )
})

test('pasted shots come with their words and looks, one without a prompt too, for the section of their neighbour', () => {
  const { desk, projectId, ids, undoName } = setUp({ hasSong: false })
  paste(desk, projectId, '- a road\n  section: verse')
  desk.insertShots(projectId, ids()[0]!, [
    { words: { whatHappens: 'They meet' }, style: ['blue'] },
    { words: { prompt: 'a door', section: '' } },
  ])
  expect(undoName()).toBe('Paste 2 shots')
  expect(desk.open(projectId).shots.slice(1)).toMatchObject([
    { prompt: '', whatHappens: 'They meet', section: 'verse', style: ['blue'] },
    { prompt: 'a door', section: '', style: [] },
  ])
  expect(() => desk.insertShots(projectId, null, [{ words: { model: 'veo' } }])).toThrow('no model')
})

test('rows are inserted, moved, split, merged, duplicated and deleted; undo takes all back, redo does all again', () => {
  const { desk, projectId, ids, prompts, undo, redo } = setUp()
  paste(desk, projectId, 'a\nb\nc\nd')
  const [a, b, c, d] = ids()
  const stages = [prompts()]
  const after = (work: () => void): string[] => {
    work()
    stages.push(prompts())
    return prompts()
  }
  expect(after(() => desk.moveShots(projectId, [c!, a!], null))).toEqual(['b', 'd', 'a', 'c'])
  expect(after(() => desk.moveShots(projectId, [a!, c!], b!))).toEqual(['a', 'c', 'b', 'd'])
  expect(after(() => desk.moveShots(projectId, [c!, b!], c!))).toEqual(['a', 'c', 'b', 'd'])
  expect(after(() => desk.insertShots(projectId, a!, [{ words: {} }, { words: {} }]))).toEqual([
    'a',
    '',
    '',
    'c',
    'b',
    'd',
  ])
  expect(after(() => desk.duplicateShots(projectId, [c!, b!]))).toEqual(['a', '', '', 'c', 'b', 'c', 'b', 'd'])
  expect(after(() => desk.mergeShots(projectId, [c!, b!]))).toEqual(['a', '', '', 'c. b', 'c', 'b', 'd'])
  expect(after(() => desk.deleteShots(projectId, [a!, d!]))).toEqual(['', '', 'c. b', 'c', 'b'])
  expect(after(() => desk.splitShot(projectId, c!, 2))).toEqual(['', '', 'c.', 'b', 'c', 'b'])
  const told = stages.filter((stage, index) => JSON.stringify(stage) !== JSON.stringify(stages[index - 1]))
  for (const stage of told.slice(0, -1).toReversed()) {
    undo()
    expect(prompts()).toEqual(stage)
  }
  for (const stage of told.slice(1)) {
    redo()
    expect(prompts()).toEqual(stage)
  }
  expect(() => desk.mergeShots(projectId, [ids()[0]!, ids()[2]!])).toThrow('follow each other')
  expect(() => desk.splitShot(projectId, ids()[0]!, null)).toThrow('no two halves')
})

test('merged shots share their takes, and one of two circled ones stays circled', () => {
  const { desk, db, projectId, ids, undo } = setUp({ hasSong: false })
  paste(desk, projectId, 'a\nb')
  for (const [index, shotId] of ids().entries()) {
    db.run(`INSERT INTO media VALUES (?, 'take', 'a.mp4', 9, NULL, '/a.mp4', '{}', 1)`, [`media ${index}`])
    db.run(
      `INSERT INTO take (id, project_id, number, media_id, judgement, created_at_ms) VALUES (?, ?, 1, ?, 'circled', ?)`,
      [`take ${index}`, projectId, `media ${index}`, index],
    )
    db.run('INSERT INTO take_shot (take_id, shot_id) VALUES (?, ?)', [`take ${index}`, shotId])
  }
  db.run(`UPDATE take SET judgement = 'kept' WHERE id = 'take 1'`)
  expect(desk.open(projectId).shots.map(({ state, posterId }) => [state, posterId])).toEqual([
    ['circled', 'media 0'],
    ['kept', 'media 1'],
  ])
  const takesOfFirst = () =>
    db
      .all<{ id: string }>('SELECT take_id AS id FROM take_shot WHERE shot_id = ? ORDER BY 1', [ids()[0]!])
      .map(({ id }) => id)
  desk.mergeShots(projectId, ids())
  expect(takesOfFirst()).toEqual(['take 0', 'take 1'])
  undo()
  expect(takesOfFirst()).toEqual(['take 0'])
})

test('look words of film, section and shot are sent together, each once, and frozen words tell what came after', () => {
  const { desk, db, projectId, ids, undo } = setUp()
  paste(desk, projectId, `Style: Super 8\n\n${LINES.replaceAll(/^/gm, '- ')}`)
  const first = ids()[0]!
  desk.setLook(projectId, { kind: 'section', section: 'intro 1' }, { style: ['night', 'super 8'] })
  desk.setLook(projectId, { kind: 'shot', shotId: first }, { style: ['blue'] })
  desk.setLook(projectId, { kind: 'film' }, { negative: ['text'] })
  desk.setCells(projectId, [{ shotId: first, column: 'cameraMove', text: 'push in' }], 'type')
  const sent = desk.sent(projectId, first)
  const { pieces } = whatIsSent(sent.parts, sent.reading)
  expect(pieces.map(({ name, text }) => [name, text])).toEqual([
    ['prompt', 'place number 0, seen from above'],
    ['camera', 'push in'],
    ['look', 'Super 8, night, blue'],
  ])
  expect(sent.versions).toEqual([])
  const words = {
    prompt: 'place number 0, seen from above',
    cameraMove: 'push in',
    style: 'Super 8, night, blue',
    negative: '',
  }
  freezeVersion(db, first, words)
  expect(desk.open(projectId).shots[0]).toMatchObject({ version: 1, isNewer: false, style: ['blue'] })
  desk.setCells(projectId, [{ shotId: first, column: 'prompt', text: 'place number 0, seen from below' }], 'type')
  expect(desk.open(projectId).shots[0]).toMatchObject({ version: 1, isNewer: true })
  expect(desk.sent(projectId, first).versions).toMatchObject([{ version: 1, words }])
  undo()
  undo()
  undo()
  expect(desk.open(projectId)).toMatchObject({ negative: [], style: ['Super 8'] })
})

test('story lines stand with their section, and come back', () => {
  const { desk, projectId, undo } = setUp()
  desk.setStory(projectId, 'verse 2', ' they part ')
  expect(desk.open(projectId).sections.map(({ story }) => story)).toEqual(['', '', '', 'they part', '', '', '', ''])
  undo()
  expect(desk.open(projectId).sections.every(({ story }) => story === '')).toBe(true)
})

test('P18 a new pacing is laid out as the window drew it', () => {
  const { desk, projectId } = setUp()
  paste(desk, projectId, LINES)
  const drawn = planShots({ ...desk.planRequest(projectId)!, pacing: 60 })
  desk.setPacing(projectId, 60)
  const { shots, pacing } = desk.open(projectId)
  expect(pacing).toBe(60)
  expect(shots.map(({ place }) => place?.startFrame)).toEqual(drawn.places.map(({ startFrame }) => startFrame))
})

test('a pasted text is told before it is taken: as new shots, or as a new version of those there are', () => {
  const { desk, projectId, prompts } = setUp({ hasSong: false })
  paste(desk, projectId, 'a long road at dusk\na red door\na deep pool')
  const first = desk.open(projectId).shots[0]!.id as ShotId
  desk.setCells(projectId, [{ shotId: first, column: 'cameraMove', text: 'push in' }], 'type')
  const text = 'a deep pool\na very long road at dusk\na bright window'
  expect(desk.readPaste(projectId, text, false).asNewVersion).toBeNull()
  const { format, count, asNewVersion } = desk.readPaste(projectId, text, true)
  expect([format, count]).toEqual(['text', 3])
  expect(asNewVersion?.changes.map(({ number, column, after }) => [number, column, after])).toEqual([
    [1, 'prompt', 'a very long road at dusk'],
  ])
  expect(asNewVersion).toMatchObject({
    moved: 1,
    added: [{ number: 3, prompt: 'a bright window' }],
    trashed: [{ number: 2, prompt: 'a red door' }],
  })
  desk.pasteShots(projectId, text, { kind: 'new-version' })
  expect(prompts()).toEqual(['a deep pool', 'a very long road at dusk', 'a bright window'])
  expect(desk.open(projectId).shots[1]?.cameraMove).toBe('push in')
  expect(() => desk.readPaste(projectId, '{"shots": [', false)).toThrow('The text')
  expect(() => paste(desk, projectId, 'prompt,model\na road,veo')).toThrow('wants the model "veo"')
})

test('a brief goes out, and of the answer only what was accepted comes in', () => {
  const { desk, projectId, ids, prompts, undo } = setUp()
  paste(desk, projectId, 'a road\na door\na pool')
  expect(desk.copyBrief(projectId)).toContain('1. a road\n2. a door\n3. a pool')
  const answer = '2. a red door\n    Camera: push in\n3. a pool\n4. a window\n    Camera: pull out'
  const reading = desk.readAnswer(projectId, answer)
  expect(reading.changes.map(({ number, column, after }) => [number, column, after])).toEqual([
    [2, 'prompt', 'a red door'],
    [2, 'cameraMove', 'push in'],
  ])
  const words = { prompt: 'a window', cameraMove: 'pull out' }
  expect(reading).toMatchObject({ added: [{ number: 4, words }], unchanged: [3] })
  desk.setCells(projectId, [{ shotId: ids()[1]!, column: 'prompt', text: 'a red door' }], 'answer', [words])
  expect(prompts()).toEqual(['a road', 'a red door', 'a pool', 'a window'])
  expect(desk.open(projectId).shots.map(({ cameraMove }) => cameraMove)).toEqual(['', '', '', 'pull out'])
  expect(undo()).toBe('Take in an answer')
  expect(prompts()).toEqual(['a road', 'a door', 'a pool'])
})

test("a still is a shot's board frame, and what is no picture is refused", async () => {
  const { context, desk, projectId, ids, undo } = setUp({ hasSong: false })
  paste(desk, projectId, 'a road')
  const folder = temporaryFolder()
  const picture = join(folder, 'road.ppm')
  writeFileSync(picture, Buffer.concat([Buffer.from('P6\n2 2\n255\n'), Buffer.alloc(12, 90)]))
  await desk.setStill(projectId, ids()[0]!, { kind: 'path', path: picture })
  const { stillId } = desk.open(projectId).shots[0]!
  expect(context.library.media.byId(stillId as MediaId)).toMatchObject({ kind: 'still', fileName: 'road.ppm' })
  undo()
  expect(desk.open(projectId).shots[0]?.stillId).toBeNull()
  const refused = async (name: string, content: string | Buffer): Promise<string> => {
    const path = join(folder, name)
    if (content !== '') writeFileSync(path, content)
    const refusal = await desk.setStill(projectId, ids()[0]!, { kind: 'path', path }).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'still/unreadable' })
    return (refusal as Error).message
  }
  expect(await refused('road.txt', 'a road')).toContain('Choose a PNG, JPEG or WebP')
  expect(await refused('gone.png', '')).toContain('Choose a PNG, JPEG or WebP')
  expect(await refused('IMG_1.HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic')).toContain('HEIC')
  const film = join(folder, 'film.mp4')
  const tinyFilm = ['-f', 'lavfi', '-i', 'color=s=16x16:d=0.2', '-c:v', 'libx264', '-y', film]
  await runFfmpeg(await context.ffmpeg(), tinyFilm)
  await expect(desk.setStill(projectId, ids()[0]!, { kind: 'path', path: film })).rejects.toThrow('no picture')
})

test('P19 drafts do not hold a pacing back; a chosen take keeps the room it fills', () => {
  const { context, desk, db, projectId } = setUp()
  paste(desk, projectId, LINES)
  const { shots } = desk.open(projectId)
  const modelVersion = context.catalogue.models.find(({ id }) => id === 'animatic')!.version
  const rate = { numerator: 24, denominator: 1 }
  const lengthOf = ({ place }: (typeof shots)[number]): number => place!.endFrame - place!.startFrame
  for (const shot of shots) {
    const frameCount = lengthOf(shot) + 24
    const facts = { width: 16, height: 9, rate, frameCount, durationTicks: frameCount * 29_400_000 }
    db.run(`INSERT INTO media VALUES (?, 'take', 'a.mp4', 9, NULL, '/a.mp4', ?, 1)`, [shot.id, JSON.stringify(facts)])
    const words = { prompt: shot.prompt, style: '', negative: '', cameraMove: '', firstFrame: null, lastFrame: null }
    const spec = { provider: 'animatic', model: 'animatic', modelVersion, width: 1920, height: 1080, rate, ...words }
    db.run(`INSERT INTO take (id, project_id, number, media_id, created_at_ms) VALUES (?, ?, 1, ?, 1)`, [
      `take ${shot.id}`,
      projectId,
      shot.id,
    ])
    db.run('INSERT INTO take_shot (take_id, shot_id) VALUES (?, ?)', [`take ${shot.id}`, shot.id])
    db.run(
      `INSERT INTO request (id, project_id, shot_id, take_id, provider, spec_json, state, created_at_ms, updated_at_ms)
       VALUES (?, ?, ?, ?, 'animatic', ?, 'ready', 1, 1)`,
      [`request ${shot.id}`, projectId, shot.id, `take ${shot.id}`, JSON.stringify({ ...spec, seed: 1, askTicks: 1 })],
    )
  }
  const longer = planShots({ ...desk.planRequest(projectId)!, pacing: -100 }).places.findIndex(
    ({ startFrame, endFrame }, index) => endFrame - startFrame > lengthOf(shots[index]!) + 24,
  )
  expect(longer).toBeGreaterThanOrEqual(0)
  db.run(`UPDATE take SET judgement = 'circled' WHERE id = ?`, [`take ${shots[longer]!.id}`])
  desk.setPacing(projectId, -100)
  const calm = desk.open(projectId).shots
  expect(calm.filter((shot, index) => lengthOf(shot) !== lengthOf(shots[index]!)).length).toBeGreaterThan(20)
  expect(lengthOf(calm[longer]!)).toBeLessThanOrEqual(lengthOf(shots[longer]!) + 24)
})

test('V2 models that takes can be asked of are offered, and of others those that are chosen, with the reason', () => {
  const { context, desk, db, projectId } = setUp({ hasSong: false })
  paste(desk, projectId, 'a bubble\na pitch\na kite')
  db.run(`UPDATE shot SET model = 'sora-2' WHERE position = 0`)
  db.run(`UPDATE shot SET model = 'my-gpu/wan' WHERE position = 1`)
  const offered = () => desk.open(projectId).models
  const troubleOf = (id: string) => offered().find(model => model.id === id)?.trouble
  expect(offered().map(({ id }) => id)).not.toContain('folder')
  expect(troubleOf('animatic')).toBeNull()
  expect(troubleOf('wan22-5b-ti2v')).toBeNull()
  expect(troubleOf('runway/gen4.5')).toBeUndefined()
  expect(troubleOf('sora-2')).toBe('Sora 2 was shut down on 2026-09-24.')
  expect(offered().at(-1)).toEqual({
    ...{ id: 'my-gpu/wan', title: 'my-gpu/wan', serviceId: null, longestTicks: null },
    trouble: 'There is no model “my-gpu/wan” any more.',
  })
  desk.setModel(projectId, 'runway/gen4.5')
  expect(troubleOf('runway/gen4.5')).toBe('Runway needs a key.')
  context.keys.keep(serviceById(context.catalogue, 'runway')!, 'a-key')
  expect(troubleOf('runway/gen4.5')).toBeNull()
  expect(troubleOf('runway/veo3.1')).toBeNull()
})
