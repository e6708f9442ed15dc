import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { secondsFromTicks } from '#model/time.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { unpackPeaks } from '#model/wave-peaks.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { analyseSong } from './analyse-song.ts'
import { ANALYSER_VERSION } from './analysis/version.ts'

let folder = ''
let ffmpeg = { path: '' }
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'analyse-song-test-'))
  ffmpeg = (await findFfmpeg()).ffmpeg
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('one pass gives analysis, waveform and progress, with the song at its exact length', async () => {
  const path = join(folder, 'pulse.mp3')
  // A short burst every half second: 120 beats a minute.
  const pulse = 'aevalsrc=0.8*sin(2*PI*200*t)*exp(-30*mod(t\\,0.5)):s=48000:d=12.34'
  await runFfmpeg(ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', pulse, '-ac', '2', '-c:a', 'libmp3lame', fileArg(path)])
  const progress: number[] = []
  const { analysis, peaks, warnings } = await analyseSong(ffmpeg, path, {
    onProgress: seconds => progress.push(seconds),
  })

  expect(analysis).toMatchObject({
    analyserVersion: ANALYSER_VERSION,
    sampleRate: 48_000,
    sampleCount: 592_320,
    grid: 'beat',
  })
  expect(secondsFromTicks(analysis.durationTicks)).toBe(12.34)
  expect(analysis.tempoBpm).toBeCloseTo(120, 0)
  const offBeat = analysis.beats.map(
    beat => Math.abs(2 * secondsFromTicks(beat) - Math.round(2 * secondsFromTicks(beat))) / 2,
  )
  expect(Math.max(...offBeat)).toBeLessThan(0.02)
  expect(warnings).toEqual([])
  expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  expect(progress.at(-1)).toBe(12.34)

  const waveform = unpackPeaks(peaks)
  expect(waveform).toMatchObject({ sampleRate: 48_000, sampleCount: 592_320 })
  expect(waveform.zooms[0]!.bucketCount).toBe(Math.ceil(592_320 / 256))
})
