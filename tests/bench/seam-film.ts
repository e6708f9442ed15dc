/**
 * What it costs to measure all 55 joins of a film of 1920 x 1080, cold and once they are known, and how long the program's main
 * thread is ever held up meanwhile; and to ask for the seams of a project of 500 shots and 5,000 takes.
 *
 *   npx node tests/bench/seam-film.ts
 */
import { call } from '@orpc/server'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createStudio } from '#main/app.ts'
import { nodeHost } from '#main/hosts/node/node-host.ts'
import { openLibrary } from '#main/library/library.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { createSeams } from '#main/seams/seams.ts'
import type { MediaId } from '#model/ids.ts'
import type { Join, JoinSide } from '#model/seam/joins.ts'
import { ticksFromFrames } from '#model/time.ts'
import { makeBigProject } from './big-project.ts'

const FILM = { rate: { numerator: 24, denominator: 1 }, width: 1920, height: 1080 } as const
const JOINS = 55
const FILES = 4
/** A held main thread is a screen that does not answer. */
const STALL_LIMIT_MS = 50

const { ffmpeg } = await findFfmpeg()
const folder = mkdtempSync(join(tmpdir(), 'seam-film-'))
const log = (line: string): void => console.error(line)
const delay = monitorEventLoopDelay({ resolution: 1 })
let isHeld = false

/** Milliseconds that `work` takes, and the longest that it held the thread. */
async function timed<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  delay.reset()
  delay.enable()
  const start = performance.now()
  const result = await work()
  const ms = performance.now() - start
  await new Promise(resolve => setTimeout(resolve, 20))
  delay.disable()
  const stall = delay.max / 1e6
  if (stall > STALL_LIMIT_MS) isHeld = true
  console.log(`${name}: ${ms.toFixed(1)} ms, longest stall ${stall.toFixed(1)} ms (limit ${STALL_LIMIT_MS})`)
  return result
}

async function measureFilm(): Promise<void> {
  const library = openLibrary(join(folder, 'film'), { log })
  const media: MediaId[] = []
  for (let file = 0; file < FILES; file += 1) {
    const path = join(folder, `clip ${file}.mp4`)
    const drawn = `mandelbrot=s=480x270:r=24:end_scale=0.00${file + 2}:end_pts=96,scale=1920:1080,noise=alls=6:allf=t`
    const encoder = ['-frames:v', '96', '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'veryfast', '-b:v', '12M']
    await runFfmpeg(ffmpeg, ['-f', 'lavfi', '-i', drawn, ...encoder, '-y', fileArg(path)])
    media.push(await library.media.importFile(path, 'take', { facts: (await probeVideo(path, ffmpeg)).facts }))
  }
  const side = (number: number, startFrame: number): JoinSide => ({
    mediaId: media[number % FILES]!,
    startTicks: ticksFromFrames(startFrame, FILM.rate),
    speed: { numerator: 1, denominator: 1 },
    frameCount: 60,
  })
  const joins: Join[] = Array.from({ length: JOINS }, (_, number) => ({
    outgoing: side(number, 12 + (number % 20)),
    incoming: side(number + 1, number % 16),
    film: FILM,
  }))
  const closer = new AbortController()
  const seams = createSeams({ library, ffmpeg: () => Promise.resolve(ffmpeg), closing: closer.signal, log })
  await timed(`${JOINS} joins, cold`, () => {
    seams.wish('film', joins)
    return seams.idle()
  })
  const known = await timed(`${JOINS} joins, known`, () => seams.wish('film', joins))
  if ([...known.values()].some(({ state }) => state !== 'measured')) throw new Error('not every join was measured')
  library.close()
}

async function askOfBigProject(): Promise<void> {
  const libraryDir = join(folder, 'big')
  const projectId = await makeBigProject(libraryDir, ffmpeg)
  const studio = await createStudio({ libraryDir, host: nodeHost(log) })
  const { seams, sequences, takes } = studio.api
  const [version] = await call(sequences.list, { projectId })
  const [shot] = await call(takes.shots, { projectId })
  await timed('the seams of 1,000 clips', () => call(seams.ofCut, { projectId, sequenceId: version!.id }))
  // The first time the cut is thought out; it is kept until something of it changes.
  await call(seams.ofTakes, { projectId })
  await timed('the seams of 500 shots, again', () => call(seams.ofTakes, { projectId }))
  await timed('the seams of one of them', () => call(seams.ofShot, { projectId, shotId: shot!.id }))
  await studio.close()
}

try {
  await measureFilm()
  await askOfBigProject()
  if (isHeld) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
