import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import type { MediaId } from '#model/ids.ts'
import { stripLayout, stripPlace } from '#model/strip-layout.ts'
import { TICKS_PER_SECOND } from '#model/time.ts'
import type { Library } from '#main/library/library.ts'
import type { Media, MediaKind } from '#main/library/media.ts'
import { someProject, temporaryFolder, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { ask } from '#main/outbox/store.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import { readBars, writeBarCodeClip, type BarCodeClip } from '#main/render/testing/bar-code.ts'
import { createMadeFiles, type MadeKind } from './made-files.ts'
import { createProxies } from './proxies.ts'

const CHILD = fileURLToPath(new URL('testing/proxies-child.ts', import.meta.url))

let ffmpeg: FfmpegProgram
beforeAll(async () => {
  ffmpeg = (await findFfmpeg()).ffmpeg
})

type World = ReturnType<typeof world>

function world(library = temporaryLibrary()) {
  const closer = new AbortController()
  const log: string[] = []
  const proxies = createProxies({
    library,
    ffmpeg: async () => ffmpeg,
    closing: closer.signal,
    log: line => log.push(line),
  })
  onTestFinished(async () => {
    closer.abort()
    await proxies.idle()
  })
  return { library, proxies, closer, log }
}

async function take(library: Library, path: string, kind: MediaKind = 'take'): Promise<Media> {
  const facts = kind === 'take' ? (await probeVideo(path, ffmpeg)).facts : undefined
  return library.media.byId(await library.media.importFile(path, kind, facts && { facts }))!
}

async function barClip(library: Library, change: Partial<BarCodeClip> = {}): Promise<Media> {
  const path = join(temporaryFolder(), 'clip.mp4')
  const rate = { numerator: 24, denominator: 1 }
  await writeBarCodeClip({ path, clip: 5, pictures: 60, rate, width: 640, height: 360, ...change }, ffmpeg)
  return take(library, path)
}

/** What becomes of a wish once it had its turn. */
async function made({ proxies }: World, kind: MadeKind, media: Media): Promise<string> {
  expect((await proxies.wish(kind, media)).state).toBe('making')
  await proxies.idle()
  const wished = await proxies.wish(kind, media)
  return wished.state === 'ready' ? wished.path : `${wished.state}: ${'sentence' in wished ? wished.sentence : ''}`
}

/** The picture numbers that a file's bars spell. */
async function numbersIn(path: string, size: { width: number; height: number }): Promise<number[]> {
  const frames = await readBars(path, size, ffmpeg)
  return frames.map(bars => bars.slice(6, 14).reduce((sum, luma, bit) => sum + (luma > 125 ? 2 ** bit : 0), 0))
}

const counted = (count: number) => Array.from({ length: count }, (_, index) => index)

test.each([
  ['24', { rate: { numerator: 24, denominator: 1 } }, 0.001],
  ['23.976, larger than a proxy', { rate: { numerator: 24_000, denominator: 1001 }, width: 1920, height: 1080 }, 0.001],
  ['16, upright', { rate: { numerator: 16, denominator: 1 }, width: 640, height: 1136 }, 0.001],
  ['an uneven clock', { timesMs: '40*N+7*mod(N,3)' }, 0.0015],
])('a proxy shows picture n where the source shows it, at %s pictures a second', async (_, change, exactness) => {
  const all = world()
  const media = await barClip(all.library, change)
  const path = await made(all, 'proxy', media)
  const [proxy, source] = [await probeVideo(path, ffmpeg), await probeVideo(media.path, ffmpeg)]
  expect(proxy.facts.frameCount).toBe(60)
  expect(Math.min(proxy.facts.width, proxy.facts.height)).toBe(Math.min(540, source.facts.width, source.facts.height))
  expect(proxy.startTicks).toBe(0)
  expect(Math.abs(proxy.lastPictureTicks - source.lastPictureTicks)).toBeLessThan(exactness * TICKS_PER_SECOND)
  expect(await numbersIn(path, proxy.facts)).toEqual(counted(60))
  expect(all.log).toEqual([])
})

test('a proxy is quick to seek in: a key frame every twelve pictures, its index first, no pictures out of order, no sound', async () => {
  const all = world()
  const path = join(temporaryFolder(), 'clip.mp4')
  const sources = ['-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=24:d=2', '-f', 'lavfi', '-i', 'sine=d=2']
  await runFfmpeg(ffmpeg, [...sources, '-c:v', 'libx264', '-c:a', 'aac', '-pix_fmt', 'yuv420p', fileArg(path)])
  const proxy = await made(all, 'proxy', await take(all.library, path))
  const bytes = readFileSync(proxy).toString('latin1')
  expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
  const { stderrTail } = await runFfmpeg(ffmpeg, ['-i', fileArg(proxy), '-vf', 'showinfo', '-f', 'null', '-'])
  expect(stderrTail).not.toContain('Audio:')
  const keys = [...stderrTail.matchAll(/ n: *(\d+) .*?iskey:(\d)/g)]
  const keyNumbers = keys.filter(([, , isKey]) => isKey === '1').map(([, n]) => Number(n))
  expect(keyNumbers.filter(n => n < 48)).toEqual([0, 12, 24, 36].filter(n => n >= keyNumbers[0]!))
})

test('a strip holds the middle of every half second where its layout says', async () => {
  const all = world()
  const media = await barClip(all.library)
  const path = await made(all, 'strip', media)
  const layout = stripLayout(media.facts!.durationTicks)
  expect(layout.count).toBe(5)
  const numbers: number[] = []
  for (const at of [0.1, 0.6, 1.1, 1.6, 2.4]) {
    const { x, y } = stripPlace(layout, at * TICKS_PER_SECOND)
    const tile = join(temporaryFolder(), 'tile.mkv')
    await runFfmpeg(ffmpeg, [
      '-i',
      fileArg(path),
      '-vf',
      `format=yuv420p,crop=160:90:${x}:${y}`,
      '-c:v',
      'ffv1',
      fileArg(tile),
    ])
    numbers.push(...(await numbersIn(tile, { width: 160, height: 90 })))
  }
  expect(numbers).toEqual([5, 17, 29, 41, 53])
})

test('B12 the thumbnail of a take is none of the clip before it', async () => {
  const all = world()
  const { db } = all.library
  const media = await barClip(all.library)
  const spec = someSpec()
  const { id, takeId } = ask(db, {
    ...{ projectId: someProject(all.library), shotId: null, number: 1, estimateMicroUsd: 0, spec },
    handed: { first: null, last: null, leadPictures: 32 },
  })
  db.run(`UPDATE request SET state = 'ready' WHERE id = ?`, [id])
  db.run('UPDATE take SET media_id = ? WHERE id = ?', [media.id, takeId])
  const [shown] = await numbersIn(await made(all, 'thumb', media), { width: 480, height: 270 })
  expect(shown).toBeGreaterThanOrEqual(32)
})

test('makes a thumbnail of a take, and of a still', async () => {
  const all = world()
  expect(
    readFileSync(await made(all, 'thumb', await barClip(all.library)))
      .subarray(0, 2)
      .toString('hex'),
  ).toBe('ffd8')
  const path = join(temporaryFolder(), 'board.png')
  await runFfmpeg(ffmpeg, ['-f', 'lavfi', '-i', 'color=red:s=300x900', '-frames:v', '1', fileArg(path)])
  const still = await take(all.library, path, 'still')
  expect(statSync(await made(all, 'thumb', still)).size).toBeGreaterThan(500)
  expect(statSync(await made(all, 'still', still)).size).toBeGreaterThan(500)
})

test('a song becomes its exact samples, after a plain header', async () => {
  const all = world()
  const path = join(temporaryFolder(), 'song.wav')
  const source = ['-f', 'lavfi', '-i', 'aevalsrc=0.5*sin(t*2000)|0.25*sin(t*3000):s=44100:d=1.5']
  await runFfmpeg(ffmpeg, [...source, '-c:a', 'pcm_s16le', '-metadata', 'title=Long Way Up', fileArg(path)])
  const wav = readFileSync(await made(all, 'song', await take(all.library, path, 'song')))
  expect(wav.subarray(36, 40).toString('latin1')).toBe('data')
  expect([wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readUInt32LE(40)]).toEqual([2, 44_100, 4 * 66_150])
  expect(wav.length).toBe(44 + 4 * 66_150)
  const original = readFileSync(path)
  expect(wav.subarray(44).equals(original.subarray(original.length - 4 * 66_150))).toBe(true)
})

test('says why something cannot be made, and does not try at once again', async () => {
  const all = world()
  const path = join(temporaryFolder(), 'clip.mp4')
  writeFileSync(path, 'no video at all')
  const media = all.library.media.byId(await all.library.media.importFile(path, 'take'))!
  expect(await made(all, 'proxy', media)).toMatch(/^failed: .*clip.mp4/)
  expect(all.log).toHaveLength(1)
  expect((await all.proxies.wish('proxy', media)).state).toBe('failed')
  expect(all.log).toHaveLength(1)
})

test('a source whose end cannot be read gets no proxy that is shorter than it', async () => {
  const all = world()
  const media = await barClip(all.library, { encoderArgs: ['-movflags', '+faststart'] })
  const bytes = readFileSync(media.path)
  bytes.fill(0, Math.floor(bytes.length * 0.8))
  const path = join(temporaryFolder(), 'torn.mp4')
  writeFileSync(path, bytes)
  const torn = all.library.media.byId(await all.library.media.importFile(path, 'take'))!
  const outcome = await made(all, 'proxy', torn)
  const pictures = existsSync(outcome) ? (await probeVideo(outcome, ffmpeg)).facts.frameCount : outcome
  expect([60, expect.stringMatching(/^failed: /)]).toContainEqual(pictures)
})

test('nothing half made is left behind when the studio closes in the middle', async () => {
  const all = world()
  const media = await barClip(all.library, { pictures: 250, width: 1280, height: 720 })
  await all.proxies.wish('proxy', media)
  const parts = () => readdirSync(all.library.workDir).filter(name => name.endsWith('.part'))
  await expect.poll(parts, { interval: 2 }).toHaveLength(1)
  all.closer.abort()
  await all.proxies.idle()
  expect(parts()).toEqual([])
  expect(readdirSync(all.library.cacheDir)).toEqual([])
  expect(all.log).toEqual([])
})

test('killed in the middle it leaves no proxy, and the next one is whole', async () => {
  const library = temporaryLibrary()
  const media = await barClip(library, { pictures: 200, width: 1280, height: 720 })
  const child = spawn(process.execPath, [CHILD, library.dir, media.id], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  const parts = () =>
    readdirSync(library.workRoot, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.part'))
  await expect.poll(parts, { interval: 2 }).toHaveLength(1)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(readdirSync(library.cacheDir)).toEqual([])
  const path = await made(world(library), 'proxy', media)
  expect((await probeVideo(path, ffmpeg)).facts.frameCount).toBe(200)
})

test('makes what the screen needs of new takes by itself, and of none that were there before', async () => {
  const library = temporaryLibrary()
  const before = await barClip(library)
  const all = world(library)
  all.proxies.start()
  const after = await barClip(library, { clip: 6 })
  const files = createMadeFiles(library.cacheDir)
  const kinds = ['proxy', 'strip', 'thumb'] as const
  const found = (media: Media) => Promise.all(kinds.map(async kind => (await files.find(kind, media.id)) !== null))
  await expect.poll(() => found(after), { timeout: 5000 }).toEqual([true, true, true])
  expect(await found(before)).toEqual([false, false, false])
})

test('a library that can only be read shows what was made before, and makes nothing', async () => {
  const library = temporaryLibrary()
  const media = await barClip(library)
  const path = await made(world(library), 'thumb', media)
  const readOnly = world({ ...library, db: { ...library.db, isReadOnly: true } })
  chmodSync(path, 0o444)
  expect(await readOnly.proxies.wish('thumb', media)).toEqual({ state: 'ready', path })
  expect(await readOnly.proxies.wish('proxy', media)).toMatchObject({ state: 'failed' })
})

test('throws away what was not used for longest when it takes too much room, and makes it again when wished for', async () => {
  const all = world()
  const files = createMadeFiles(all.library.cacheDir)
  const ids = counted(4).map(n => `${n}`.repeat(64) as MediaId)
  for (const [age, id] of ids.entries()) {
    const part = join(temporaryFolder(), 'part')
    writeFileSync(part, Buffer.alloc(1000))
    const path = await files.adopt('strip', id, part)
    utimesSync(path, new Date(), new Date(Date.now() - 1000 * (10 - age)))
  }
  const old = (await files.find('strip', ids[0]!))!
  // Used long ago, and again just now.
  utimesSync(old, new Date(0), new Date(0))
  await files.find('strip', ids[0]!)
  expect(await files.prune(2500)).toEqual({ bytes: 2000, removed: 2 })
  const left = await Promise.all(ids.map(async id => (await files.find('strip', id)) !== null))
  expect(left).toEqual([true, false, false, true])
  rmSync(all.library.cacheDir, { recursive: true })
  expect(await files.prune(0)).toEqual({ bytes: 0, removed: 0 })
})
