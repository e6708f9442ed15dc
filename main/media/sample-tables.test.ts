import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileArg } from './ffmpeg-args.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { findFfmpeg } from './find-ffmpeg.ts'
import { hasPlausibleTables } from './sample-tables.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tables-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function clip(name: string, ...args: readonly string[]): Promise<string> {
  const path = join(folder, name)
  const inputs = ['-f', 'lavfi', '-i', 'testsrc2=size=64x36:rate=24', '-f', 'lavfi', '-i', 'sine', '-t', '1']
  const { ffmpeg } = await findFfmpeg()
  await runFfmpeg(ffmpeg, [...inputs, '-pix_fmt', 'yuv420p', ...args, '-y', fileArg(path)])
  return path
}

test.each([
  ['plain.mp4', []],
  ['first.mp4', ['-movflags', '+faststart']],
  ['pcm.mov', ['-c:a', 'pcm_s16le']],
  ['pieces.mp4', ['-movflags', 'frag_keyframe+empty_moov']],
  ['other.webm', ['-c:v', 'libvpx', '-c:a', 'libopus', '-deadline', 'realtime']],
  ['other.avi', []],
] as const)('the tables of a whole file agree (%s)', async (name, args) => {
  expect(await hasPlausibleTables(await clip(name, ...args))).toBe(true)
})

test.each([
  ['stts', 8],
  ['stts', 12],
  ['ctts', 12],
  ['stsz', 12],
  ['stsc', 8],
  ['stco', 8],
  ['stss', 8],
] as const)('a number in them that cannot be is found (%s + %i)', async (table, offset) => {
  const path = await clip(`${table}-${offset}.mp4`)
  const bytes = await readFile(path)
  bytes.writeUInt32BE(0xfffffff0, bytes.indexOf(table) + offset)
  await writeFile(path, bytes)
  expect(await hasPlausibleTables(path)).toBe(false)
})

test('a table that is cut off by the end of its file is found', async () => {
  const path = await clip('cut.mp4')
  const bytes = await readFile(path)
  await writeFile(path, bytes.subarray(0, bytes.indexOf('stsz') + 8))
  expect(await hasPlausibleTables(path)).toBe(false)
})
