import { rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas, ImageData } from '@napi-rs/canvas'
import { expect, test } from 'playwright/test'
import type { MediaId, ShotId, TakeId } from '#model/ids.ts'
import { planRender, type ShotCaption } from '#model/render-plan.ts'
import { PRESETS } from '#model/render-presets.ts'
import { seededUnit } from '#model/seed.ts'
import type { Clip, Sequence, TrackItem } from '#model/sequence.ts'
import { ticksFromFrames, type FrameRate } from '#model/time.ts'
import { drawCaption, drawGapCard } from '#main/captions/caption.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { BARS, writeBarCodeClip } from '#main/render/testing/bar-code.ts'
import { renderSequence } from '#main/render/render-sequence.ts'
import type { CaptionDrawer } from '#main/render/request.ts'
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
type Still = { readonly id: MediaId }

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
  // As coarse as film's. Of coarser grain a key frame keeps more than the frames around it, so that even two encodings differ more there.
  const grain = of.grain ? 'noise=alls=10:allf=t,' : ''
  const graph = `[0:v]${grain}format=yuv420p[p];[1:v]scale=${width}:${2 * Math.round(height / 12)}:flags=neighbor[b];[p][b]overlay=0:(H-h)/2:shortest=1`
  await runFfmpeg(stage.ffmpeg, [
    ...['-f', 'lavfi', '-i', `${picture}=s=${of.size}:r=${of.rate.numerator}/${of.rate.denominator}`],
    ...['-i', fileArg(bars), '-filter_complex', graph, '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '14'],
    ...['-pix_fmt', 'yuv420p', '-frames:v', `${pictures}`, '-y', fileArg(path)],
  ])
  return { ...(await stage.take(path)), hasGrain: of.grain ?? false }
}

/** A board frame: a picture with much in it. */
async function writeStill(stage: FilmStage, name: string, size: string): Promise<Still> {
  const path = join(stage.folder, `${name}.png`)
  const picture = ['-f', 'lavfi', '-i', `mandelbrot=s=${size}:start_scale=0.6`]
  await runFfmpeg(stage.ffmpeg, [...picture, '-frames:v', '1', '-update', '1', '-y', fileArg(path)])
  return { id: await stage.library.media.importFile(path, 'still') }
}

/** Everything that a film may hold: cuts, dissolves, a dip, speeds, stills, another shape, a missing take, head, tail and fades. */
function filmOf(sources: readonly Source[], stills: readonly Still[]): Sequence {
  const clip = (
    index: number,
    frames: number,
    startSeconds: number,
    speed: Clip['speed'] = { numerator: 1, denominator: 1 },
  ): TrackItem => ({
    ...clipOf(index, frames, { startSeconds, speed }),
    source: { kind: 'take', takeId: `${index}` as TakeId, mediaId: sources[index]!.id },
  })
  const still = (index: number, frames: number): TrackItem => ({
    ...clipOf(7 + index, frames),
    source: { kind: 'still', mediaId: stills[index]!.id },
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
    clip(3, 30, 2),
    clip(4, 24, 1, { numerator: 2, denominator: 1 }),
    dissolveOf(6, 6),
    still(0, 40),
    clip(5, 30, 0.5),
    dissolveOf(6, 6),
    still(1, 30),
    { ...clipOf(6, 12), source: { kind: 'missing' } } as TrackItem,
    clip(1, 40, 1.2),
  ]
  const length = items.reduce((sum, item) => sum + (item.kind === 'transition' ? 0 : item.frameCount), 0)
  return sequenceOf(
    items.map((item, index) => ({ ...item, id: `${index}` }) as TrackItem),
    { ...SIZE, film: { headFrames: 10, songFrames: length - 10, tailFrames: 6 }, fadeInFrames: 8, fadeOutFrames: 12 },
  )
}

/** The words over each shot, short and long, of several scripts. */
const CAPTIONS = new Map<ShotId, ShotCaption>(
  [
    'fly through the bubble, it pops, on through the gum, out onto the pitch, over the heads of all who stand there and up',
    'a car park at dawn',
    'ワイドショット、夜明けの駐車場',
    'grain, \u201cquoted\u201d',
    'шаг в сторону',
    'an upright clip',
    'nothing here yet: a kite over the harbour, seen from the water',
    'a still',
    'a square still',
  ].map((text, index) => [`shot-${index}` as ShotId, { number: index + 1, text }]),
)

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

const drawWords: CaptionDrawer['draw'] = ({ number, text }, size, kind) =>
  (kind === 'card' ? drawGapCard : drawCaption)({ ...size, shotNumber: number, text })

/** Both pictures, for the eye, where they are not alike. */
async function keep(frame: number, shown: Uint8Array, kept: Uint8Array): Promise<void> {
  for (const [name, luma] of Object.entries({ shown, kept })) {
    const pixels = new Uint8ClampedArray(luma.length * 4).fill(255)
    for (const [index, value] of luma.entries()) pixels.fill(value, index * 4, index * 4 + 3)
    const canvas = createCanvas(SIZE.width, SIZE.height)
    canvas.getContext('2d').putImageData(new ImageData(pixels, SIZE.width, SIZE.height), 0, 0)
    writeFileSync(test.info().outputPath(`frame-${frame}-${name}.png`), canvas.toBuffer('image/png'))
  }
}

/** The luma about the middle of each bar: of so many points that detail of a picture without bars does not matter. */
function barsIn(luma: Uint8Array): number[] {
  const [y, reach] = [SIZE.height / 2, 8]
  return Array.from({ length: BARS }, (_, bar) => {
    const x = Math.floor(((bar + 0.5) * SIZE.width) / BARS)
    let sum = 0
    for (let row = y - reach; row < y + reach; row += 1)
      for (let column = x - reach; column < x + reach; column += 1) sum += luma[row * SIZE.width + column]!
    return sum / (2 * reach) ** 2
  })
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
      await writeTake(stage, 6, 'testsrc2', { rate: rate(24), size: '576x1024' }),
    ]
    const stills = [await writeStill(stage, 'wide', '1600x1000'), await writeStill(stage, 'square', '1200x1200')]
    const plan = planRender(filmOf(sources, stills), { captions: CAPTIONS, areCaptionsShown: true })
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
      captions: { look: '', draw: drawWords },
      verify: 'quick',
    })
    await stage.haveProxies(sources.map(({ id }) => id))

    const moments = Array.from({ length: MOMENTS }, (_, index) => {
      const { startFrame, endFrame } = plan.pieces[index % plan.pieces.length]!
      return startFrame + Math.floor(seededUnit(7, `moment ${index}`) * (endFrame - startFrame))
    })
    const rendered = await lumaOf(filmPath, stage, moments)
    await page.goto(stage.url)
    const facts = Object.fromEntries(sources.map(source => [source.id, source.facts]))
    const filmTicks = ticksFromFrames(plan.span.endFrame, plan.rate)
    const film = { songUrl: null, songTicks: 0, headTicks: filmTicks, tailTicks: 0 }
    await page.evaluate(all => globalThis.stage.load(all), { plan, facts, film })

    const likeness = { plain: [] as number[], grainy: [] as number[] }
    for (const frame of moments) {
      const text = await page.evaluate(
        async ({ frame, width, height }) => {
          await globalThis.stage.standsAt(frame, 'proxy')
          return globalThis.stage.luma(width, height)
        },
        { frame, ...SIZE },
      )
      const [shown, kept] = [Uint8Array.from(Buffer.from(text, 'base64')), rendered.get(frame)!]
      const alike = ssim(shown, kept, SIZE.width, SIZE.height)
      const hasGrain = isOfGrain(frame, plan, sources)
      if (alike < (hasGrain ? LEAST_SSIM_WITH_GRAIN : LEAST_SSIM)) await keep(frame, shown, kept)
      const difference = barsIn(shown).map((luma, bar) => Math.abs(luma - barsIn(kept)[bar]!))
      expect.soft(Math.max(...difference), `bars of frame ${frame}`).toBeLessThan(BAR_TOLERANCE)
      expect.soft(alike, `frame ${frame}`).toBeGreaterThan(hasGrain ? LEAST_SSIM_WITH_GRAIN : LEAST_SSIM)
      likeness[hasGrain ? 'grainy' : 'plain'].push(alike)
    }
    for (const [name, values] of Object.entries(likeness)) {
      const sorted = values.toSorted((a, b) => a - b)
      const figures = [sorted[0]!, sorted[Math.floor(sorted.length / 2)]!].map(value => value.toFixed(4))
      console.log(`likeness of ${sorted.length} ${name} moments: least ${figures[0]}, median ${figures[1]}`)
    }
    expect(stage.log.filter(line => !line.startsWith('slow query'))).toEqual([])
  } finally {
    await stage.close()
  }
})

test('a file that is gone is a card, a foreign codec comes with its proxy, and a spoiled proxy is made anew', async ({
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
      await write('spoiled.mp4', 'gray', 'libx264'),
      await write('left.mp4', 'yellow', 'libx264'),
    ]
    const [, gone, , spoiled, left] = takes.map(({ id }) => id) as [MediaId, MediaId, MediaId, MediaId, MediaId]
    const items = takes.map(({ id }, index) => ({
      ...clipOf(index, 24, { startSeconds: 0.5 }),
      source: { kind: 'take', takeId: `${index}` as TakeId, mediaId: id } as const,
    }))
    const plan = planRender(sequenceOf(items, SIZE))
    await stage.haveProxies([spoiled, left])
    const proxyPath = join(stage.library.cacheDir, 'proxies/proxy-1', spoiled.slice(-2), `${spoiled}.mp4`)
    writeFileSync(proxyPath, 'this was a film')
    for (const id of [gone, left]) rmSync(stage.library.media.pathOf(id))
    let asked = 0
    page.on('request', request => (asked += Number(request.url().includes(gone))))
    await page.goto(stage.url)
    const facts = Object.fromEntries(takes.map(take => [take.id, take.facts]))
    const film = { songUrl: null, songTicks: 0, headTicks: ticksFromFrames(120, plan.rate), tailTicks: 0 }
    await page.evaluate(all => globalThis.stage.load(all), { plan, facts, film })
    const brightness = async () => {
      const luma = Buffer.from(await page.evaluate(() => globalThis.stage.luma(32, 18)), 'base64')
      return luma.reduce((sum, value) => sum + value, 0) / luma.length
    }
    const shown = () => page.evaluate(() => globalThis.stage.shown)
    const at = async (frame: number, expected: { seen: string | null; lostId: MediaId | null }) => {
      await page.evaluate(frame => globalThis.stage.seekFrame(frame), frame)
      await expect.poll(shown).toEqual({ frame, ...expected })
    }
    await at(10, { seen: 'original', lostId: null })
    expect(await brightness()).toBeGreaterThan(230)
    await at(30, { seen: null, lostId: gone })
    expect(await brightness()).toBeLessThan(30)
    await at(60, { seen: 'proxy', lostId: null })
    expect(await brightness()).toBeGreaterThan(230)
    // The file itself stands in for its proxy, which is whole again soon.
    await at(80, { seen: 'original', lostId: null })
    const proxyBytes = () => statSync(proxyPath, { throwIfNoEntry: false })?.size ?? 0
    await expect.poll(proxyBytes).toBeGreaterThan(500)
    // What can still be seen is; and that its file has gone is said.
    await at(100, { seen: 'proxy', lostId: left })

    await page.evaluate(() => {
      globalThis.stage.seekFrame(20)
      globalThis.stage.transport.play()
    })
    await expect.poll(shown, { intervals: [20] }).toMatchObject({ seen: null, lostId: gone })
    await expect.poll(async () => (await shown()).frame).toBeGreaterThan(72)
    expect(await page.evaluate(() => globalThis.stage.transport.store.getState().isPlaying)).toBe(true)
    expect(asked).toBeLessThan(30)
  } finally {
    await stage.close()
  }
})

function isOfGrain(frame: number, plan: ReturnType<typeof planRender>, sources: readonly Source[]): boolean {
  const piece = plan.pieces.find(({ startFrame, endFrame }) => startFrame <= frame && frame < endFrame)
  const shown = piece ? JSON.stringify(piece.content) : ''
  return sources.some(({ id, hasGrain }) => hasGrain && shown.includes(id))
}
