import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pictureAt } from '#model/seam/binding.ts'
import { drawFlown } from '#model/seam/testing/flown-pictures.ts'
import { ticks } from '#model/time.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { barsOf, type BarCodeClip } from '#main/render/testing/bar-code.ts'
import { createRenderWorld, rate, type RenderWorld } from '#main/render/testing/render-world.ts'
import { extractFrame } from './extract-frame.ts'

let world: RenderWorld
beforeAll(async () => {
  world = await createRenderWorld('extract')
})
afterAll(() => world.remove())

async function rgbOf(path: string, filters: readonly string[] = []): Promise<Buffer> {
  const chunks: Buffer[] = []
  const args = ['-i', fileArg(path), '-vf', [...filters, 'format=rgb24'].join(','), '-frames:v', '1']
  await runFfmpeg(world.ffmpeg, [...args, '-f', 'rawvideo', 'pipe:1'], {
    onStdout: chunk => {
      chunks.push(chunk)
    },
  })
  return Buffer.concat(chunks)
}

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length)
  return a.reduce((sum, value, at) => sum + Math.abs(value - b[at]!), 0) / a.length
}

test.each([0, 59])('J9 picture %i is the very one', async picture => {
  const { path } = await world.clip(10 + (picture % 4))
  const png = join(world.folder, `picture ${picture}.png`)
  await extractFrame(world.ffmpeg, { path, probe: await probeVideo(path, world.ffmpeg) }, picture, png)
  const rgb = await rgbOf(png)
  expect(rgb.length).toBe(320 * 180 * 3)
  const bars = barsOf(10 + (picture % 4), picture).map((_, bar) => rgb[(90 * 320 + bar * 20 + 10) * 3]!)
  expect(bars.map(level => level > 128)).toEqual(barsOf(10 + (picture % 4), picture).map(level => level > 128))
  // Black and white of a video are those of the screen.
  expect([Math.min(...bars) < 6, Math.max(...bars) > 249]).toEqual([true, true])
})

test('J9 B3 of a recording that leaves pictures out it is the one that the film shows', async () => {
  // A second is missing after picture 29: the film stands on it meanwhile.
  const timesMs = 'if(lt(N,30),N,N+25)*40'
  const { path } = await world.clip(24, { timesMs, rate: rate(25) })
  const probe = await probeVideo(path, world.ffmpeg)
  const use = { sourceStartTicks: ticks(0), speed: { numerator: 1, denominator: 1 } }
  for (const [frame, shown] of [
    [29, 29],
    [40, 29],
    [80, 55],
  ] as const) {
    const png = join(world.folder, `left out ${frame}.png`)
    await extractFrame(world.ffmpeg, { path, probe }, pictureAt(use, frame, probe.facts, probe.facts.rate), png)
    const rgb = await rgbOf(png)
    const bars = barsOf(24, shown).map((_, bar) => rgb[(90 * 320 + bar * 20 + 10) * 3]! > 128)
    expect(bars).toEqual(barsOf(24, shown).map(level => level > 128))
  }
})

test('J9 there is no picture before the first or after the last', async () => {
  const { path } = await world.clip(20)
  const file = { path, probe: await probeVideo(path, world.ffmpeg) }
  const png = join(world.folder, 'none.png')
  await expect(extractFrame(world.ffmpeg, file, 60, png)).rejects.toThrow(RangeError)
  await expect(extractFrame(world.ffmpeg, file, -1, png)).rejects.toThrow(RangeError)
  await expect(extractFrame(world.ffmpeg, { ...file, path: `${path}.gone` }, 1, png)).rejects.toThrow('No such file')
  expect(readdirSync(world.folder).filter(name => name.endsWith('.part') || name === 'none.png')).toEqual([])
})

const ENCODINGS: [string, string, string, string, readonly string[]][] = [
  ['bt709', '640x360', 'bt709', 'tv', ['-colorspace', 'bt709']],
  ['bt601', '640x360', 'bt601', 'tv', ['-colorspace', 'smpte170m']],
  ['small and untagged', '640x360', 'bt601', 'tv', []],
  ['large and untagged', '1280x720', 'bt709', 'tv', []],
  ['full range', '640x360', 'bt709', 'pc', ['-colorspace', 'bt709', '-color_range', 'pc']],
]

test.each(ENCODINGS)(
  'J9 the picture of a %s file keeps its colours there and back',
  async (name, size, matrix, range, tags) => {
    const [drawn] = drawFlown({ width: 320, height: 180, frames: 1, zoom: 1, seed: 5 })
    const [path, png] = [join(world.folder, `${name}.mp4`), join(world.folder, `${name}.png`)]
    const encode = async (input: readonly string[], to: string, source?: Uint8Array): Promise<void> => {
      const smooth = `scale=${size.replace('x', ':')}:flags=bicubic`
      const convert = `scale=out_color_matrix=${matrix}:out_range=${range}:flags=accurate_rnd+full_chroma_int+bicubic,format=yuv420p`
      const unnamed = range === 'tv' && tags.length === 0 ? ',setparams=colorspace=unknown' : ''
      const codec = ['-c:v', 'libx264', '-crf', '4', '-preset', 'ultrafast', ...tags, '-y', fileArg(to)]
      await runFfmpeg(world.ffmpeg, [...input, '-vf', `${smooth},${convert}${unnamed}`, '-frames:v', '1', ...codec], {
        input: source && (async stdin => void stdin.write(source)),
      })
    }
    await encode(['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', '320x180', '-i', 'pipe:0'], path, drawn)
    await extractFrame(world.ffmpeg, { path, probe: await probeVideo(path, world.ffmpeg) }, 0, png)
    expect(meanDifference(await rgbOf(png, ['scale=320:180:flags=area+accurate_rnd']), drawn!)).toBeLessThan(2.5)

    const [again, second] = [join(world.folder, `${name} again.mp4`), join(world.folder, `${name} again.png`)]
    await encode(['-i', fileArg(png)], again)
    await extractFrame(world.ffmpeg, { path: again, probe: await probeVideo(again, world.ffmpeg) }, 0, second)
    expect(meanDifference(await rgbOf(png), await rgbOf(second))).toBeLessThan(1.5)
  },
)

test('J9 for a model that is asked for another size, it fills that one as the film would; upright it stays as it is', async () => {
  const pixels = async (clip: BarCodeClip, size: { width: number; height: number }): Promise<Buffer> => {
    const png = join(world.folder, `${clip.width} as ${size.width}.png`)
    await extractFrame(world.ffmpeg, { path: clip.path, probe: await probeVideo(clip.path, world.ffmpeg) }, 5, png, {
      size,
    })
    return rgbOf(png)
  }
  const square = await pixels(await world.clip(22), { width: 200, height: 160 })
  expect(square.length).toBe(200 * 160 * 3)
  // 5:4 of 16:9: what is left of the sixteen bars are those in the middle.
  const bars = barsOf(22, 5)
  const seen = bars.map((_, bar) => Math.round((((bar + 0.5) * 320) / 16 - 160) * (160 / 180) + 100))
  const inside = bars.flatMap((level, bar) => (seen[bar]! > 6 && seen[bar]! < 194 ? [{ level, x: seen[bar]! }] : []))
  expect(inside.length).toBeGreaterThan(8)
  expect(inside.map(({ x }) => square[(80 * 200 + x) * 3]! > 128)).toEqual(inside.map(({ level }) => level > 128))
  const upright = await world.clip(23, { width: 180, height: 320 })
  expect((await pixels(upright, { width: 320, height: 180 })).length).toBe(180 * 320 * 3)
})

test('J9 the PNG says that it is sRGB', async () => {
  const { path } = await world.clip(21)
  const png = join(world.folder, 'tagged.png')
  await extractFrame(world.ffmpeg, { path, probe: await probeVideo(path, world.ffmpeg) }, 3, png)
  const bytes = readFileSync(png)
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG')
  expect([bytes[24], bytes[25]]).toEqual([8, 2])
  expect(bytes.subarray(0, 200).includes('sRGB')).toBe(true)
})
