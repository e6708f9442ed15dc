/**
 * What it costs to measure a seam beside reading its pictures from two clips of 1920 x 1080, in wall time of one join.
 *
 *   npx node tests/bench/seam-cost.ts
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureSeam } from '#model/seam/measure-seam.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { SEAM_PICTURES } from '#main/seams/measure-join.ts'
import { readSeamFrames } from '#main/seams/read-seam-frames.ts'
import { clipOfPictures } from '#main/seams/testing/clip-of-pictures.ts'

const FILM = { rate: { numerator: 24, denominator: 1 }, width: 1920, height: 1080 } as const
const ROUNDS = 9
/** Reading is what takes long; measuring must not be felt beside it. */
const RATIO_LIMIT = 1

const { ffmpeg } = await findFfmpeg()
const folder = mkdtempSync(join(tmpdir(), 'seam-cost-'))
try {
  const path = join(folder, 'clip.mp4')
  const drawn = 'mandelbrot=s=1920x1080:r=24:end_scale=0.003:end_pts=96,noise=alls=6:allf=t'
  const encoder = ['-frames:v', '120', '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'veryfast', '-b:v', '12M']
  await runFfmpeg(ffmpeg, ['-f', 'lavfi', '-i', drawn, ...encoder, '-y', fileArg(path)])
  const file = { path, probe: await probeVideo(path, ffmpeg) }
  const outgoing = clipOfPictures(file, { startFrame: 12, endFrame: 108 }, FILM)
  const incoming = clipOfPictures(file, { startFrame: 30, endFrame: 108 }, FILM)
  const times: { readonly read: number; readonly measure: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    const [before, after] = await Promise.all([
      readSeamFrames(ffmpeg, outgoing, FILM, 'last', SEAM_PICTURES),
      readSeamFrames(ffmpeg, incoming, FILM, 'first', SEAM_PICTURES),
    ])
    const middle = performance.now()
    measureSeam({ before, after })
    times.push({ read: middle - start, measure: performance.now() - middle })
  }
  const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!
  const [read, measure] = [median(times.map(({ read }) => read)), median(times.map(({ measure }) => measure))]
  console.log(
    `a seam: read in ${read.toFixed(0)} ms, measured in ${measure.toFixed(0)} ms, ` +
      `ratio ${(measure / read).toFixed(2)} (limit ${RATIO_LIMIT})`,
  )
  if (measure / read > RATIO_LIMIT) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
