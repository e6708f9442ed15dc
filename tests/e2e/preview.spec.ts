import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { TakeId } from '#model/ids.ts'
import { planRender } from '#model/render-plan.ts'
import { PRESETS } from '#model/render-presets.ts'
import { seededUnit } from '#model/seed.ts'
import type { Clip, Sequence, TrackItem } from '#model/sequence.ts'
import { ticksFromFrames, type FrameRate } from '#model/time.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { BARS, writeBarCodeClip } from '#main/render/testing/bar-code.ts'
import { renderSequence } from '#main/render/render-sequence.ts'
import { clipOf, dissolveOf, sequenceOf } from '#main/render/testing/render-world.ts'
import { openFilmStage, type FilmStage } from '../support/film-stage/film-stage.ts'
import { ssim } from '../support/ssim.ts'

const SIZE = { width: 960, height: 540 }
const MOMENTS = 40
/** Of 255: what two encodings and one share of a dissolve may differ by. */
const BAR_TOLERANCE = 14
const LEAST_SSIM = 0.95
const LEAST_SSIM_WITH_GRAIN = 0.9

const rate = (numerator: number, denominator = 1): FrameRate => ({ numerator, denominator })
type Source = Awaited<ReturnType<FilmStage['take']>> & { readonly hasGrain: boolean }

/** A moving picture with a band of bars in its middle that spell clip and picture. */
async function writeTake(
  stage: FilmStage,
  number: number,
  picture: string,
  of: { rate: FrameRate; size: string; grain?: boolean },
) {
  const bars = join(stage.folder, `bars ${number}.mp4`)
  const pictures = 4 * Math.round(of.rate.numerator / of.rate.denominator)
  const [width, height] = of.size.split('x').map(Number) as [number, number]
  await writeBarCodeClip({ path: bars, clip: number, pictures, rate: of.rate, width: 320, height: 20 }, stage.ffmpeg)
  const path = join(stage.folder, `take ${number}.mp4`)
  const grain = of.grain ? 'noise=alls=14:allf=t,' : ''
  const graph = `[0:v]${grain}format=yuv420p[p];[1:v]scale=${width}:${2 * Math.round(height / 12)}:flags=neighbor[b];[p][b]overlay=0:(H-h)/2:shortest=1`
  await runFfmpeg(stage.ffmpeg, [
    ...['-f', 'lavfi', '-i', `${picture}=s=${of.size}:r=${of.rate.numerator}/${of.rate.denominator}`],
    ...['-i', fileArg(bars), '-filter_complex', graph, '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '14'],
    ...['-pix_fmt', 'yuv420p', '-frames:v', `${pictures}`, '-y', fileArg(path)],
  ])
  return { ...(await stage.take(path)), hasGrain: of.grain ?? false }
}

function filmOf(sources: readonly Source[]): Sequence {
  const clip = (
    index: number,
    frames: number,
    startSeconds: number,
    speed: Clip['speed'] = { numerator: 1, denominator: 1 },
  ): TrackItem => ({
    ...clipOf(index, frames, { startSeconds, speed }),
    source: { kind: 'take', takeId: `${index}` as TakeId, mediaId: sources[index]!.id },
  })
  const dip = { ...dissolveOf(5, 5), style: 'dip' } as TrackItem
  const items = [
    clip(0, 40, 0.5),
    dissolveOf(6, 6),
    clip(1, 36, 0.7, { numerator: 5, denominator: 4 }),
    clip(2, 30, 1.31),
    dissolveOf(4, 8),
    clip(0, 30, 2.2, { numerator: 4, denominator: 5 }),
    dip,
    clip(3, 36, 0.25),
    clip(4, 24, 1, { numerator: 2, denominator: 1 }),
    dissolveOf(6, 6),
    clip(1, 40, 1.2),
  ]
  return sequenceOf(
    items.map((item, index) => ({ ...item, id: `${index}` }) as TrackItem),
    {
      ...SIZE,
      fadeInFrames: 8,
      fadeOutFrames: 12,
    },
  )
}

/** Every picture of a film as luma at its own size, full range. */
async function lumaOf(path: string, stage: FilmStage, frames: readonly number[]): Promise<Map<number, Uint8Array>> {
  const wanted = new Set(frames)
  const found = new Map<number, Uint8Array>()
  const size = SIZE.width * SIZE.height
  let [rest, frame] = [Buffer.alloc(0), 0]
  const gray = ['-vf', 'scale=in_color_matrix=bt709:in_range=tv:out_range=pc,format=gray', '-f', 'rawvideo', 'pipe:1']
  await runFfmpeg(stage.ffmpeg, ['-i', fileArg(path), '-fps_mode', 'passthrough', ...gray], {
    onStdout(chunk) {
      rest = Buffer.concat([rest, chunk])
      for (; rest.length >= size; rest = rest.subarray(size)) {
        if (wanted.has(frame)) found.set(frame, Uint8Array.from(rest.subarray(0, size)))
        frame += 1
      }
    },
  })
  return found
}

/** The luma in the middle of each bar. */
function barsIn(luma: Uint8Array): number[] {
  const y = SIZE.height / 2
  return Array.from({ length: BARS }, (_, bar) => luma[y * SIZE.width + Math.floor(((bar + 0.5) * SIZE.width) / BARS)]!)
}

test('the preview shows what the render holds: the same pictures at 40 moments, alike in every point', async ({
  page,
}) => {
  test.setTimeout(300_000)
  const stage = await openFilmStage()
  try {
    const sources = [
      await writeTake(stage, 1, 'testsrc2', { rate: rate(24), size: '1280x720' }),
      await writeTake(stage, 2, 'mandelbrot', { rate: rate(30), size: '960x540' }),
      await writeTake(stage, 3, 'testsrc2', { rate: rate(16), size: '640x360' }),
      await writeTake(stage, 4, 'testsrc', { rate: rate(24_000, 1001), size: '1280x720', grain: true }),
      await writeTake(stage, 5, 'testsrc2', { rate: rate(25), size: '1024x576' }),
    ]
    const plan = planRender(filmOf(sources))
    const filmPath = join(stage.folder, 'film.mp4')
    await renderSequence({
      plan,
      preset: PRESETS['youtube-1080p'],
      ffmpeg: stage.ffmpeg,
      mediaPath: id => stage.library.media.pathOf(id),
      cacheDir: join(stage.folder, 'pieces'),
      workDir: join(stage.folder, 'work'),
      outputPath: filmPath,
      tags: { title: 'Film', isAiGenerated: false },
      verify: 'quick',
    })
    await stage.haveProxies(sources.map(({ id }) => id))

    const frames = plan.span.endFrame
    const moments = Array.from({ length: MOMENTS }, (_, index) => Math.floor(seededUnit(7, `moment ${index}`) * frames))
    const rendered = await lumaOf(filmPath, stage, moments)
    await page.goto(stage.url)
    const facts = Object.fromEntries(sources.map(source => [source.id, source.facts]))
    const film = { songUrl: null, songTicks: 0, headTicks: ticksFromFrames(frames, plan.rate), tailTicks: 0 }
    await page.evaluate(all => globalThis.stage.load(all), { plan, facts, film })

    const likeness: number[] = []
    for (const frame of moments) {
      const text = await page.evaluate(
        async ({ frame, width, height }) => {
          await globalThis.stage.standsAt(frame, 'proxy')
          return globalThis.stage.luma(width, height)
        },
        { frame, ...SIZE },
      )
      const [shown, kept] = [Uint8Array.from(Buffer.from(text, 'base64')), rendered.get(frame)!]
      const difference = barsIn(shown).map((luma, bar) => Math.abs(luma - barsIn(kept)[bar]!))
      expect(Math.max(...difference), `bars of frame ${frame}`).toBeLessThan(BAR_TOLERANCE)
      const alike = ssim(shown, kept, SIZE.width, SIZE.height)
      const hasGrain = isOfGrain(frame, plan, sources)
      expect(alike, `frame ${frame}`).toBeGreaterThan(hasGrain ? LEAST_SSIM_WITH_GRAIN : LEAST_SSIM)
      likeness.push(alike)
    }
    const sorted = likeness.toSorted((a, b) => a - b)
    console.log(
      `likeness of ${MOMENTS} moments: least ${sorted[0]!.toFixed(4)}, median ${sorted[MOMENTS / 2]!.toFixed(4)}`,
    )
    expect(stage.log).toEqual([])
  } finally {
    await stage.close()
  }
})

test('a file that is gone is no picture of another moment, and one in a foreign codec comes with its proxy', async ({
  page,
}) => {
  const stage = await openFilmStage()
  try {
    const write = async (name: string, colour: string, codec: string) => {
      const path = join(stage.folder, name)
      const source = ['-f', 'lavfi', '-i', `color=${colour}:s=640x360:r=24:d=3`]
      await runFfmpeg(stage.ffmpeg, [...source, '-c:v', codec, '-pix_fmt', 'yuv420p', fileArg(path)])
      return stage.take(path)
    }
    const takes = [
      await write('white.mp4', 'white', 'libx264'),
      await write('gone.mp4', 'red', 'libx264'),
      await write('foreign.mp4', 'white', 'mpeg4'),
    ]
    const items = takes.map(({ id }, index) => ({
      ...clipOf(index, 24, { startSeconds: 0.5 }),
      source: { kind: 'take', takeId: `${index}` as TakeId, mediaId: id } as const,
    }))
    const plan = planRender(sequenceOf(items, SIZE))
    rmSync(stage.library.media.pathOf(takes[1]!.id))
    await page.goto(stage.url)
    const facts = Object.fromEntries(takes.map(take => [take.id, take.facts]))
    const film = { songUrl: null, songTicks: 0, headTicks: ticksFromFrames(72, plan.rate), tailTicks: 0 }
    await page.evaluate(all => globalThis.stage.load(all), { plan, facts, film })
    const brightness = async () => {
      const luma = Buffer.from(await page.evaluate(() => globalThis.stage.luma(32, 18)), 'base64')
      return luma.reduce((sum, value) => sum + value, 0) / luma.length
    }
    const shown = () => page.evaluate(() => globalThis.stage.shown)
    await page.evaluate(() => globalThis.stage.standsAt(10, 'original'))
    expect(await brightness()).toBeGreaterThan(230)
    await page.evaluate(() => globalThis.stage.seekFrame(30))
    await expect.poll(shown).toEqual({ frame: 30, seen: null })
    expect(await brightness()).toBeLessThan(20)
    await page.evaluate(() => globalThis.stage.seekFrame(60))
    await expect.poll(shown, { timeout: 15_000 }).toEqual({ frame: 60, seen: 'proxy' })
    expect(await brightness()).toBeGreaterThan(230)
  } finally {
    await stage.close()
  }
})

function isOfGrain(frame: number, plan: ReturnType<typeof planRender>, sources: readonly Source[]): boolean {
  const piece = plan.pieces.find(({ startFrame, endFrame }) => startFrame <= frame && frame < endFrame)
  const shown = piece ? JSON.stringify(piece.content) : ''
  return sources.some(({ id, hasGrain }) => hasGrain && shown.includes(id))
}
