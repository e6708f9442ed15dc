import { copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FFMPEG, makeClip, makeWorld, type OutboxWorld } from '#main/outbox/testing/outbox-world.ts'
import { listTakes, trashTake } from '#main/takes/store.ts'
import type { ShotId } from '#model/ids.ts'
import type { Shot } from '#model/shot.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { findClips } from './find-clips.ts'
import { importClips, type ImportReport } from './import-clips.ts'

const PROMPTS = ['Through the bubble', 'Down the corridor', 'Over the sea', 'Home again']

let world: OutboxWorld
let shots: Shot[]
let folder: string
beforeEach(async () => {
  world = await makeWorld()
  shots = PROMPTS.map((prompt, position) => addShot(prompt, position))
  folder = join(world.dir, 'my clips')
  mkdirSync(join(folder, 'more'), { recursive: true })
})
afterEach(() => world.end())

function addShot(prompt: string, position: number): Shot {
  const id = `film-${position + 1}` as ShotId
  world.library.db.run(
    'INSERT INTO shot (id, project_id, serial, position, prompt, created_at_ms) VALUES (?, ?, ?, ?, ?, 0)',
    [id, world.projectId, position + 100, position, prompt],
  )
  const written = { id: null, prompt, whatHappens: null, cameraMove: null, passage: null, section: null, model: null }
  return { id, projectId: world.projectId, serial: position + 100, position, written, place: null, askTicks: null }
}

function importAll(isLinked = false): Promise<ImportReport> {
  const { library, projectId } = world
  return importClips(library, FFMPEG, projectId, shots, folder, { isLinked, signal: new AbortController().signal })
}

test('clips are taken in, told apart, and those that cannot be are listed with the reason', async () => {
  await makeClip(join(folder, '01.mp4'), 0.5)
  await makeClip(join(folder, '01_take2.mp4'), 0.6)
  await makeClip(join(folder, 'more', 'a8f3.mp4'), 0.7, { comment: PROMPTS[1]! })
  await makeClip(join(folder, 'holiday.mkv'), 0.5)
  await makeClip(join(folder, '04.mp4'), 0.8, { title: PROMPTS[2]! })
  writeFileSync(join(folder, 'notes 03.txt'), 'not a video')
  writeFileSync(join(folder, '._01.mp4'), 'not a video either')
  writeFileSync(join(folder, '03.mp4'), readFileSync(join(folder, '01.mp4')).subarray(0, 1500))

  const report = await importAll()
  expect(report.imported.map(({ file, shot, by }) => [file, shot, by])).toEqual([
    ['01.mp4', 1, 'number'],
    ['01_take2.mp4', 1, 'number'],
    ['more/a8f3.mp4', 2, 'prompt'],
  ])
  expect(report.unmatchedFiles).toEqual(['holiday.mkv'])
  expect(report.ambiguousFiles).toEqual([
    { file: '04.mp4', shots: [4, 3], reason: 'its name says shot 4, its text is the prompt of shot 3' },
  ])
  expect(report.damagedFiles).toEqual([
    { file: '03.mp4', reason: expect.stringContaining('cannot be read as a video') },
  ])
  expect(report.shotsWithoutTake).toEqual([3, 4])
  const takes = listTakes(world.library.db, world.projectId).map(({ take }) => [
    take.number,
    take.media?.facts.frameCount,
  ])
  expect(takes).toEqual([
    [1, 12],
    [2, 15],
    [1, 17],
  ])
})

test('the same file again is the same take, and one thrown away stays so', async () => {
  await makeClip(join(folder, '01.mp4'), 0.5)
  await makeClip(join(folder, '02.mp4'), 0.6)
  const first = await importAll()
  copyFileSync(join(folder, '01.mp4'), join(folder, 'more', 'shot 3.mp4'))
  trashTake(world.library.db, first.imported[1]!.takeId)
  const second = await importAll()
  expect(second.imported).toEqual([])
  expect(second.alreadyThere.map(({ file, shot }) => [file, shot])).toEqual([
    ['01.mp4', 1],
    ['more/shot 3.mp4', 3],
  ])
  expect(second.trashedFiles).toEqual(['02.mp4'])
  const takes = listTakes(world.library.db, world.projectId).map(({ take }) => take.shotIds.toSorted())
  expect(takes).toEqual([['film-1', 'film-3']])
})

test('a clip in HDR is taken in, and told', async () => {
  await makeClip(join(folder, '01.mp4'), 0.5)
  const hlg = ['-color_primaries', 'bt2020', '-color_trc', 'arib-std-b67', '-colorspace', 'bt2020nc']
  const from = ['-i', fileArg(join(folder, '01.mp4'))]
  await runFfmpeg(FFMPEG, ['-v', 'error', ...from, '-c:v', 'libx264', ...hlg, fileArg(join(folder, '02.mp4'))])
  const report = await importAll()
  expect(report.imported.map(({ file }) => file)).toEqual(['01.mp4', '02.mp4'])
  expect(report.hdrFiles).toEqual(['02.mp4'])
})

test('a clip under another number is told to be a take of both shots', async () => {
  await makeClip(join(folder, '01.mp4'), 0.5)
  await importAll()
  renameSync(join(folder, '01.mp4'), join(folder, '02.mp4'))
  const { sharedFiles, shotsWithoutTake } = await importAll()
  expect(sharedFiles).toEqual([{ file: '02.mp4', shot: 2, others: [1] }])
  expect(shotsWithoutTake).toEqual([3, 4])
})

test("a library's own folders are passed over and told, what else stands beside it is found", async () => {
  const other = join(folder, 'other')
  for (const place of ['media', 'cache', 'rushes']) mkdirSync(join(other, place), { recursive: true })
  writeFileSync(join(other, 'library.db'), "any program's")
  await makeClip(join(other, 'media', '01.mp4'), 0.5)
  copyFileSync(join(other, 'media', '01.mp4'), join(other, 'rushes', '02.mp4'))
  copyFileSync(join(other, 'media', '01.mp4'), join(other, '03.mp4'))
  const report = await importAll()
  expect([...report.imported, ...report.alreadyThere].map(({ file }) => file)).toEqual([
    'other/03.mp4',
    'other/rushes/02.mp4',
  ])
  expect(report.librariesPassedOver).toEqual([other])
})

test("the project's own library beside the clips is passed over without a word", async () => {
  await makeClip(join(folder, '01.mp4'), 0.5)
  await importAll()
  folder = world.library.dir
  await makeClip(join(folder, '02.mp4'), 0.6)
  const report = await importAll()
  expect(report.imported.map(({ file }) => file)).toEqual(['02.mp4'])
  expect(report.librariesPassedOver).toEqual([])
})

test('a subfolder that cannot be looked into is told, and the rest is taken in', async () => {
  await makeClip(join(folder, '01.mp4'), 0.5)
  // Even root cannot reach a name that is no text: there is no path to it.
  mkdirSync(Buffer.concat([Buffer.from(`${folder}/lost`), Buffer.from([0xff])]))
  const report = await importAll()
  expect(report.imported.map(({ file }) => file)).toEqual(['01.mp4'])
  expect(report.unreadableFolders).toEqual(['lost\ufffd'])
})

test('the film being made is no clip, also where it stands among the clips', async () => {
  await makeClip(join(folder, '01.mp4'), 0.5)
  const found = await findClips(folder, join(folder, 'more', '..', '01.mp4'))
  expect(found.clips).toEqual([])
})

test('linked clips stay where they are', async () => {
  await makeClip(join(folder, '02.mp4'), 0.5)
  await importAll(true)
  const [listed] = listTakes(world.library.db, world.projectId)
  expect(world.library.media.pathOf(listed!.take.media!.id)).toBe(join(folder, '02.mp4'))
})

test('a folder that is none is told', async () => {
  folder = join(world.dir, 'nowhere')
  await expect(importAll()).rejects.toMatchObject({ code: 'folder/unreadable', kind: 'usage' })
})
