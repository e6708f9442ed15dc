import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import type { MediaId } from '#model/ids.ts'
import { planRender } from '#model/render-plan.ts'
import { renderSize } from '#model/render-presets.ts'
import type { Clip, Sequence } from '#model/sequence.ts'
import { lookForFlashing, LOOKED_AT } from './look-for-flashing.ts'
import { clipOf, createRenderWorld, dissolveOf, sequenceOf, type RenderWorld } from './testing/render-world.ts'

let world: RenderWorld
const files = new Map<string, string>()
beforeAll(async () => {
  world = await createRenderWorld('flashing')
  for (const [name, luma] of [
    // Six flashes a second; and two even pictures.
    ['strobe', 'if(lt(mod(N,4),2),235,16)'],
    ['white', '235'],
    ['black', '16'],
  ] as const) {
    const path = join(world.folder, `${name}.mp4`)
    const source = `nullsrc=s=320x180:r=24:d=3,geq=lum='${luma}':cb=128:cr=128`
    await runFfmpeg(world.ffmpeg, ['-f', 'lavfi', '-i', source, '-c:v', 'libx264', '-y', fileArg(path)])
    files.set(name, path)
  }
})
afterAll(() => world.remove())

const shows = (name: string, frames: number, number: number): Clip =>
  clipOf(number, frames, {
    source: { kind: 'take', takeId: 'take' as never, mediaId: name as MediaId },
    startSeconds: 0,
  })

async function look(sequence: Sequence) {
  const plan = planRender(sequence, { size: renderSize(LOOKED_AT, sequence) })
  const looking = lookForFlashing({ ...world, mediaPath: id => files.get(id)!, plan })
  const shares: number[] = []
  for (;;) {
    const { done, value } = await looking.next()
    if (done) return { spans: value, shares }
    shares.push(value)
  }
}

test('C9 a take that flashes is found at its place in the film, and looked at but once', async () => {
  const sequence = sequenceOf([shows('black', 30, 1), dissolveOf(4, 4), shows('white', 30, 2), shows('strobe', 24, 3)])
  const { spans, shares } = await look(sequence)
  expect(spans).toMatchObject([{ perSecond: 6 }])
  expect(spans[0]!.startFrame).toBeGreaterThanOrEqual(60)
  expect(spans[0]!.endFrame).toBeLessThanOrEqual(84)
  expect(shares).toHaveLength(4)
  expect(shares.at(-1)).toBe(1)
  expect(await look(sequence)).toEqual({ spans, shares: [] })
})

test('C9 cuts may flash where no take does', async () => {
  const cuts = (frames: number): Sequence =>
    sequenceOf(Array.from({ length: 12 }, (_, index) => shows(index % 2 === 0 ? 'white' : 'black', frames, index + 1)))
  expect((await look(cuts(2))).spans).toMatchObject([{ startFrame: 2, perSecond: 6 }])
  expect((await look(cuts(6))).spans).toEqual([])
})
