import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { extractTail } from './extract-tail.ts'
import { findLead } from './find-lead.ts'

const { ffmpeg } = await findFfmpeg()
const dir = mkdtempSync(join(tmpdir(), 'find-lead-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** A flight of seven seconds into a landscape that never ends. */
const flight = join(dir, 'flight.mp4')
await runFfmpeg(ffmpeg, [
  ...['-v', 'error', '-f', 'lavfi', '-i', 'mandelbrot=s=320x180:r=24:end_pts=400', '-frames:v', '168'],
  ...['-crf', '12', '-pix_fmt', 'yuv420p', '-y', fileArg(flight)],
])
const lead = join(dir, 'lead.mp4')
await extractTail(
  ffmpeg,
  { path: flight, probe: await probeVideo(flight, ffmpeg) },
  { lastPicture: 71, count: 48 },
  lead,
)

/** What a service answers: the flight from that picture on, for so many pictures, as it encodes them. */
async function answered(fromPicture: number, pictures: number, filter = 'null', encoding: readonly string[] = []) {
  const path = join(dir, `from ${fromPicture} ${pictures} ${filter.replaceAll(/\W/g, ' ')}.mp4`)
  const cut = `trim=start_frame=${fromPicture}:end_frame=${fromPicture + pictures},setpts=PTS-STARTPTS,${filter}`
  const output = ['-crf', '30', ...encoding, '-pix_fmt', 'yuv420p', '-y', fileArg(path)]
  await runFfmpeg(ffmpeg, ['-v', 'error', '-i', fileArg(flight), '-vf', cut, ...output])
  return { path, probe: await probeVideo(path, ffmpeg) }
}

const found = async (clip: Awaited<ReturnType<typeof answered>>, askSeconds = 3): Promise<number> =>
  findLead(ffmpeg, lead, clip, ticksFromSeconds(askSeconds))

test('B12 a service gives the lead back with what it added, or a part of it, or what it added alone', async () => {
  expect(await found(await answered(24, 120))).toBe(47)
  expect(await found(await answered(48, 96))).toBe(23)
  expect(await found(await answered(71, 72))).toBe(0)
  expect(await found(await answered(72, 72))).toBe(0)
})

test('B12 at another rate and size, in other colours, and a moment later', async () => {
  expect(await found(await answered(24, 120, 'fps=30'))).toBeGreaterThanOrEqual(58)
  expect(await found(await answered(24, 120, 'fps=30'))).toBeLessThanOrEqual(60)
  expect(await found(await answered(24, 120, 'scale=854:480,eq=contrast=0.8:brightness=0.05:saturation=0.4'))).toBe(47)
  expect(await found(await answered(24, 120, 'null', ['-output_ts_offset', '0.5']))).toBe(47)
})

test('B12 a lead that shows one thing all the time is told by the length', async () => {
  const still = join(dir, 'still.mp4')
  const black = ['-v', 'error', '-f', 'lavfi', '-i', 'color=black:s=320x180:r=24']
  const make = async (path: string, pictures: number) => {
    await runFfmpeg(ffmpeg, [...black, '-frames:v', `${pictures}`, '-y', fileArg(path)])
    return { path, probe: await probeVideo(path, ffmpeg) }
  }
  await make(still, 48)
  const [longer, asLong] = [await make(join(dir, 'longer.mp4'), 120), await make(join(dir, 'as long.mp4'), 72)]
  expect(await findLead(ffmpeg, still, longer, ticksFromSeconds(3))).toBe(47)
  expect(await findLead(ffmpeg, still, asLong, ticksFromSeconds(3))).toBe(0)
})
