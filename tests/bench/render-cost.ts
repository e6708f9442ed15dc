/**
 * What the command `render` costs beside the least it could cost, in CPU seconds of all its processes together.
 *
 *   npx node tests/bench/render-cost.ts [--seconds 240] [--pairs 3]
 *
 * The floor is: each used source range decoded from the key frame before it and brought to the film's frame by the same
 * scaler, one encode of them all at one thread, and the song's encode. The raw pictures have to reach that one encoder
 * through a pipe, whose cost is measured with an encoder that does nothing, and taken off.
 */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Piece } from '#model/render-plan.ts'
import { framesIn, secondsFromTicks } from '#model/time.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { videoEncoderArgs } from '#main/render/encoder-args.ts'
import { fitFilters } from '#main/render/fit-filters.ts'
import { PRESETS } from '#model/render-presets.ts'
import { soundArgs } from '#main/render/sound-args.ts'
import {
  childrenCpuSeconds,
  describeMemory,
  isTooLarge,
  MEMORY_LIMIT,
  runCommand,
  type MemoryPeak,
} from './measure-command.ts'
import { FILM, makeMaterial, PROJECT, type Material } from './render-material.ts'

const PRESET_NAME = 'youtube-1080p'
const PRESET = PRESETS[PRESET_NAME]
const RATIO_LIMIT = 1.15

type Cost = { readonly cpuSeconds: number; readonly wallSeconds: number }

async function cost(work: () => Promise<void>): Promise<Cost> {
  const [children, start] = [childrenCpuSeconds(), performance.now()]
  await work()
  return { cpuSeconds: childrenCpuSeconds() - children, wallSeconds: (performance.now() - start) / 1000 }
}

async function renderCost(libraryDir: string, folder: string): Promise<Cost & MemoryPeak> {
  let peak: MemoryPeak = { largestProcessMb: 0, treeMb: 0 }
  const out = join(folder, 'film.mp4')
  // Neither the pieces nor the film itself of the pair before: both would be found, and nothing rendered.
  for (const made of [join(libraryDir, 'cache'), out]) rmSync(made, { recursive: true, force: true })
  const spent = await cost(async () => {
    peak = await runCommand(['render', PROJECT, '--library', libraryDir, '--out', out, '--preset', PRESET_NAME])
  })
  return { ...spent, ...peak }
}

/** Decodes and scales one piece's source, to nothing or as raw pictures. */
async function decodePiece(
  piece: Piece,
  material: Material,
  ffmpeg: FfmpegProgram,
  take?: (chunk: Buffer) => Promise<void>,
): Promise<void> {
  const { content } = piece
  if (content.kind !== 'solo' || content.source.kind !== 'take')
    throw new Error('the bench has cuts between takes only')
  const { source } = content
  const path = material.mediaPath(source.mediaId)
  const probe = await probeVideo(path, ffmpeg)
  const graph = `[0:v]fps=${FILM.rate.numerator},${fitFilters(probe, FILM, 'p')}[out]`
  const input = ['-threads', '1', '-ss', `${secondsFromTicks(source.startTicks)}`, '-i', fileArg(path)]
  const output = take ? ['-f', 'rawvideo', 'pipe:1'] : ['-f', 'null', '-']
  const frames = ['-frames:v', `${framesIn(piece)}`]
  const args = [
    '-filter_threads',
    '1',
    '-filter_complex_threads',
    '1',
    ...input,
    '-filter_complex',
    graph,
    '-map',
    '[out]',
  ]
  await runFfmpeg(ffmpeg, [...args, ...frames, ...output], take ? { onStdout: take } : {})
}

/** Sends all pieces' pictures through one encoder. */
async function feedOneEncoder(
  material: Material,
  ffmpeg: FfmpegProgram,
  encoderArgs: readonly string[],
): Promise<void> {
  const { width, height, rate } = FILM
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-video_size', `${width}x${height}`]
  await runFfmpeg(ffmpeg, [...raw, '-framerate', `${rate.numerator}`, '-i', 'pipe:0', ...encoderArgs], {
    async input(stdin) {
      for (const piece of material.plan.pieces) {
        await decodePiece(piece, material, ffmpeg, async chunk => {
          if (!stdin.write(chunk)) await once(stdin, 'drain')
        })
      }
    },
  })
}

async function floorCost(material: Material, ffmpeg: FfmpegProgram, folder: string): Promise<number> {
  const { plan } = material
  const decode = await cost(async () => {
    for (const piece of plan.pieces) await decodePiece(piece, material, ffmpeg)
  })
  const film = fileArg(join(folder, 'floor.mp4'))
  const encoder = [...videoEncoderArgs(PRESET, FILM.rate), '-y', film]
  const encode = await cost(() => feedOneEncoder(material, ffmpeg, encoder))
  const pipe = await cost(() => feedOneEncoder(material, ffmpeg, ['-f', 'null', '-']))
  const song = await cost(async () => {
    const { sound } = plan
    if (!sound) throw new Error('the bench has a song')
    const path = material.mediaPath(sound.mediaId)
    await runFfmpeg(
      ffmpeg,
      soundArgs(
        { song: { sound, path }, effects: [] },
        framesIn(plan.span),
        FILM.rate,
        PRESET.sound,
        join(folder, 'floor.m4a'),
      ),
    )
  })
  return decode.cpuSeconds + (encode.cpuSeconds - pipe.cpuSeconds) + song.cpuSeconds
}

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '240' }, pairs: { type: 'string', default: '3' } },
})
const { ffmpeg } = await findFfmpeg()
const folder = mkdtempSync(join(tmpdir(), 'render-cost-'))
const libraryDir = join(folder, 'library')
const ratios: number[] = []
try {
  const material = await makeMaterial(libraryDir, Number(values.seconds), ffmpeg)
  for (let pair = 1; pair <= Number(values.pairs); pair += 1) {
    const render = await renderCost(libraryDir, folder)
    const floorSeconds = await floorCost(material, ffmpeg, folder)
    ratios.push(render.cpuSeconds / floorSeconds)
    if (isTooLarge(render)) process.exitCode = 1
    console.log(
      `pair ${pair}: render ${render.cpuSeconds.toFixed(1)} CPU s (${render.wallSeconds.toFixed(1)} s), ` +
        `floor ${floorSeconds.toFixed(1)} CPU s, ratio ${ratios.at(-1)!.toFixed(3)}, ${describeMemory(render)}`,
    )
  }
  const median = ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)]!
  console.log(
    `median ratio ${median.toFixed(3)} (limit ${RATIO_LIMIT}) over ${material.plan.pieces.length} pieces, ` +
      `${values.seconds} s; memory limit ${describeMemory(MEMORY_LIMIT)}`,
  )
  if (median > RATIO_LIMIT) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
