import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TICKS_PER_SECOND, type FrameRate } from '#model/time.ts'
import { fileArg } from './ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from './ffmpeg.ts'
import { findFfmpeg } from './find-ffmpeg.ts'
import { nearestRate, timingOf } from './frame-timing.ts'
import { probeVideo } from './probe.ts'

let folder = ''
let ffmpeg: FfmpegProgram
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probe-test-'))
  ffmpeg = (await findFfmpeg()).ffmpeg
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A second of moving test picture. */
async function clip(name: string, rate: string, ...args: readonly string[]): Promise<string> {
  const path = join(folder, name)
  await runFfmpeg(ffmpeg, [
    '-f',
    'lavfi',
    '-i',
    `testsrc2=size=320x180:rate=${rate}`,
    '-t',
    '1',
    ...args,
    '-y',
    fileArg(path),
  ])
  return path
}

const rate = (numerator: number, denominator = 1): FrameRate => ({ numerator, denominator })

describe('probeVideo', () => {
  test.each([
    ['24.mp4', '24', rate(24), 24, []],
    ['2997.mp4', '30000/1001', rate(30000, 1001), 30, ['-frames:v', '30']],
    ['16.mp4', '16', rate(16), 16, []],
    ['23976.webm', '24000/1001', rate(24000, 1001), 24, ['-frames:v', '24', '-c:v', 'libvpx', '-deadline', 'realtime']],
    ['25.avi', '25', rate(25), 25, ['-c:v', 'mpeg4']],
    ['25.mpg', '25', rate(25), 25, ['-c:v', 'mpeg2video']],
    ['25.ts', '25', rate(25), 25, ['-c:v', 'libx264']],
  ] as const)('%s: rate, frames and length', async (name, written, expected, frameCount, args) => {
    const probe = await probeVideo(await clip(name, written, ...args), ffmpeg)
    const durationTicks = (frameCount * TICKS_PER_SECOND * expected.denominator) / expected.numerator
    expect(probe.facts).toEqual({ width: 320, height: 180, rate: expected, frameCount, durationTicks })
    expect(probe.hasSquarePixels).toBe(true)
  })

  test('sizes are as shown: turned, and with square points', async () => {
    const wide = await clip('wide.mp4', '24', '-vf', 'setsar=4/3')
    expect(await probeVideo(wide, ffmpeg)).toMatchObject({ facts: { width: 427, height: 180 }, hasSquarePixels: false })
    const turned = await clip('turned.mp4', '24')
    await writeFile(turned, turnedByTrackMatrix(await readFile(turned)))
    expect((await probeVideo(turned, ffmpeg)).facts).toMatchObject({ width: 180, height: 320 })
  })

  test('uneven pictures last as long as they are shown', async () => {
    const path = await clip('uneven.mp4', '30', '-vf', "select='not(eq(mod(n,4),1))'", '-fps_mode', 'vfr')
    const { facts } = await probeVideo(path, ffmpeg)
    expect([facts.rate, facts.frameCount]).toEqual([rate(30), 22])
    // The last of 30 is one of those left out.
    expect(facts.durationTicks / TICKS_PER_SECOND).toBeCloseTo(29 / 30, 5)
  })

  test('colours and tags are told', async () => {
    const colours = ['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv']
    const tags = ['-metadata', 'title=Bubble', '-metadata', "comment=fly through the 'bubble', 100%"]
    const path = await clip('tagged.mp4', '24', ...colours, ...tags)
    const probe = await probeVideo(path, ffmpeg)
    expect(probe.colour).toEqual({ matrix: 'bt709', isHdr: false })
    expect(probe.tags).toEqual({ title: 'Bubble', comment: "fly through the 'bubble', 100%" })
    const song = join(folder, 'song.m4a')
    await runFfmpeg(ffmpeg, ['-f', 'lavfi', '-i', 'sine', '-t', '1', fileArg(song)])
    await expect(probeVideo(song, ffmpeg)).rejects.toMatchObject({ code: 'video/no-picture' })
  })

  test.each(['mp4', 'mov', 'flv', 'ts'])("a phone's HDR is told: %s", async ending => {
    const hlg = ['-color_primaries', 'bt2020', '-color_trc', 'arib-std-b67', '-colorspace', 'bt2020nc']
    const path = await clip(`hlg.${ending}`, '24', '-c:v', 'libx264', ...hlg)
    expect((await probeVideo(path, ffmpeg)).colour.isHdr).toBe(true)
  })

  test('damaged and foreign files are refused with a sentence', async () => {
    const whole = await readFile(await clip('whole.mp4', '24', '-movflags', '+faststart'))
    const unfinished = await readFile(await clip('unfinished.mp4', '24'))
    const files: Record<string, Buffer | string> = {
      'cut.mp4': whole.subarray(0, Math.floor(whole.length * 0.7)),
      'no-index.mp4': unfinished.subarray(0, Math.floor(unfinished.length * 0.7)),
      'text.mp4': 'not a video',
      'text.txt': 'not a video\nat all\n',
      'empty.mp4': '',
    }
    for (const [name, bytes] of Object.entries(files)) {
      const path = join(folder, name)
      await writeFile(path, bytes)
      await expect(probeVideo(path, ffmpeg)).rejects.toMatchObject({
        code: 'video/unreadable',
        message: expect.stringContaining(name),
      })
    }
    await expect(probeVideo(folder, ffmpeg)).rejects.toMatchObject({ code: 'video/unreadable' })
    await expect(probeVideo(join(folder, 'none.mp4'), ffmpeg)).rejects.toMatchObject({ code: 'video/unreadable' })
  })
})

/** An mp4 whose track is to be shown turned by a quarter, as phones write it. */
function turnedByTrackMatrix(mp4: Buffer): Buffer {
  const turned = Buffer.from(mp4)
  // Version 0 of the box: its name, then 4 bytes of flags and 36 of other fields before the 3 x 3 matrix.
  const matrixAt = turned.indexOf('tkhd') + 4 + 40
  const quarter = [0, 1, 0, -1, 0, 0, 0, 0, 0x4000]
  for (const [i, value] of quarter.entries()) turned.writeInt32BE(value << 16, matrixAt + i * 4)
  return turned
}

describe('timingOf', () => {
  test('a clock of milliseconds does not blur the rate', () => {
    const times = Array.from({ length: 60 }, (_, i) => Math.round((i * 1001) / 30) * (TICKS_PER_SECOND / 1000))
    expect(timingOf(times, 0)).toMatchObject({ rate: rate(30000, 1001), isVariableRate: false, startTicks: 0 })
  })

  test('an hour of uneven pictures is timed at once', () => {
    const times = Array.from({ length: 108_000 }, (_, i) => (i + (i % 3 === 0 ? 0.3 : 0)) * (TICKS_PER_SECOND / 30))
    expect(timingOf(times, 0).isVariableRate).toBe(true)
  })

  test('one picture lasts as long as its packet says', () => {
    const frame = TICKS_PER_SECOND / 25
    expect(timingOf([frame], frame)).toEqual({
      rate: rate(25),
      isVariableRate: false,
      startTicks: frame,
      durationTicks: frame,
      lastPictureTicks: 0,
      longestPictureTicks: frame,
    })
  })

  test('rates nobody knows are kept in thousandths', () => {
    expect(nearestRate(23.98)).toEqual(rate(24000, 1001))
    expect(nearestRate(13.37)).toEqual(rate(13370, 1000))
  })
})
