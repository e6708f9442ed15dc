import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { readSongTags } from './tags.ts'

let folder = ''
let ffmpeg = { path: '' }
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tags-test-'))
  ffmpeg = (await findFfmpeg()).ffmpeg
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const SOUND = ['-f', 'lavfi', '-i', 'sine=d=0.2']
const NOTHING = { tags: { title: null, artist: null, album: null, year: null }, cover: null }

async function make(name: string, args: readonly string[]): Promise<string> {
  const path = join(folder, name)
  await runFfmpeg(ffmpeg, ['-v', 'error', '-y', ...args, fileArg(path)])
  return path
}

test.each(['song.mp3', 'song.flac', 'song.m4a', 'song.ogg'])('reads what %s says about itself', async name => {
  const said = ['title= Näher 🎈 ', 'artist=The Pines', 'album=Flights', 'date=2024-05-06'].flatMap(tag => [
    '-metadata',
    tag,
  ])
  const { tags, cover } = await readSongTags(await make(name, [...SOUND, ...said]))
  expect(tags).toEqual({ title: 'Näher 🎈', artist: 'The Pines', album: 'Flights', year: 2024 })
  expect(cover).toBeNull()
})

test('finds the cover', async () => {
  const picture = ['-f', 'lavfi', '-i', 'color=red:s=32x32:d=0.04']
  const shown = ['-map', '0:a', '-map', '1:v', '-c:v', 'png', '-frames:v', '1', '-disposition:v', 'attached_pic']
  const { cover } = await readSongTags(await make('cover.mp3', [...SOUND, ...picture, ...shown]))
  expect(cover?.mimeType).toBe('image/png')
  expect(Buffer.from(cover!.bytes.subarray(1, 4)).toString()).toBe('PNG')
})

test('a file without tags, without music, or not there at all has none', async () => {
  const path = join(folder, 'words.mp3')
  await writeFile(path, 'only words')
  expect(await readSongTags(path)).toEqual(NOTHING)
  expect(await readSongTags(join(folder, 'nowhere.mp3'))).toEqual(NOTHING)
  expect(await readSongTags(await make('bare.wav', [...SOUND, '-map_metadata', '-1']))).toEqual(NOTHING)
})
