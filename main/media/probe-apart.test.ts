import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileArg } from './ffmpeg-args.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { findFfmpeg } from './find-ffmpeg.ts'
import { probeApart } from './probe-apart.ts'

let folder = ''
let whole = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probe-apart-'))
  whole = join(folder, 'whole.mp4')
  const { ffmpeg } = await findFfmpeg()
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=64x36:rate=24', '-t', '1']
  await runFfmpeg(ffmpeg, [...picture, '-pix_fmt', 'yuv420p', '-movflags', '+faststart', '-y', fileArg(whole)])
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The file in fragments, one of which claims four thousand million pictures of one length and size. */
async function endless(): Promise<string> {
  const path = join(folder, 'endless.mp4')
  const run = ['-i', fileArg(whole), '-c', 'copy', '-movflags', 'frag_keyframe+empty_moov', '-y', fileArg(path)]
  await runFfmpeg((await findFfmpeg()).ffmpeg, run)
  const bytes = await readFile(path)
  const fragment = bytes.indexOf('trun')
  bytes.writeUInt32BE(0x000001, fragment + 4)
  bytes.writeUInt32BE(0xffffffff, fragment + 8)
  await writeFile(path, bytes)
  return path
}

test('a file whose tables never end is given up, and the next one is read', async () => {
  await expect(probeApart(await endless(), 500)).rejects.toMatchObject({ code: 'video/unreadable' })
  expect((await probeApart(whole))?.facts.frameCount).toBe(24)
})

test('while such a file is read the rest of the program goes on', async () => {
  const path = await endless()
  let turns = 0
  const ticking = setInterval(() => (turns += 1), 5)
  await probeApart(path, 500).catch(() => {})
  clearInterval(ticking)
  expect(turns).toBeGreaterThan(20)
})

test('files asked for together are read one after another, each for itself', async () => {
  const broken = join(folder, 'broken.mp4')
  await writeFile(broken, (await readFile(whole)).subarray(0, -200))
  const ends = await Promise.allSettled([probeApart(whole), probeApart(broken), probeApart(whole)])
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})
