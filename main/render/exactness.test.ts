import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planRender, type Piece, type PieceSource, type RenderPlanOptions } from '#model/render-plan.ts'
import type { Sequence } from '#model/sequence.ts'
import { secondsFromFrames, secondsFromTicks, ticksFromFrames, type FrameRate } from '#model/time.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { PRESETS } from '#model/render-presets.ts'
import { renderSequence } from './render-sequence.ts'
import { barsOf, BARS, BLACK, readBars, type BarCodeClip, type Region } from './testing/bar-code.ts'
import {
  clipOf,
  createRenderWorld,
  dissolveOf,
  rate,
  sequenceOf,
  SIZE,
  type RenderWorld,
} from './testing/render-world.ts'

let world: RenderWorld
beforeAll(async () => {
  world = await createRenderWorld('exact')
})
afterAll(() => world.remove())

/** The plan's own meaning (R4): a film frame shows the picture that stands a little past its middle. */
function pictureAt(
  clip: BarCodeClip,
  source: PieceSource & { kind: 'take' },
  frame: number,
  filmRate: FrameRate,
): number {
  const speed = source.speed.numerator / source.speed.denominator
  const seconds = secondsFromTicks(source.startTicks) + secondsFromFrames(1, filmRate) * (frame + 0.53) * speed
  let picture = 0
  while (picture + 1 < clip.pictures && timeOf(clip, picture + 1) <= seconds) picture += 1
  return picture
}

function timeOf(clip: BarCodeClip, picture: number): number {
  return clip.timesMs ? unevenMs(picture) / 1000 : secondsFromFrames(picture, clip.rate)
}

const UNEVEN = '40*N+20*mod(N,3)'
const unevenMs = (picture: number): number => 40 * picture + 20 * (picture % 3)

/** What each bar of a film frame must be, fades and dissolves included. */
function expectedBars(
  pieces: readonly Piece[],
  clips: readonly BarCodeClip[],
  frame: number,
  filmRate: FrameRate,
): number[] {
  const piece = pieces.find(({ startFrame, endFrame }) => startFrame <= frame && frame < endFrame)!
  const at = frame - piece.startFrame
  const layer = (source: PieceSource, frame: number): number[] => {
    if (source.kind !== 'take') return Array.from({ length: BARS }, () => BLACK)
    const clip = clips.find(({ clip }) => `${clip}` === source.mediaId)!
    return barsOf(clip.clip, pictureAt(clip, source, frame, filmRate))
  }
  const { content } = piece
  let bars: number[]
  if (content.kind === 'solo') {
    bars = layer(content.source, at)
  } else {
    const inDissolve = at + content.skipFrames
    const share = (inDissolve + 0.5) / content.totalFrames
    const incoming = layer(content.incoming, inDissolve)
    bars = layer(content.outgoing, inDissolve).map((value, bar) => value * (1 - share) + incoming[bar]! * share)
  }
  for (const fade of piece.fades) {
    const i = at - fade.startFrame
    const light = fade.direction === 'in' ? i / fade.frames : 1 - (i + 1) / fade.frames
    bars = bars.map(value => BLACK + (value - BLACK) * Math.min(1, Math.max(0, light)))
  }
  return bars
}

/** Renders and compares every frame; answers what differs, in words. */
async function differences(
  sequence: Sequence,
  clips: readonly BarCodeClip[],
  options: RenderPlanOptions & { region?: Region } = {},
): Promise<string[]> {
  const plan = planRender(sequence, options)
  const outputPath = join(world.folder, `film ${Math.random()}.mp4`)
  await renderSequence({
    ...world,
    plan,
    outputPath,
    preset: PRESETS['youtube-1080p'],
    tags: { isAiGenerated: false },
    verify: 'full',
  })
  const film = await readBars(outputPath, SIZE, world.ffmpeg, options.region)
  const { startFrame, endFrame } = plan.span
  const wrong = film.length === endFrame - startFrame ? [] : [`${film.length} frames`]
  for (const [index, bars] of film.entries()) {
    const expected = expectedBars(plan.pieces, clips, startFrame + index, sequence.rate)
    const off = bars.map((value, bar) => Math.abs(value - expected[bar]!))
    if (Math.max(...off) > 20)
      wrong.push(`frame ${startFrame + index}: ${bars.join(' ')} instead of ${expected.map(Math.round).join(' ')}`)
  }
  return wrong
}

describe('every frame of a render is the one the plan means', () => {
  test('cuts, dissolves, fades and a gap, whole and as a span', async () => {
    const clips = [await world.clip(1), await world.clip(2), await world.clip(3)]
    const sequence = sequenceOf(
      [
        clipOf(1, 20, { startSeconds: 0.5 }),
        dissolveOf(6, 6),
        clipOf(2, 25, { startSeconds: 1 / 3 }),
        clipOf(3, 14, { startSeconds: 1 }),
        clipOf(4, 5, { source: { kind: 'missing' } }),
        dissolveOf(3, 4),
        clipOf(1, 16, { startSeconds: 0.75 }),
      ],
      { fadeInFrames: 17, fadeOutFrames: 12 },
    )
    expect(await differences(sequence, clips)).toEqual([])
    expect(await differences(sequence, clips, { span: { startFrame: 19, endFrame: 62 } })).toEqual([])
  })

  test('a fade that begins inside a piece leaves what comes before it alone', async () => {
    const clips = [await world.clip(1), await world.clip(2)]
    const sequence = sequenceOf([clipOf(1, 20), clipOf(2, 30)], { fadeInFrames: 5, fadeOutFrames: 4 })
    expect(await differences(sequence, clips)).toEqual([])
  })

  // In so short a dissolve half a frame more or less is a quarter of the light.
  test('R2 a dissolve of two frames shows a quarter and three quarters of the incoming picture', async () => {
    const clips = [await world.clip(1), await world.clip(2)]
    const items = [clipOf(1, 8, { startSeconds: 0.5 }), dissolveOf(1, 1), clipOf(2, 8, { startSeconds: 0.5 })]
    expect(await differences(sequenceOf(items), clips)).toEqual([])
  })

  test.each([
    ['23.976', rate(24000, 1001)],
    ['24', rate(24)],
    ['25', rate(25)],
    ['30', rate(30)],
    ['60', rate(60)],
  ])('film at %s, sources at 16, 24, 29.97, 30 and 60', async (_name, filmRate) => {
    const rates = [rate(16), rate(24), rate(30000, 1001), rate(30), rate(60)]
    const clips: BarCodeClip[] = []
    for (const [index, rate] of rates.entries()) {
      clips.push(await world.clip(index + 1, { rate, pictures: 2 * Math.round(rate.numerator / rate.denominator) }))
    }
    const items = clips.map(({ clip }) => clipOf(clip, 14, { startSeconds: 0.5 + clip / 8 }))
    expect(await differences(sequenceOf(items, { rate: filmRate }), clips)).toEqual([])
  })

  test('pace: faster and slower than recorded', async () => {
    const clips = [
      await world.clip(1),
      await world.clip(2, { rate: rate(16) }),
      await world.clip(3, { rate: rate(30) }),
    ]
    const items = [
      clipOf(1, 20, { startSeconds: 0.25, speed: { numerator: 3, denominator: 2 } }),
      clipOf(2, 20, { startSeconds: 1, speed: { numerator: 1, denominator: 2 } }),
      clipOf(3, 20, { speed: { numerator: 5, denominator: 4 } }),
    ]
    expect(await differences(sequenceOf(items), clips)).toEqual([])
  })

  test('odd sources: uneven pictures, 10 bits, odd size, late start, other containers', async () => {
    const clips = [
      await world.clip(1, { timesMs: UNEVEN }),
      await world.clip(2, {
        pixels: 'yuv420p10le',
        encoderArgs: ['-c:v', 'libx265', '-x265-params', 'log-level=error'],
      }),
      await world.clip(3, { pixels: 'yuv444p', width: 321, height: 181 }),
      await world.clip(4, { path: join(world.folder, 'late.ts') }),
      await world.clip(5, { path: join(world.folder, 'old.avi'), encoderArgs: ['-c:v', 'mpeg4', '-q:v', '2'] }),
      await world.clip(6, { width: 240, height: 180 }),
    ]
    const items = clips.map(({ clip }) => clipOf(clip, 9, { startSeconds: clip * 0.2 }))
    expect(await differences(sequenceOf(items.slice(0, 5)), clips)).toEqual([])
    // 4:3 fills the frame by losing height, not width.
    expect(await differences(sequenceOf([items[5]!]), clips)).toEqual([])
  })

  test.each([
    ['between two pictures', 0.77, 19],
    ['on a picture', 0.75, 18],
  ])('a source cut without encoding %s begins where it is shown from', async (_name, cutSeconds, firstPicture) => {
    const { path } = await world.clip(firstPicture)
    const cutPath = join(world.folder, `cut at ${cutSeconds}.mp4`)
    const cut = ['-ss', `${cutSeconds}`, '-i', fileArg(path), '-c', 'copy', '-y', fileArg(cutPath)]
    await runFfmpeg(world.ffmpeg, cut)
    const { facts } = await probeVideo(cutPath, world.ffmpeg)
    expect(facts.frameCount).toBe(60 - firstPicture)
    expect(facts.durationTicks).toBe(ticksFromFrames(60 - firstPicture, rate(24)))
    const outputPath = join(world.folder, `film of cut ${cutSeconds}.mp4`)
    const plan = planRender(sequenceOf([clipOf(firstPicture, 12), clipOf(firstPicture, 12, { startSeconds: 0.5 })]))
    const common = {
      ...world,
      preset: PRESETS['youtube-1080p'],
      tags: { isAiGenerated: false },
      verify: 'quick',
    } as const
    await renderSequence({ ...common, plan, outputPath, mediaPath: () => cutPath })
    for (const [frame, bars] of (await readBars(outputPath, SIZE, world.ffmpeg)).entries()) {
      const off = barsOf(firstPicture, firstPicture + frame).map((value, bar) => Math.abs(value - bars[bar]!))
      expect(Math.max(...off), `frame ${frame}: ${bars.join(' ')}`).toBeLessThan(20)
    }
  })

  test('an upright source stands whole in the middle', async () => {
    const clips = [await world.clip(1, { width: 180, height: 320 })]
    const region: Region = { kind: 'middle', width: 101 }
    expect(await differences(sequenceOf([clipOf(1, 20, { startSeconds: 0.5 })]), clips, { region })).toEqual([])
  })

  test('a take that is too short holds its last picture, one asked for too early its first', async () => {
    const clips = [await world.clip(1, { pictures: 20 }), await world.clip(2, { pictures: 30 })]
    const sequence = sequenceOf([
      clipOf(1, 30, { startSeconds: 0.25 }),
      dissolveOf(4, 4),
      clipOf(2, 12, { startSeconds: 1 / 24 }),
      clipOf(1, 6, { startSeconds: 0.8 }),
      clipOf(1, 6, { startSeconds: 20 / 24 }),
      clipOf(1, 6, { startSeconds: 5 }),
    ])
    expect(await differences(sequence, clips)).toEqual([])
  })
})
