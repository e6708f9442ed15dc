import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MediaId, TakeId } from '#model/ids.ts'
import { planRender } from '#model/render-plan.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { PRESETS } from '#model/render-presets.ts'
import { renderSequence } from './render-sequence.ts'
import { clipOf, createRenderWorld, sequenceOf, type RenderWorld } from './testing/render-world.ts'

let world: RenderWorld
beforeAll(async () => {
  world = await createRenderWorld('colours')
})
afterAll(() => world.remove())

const ORANGE = { red: 230, green: 120, blue: 30 }

type Written = {
  readonly size: string
  readonly matrix: string
  readonly range: 'tv' | 'pc'
  readonly tags: readonly string[]
  readonly container?: 'mp4' | 'flv'
}

/** Writes a clip of one colour in a given encoding of colours, and reads the colour that the render shows. */
async function shown(name: string, { size, matrix, range, tags, container = 'mp4' }: Written): Promise<number[]> {
  const path = join(world.folder, `${name}.${container}`)
  const drawn = `color=c=0x${[ORANGE.red, ORANGE.green, ORANGE.blue].map(value => value.toString(16).padStart(2, '0')).join('')}:s=${size}:r=24`
  const convert = `format=rgb24,scale=out_color_matrix=${matrix}:out_range=${range},format=yuv420p,setparams=colorspace=unknown:range=${range === 'pc' ? 'pc' : 'unknown'}`
  const encode = ['-frames:v', '4', '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '4', ...tags]
  await runFfmpeg(world.ffmpeg, ['-f', 'lavfi', '-i', drawn, '-vf', convert, ...encode, '-y', fileArg(path)])
  const outputPath = join(world.folder, `${name} film.mp4`)
  const source = { kind: 'take', takeId: name as TakeId, mediaId: name as MediaId } as const
  const plan = planRender(sequenceOf([clipOf(1, 3, { source })]))
  await renderSequence({
    ...world,
    plan,
    mediaPath: () => path,
    outputPath,
    preset: PRESETS.review,
    tags: { isAiGenerated: false },
    verify: 'quick',
  })
  const chunks: Buffer[] = []
  const read = [
    '-vf',
    'scale=in_color_matrix=bt709:in_range=tv:flags=accurate_rnd+full_chroma_int,format=rgb24',
    '-frames:v',
    '1',
    '-f',
    'rawvideo',
    'pipe:1',
  ]
  await runFfmpeg(world.ffmpeg, ['-i', fileArg(outputPath), ...read], {
    onStdout: chunk => {
      chunks.push(chunk)
    },
  })
  return [...Buffer.concat(chunks).subarray(0, 3)]
}

test.each<[string, Written]>([
  ['small and untagged is bt601', { size: '320x180', matrix: 'bt601', range: 'tv', tags: [] }],
  ['large and untagged is bt709', { size: '1280x720', matrix: 'bt709', range: 'tv', tags: [] }],
  ['a tag is believed', { size: '1280x720', matrix: 'bt601', range: 'tv', tags: ['-colorspace', 'smpte170m'] }],
  [
    'a tag is believed in any container',
    { size: '320x180', matrix: 'bt709', range: 'tv', tags: ['-colorspace', 'bt709'], container: 'flv' },
  ],
  ['full range is narrowed', { size: '320x180', matrix: 'bt601', range: 'pc', tags: ['-color_range', 'pc'] }],
])('colours come through: %s', async (name, written) => {
  const [red = 0, green = 0, blue = 0] = await shown(name, written)
  const off = [red - ORANGE.red, green - ORANGE.green, blue - ORANGE.blue].map(Math.abs)
  expect(Math.max(...off), `${red} ${green} ${blue}`).toBeLessThanOrEqual(4)
})
