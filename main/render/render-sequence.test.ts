import { readdirSync, readFileSync } from 'node:fs'
import { createCanvas } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ticksFromSeconds } from '#model/time.ts'
import type { Sequence, TrackItem } from '#model/sequence.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { renderSequence } from './render-sequence.ts'
import type { CaptionDrawer } from './request.ts'
import { BLACK, readBars, WHITE } from './testing/bar-code.ts'
import { readClicks } from './testing/clicks.ts'
import { createFilmWorld, fiveCuts, type FilmWorld } from './testing/film-world.ts'
import { clipOf, dissolveOf, rate, sequenceOf, SIZE, withSong } from './testing/render-world.ts'
import { readRenderKey } from './xmp.ts'

let world: FilmWorld
beforeAll(async () => {
  world = await createFilmWorld('service')
})
afterAll(() => world.remove())

describe('a film', () => {
  test('has its size, rate, frames, colours, tags and mark', async () => {
    const made = world.request(withSong(fiveCuts(), 'song'), { verify: 'full' })
    const result = await renderSequence(made)
    expect(result).toMatchObject({ frames: 60, encoded: 6, reused: 0 })
    const probe = await probeVideo(made.outputPath, world.ffmpeg)
    expect(probe.facts).toEqual({ ...SIZE, rate: rate(24), frameCount: 60, durationTicks: ticksFromSeconds(2.5) })
    expect(probe.startTicks).toBe(0)
    const copy = ['-i', fileArg(made.outputPath), '-c', 'copy', '-f', 'null', '-']
    const { stderrTail } = await runFfmpeg(world.ffmpeg, copy)
    expect(stderrTail).toMatch(/Video: h264 \(High\).* yuv420p\(tv, bt709, progressive\)/)
    expect(stderrTail).toMatch(/Audio: aac/)
    expect(probe.tags.title).toBe('Bubbles & <gum>')
    expect(probe.tags.comment).toMatch(/generative AI/)
    expect(await readRenderKey(made.outputPath)).toMatch(/^[0-9a-f]{64}$/)
    expect(readdirSync(world.workDir)).toEqual([])
    expect(readdirSync(world.folder).filter(name => name.endsWith('.part'))).toEqual([])
  })

  test.each([
    ['whole', {}, 0],
    ['a span', { span: { startFrame: 31, endFrame: 77 } }, 31 / 24],
  ] as const)('the song is in sync at both ends: %s', async (_name, options, startSeconds) => {
    const sequence = withSong(sequenceOf([clipOf(1, 48), clipOf(2, 48)]), 'song')
    const made = world.request(sequence, {}, options)
    const { frames } = await renderSequence(made)
    const sound = await readClicks(made.outputPath, world.ffmpeg)
    expectLength(sound.samples, frames)
    const expected = Array.from({ length: 12 }, (_, beat) =>
      Math.round((0.25 + beat / 2 - startSeconds) * 48_000),
    ).filter(sample => sample > 0 && sample < frames * 2000 - 48)
    expect(sound.clicks).toHaveLength(expected.length)
    for (const [index, sample] of sound.clicks.entries()) expect(Math.abs(sample - expected[index]!)).toBeLessThan(96)
  })

  test('a song shorter than the film is followed by silence, and a head precedes it', async () => {
    const items = [clipOf(1, 47), clipOf(2, 47), clipOf(3, 47), clipOf(4, 30)]
    const sequence = sequenceOf(items, { film: { headFrames: 12, songFrames: 149, tailFrames: 10 } })
    const song = withSong({ ...sequence, film: { ...sequence.film, songFrames: 149 } }, 'song').tracks[1]!
    const head: TrackItem = { kind: 'gap', id: clipOf(9, 1).id, frameCount: 12 }
    const placed: Sequence = { ...sequence, tracks: [sequence.tracks[0]!, { ...song, items: [head, ...song.items] }] }
    const made = world.request(placed)
    await renderSequence(made)
    const sound = await readClicks(made.outputPath, world.ffmpeg)
    expectLength(sound.samples, 171)
    expect(Math.abs(sound.clicks[0]! - 0.75 * 48_000)).toBeLessThan(96)
    expect(sound.clicks).toHaveLength(12)
  })

  test('captions lie over their pictures, change at the cut inside a dissolve, and a missing take is a card', async () => {
    const painted: string[] = []
    const captions = new Map([1, 2, 3].map(number => [clipOf(number, 1).shotId!, { number, text: `shot ${number}` }]))
    const items = [clipOf(1, 8), dissolveOf(2, 2), clipOf(2, 8), clipOf(3, 8, { source: { kind: 'missing' } })]
    const drawer: CaptionDrawer = {
      look: 'veils',
      draw(caption, size, kind) {
        painted.push(`${kind} ${caption.text} ${size.width}x${size.height}`)
        return kind === 'card' ? whiteCard(size) : veil(size, caption.number === 1 ? 'left' : 'right')
      },
    }
    const made = world.request(sequenceOf(items), { captions: drawer }, { captions, areCaptionsShown: true })
    await renderSequence(made)
    expect([...new Set(painted)].toSorted()).toEqual([
      'card shot 3 320x180',
      'overlay shot 1 320x180',
      'overlay shot 2 320x180',
    ])
    // Two bars that are black in both clips, one in each half of the picture.
    const halves = (await readBars(made.outputPath, SIZE, world.ffmpeg)).map(bars => [bars[3]!, bars[14]!])
    const looks = { bare: BLACK, veil: (BLACK + WHITE) / 2, card: WHITE }
    const lookOf = (luma: number): string =>
      Object.entries(looks).find(([, expected]) => Math.abs(luma - expected) < 8)?.[0] ?? `${luma}`
    const seen = halves.map(both => both.map(lookOf))
    expect(seen).toEqual([
      ...Array.from({ length: 8 }, () => ['veil', 'bare']),
      ...Array.from({ length: 8 }, () => ['bare', 'veil']),
      ...Array.from({ length: 8 }, () => ['card', 'card']),
    ])
  })
})

test('only a film of generated pictures says so', async () => {
  const made = world.request(fiveCuts())
  await renderSequence({ ...made, tags: { title: 'Filmed', isAiGenerated: false } })
  expect((await probeVideo(made.outputPath, world.ffmpeg)).tags.comment).toBeUndefined()
  expect(readFileSync(made.outputPath, 'latin1')).not.toContain('TrainedAlgorithmicMedia')
  await renderSequence(made)
  expect((await probeVideo(made.outputPath, world.ffmpeg)).tags.comment).toMatch(/generative AI/)
  expect(readFileSync(made.outputPath, 'latin1')).toContain('compositeWithTrainedAlgorithmicMedia')
})

/** At 24 frames a second; a decoder may add what is left of the last packet. */
function expectLength(samples: number, frames: number): void {
  expect(samples).toBeGreaterThanOrEqual(frames * 2000)
  expect(samples).toBeLessThan(frames * 2000 + 1024)
}

/** A half transparent white over one half of an otherwise empty picture. */
function veil({ width, height }: { width: number; height: number }, half: 'left' | 'right'): Buffer {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = 'rgba(255, 255, 255, 0.5)'
  context.fillRect(half === 'left' ? 0 : width / 2, 0, width / 2, height)
  return canvas.toBuffer('image/png')
}

function whiteCard({ width, height }: { width: number; height: number }): Buffer {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  return canvas.toBuffer('image/png')
}
