import { call } from '@orpc/server'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { temporaryFolder, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { temporaryApi, temporaryContext } from '#main/testing/temporary-studio.ts'
import type { Edit } from '#model/edit/apply.ts'
import type { ItemId, MediaId, SequenceId, TakeId } from '#model/ids.ts'
import { TICKS_PER_SECOND } from '#model/time.ts'
import { createHistoryDesk } from './history-desk.ts'
import { createSequencesDesk } from './sequences-desk.ts'
import { plannedFilm } from './sequences/testing/planned-film.ts'

function setUp(dir = temporaryFolder()) {
  const library = temporaryLibrary(dir)
  const context = temporaryContext(library)
  const film = plannedFilm(context)
  const desk = createSequencesDesk(context)
  const history = createHistoryDesk(context)
  const { projectId } = film
  const wish = { projectId, sequenceId: null, transition: 'cut' } as const
  const assembleFirst = () => desk.assemble({ ...wish, how: 'new-version' }).sequenceId
  const picture = (sequenceId: SequenceId): string =>
    desk
      .open({ projectId, sequenceId })
      .sequence.tracks[0]!.items.map(item => {
        if (item.kind === 'transition') return item.style
        if (item.kind === 'gap') return `.${item.frameCount}`
        return `${item.source.kind === 'take' ? Number(item.source.mediaId) : 'card'}:${item.frameCount}`
      })
      .join(' ')
  return { dir, library, context, film, desk, history, projectId, wish, assembleFirst, picture }
}

const clip = (shot: number) => `clip-shot-${shot}` as ItemId
const roll: Edit = { kind: 'roll', itemId: clip(2), frame: 100 }

test('the first cut is assembled of what there is, after it was shown', () => {
  const { film, desk, wish, assembleFirst, picture } = setUp()
  film.addTake(1, 200, 'circled')
  film.addTake(2, 200)
  expect(desk.previewAssembly(wish)).toEqual({
    filled: 2,
    renewed: 0,
    missing: 4,
    notChosen: 1,
    differences: [],
    newName: 'Cut 1',
  })
  const id = assembleFirst()
  expect(picture(id)).toBe('1:96 2:96 card:96 card:96 card:96 card:96')
  expect(desk.list(film.projectId)).toMatchObject([{ id, name: 'Cut 1', revision: 1 }])
})

test('without a song or shots there is a sentence', () => {
  const { library, desk, wish } = setUp()
  library.db.run('UPDATE shot SET trashed_at_ms = 1')
  expect(() => desk.previewAssembly(wish)).toThrow('There are no shots to assemble yet')
  library.db.run('UPDATE shot SET trashed_at_ms = NULL')
  library.db.run('UPDATE project SET song_id = NULL')
  expect(() => desk.previewAssembly(wish)).toThrow('There is no song to cut to yet')
})

test('shots without a place are laid out when they are assembled, and not before', () => {
  const { library, film, desk, wish, assembleFirst, picture } = setUp()
  film.addTake(1, 200)
  library.db.run('UPDATE shot SET start_frame = NULL, end_frame = NULL, ask_ticks = NULL')
  expect(desk.previewAssembly(wish)).toMatchObject({ filled: 1, missing: 5 })
  expect(library.db.all('SELECT 1 FROM shot WHERE start_frame IS NOT NULL')).toEqual([])
  expect(picture(assembleFirst()).split(' ')).toHaveLength(6)
  expect(library.db.all('SELECT 1 FROM shot WHERE start_frame IS NULL')).toEqual([])
})

test('steps of one gesture that follow each other are one entry, and none where they come back', () => {
  const { film, desk, history, projectId, assembleFirst, picture } = setUp()
  film.addTake(1, 200)
  film.addTake(2, 200)
  const sequenceId = assembleFirst()
  const place = { projectId, document: `sequence:${sequenceId}` } as const
  const before = picture(sequenceId)
  let baseRevision = 1
  const rollTo = (frame: number, series: string): void => {
    const edits = [{ ...roll, frame }]
    baseRevision = desk.edit({ projectId, sequenceId, baseRevision, name: 'Roll cut', edits, series }).revision
  }
  for (const frame of [97, 98, 99]) rollTo(frame, 'a')
  expect(picture(sequenceId)).toBe(before.replace('1:96 2:96', '1:99 2:93'))
  expect(history.list(place).done).toEqual(['Roll cut'])
  rollTo(100, 'b')
  rollTo(99, 'b')
  expect(history.list(place).done).toEqual(['Roll cut'])
  history.undo(place)
  expect(picture(sequenceId)).toBe(before)
  history.redo(place)
  expect(picture(sequenceId)).toBe(before.replace('1:96 2:96', '1:99 2:93'))
  // What was taken back is no step to go on from.
  history.undo(place)
  baseRevision = desk.open({ projectId, sequenceId }).revision
  rollTo(98, 'a')
  history.undo(place)
  expect(picture(sequenceId)).toBe(before)
})

test('a gesture is one edit of its revision, and is undone and redone after a restart', () => {
  const { dir, film, desk, history, projectId, assembleFirst, picture } = setUp()
  film.addTake(1, 200)
  film.addTake(2, 200)
  const sequenceId = assembleFirst()
  const gesture = { projectId, sequenceId, baseRevision: 1, name: 'Roll cut' }
  expect(desk.edit({ ...gesture, edits: [roll] })).toEqual({ revision: 2 })
  expect(() => desk.edit({ ...gesture, edits: [roll] })).toThrow(expect.objectContaining({ code: 'sequence/stale' }))
  const before = picture(sequenceId)
  expect(before).toBe('1:100 2:92 card:96 card:96 card:96 card:96')
  expect(() =>
    desk.edit({ ...gesture, baseRevision: 2, edits: [{ kind: 'blade', frame: 0, trackNames: null }] }),
  ).toThrow(expect.objectContaining({ code: 'edit/refused' }))
  const document = `sequence:${sequenceId}` as const
  const again = createHistoryDesk(temporaryContext(temporaryLibrary(dir)))
  expect(again.state({ projectId, document })).toEqual({ undo: 'Roll cut', redo: null })
  expect(again.undo({ projectId, document })).toEqual({ undo: null, redo: 'Roll cut' })
  expect(picture(sequenceId)).toBe('1:96 2:96 card:96 card:96 card:96 card:96')
  expect(desk.list(projectId)).toMatchObject([{ revision: 3 }])
  expect(history.redo({ projectId, document })).toEqual({ undo: 'Roll cut', redo: null })
  expect(picture(sequenceId)).toBe(before)
})

test('a gesture that is sent again because its answer was lost is done once', () => {
  const { film, desk, projectId, assembleFirst, picture } = setUp()
  film.addTake(1, 200)
  film.addTake(2, 200)
  const sequenceId = assembleFirst()
  const gesture = { projectId, sequenceId, baseRevision: 1, name: 'Roll cut', edits: [roll], gesture: 'g1' }
  expect(desk.edit(gesture)).toEqual({ revision: 2 })
  const once = picture(sequenceId)
  expect(desk.edit(gesture)).toEqual({ revision: 2 })
  expect(desk.edit({ ...gesture, baseRevision: 2 })).toEqual({ revision: 2 })
  expect(picture(sequenceId)).toBe(once)
  const another = { ...gesture, baseRevision: 2, edits: [{ ...roll, frame: 98 }], gesture: 'g2' }
  expect(desk.edit(another)).toEqual({ revision: 3 })
})

test('a cut shows takes of its own project alone', () => {
  const { film, desk, projectId, assembleFirst, picture } = setUp()
  const { takeId } = film.addTake(1, 200)
  const other = film.addTake(2, 200)
  const sequenceId = assembleFirst()
  const show = (source: { takeId: TakeId; mediaId: MediaId }) => () =>
    desk.edit({
      projectId,
      sequenceId,
      baseRevision: 1,
      name: 'Use take',
      edits: [{ kind: 'replace-take', itemId: clip(1), source: { kind: 'take', ...source }, shotId: null }],
    })
  expect(show({ takeId, mediaId: other.mediaId })).toThrow('not in the project any more')
  expect(show(other)()).toEqual({ revision: 2 })
  expect(picture(sequenceId)).toBe('2:96 2:96 card:96 card:96 card:96 card:96')
})

test('assembling again fills what the hand left open, as one gesture, or makes a new version', () => {
  const { film, desk, history, projectId, wish, assembleFirst, picture } = setUp()
  film.addTake(1, 200)
  film.addTake(2, 200)
  const sequenceId = assembleFirst()
  desk.edit({ projectId, sequenceId, baseRevision: 1, name: 'Roll cut', edits: [roll] })
  film.addTake(3, 200)
  film.addTake(2, 200, 'circled')
  const open = { ...wish, sequenceId }
  expect(desk.previewAssembly(open)).toMatchObject({ filled: 1, renewed: 0, missing: 3, newName: 'Cut 2' })
  expect(desk.previewAssembly(open).differences).toContain('shot 2 would use another take')
  expect(desk.assemble({ ...open, how: 'fill' })).toEqual({ sequenceId })
  expect(picture(sequenceId)).toBe('1:100 2:92 3:96 card:96 card:96 card:96')
  film.addTake(3, 200, 'circled')
  expect(desk.previewAssembly(open)).toMatchObject({ filled: 0, renewed: 1 })
  history.undo({ projectId, document: `sequence:${sequenceId}` })
  expect(picture(sequenceId)).toBe('1:100 2:92 card:96 card:96 card:96 card:96')
  const second = desk.assemble({ ...open, how: 'new-version' }).sequenceId
  expect(picture(second)).toBe('1:96 4:96 5:96 card:96 card:96 card:96')
  expect(desk.list(projectId).map(({ name }) => name)).toEqual(['Cut 2', 'Cut 1'])
})

test('versions are duplicated and renamed', () => {
  const { film, desk, projectId, assembleFirst, picture } = setUp()
  film.addTake(1, 200)
  const sequenceId = assembleFirst()
  const copy = desk.duplicate({ projectId, sequenceId }).sequenceId
  expect(picture(copy)).toBe(picture(sequenceId))
  expect(desk.list(projectId)).toMatchObject([{ id: copy, name: 'Cut 1 copy' }, { id: sequenceId }])
  desk.rename({ projectId, sequenceId: copy, name: 'Slower' })
  expect(() => desk.rename({ projectId, sequenceId: copy, name: 'Cut 1' })).toThrow('There is a version called "Cut 1"')
  expect(desk.list(projectId)[0]).toMatchObject({ name: 'Slower' })
  expect(() => desk.open({ projectId, sequenceId: 'none' as SequenceId })).toThrow('not in the project any more')
})

test('a take is put into the cut at its shot', () => {
  const { film, desk, projectId, assembleFirst, picture } = setUp()
  const first = film.addTake(1, 200)
  expect(() => desk.useTake({ projectId, takeId: first.takeId, shotId: film.shotIds[0]! })).toThrow('no cut yet')
  const sequenceId = assembleFirst()
  const other = film.addTake(1, 200)
  const use = { projectId, takeId: other.takeId, shotId: film.shotIds[0]! }
  expect(desk.useTake(use)).toEqual({ sequenceId, frame: 0 })
  expect(picture(sequenceId)).toBe('2:96 card:96 card:96 card:96 card:96 card:96')
  desk.edit({
    projectId,
    sequenceId,
    baseRevision: 2,
    name: 'Clear',
    edits: [{ kind: 'clear', itemIds: [clip(4)] }],
  })
  expect(desk.useTake({ ...use, shotId: film.shotIds[3]! })).toEqual({ sequenceId, frame: 288 })
  expect(picture(sequenceId)).toBe('2:96 card:96 card:96 2:96 card:96 card:96')
})

test('a sound is taken in and tells its length', async () => {
  const { context, desk, projectId } = setUp()
  const path = join(temporaryFolder(), 'whoosh.wav')
  const args = ['-f', 'lavfi', '-i', 'sine=440:duration=0.5:sample_rate=48000', path]
  await runFfmpeg(await context.ffmpeg(), args)
  const sound = await desk.takeInSound(projectId, { kind: 'path', path }, undefined)
  expect(sound).toMatchObject({ fileName: 'whoosh.wav', durationTicks: TICKS_PER_SECOND / 2, rate: null })
  expect(desk.sources(projectId)).toEqual([sound])
})

test('windows are answered by the contract, and nothing that is no edit comes through', async () => {
  const { library, film, projectId, assembleFirst } = setUp()
  film.addTake(1, 200)
  const sequenceId = assembleFirst()
  const { api } = temporaryApi({ library })
  const { sequence } = await call(api.sequences.open, { projectId, sequenceId })
  expect(sequence.tracks).toHaveLength(2)
  const wrong = { kind: 'blade', frame: 1.5, trackNames: null } as const
  const gesture = { projectId, sequenceId, baseRevision: 1, name: 'Cut', edits: [wrong] }
  await expect(call(api.sequences.edit, gesture)).rejects.toThrow('Input validation failed')
  const document = `sequence:${sequenceId}` as const
  expect(await call(api.history.state, { projectId, document })).toEqual({ undo: null, redo: null })
})
