import { createCanvas } from '@napi-rs/canvas'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isStudioError } from '#model/errors.ts'
import type { ClipToDraw } from '#main/providers/animatic-provider.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { drawClip, drawnSize } from './draw-clip.ts'

const { ffmpeg } = await findFfmpeg()
const clip: ClipToDraw = {
  prompt: 'a corridor, a couple',
  cameraMove: 'fly',
  style: '',
  seed: 3,
  width: 160,
  height: 90,
  rate: { numerator: 24, denominator: 1 },
  frameCount: 7,
}

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'draw-clip-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

/** One line per decoded frame: time, size and md5. */
async function frameLines(path: string): Promise<string[]> {
  let text = ''
  await runFfmpeg(ffmpeg, ['-v', 'error', '-i', path, '-f', 'framemd5', 'pipe:1'], {
    onStdout: chunk => {
      text += chunk.toString()
    },
  })
  return text.split('\n')
}

const frames = (lines: readonly string[]): string[] => lines.filter(line => /^\d/.test(line))

test('the same inputs give the same frames, another seed gives others', async () => {
  const paths = ['a', 'b', 'c'].map(name => join(dir, `${name}.mp4`))
  await drawClip(ffmpeg, clip, { outPath: paths[0]! })
  await drawClip(ffmpeg, clip, { outPath: paths[1]! })
  await drawClip(ffmpeg, { ...clip, seed: 4 }, { outPath: paths[2]! })
  const [one, two, other] = await Promise.all(paths.map(frameLines))
  expect(frames(one!)).toHaveLength(7)
  expect(one).toEqual(two)
  expect(frames(other!)).not.toEqual(frames(one!))
})

test.each([
  [1, 24, 1, 160, 90],
  [5, 24000, 1001, 90, 160],
  [9, 30000, 1001, 120, 120],
  [4, 60, 1, 322, 180],
])('%i frames at %i/%i of %ix%i', async (frameCount, numerator, denominator, width, height) => {
  const outPath = join(dir, `${frameCount}.mp4`)
  const told: number[] = []
  await drawClip(
    ffmpeg,
    { ...clip, width, height, frameCount, rate: { numerator, denominator } },
    { outPath, onProgress: done => told.push(done) },
  )
  const lines = await frameLines(outPath)
  expect(frames(lines)).toHaveLength(frameCount)
  expect(lines).toContain(`#dimensions 0: ${width}x${height}`)
  expect(new Set(frames(lines).map(line => line.split(',').at(-1))).size).toBe(frameCount)
  expect(told).toEqual(Array.from({ length: frameCount }, (_, k) => k + 1))
  const { stderrTail } = await runFfmpeg(ffmpeg, ['-i', outPath, '-f', 'null', '-'])
  expect(stderrTail).toMatch(/h264 .*yuv420p\(tv, bt709/)
})

test('a clip begins and ends on given pictures after encoding too', async () => {
  const canvas = createCanvas(160, 90)
  const ctx = canvas.getContext('2d')
  ctx.fillStyle = '#b06040'
  ctx.fillRect(0, 0, 160, 90)
  ctx.fillStyle = '#3070b0'
  ctx.fillRect(40, 20, 60, 50)
  const picture = join(dir, 'picture.png')
  await writeFile(picture, canvas.toBuffer('image/png'))
  const outPath = join(dir, 'chained.mp4')
  await drawClip(ffmpeg, { ...clip, frameCount: 48, firstFrame: picture, lastFrame: picture }, { outPath })
  const chunks: Buffer[] = []
  await runFfmpeg(ffmpeg, ['-v', 'error', '-i', outPath, '-f', 'rawvideo', '-pix_fmt', 'rgba', 'pipe:1'], {
    onStdout: chunk => void chunks.push(chunk),
  })
  const all = Buffer.concat(chunks)
  const size = 160 * 90 * 4
  const target = ctx.getImageData(0, 0, 160, 90).data
  for (const frame of [0, 47]) {
    let sum = 0
    for (let i = 0; i < size; i++) sum += Math.abs(all[frame * size + i]! - target[i]!)
    expect(sum / size).toBeLessThan(3)
  }
})

test('an unreadable picture is named', async () => {
  const picture = join(dir, 'no.png')
  await writeFile(picture, 'not a picture')
  const error: unknown = await drawClip(
    ffmpeg,
    { ...clip, firstFrame: picture },
    { outPath: join(dir, 'x.mp4') },
  ).catch((reason: unknown) => reason)
  expect(isStudioError(error, 'animatic/picture-unreadable')).toBe(true)
  expect(String(error)).toContain('no.png')
})

test('a cancelled drawing stops with the reason', async () => {
  const stop = new AbortController()
  const drawing = drawClip(
    ffmpeg,
    { ...clip, frameCount: 5000 },
    {
      outPath: join(dir, 'long.mp4'),
      signal: stop.signal,
      onProgress: done => done === 3 && stop.abort(new Error('enough')),
    },
  )
  await expect(drawing).rejects.toThrow('enough')
})

test('an mp4 that plays while it loads has its index in front', async () => {
  const outPath = join(dir, 'fast.mp4')
  await drawClip(ffmpeg, clip, { outPath })
  const bytes = await readFile(outPath)
  expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
})

test('large clips are drawn smaller, of the same shape, in even sizes', () => {
  expect(drawnSize(160, 90)).toEqual({ width: 160, height: 90 })
  expect(drawnSize(1920, 1080)).toEqual({ width: 1152, height: 648 })
  expect(drawnSize(1080, 1920)).toEqual({ width: 648, height: 1152 })
})
