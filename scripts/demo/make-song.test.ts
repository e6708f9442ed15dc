import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseBuffer } from 'music-metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { demoGrid } from './grid.ts'
import { makeDemoSong } from './make-song.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flythrough-song-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('writes a tagged FLAC of the exact length and leaves nothing else behind', async () => {
  const { ffmpeg } = await findFfmpeg()
  await makeDemoSong(ffmpeg, join(folder, 'song.flac'), { form: 'short' })
  expect(await readdir(folder)).toEqual(['song.flac'])
  const { common, format } = await parseBuffer(await readFile(join(folder, 'song.flac')))
  expect([common.title, common.artist]).toEqual(['One Long Morning', 'Flythrough'])
  expect(common.comment?.[0]?.text).toContain('CC0')
  expect(format.sampleRate).toBe(44_100)
  expect(format.duration).toBeCloseTo(demoGrid('short').durationSeconds, 6)
})
