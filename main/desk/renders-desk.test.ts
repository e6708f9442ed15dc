import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { RenderListRow, RenderProgressEvent } from '#model/contract/renders-contract.ts'
import type { RenderId } from '#model/ids.ts'
import { openLibrary } from '#main/library/library.ts'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { writeSettings } from '#main/library/settings.ts'
import { saveTags } from '#main/song/store.ts'
import { songOf } from '#main/make/song-of.ts'
import { filmMaterial, filmToRender, type FilmMaterial, type FilmToRender } from './renders/testing/film-to-render.ts'

let material: FilmMaterial
beforeAll(async () => {
  material = await filmMaterial()
})
afterAll(() => material.remove())

let film: FilmToRender
beforeEach(async () => {
  film = await filmToRender(material)
})

const DRAFT = { preset: 'draft', span: null } as const

function rows(desk: ReturnType<FilmToRender['desk']>): RenderListRow[] {
  return desk.renders.list(film.wish.projectId)
}

async function settled(desk: ReturnType<FilmToRender['desk']>): Promise<RenderListRow[]> {
  await expect
    .poll(() => rows(desk).filter(({ state }) => state === 'queued' || state === 'running'), { timeout: 10_000 })
    .toEqual([])
  return rows(desk)
}

test('films are rendered one after the other, checked, and never over another', async () => {
  const desk = film.desk()
  const heard: RenderProgressEvent[] = []
  const stop = desk.renders.onProgress(progress => heard.push(progress))
  for (let count = 0; count < 2; count += 1) await desk.renders.enqueue({ ...film.wish, ...DRAFT })
  expect(rows(desk).map(({ state, fileName }) => [state, fileName])).toEqual([
    ['queued', 'left-on_cut-1_draft.mp4'],
    ['queued', 'left-on_cut-1_draft-2.mp4'],
  ])
  desk.background.start()
  const [second, first] = await settled(desk)
  expect(first).toMatchObject({ state: 'done', preset: 'draft', cutName: 'Cut 1', isFileThere: true, failure: null })
  expect(first!.facts).toMatchObject({
    frames: 48,
    pictureSeconds: 2,
    width: 320,
    height: 180,
    piecesReused: 0,
    pieces: 4,
    encodedFrames: 48,
    sizeBytes: statSync(join(film.folder, first!.fileName)).size,
  })
  expect(first!.facts!.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(first!.facts!.syncOffSeconds).toBeLessThan(1 / 24)
  expect(second).toMatchObject({ fileName: 'left-on_cut-1_draft-2.mp4', facts: { piecesReused: 4, encodedFrames: 0 } })
  expect(heard.at(-1)).toMatchObject({ doneFrames: 48, totalFrames: 48, step: 'checking' })
  expect(heard.some(({ pieces }) => pieces.includes('running'))).toBe(true)
  stop()
  expect(readdirSync(film.folder).toSorted()).toEqual(['left-on_cut-1_draft-2.mp4', 'left-on_cut-1_draft.mp4'])

  desk.renders.remove(first!.id as RenderId)
  expect(rows(desk)).toHaveLength(1)
  expect(existsSync(join(film.folder, 'left-on_cut-1_draft.mp4'))).toBe(true)
  expect(() => desk.renders.again(second!.id as RenderId)).toThrow(expect.objectContaining({ code: 'render/settled' }))
  rmSync(join(film.folder, second!.fileName))
  expect(rows(desk)[0]!.isFileThere).toBe(false)
  desk.renders.again(second!.id as RenderId)
  expect(await settled(desk)).toMatchObject([{ state: 'done', fileName: second!.fileName, isFileThere: true }])
})

test('the cut is rendered as it was when it was asked for', async () => {
  const desk = film.desk()
  await desk.renders.enqueue({ ...film.wish, ...DRAFT })
  film.library.db.run(`UPDATE sequence SET document_json = '{}', name = 'Cut 2'`)
  desk.background.start()
  expect(await settled(desk)).toMatchObject([{ state: 'done', cutName: 'Cut 1' }])
})

test('so are the numbers, words and names in it', async () => {
  const desk = film.desk()
  const { db } = film.library
  for (let count = 0; count < 2; count += 1) await desk.renders.enqueue({ ...film.wish, preset: 'review', span: null })
  const stop = desk.renders.onProgress(() => {
    // The first has begun, the second waits.
    stop()
    db.run(`UPDATE shot SET prompt = 'other words', position = position + 10`)
    saveTags(db, songOf(film.sequence)!, { title: 'Another', artist: null, album: null, year: null }, null)
  })
  desk.background.start()
  const [second, first] = await settled(desk)
  expect(second).toMatchObject({ state: 'done', facts: { encodedFrames: 0, sha256: first!.facts!.sha256 } })
  await desk.renders.enqueue({ ...film.wish, preset: 'review', span: null })
  const [third] = await settled(desk)
  expect(third!.facts).toMatchObject({ encodedFrames: 48 })
  expect(third!.facts!.sha256).not.toBe(first!.facts!.sha256)
})

test('a film is stopped while it runs, and rendered when it is wanted again', async () => {
  const desk = film.desk()
  const { id } = await desk.renders.enqueue({ ...film.wish, ...DRAFT })
  const stop = desk.renders.onProgress(({ renderId }) => {
    stop()
    desk.renders.cancel(renderId as RenderId)
  })
  desk.background.start()
  expect(await settled(desk)).toMatchObject([{ id, state: 'stopped', isAgainPossible: true, isBegun: true }])
  await expect.poll(() => readdirSync(film.folder)).toEqual([])
  expect(() => desk.renders.cancel(id)).toThrow(expect.objectContaining({ code: 'render/settled' }))
  desk.renders.again(id)
  expect(() => desk.renders.remove(id)).toThrow(expect.objectContaining({ code: 'render/settled' }))
  expect(await settled(desk)).toMatchObject([{ state: 'done' }])
  expect(() => desk.renders.again(id)).toThrow(expect.objectContaining({ code: 'render/settled' }))
})

test('a window of another process hears how far a film is', async () => {
  const [desk, elsewhere] = [film.desk(), film.desk()]
  const heard: RenderProgressEvent[] = []
  const stop = elsewhere.renders.onProgress(progress => heard.push(progress))
  // Slow enough to be looked at: half the frames of a 4K film are some hundred million pixels.
  const { id } = await desk.renders.enqueue({ ...film.wish, preset: 'youtube-4k', span: null })
  desk.background.start()
  await expect.poll(() => heard.at(-1)?.renderId, { timeout: 10_000 }).toBe(id)
  stop()
  desk.renders.cancel(id)
  await settled(desk)
})

test('a film that waits can be stopped, too', async () => {
  const desk = film.desk()
  const { id } = await desk.renders.enqueue({ ...film.wish, ...DRAFT })
  desk.renders.cancel(id)
  desk.background.start()
  await desk.background.stopped()
  expect(rows(desk)).toMatchObject([{ state: 'stopped', isBegun: false }])
})

test('what is not over when the studio closes goes on with the next start', async () => {
  const first = film.desk()
  await first.renders.enqueue({ ...film.wish, ...DRAFT })
  const begun = new Promise<void>(resolve => first.renders.onProgress(() => resolve()))
  first.background.start()
  await begun
  await first.close()
  expect(rows(first)).toMatchObject([{ state: 'queued' }])
  const next = film.desk()
  next.background.start()
  expect(await settled(next)).toMatchObject([{ state: 'done' }])
})

test('what a killed process left running goes on', async () => {
  const desk = film.desk()
  await desk.renders.enqueue({ ...film.wish, ...DRAFT })
  film.library.db.run(`UPDATE render SET state = 'running'`)
  desk.background.start()
  expect(await settled(desk)).toMatchObject([{ state: 'done' }])
})

test('a failing film says why and keeps no other waiting', async () => {
  const desk = film.desk()
  await desk.renders.enqueue({ ...film.wish, ...DRAFT })
  const span = { startFrame: 0, endFrame: 16, section: 'verse 1' }
  await desk.renders.enqueue({ ...film.wish, preset: 'draft', span })
  const clip = film.sequence.tracks[0]!.items[2]!
  const mediaId = clip.kind === 'clip' && clip.source.kind === 'take' ? clip.source.mediaId : undefined
  rmSync(film.library.media.byId(mediaId!)!.path)
  expect(desk.renders.check(film.wish).find(({ kind }) => kind === 'missing-files')).toMatchObject({
    verdict: 'stop',
    count: 1,
    places: [{ frame: 32, shotNumber: 3 }],
  })
  desk.background.start()
  const ended = await settled(desk)
  const failed = ended.find(({ state }) => state === 'failed')!
  expect(failed).toMatchObject({ remedies: ['files'], isAgainPossible: true })
  expect(failed.failure).toMatch(/^"take 3\.mp4" is no longer where it was/)
  expect(ended.find(({ state }) => state === 'done')).toMatchObject({
    fileName: 'left-on_cut-1_verse-1_draft.mp4',
    span,
    facts: { frames: 16 },
  })
})

test('a film whose folder is gone tells so, and goes into another when it is wanted again', async () => {
  const desk = film.desk()
  const { id } = await desk.renders.enqueue({ ...film.wish, ...DRAFT })
  const stop = desk.renders.onProgress(({ step }) => {
    // When all pieces are there, and only the film is not.
    if (step !== 'joining') return
    stop()
    rmSync(film.folder, { recursive: true })
  })
  desk.background.start()
  const [failed] = await settled(desk)
  expect(failed).toMatchObject({ state: 'failed', remedies: ['folder'], isAgainPossible: true, facts: null })
  expect(failed!.failure).toMatch(/^There is no folder /)
  const other = temporaryFolder()
  writeSettings(film.library.db, { rendersFolder: other })
  writeFileSync(join(other, 'left-on_cut-1_draft.mp4'), 'mine')
  desk.renders.again(id)
  const [done] = await settled(desk)
  expect(done).toMatchObject({ state: 'done', folder: other, fileName: 'left-on_cut-1_draft-2.mp4', remedies: [] })
  expect(done!.facts).toMatchObject({ encodedFrames: 0 })
})

test('two films that were to have one name come to have two', async () => {
  const desk = film.desk()
  const first = await desk.renders.enqueue({ ...film.wish, ...DRAFT })
  desk.renders.cancel(first.id)
  await desk.renders.enqueue({ ...film.wish, ...DRAFT })
  desk.renders.again(first.id)
  expect(rows(desk).map(({ fileName }) => fileName)).toEqual(['left-on_cut-1_draft.mp4', 'left-on_cut-1_draft-2.mp4'])
})

test('a library that can only be read tells what films would take, and why there will be none', async () => {
  const library = openLibrary(film.library.dir, { readOnly: true, log: () => {} })
  const desk = film.desk(library)
  const { trouble, offers } = await desk.renders.offers({ ...film.wish, span: null })
  expect(trouble).toMatch(/^This library can only be read/)
  expect(offers.map(({ trouble, pieces }) => [trouble, pieces])).toEqual(Array.from({ length: 5 }, () => [null, 3]))
  expect(desk.renders.check(film.wish)).not.toEqual([])
  await expect(desk.renders.enqueue({ ...film.wish, ...DRAFT })).rejects.toMatchObject({ code: 'library/read-only' })
  expect(readdirSync(film.folder)).toEqual([])
  library.close()
})

test('a file that came to the place meanwhile is left alone', async () => {
  const desk = film.desk()
  await desk.renders.enqueue({ ...film.wish, ...DRAFT })
  const place = join(film.folder, 'left-on_cut-1_draft.mp4')
  writeFileSync(place, 'mine')
  desk.background.start()
  expect(await settled(desk)).toMatchObject([{ state: 'done', fileName: 'left-on_cut-1_draft-2.mp4' }])
  expect(statSync(place).size).toBe(4)
})

test('offers tell size, time and what is there already, and learn from the last film', async () => {
  const desk = film.desk()
  const { folder, offers } = await desk.renders.offers({ ...film.wish, span: null })
  expect(folder).toBe(film.folder)
  expect(offers.map(({ preset }) => preset)).toEqual(['youtube-1080p', 'youtube-4k', 'master', 'review', 'draft'])
  expect(offers.find(({ preset }) => preset === 'youtube-4k')).toMatchObject({ width: 3840, height: 2160 })
  expect(offers.every(({ pieces, piecesReady }) => pieces === 3 && piecesReady === 0)).toBe(true)
  await desk.renders.enqueue({ ...film.wish, ...DRAFT })
  desk.background.start()
  const [done] = await settled(desk)
  const later = (await desk.renders.offers({ ...film.wish, span: null })).offers.find(
    ({ preset }) => preset === 'draft',
  )
  expect(later!.piecesReady).toBe(3)
  expect(Math.abs(later!.sizeBytes / done!.facts!.sizeBytes - 1)).toBeLessThan(0.02)
})

test('what is asked for in vain is refused at once', async () => {
  const desk = film.desk()
  const wish = { ...film.wish, ...DRAFT }
  await expect(
    desk.renders.enqueue({ ...wish, span: { startFrame: 99, endFrame: 120, section: null } }),
  ).rejects.toMatchObject({ code: 'render/empty-span' })
  await expect(desk.renders.enqueue({ ...wish, sequenceId: 'gone' as never })).rejects.toMatchObject({
    code: 'sequence/unknown',
  })
  writeSettings(film.library.db, { rendersFolder: join(film.folder, 'gone') })
  await expect(desk.renders.enqueue(wish)).rejects.toMatchObject({ code: 'render/no-folder' })
  writeSettings(film.library.db, { rendersFolder: film.library.dir })
  await expect(desk.renders.enqueue(wish)).rejects.toMatchObject({ code: 'render/is-input' })
  expect(rows(desk)).toEqual([])
})
