import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sequence, TrackItem } from '#model/sequence.ts'
import { probeVideo } from '#main/media/probe.ts'
import { pruneCache } from './piece-cache.ts'
import { renderSequence } from './render-sequence.ts'
import type { RenderRequest } from './request.ts'
import { readBars } from './testing/bar-code.ts'
import { cachedFiles, createFilmWorld, failure, fiveCuts, type FilmWorld } from './testing/film-world.ts'
import { clipOf, dissolveOf, sequenceOf, SIZE, withSong } from './testing/render-world.ts'

let world: FilmWorld
beforeAll(async () => {
  world = await createFilmWorld('kept')
})
afterAll(() => world.remove())

function dissolves(third: number): Sequence {
  const items: TrackItem[] = [1, 2, third, 4].flatMap((number, index) => [
    ...(index > 0 ? [dissolveOf(3, 3)] : []),
    clipOf(number, 16, { startSeconds: 0.5 }),
  ])
  return sequenceOf(items)
}

describe('what is there is not made again', () => {
  test('nothing changed: nothing is encoded and the film stays as it is', async () => {
    const made = world.request(withSong(fiveCuts(), 'song'))
    await renderSequence(made)
    const before = statSync(made.outputPath)
    const ffmpeg = { ...world.ffmpeg, path: '/nowhere/ffmpeg' }
    expect(await renderSequence({ ...made, ffmpeg })).toMatchObject({ frames: 60, encoded: 0, reused: 6 })
    expect(statSync(made.outputPath).mtimeMs).toBe(before.mtimeMs)
    rmSync(made.outputPath)
    expect(await renderSequence(made)).toMatchObject({ frames: 60, encoded: 0, reused: 6 })
    expect(existsSync(made.outputPath)).toBe(true)
  })

  test('one clip changed: at most three pieces', async () => {
    const cacheDir = world.ownCache()
    await renderSequence(world.request(dissolves(3), { cacheDir }))
    const result = await renderSequence(world.request(dissolves(5), { cacheDir }))
    expect(result).toMatchObject({ encoded: 3, reused: 4 })
  })

  test('other tags: joined anew, not encoded', async () => {
    const made = world.request(fiveCuts())
    await renderSequence(made)
    expect(await renderSequence({ ...made, tags: { title: 'Gum', isAiGenerated: true } })).toMatchObject({ encoded: 0 })
    expect((await probeVideo(made.outputPath, world.ffmpeg)).tags.title).toBe('Gum')
  })

  test('a damaged cached piece or song is found and made again', async () => {
    const made = world.request(withSong(fiveCuts(), 'song'), { cacheDir: world.ownCache() })
    await renderSequence(made)
    const files = cachedFiles(made.cacheDir)
    for (const ending of ['.mp4', '.m4a']) {
      rmSync(made.outputPath)
      truncateSync(
        files.find(path => path.endsWith(ending))!,
        900,
      )
      expect(await renderSequence(made)).toMatchObject({ encoded: 1 })
    }
  })

  test('bad bytes inside a cached piece are found by decoding, and only that piece is made again', async () => {
    const made = world.request(withSong(fiveCuts(), 'song'), { cacheDir: world.ownCache() })
    await renderSequence(made)
    const piece = cachedFiles(made.cacheDir).find(path => path.endsWith('.mp4'))!
    const bytes = readFileSync(piece)
    bytes.fill(0xff, bytes.indexOf('mdat') + 1200, bytes.indexOf('mdat') + 1400)
    writeFileSync(piece, bytes)
    rmSync(made.outputPath)
    expect(await renderSequence({ ...made, verify: 'full' })).toMatchObject({ frames: 60, encoded: 1, reused: 5 })
  })

  test('the cache is pruned by last use', async () => {
    const made = world.request(fiveCuts(), { cacheDir: world.ownCache() })
    await renderSequence(made)
    expect(await pruneCache(made.cacheDir, 1e9)).toEqual({ removed: 0, freedBytes: 0 })
    expect(await pruneCache(made.cacheDir, 1)).toMatchObject({ removed: 5 })
    expect(await pruneCache(join(made.cacheDir, 'none'), 1)).toEqual({ removed: 0, freedBytes: 0 })
  })
})

describe('stopped', () => {
  test('a stop keeps what is finished, and the next run goes on to the same frames', async () => {
    const controller = new AbortController()
    const reason = new Error('stopped by hand')
    const made = world.request(withSong(fiveCuts(), 'song'), { cacheDir: world.ownCache() })
    const stopped = renderSequence({
      ...made,
      signal: controller.signal,
      onProgress: ({ pieces }) => pieces.includes('ready') && controller.abort(reason),
    })
    expect(await failure(stopped)).toBe(reason)
    expect(existsSync(made.outputPath)).toBe(false)
    expect(readdirSync(world.workDir)).toEqual([])
    const resumed = await renderSequence(made)
    expect(resumed.reused).toBeGreaterThan(0)
    expect(resumed.encoded + resumed.reused).toBe(6)
    const anew = world.request(withSong(fiveCuts(), 'song'), { cacheDir: world.ownCache() })
    await renderSequence(anew)
    const [a, b] = [
      await readBars(made.outputPath, SIZE, world.ffmpeg),
      await readBars(anew.outputPath, SIZE, world.ffmpeg),
    ]
    expect(a).toEqual(b)
  })

  test('progress counts every frame once and ends full', async () => {
    const told: number[] = []
    let total = 0
    const onProgress: RenderRequest['onProgress'] = progress => {
      told.push(progress.done)
      total = progress.total
    }
    await renderSequence(world.request(fiveCuts(), { cacheDir: world.ownCache(), onProgress }))
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect([told[0], told.at(-1), total]).toEqual([0, 60, 60])
  })
})
