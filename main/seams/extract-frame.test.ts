import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawFlown } from '#model/seam/testing/flown-pictures.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { barsOf } from '#main/render/testing/bar-code.ts'
import { createRenderWorld, type RenderWorld } from '#main/render/testing/render-world.ts'
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

test('J9 the PNG says that it is sRGB', async () => {
  const { path } = await world.clip(21)
  const png = join(world.folder, 'tagged.png')
  await extractFrame(world.ffmpeg, { path, probe: await probeVideo(path, world.ffmpeg) }, 3, png)
  const bytes = readFileSync(png)
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG')
  expect([bytes[24], bytes[25]]).toEqual([8, 2])
  expect(bytes.subarray(0, 200).includes('sRGB')).toBe(true)
})
