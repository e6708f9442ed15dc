import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { landingOf, lostSpans, type SongMap } from '#model/song-map/song-map.ts'
import { secondsFromTicks, ticksFromSeconds, type Ticks } from '#model/time.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { makeDemoSong } from '../../scripts/demo/make-song.ts'
import { alignSongs } from '#main/song/align/align-songs.ts'
import { takeSoundPrint, type SoundPrint } from '#main/song/align/sound-print.ts'

const BAR = 240 / 112
const RATE = 44_100
const BEATS: Ticks[] = Array.from({ length: 13 * 4 }, (_, beat) => ticksFromSeconds((beat * BAR) / 4))

let ffmpeg: FfmpegProgram
let songPath: string
let song: SoundPrint

beforeAll(async () => {
  ffmpeg = (await findFfmpeg({})).ffmpeg
  const folder = mkdtempSync(join(tmpdir(), 'flythrough-'))
  songPath = join(folder, 'song.flac')
  await makeDemoSong(ffmpeg, songPath, { form: 'short' })
  song = await takeSoundPrint(ffmpeg, songPath)
  return () => rmSync(folder, { recursive: true })
})

const sample = (bars: number): number => Math.round(bars * BAR * RATE)

/** Stretches of the song one after another, in bars, as another master of it. */
async function master(stretches: readonly [number, number][], after = ''): Promise<SoundPrint> {
  const folder = mkdtempSync(join(tmpdir(), 'flythrough-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const parts = stretches.map(
    ([from, to], index) =>
      `[0:a]atrim=start_sample=${sample(from)}:end_sample=${sample(to)},asetpts=PTS-STARTPTS[p${index}]`,
  )
  const joined = stretches.map((_, index) => `[p${index}]`).join('')
  const louder = 'acompressor=threshold=-14dB:ratio=3,equalizer=f=3000:t=q:w=1:g=4'
  const filter = `${parts.join(';')};${joined}concat=n=${stretches.length}:v=0:a=1${after},${louder}[out]`
  const path = join(folder, 'master.mp3')
  await runFfmpeg(ffmpeg, [
    '-v',
    'error',
    '-i',
    songPath,
    '-filter_complex',
    filter,
    '-map',
    '[out]',
    '-b:a',
    '160k',
    path,
  ])
  return takeSoundPrint(ffmpeg, path)
}

/** For each beat of the old song how far, in milliseconds, it lands from where `truth` says it is (in seconds; null = gone). */
function offs(map: SongMap, truth: (seconds: number) => number | null): number[] {
  return BEATS.map(beat => {
    const { atTicks, lostUntilTicks } = landingOf(map, beat)
    const expected = truth(secondsFromTicks(beat))
    expect([secondsFromTicks(beat), lostUntilTicks === null]).toEqual([secondsFromTicks(beat), expected !== null])
    return expected === null ? 0 : 1000 * Math.abs(secondsFromTicks(atTicks) - expected)
  })
}

test('more head and a slower turn are found to a few milliseconds', async () => {
  const young = await master([[0, 13]], `,asetrate=${RATE * 0.997},aresample=${RATE},adelay=412:all=1`)
  const { map, matchedShare } = await alignSongs(song, young, { beats: BEATS })
  expect(map.pieces).toHaveLength(1)
  expect(matchedShare).toBeGreaterThan(0.98)
  expect(Math.max(...offs(map, seconds => 0.412 + seconds / 0.997))).toBeLessThan(8)
})

test('bars that were cut out are lost, from beat to beat', async () => {
  const young = await master([
    [0, 5],
    [7, 13],
  ])
  const { map } = await alignSongs(song, young, { beats: BEATS })
  const [lost, ...others] = lostSpans(map).filter(span => span.endTicks - span.startTicks > ticksFromSeconds(0.1))
  expect(others).toEqual([])
  expect(secondsFromTicks(lost!.startTicks)).toBeCloseTo(5 * BAR, 1)
  expect(secondsFromTicks(lost!.endTicks)).toBeCloseTo(7 * BAR, 1)
  const gone = (seconds: number) => seconds > 4.99 * BAR && seconds < 6.99 * BAR
  const truth = (seconds: number) => (gone(seconds) ? null : seconds < 6 * BAR ? seconds : seconds - 2 * BAR)
  expect(Math.max(...offs(map, truth))).toBeLessThan(12)
})

test('bars that were put in move what comes after', async () => {
  const young = await master([
    [0, 6],
    [2, 4],
    [6, 13],
  ])
  const { map } = await alignSongs(song, young, { beats: BEATS })
  const truth = (seconds: number) => (seconds < 5.99 * BAR ? seconds : seconds + 2 * BAR)
  expect(Math.max(...offs(map, truth))).toBeLessThan(12)
})

test('a song that begins later than it did has lost its start', async () => {
  const young = await master([[2, 13]])
  const { map } = await alignSongs(song, young, { beats: BEATS })
  expect(Math.max(...offs(map, seconds => (seconds < 1.99 * BAR ? null : seconds - 2 * BAR)))).toBeLessThan(12)
})

test('M8 of another song it is said, and everything stays at its time', async () => {
  const young = await master([[0, 12]], ',areverse')
  const { map, matchedShare, isSame } = await alignSongs(song, young, { beats: BEATS })
  expect(isSame).toBe(false)
  expect(matchedShare).toBeLessThan(0.25)
  const both = {
    oldStartTicks: 0,
    oldEndTicks: young.durationTicks,
    newStartTicks: 0,
    newEndTicks: young.durationTicks,
  }
  expect(map.pieces).toEqual([both])
})
