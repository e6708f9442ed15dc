import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PRESETS } from '#model/render-presets.ts'
import { planRender, type RenderPlanOptions } from '#model/render-plan.ts'
import type { MediaId } from '#model/ids.ts'
import type { Clip, Sequence, Track, TrackItem } from '#model/sequence.ts'
import { stillScaleAt } from '#model/still-scale.ts'
import { ticks, ticksFromFrames, ticksFromSeconds } from '#model/time.ts'
import { burnInLook, createBurnInPlate } from '#main/captions/burn-in.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { renderSequence } from './render-sequence.ts'
import type { RenderRequest } from './request.ts'
import { barsOf, BLACK, readBars } from './testing/bar-code.ts'
import {
  clipOf,
  createRenderWorld,
  rate,
  sequenceOf,
  SIZE,
  withSong,
  type RenderWorld,
} from './testing/render-world.ts'

let world: RenderWorld
const files = new Map<string, string>()
beforeAll(async () => {
  world = await createRenderWorld('additions')
  for (const number of [1, 2]) await world.clip(number)
  for (const [name, source] of [
    ['song', "aevalsrc=exprs='0.25|0.25':s=44100:d=4"],
    ['tone', 'aevalsrc=exprs=0.5:s=48000:d=4'],
    ['loud', "aevalsrc=exprs='0.95*sin(2*PI*440*t)|0.95*sin(2*PI*330*t)':s=48000:d=4"],
    ['boom', "aevalsrc=exprs='0.9*sin(2*PI*90*t)':s=48000:d=4"],
  ] as const) {
    const path = join(world.folder, `${name}.wav`)
    await runFfmpeg(world.ffmpeg, ['-f', 'lavfi', '-i', source, '-c:a', 'pcm_f32le', '-y', fileArg(path)])
    files.set(name, path)
  }
})
afterAll(() => world.remove())

let count = 0
async function film(sequence: Sequence, change: Partial<RenderRequest> = {}, options: RenderPlanOptions = {}) {
  count += 1
  const preset = change.preset ?? PRESETS['youtube-1080p']
  const outputPath = join(world.folder, `film ${count}.${preset.container}`)
  const result = await renderSequence({
    ...world,
    plan: planRender(sequence, options),
    preset,
    mediaPath: id => files.get(id) ?? world.mediaPath(id),
    outputPath,
    tags: { isAiGenerated: false },
    verify: 'full',
    ...change,
  })
  return { outputPath, ...result }
}

test('R8 a dip goes to black at the cut and out of it', async () => {
  const dip: TrackItem = { ...clipOf(9, 1), kind: 'transition', style: 'dip', inFrames: 6, outFrames: 4 }
  const items = [clipOf(1, 16), dip, clipOf(2, 16)]
  const made = await film(sequenceOf(items))
  const bars = await readBars(made.outputPath, SIZE, world.ffmpeg)
  const lights = bars.map(([white = 0]) => (white - BLACK) / (235 - BLACK))
  const expected = [
    ...Array.from({ length: 10 }, () => 1),
    ...[1, 2, 3, 4, 5, 6].map(i => 1 - i / 6),
    ...[0, 1, 2, 3].map(i => i / 4),
    ...Array.from({ length: 12 }, () => 1),
  ]
  expect(lights).toHaveLength(32)
  for (const [frame, light] of lights.entries()) expect(Math.abs(light - expected[frame]!)).toBeLessThan(0.06)
})

describe('R9 a still', () => {
  /** Half black, half white: where the edge is tells the scale. `offset` from the middle, in pixels of the frame. */
  function edgeStill(name: string, offset: number, size = SIZE): void {
    const canvas = createCanvas(size.width, size.height)
    const context = canvas.getContext('2d')
    context.fillStyle = '#000'
    context.fillRect(0, 0, size.width, size.height)
    context.fillStyle = '#fff'
    context.fillRect(size.width / 2 + offset, 0, size.width, size.height)
    const path = join(world.folder, `${name}.png`)
    writeFileSync(path, canvas.toBuffer('image/png'))
    files.set(name, path)
  }

  /** Where the picture turns from black to white, in fractions of a pixel. */
  async function edges(path: string): Promise<number[]> {
    const found: number[] = []
    let rest: Buffer = Buffer.alloc(0)
    const args = ['-i', fileArg(path), '-vf', 'extractplanes=y', '-f', 'rawvideo', '-pix_fmt', 'gray', 'pipe:1']
    await runFfmpeg(world.ffmpeg, args, {
      onStdout(chunk) {
        rest = Buffer.concat([rest, chunk])
        const bytes = SIZE.width * SIZE.height
        while (rest.length >= bytes) {
          const row = rest.subarray(SIZE.width * 90, SIZE.width * 91)
          found.push(SIZE.width - row.reduce((sum, luma) => sum + (luma - BLACK) / (235 - BLACK), 0))
          rest = rest.subarray(bytes)
        }
      },
    })
    return found
  }

  test('is pushed into between pixels, without a tremble, and as the model says', async () => {
    edgeStill('still', 100)
    const source = { kind: 'still', mediaId: 'still' as MediaId } as const
    const made = await film(sequenceOf([clipOf(1, 48, { source, startSeconds: 0 })]), {
      preset: { ...PRESETS['youtube-1080p'], picture: { codec: 'h264', speed: 'veryfast', crf: 4 } },
    })
    const seen = await edges(made.outputPath)
    expect(seen).toHaveLength(48)
    const off = seen.map(
      (edge, frame) => edge - (SIZE.width / 2 + 100 * stillScaleAt(ticksFromFrames(frame, rate(24)))),
    )
    expect(Math.max(...off.map(Math.abs))).toBeLessThan(0.5)
    const steps = seen.slice(1).map((edge, index) => edge - seen[index]!)
    // Two per cent of a hundred pixels a second, at 24 frames.
    expect(Math.min(...steps)).toBeGreaterThan(0)
    expect(Math.max(...steps)).toBeLessThan(0.2)
  })

  test('goes on through a cut inside it, and stands whole where its shape is another', async () => {
    edgeStill('still', 100)
    const source = { kind: 'still', mediaId: 'still' as MediaId } as const
    const items = [
      clipOf(1, 12, { source, startSeconds: 0 }),
      clipOf(2, 12, { source, sourceStartTicks: ticksFromFrames(12, rate(24)) }),
    ]
    const seen = await edges((await film(sequenceOf(items))).outputPath)
    expect(Math.abs(seen[12]! - seen[11]! - (seen[11]! - seen[10]!))).toBeLessThan(0.2)
    edgeStill('upright', 0, { width: 120, height: 300 })
    const upright = { kind: 'still', mediaId: 'upright' as MediaId } as const
    expect((await film(sequenceOf([clipOf(1, 12, { source: upright })]))).frames).toBe(12)
  })
})

describe('R10 sounds beside the song', () => {
  const sound = (frames: number, change: Partial<Clip> = {}): Clip => ({
    ...clipOf(7, frames),
    source: { kind: 'sound', mediaId: 'tone' as MediaId },
    ...change,
  })
  const AS_IS = { gainDecibels: 0, fadeInFrames: 0, fadeOutFrames: 0 }
  const withEffects = (sequence: Sequence, ...items: TrackItem[]): Sequence => {
    const track: Track = { kind: 'sound', name: 'A2', items }
    return { ...sequence, tracks: [...sequence.tracks, track] }
  }

  /** Samples of the left channel, in the exact sound of a master. */
  async function samples(sequence: Sequence, options: RenderPlanOptions = {}): Promise<Float32Array> {
    const made = await film(sequence, { preset: PRESETS.master }, options)
    const chunks: Buffer[] = []
    const read = ['-i', fileArg(made.outputPath), '-af', 'pan=mono|c0=FL', '-f', 'f32le', 'pipe:1']
    await runFfmpeg(world.ffmpeg, read, { onStdout: chunk => void chunks.push(chunk) })
    const bytes = Buffer.concat(chunks)
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  }

  const gap = (frameCount: number): TrackItem => ({ kind: 'gap', id: clipOf(8, 1).id, frameCount })

  test('are added to the sample, with gain and straight fades; elsewhere the song is what it was', async () => {
    const base = withSong(sequenceOf([clipOf(1, 48)]), 'song')
    const level = { gainDecibels: -6.0206, fadeInFrames: 4, fadeOutFrames: 6 }
    const mixed = await samples(withEffects(base, gap(12), sound(24, { level })))
    const alone = await samples(base)
    expect(mixed).toHaveLength(48 * 2000)
    expect(alone).toHaveLength(48 * 2000)
    const at = (frame: number, offset = 0): number => mixed[frame * 2000 + offset]!
    // Half of a half, beside the quarter of the song.
    expect(at(20)).toBeCloseTo(0.5, 3)
    expect(at(14)).toBeCloseTo(0.25 + 0.25 / 2, 3)
    expect(at(33)).toBeCloseTo(0.25 + 0.25 / 2, 3)
    expect(at(12, -1)).toBe(alone[12 * 2000 - 1])
    expect(mixed.subarray(36 * 2000 + 1, 47 * 2000)).toEqual(alone.subarray(36 * 2000 + 1, 47 * 2000))
    // A span holds just what the whole film holds there.
    const part = await samples(withEffects(base, gap(12), sound(24, { level })), {
      span: { startFrame: 14, endFrame: 40 },
    })
    expect(part.subarray(0, 24 * 2000)).toEqual(mixed.subarray(14 * 2000, 38 * 2000))
  })

  test('what would be over full scale gives way, and the song keeps every sample where it sounds alone', async () => {
    const base = withSong(sequenceOf([clipOf(1, 48)]), 'loud')
    const boom = sound(16, {
      source: { kind: 'sound', mediaId: 'boom' as MediaId },
      level: { ...AS_IS, gainDecibels: 6 },
    })
    const [alone, mixed] = [await samples(base), await samples(withEffects(base, gap(16), boom))]
    const peak = (of: Float32Array): number => of.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
    expect(peak(mixed)).toBeLessThanOrEqual(1)
    expect(peak(mixed)).toBeGreaterThan(0.97)
    expect(mixed.subarray(0, 15 * 2000)).toEqual(alone.subarray(0, 15 * 2000))
    expect(mixed.subarray(34 * 2000, 48 * 2000)).toEqual(alone.subarray(34 * 2000, 48 * 2000))
    // Lowered, not cut off: hardly a sample lies at the limit.
    const atLimit = mixed.filter(sample => Math.abs(sample) > 0.9999).length
    expect(atLimit).toBeLessThan(mixed.length / 200)
    const small = await film(withEffects(base, gap(16), boom))
    const { stderrTail } = await runFfmpeg(world.ffmpeg, [
      ...['-i', fileArg(small.outputPath), '-map', '0:a', '-af', 'ebur128=peak=true', '-f', 'null', '-'],
    ])
    // AAC is itself off by so much at a bare tone's sudden beginning; without the limiter this would be 8.9.
    expect(Number(/True peak:\s+Peak:\s+(\S+) dBFS/.exec(stderrTail)?.[1])).toBeLessThan(2)
  })

  test('sound without a song, and a sound that is shorter than its clip', async () => {
    const made = await samples(
      withEffects(sequenceOf([clipOf(1, 48)]), gap(6), sound(40, { sourceStartTicks: ticksFromSeconds(3.5) })),
    )
    expect(made).toHaveLength(48 * 2000)
    expect(made[6 * 2000 - 1]).toBe(0)
    expect(made[6 * 2000 + 10]).toBeCloseTo(0.5, 3)
    expect(made[19 * 2000]).toBe(0)
  })
})

test('a master is ProRes 422 HQ with exact sound, and as long to the frame', async () => {
  const made = await film(withSong(sequenceOf([clipOf(1, 20), clipOf(2, 11)]), 'song'), { preset: PRESETS.master })
  expect(made.facts).toMatchObject({ frames: 31, syncOffSeconds: 0 })
  expect(made.facts.soundSeconds).toBeCloseTo(31 / 24, 9)
  const { stderrTail } = await runFfmpeg(world.ffmpeg, [
    '-i',
    fileArg(made.outputPath),
    '-c',
    'copy',
    '-f',
    'null',
    '-',
  ])
  expect(stderrTail).toMatch(/Video: prores \(HQ\).*yuv422p10le\((tv, )?bt709/)
  expect(stderrTail).toMatch(/Audio: pcm_s24le.*48000 Hz, stereo/)
  const bars = await readBars(made.outputPath, SIZE, world.ffmpeg)
  for (const [frame, seen] of bars.entries()) {
    const expected = frame < 20 ? barsOf(1, frame) : barsOf(2, frame - 20)
    expect(Math.max(...seen.map((luma, bar) => Math.abs(luma - expected[bar]!)))).toBeLessThan(20)
  }
})

test('R11 a review copy counts its frames in the picture, and lays nothing elsewhere', async () => {
  const plates: string[] = []
  const burnIn: RenderRequest['burnIn'] = {
    look: burnInLook(),
    plateFor(size) {
      const plate = createBurnInPlate(size)
      return {
        ...plate,
        draw(words) {
          plates.push(`${words.shot} ${words.bar} ${words.timecode}`)
          return plate.draw(words)
        },
      }
    },
  }
  const captions = new Map([1, 2].map(number => [clipOf(number, 1).shotId!, { number, text: 'words' }]))
  const burnInBars = [0, 12, 24].map((frame, index) => ({ frame, text: `${index + 1}.1` }))
  const sequence = sequenceOf([clipOf(1, 20), clipOf(2, 16)])
  const made = await film(sequence, { burnIn }, { captions, burnInBars })
  expect(made.frames).toBe(36)
  expect(new Set(plates).size).toBe(36)
  expect(plates).toContain('1 2.1 00:00:00:19')
  expect(plates).toContain('2 2.1 00:00:00:20')
  expect(plates).toContain('2 3.1 00:00:01:11')
  for (const [frame, seen] of (await readBars(made.outputPath, SIZE, world.ffmpeg)).entries()) {
    const expected = frame < 20 ? barsOf(1, frame) : barsOf(2, frame - 20)
    expect(Math.max(...seen.map((luma, bar) => Math.abs(luma - expected[bar]!)))).toBeLessThan(20)
  }
  const again = await film(sequence, { burnIn }, { captions, burnInBars })
  expect(again).toMatchObject({ encoded: 0, reused: 2 })
})

test('facts tell what the file holds', async () => {
  const made = await film(withSong(sequenceOf([clipOf(1, 48, { sourceStartTicks: ticks(0) })]), 'song'))
  expect(made.facts.frames).toBe(48)
  expect(made.facts.pictureSeconds).toBe(2)
  expect(made.facts.soundSeconds).toBeGreaterThanOrEqual(2)
  expect(made.facts.syncOffSeconds).toBeLessThan(1 / 24)
})
