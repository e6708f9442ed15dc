import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { analyseSong } from './analyse-song.ts'
import { alignApart, analyseApart, lookApart } from './ear.ts'

const BEATS = "aevalsrc='0.8*exp(-14*mod(t,0.5))*sin(2*PI*120*mod(t,0.5))':s=22050:d=12"

async function someSong() {
  const { ffmpeg } = await findFfmpeg({})
  const path = join(temporaryFolder(), 'beats.wav')
  execFileSync(ffmpeg.path, ['-v', 'error', '-f', 'lavfi', '-i', BEATS, path])
  return { ffmpeg, path }
}

test('a thread of its own hears what would be heard here', async () => {
  const { ffmpeg, path } = await someSong()
  const seconds: number[] = []
  const apart = await analyseApart(ffmpeg, path, { onProgress: done => seconds.push(done) })
  const here = await analyseSong(ffmpeg, path)
  expect(apart.analysis).toEqual(here.analysis)
  expect(Buffer.from(apart.peaks)).toEqual(here.peaks)
  expect(seconds.length).toBeGreaterThan(0)
  expect(Math.max(...seconds)).toBeLessThanOrEqual(12)
})

test('a look sees the length and the waveform, in no more buckets than a screen is wide', async () => {
  const { ffmpeg, path } = await someSong()
  const { sampleRate, sampleCount, waveform } = await lookApart(ffmpeg, path)
  expect([sampleRate, sampleCount]).toEqual([22_050, 12 * 22_050])
  expect(waveform.samplesPerBucket).toBe(2048)
  expect(waveform.minMax).toHaveLength(2 * Math.ceil((12 * 22_050) / 2048))
  expect(Math.max(...waveform.minMax)).toBeGreaterThan(90)
})

test('what is wrong with a file crosses over, and a stop is one', async () => {
  const { ffmpeg, path } = await someSong()
  const words = join(temporaryFolder(), 'words.mp3')
  writeFileSync(words, 'These are words.')
  await expect(analyseApart(ffmpeg, words)).rejects.toMatchObject({ code: 'song/not-audio' })
  await expect(alignApart(ffmpeg, { oldPath: path, newPath: words, beats: [] })).rejects.toMatchObject({
    code: 'song/not-audio',
  })
  const stop = new AbortController()
  const stopped = analyseApart(ffmpeg, path, { signal: stop.signal, onProgress: () => stop.abort() })
  await expect(stopped).rejects.toThrow('abort')
})
