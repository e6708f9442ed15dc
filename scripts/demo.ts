/**
 * The reference job from nothing: a song of four minutes and 55 prompts become a finished film in `demo/`.
 * `npm run demo -- --song your.mp3 --treatment prompts.txt` makes it of your own; `--short` is half a minute, small.
 */
import { cpus } from 'node:os'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { copyFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createStudio } from '#main/app.ts'
import { drawContactSheet, type SheetFrame } from '#main/captions/contact-sheet.ts'
import { describeCompromises } from '#main/hosts/node/commands/make.ts'
import { nodeHost } from '#main/hosts/node/node-host.ts'
import { formatSeconds, progressPrinter } from '#main/hosts/node/terminal.ts'
import type { MakeResult } from '#main/make/make-request.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { isStudioError, StudioError } from '#model/errors.ts'
import { secondsFromFrames } from '#model/time.ts'
import { makeDemoSong } from './demo/make-song.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const demoDir = join(root, 'demo')
const SHEET_COLUMNS = 8
const SHEET_CELL_WIDTH = 320

type DemoOptions = {
  readonly song: string
  readonly treatment: string
  readonly isShort: boolean
  readonly out: string
}

/** One frame of a video as a JPEG file, scaled to `width`. */
async function grabFrame(
  ffmpeg: FfmpegProgram,
  video: string,
  seconds: number,
  width: number,
  to: string,
): Promise<void> {
  const seek = ['-v', 'error', '-ss', seconds.toFixed(6), '-i', `file:${video}`]
  await runFfmpeg(ffmpeg, [...seek, '-frames:v', '1', '-vf', `scale=${width}:-2`, '-q:v', '2', '-y', `file:${to}`])
}

/** The frame in the middle of every shot, without captions, and one of them large as the poster. */
async function makePictures(ffmpeg: FfmpegProgram, result: MakeResult): Promise<{ sheet: string; poster: string }> {
  const scratch = mkdtempSync(join(tmpdir(), 'flythrough-sheet-'))
  const rate = { numerator: result.fps[0], denominator: result.fps[1] }
  try {
    const middles = result.shots.map(shot => secondsFromFrames((shot.startFrame + shot.endFrame) / 2, rate))
    const frames: SheetFrame[] = []
    for (const [index, seconds] of middles.entries()) {
      const path = join(scratch, `${index}.jpg`)
      await grabFrame(ffmpeg, result.output, seconds, SHEET_CELL_WIDTH, path)
      frames.push({ path })
    }
    const sheet = join(demoDir, 'contact-sheet.jpg')
    await writeFile(
      sheet,
      await drawContactSheet({ frames, columns: SHEET_COLUMNS, cellWidth: SHEET_CELL_WIDTH, format: 'jpeg' }),
    )
    const poster = join(demoDir, 'poster.jpg')
    await grabFrame(ffmpeg, result.output, middles[Math.floor(middles.length * 0.3)] ?? 0, result.size[0], poster)
    return { sheet, poster }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** The demo's own song, played once and kept. */
async function ownSong(ffmpeg: FfmpegProgram, isShort: boolean): Promise<string> {
  const song = join(demoDir, isShort ? 'one-long-morning-short.flac' : 'one-long-morning.flac')
  if (!existsSync(song)) await makeDemoSong(ffmpeg, song, { form: isShort ? 'short' : 'full' })
  return song
}

async function readOptions(ffmpeg: FfmpegProgram): Promise<DemoOptions> {
  const { values } = parseArgs({
    options: { song: { type: 'string' }, treatment: { type: 'string' }, short: { type: 'boolean', default: false } },
  })
  const ownTreatment = join(demoDir, 'treatment.md')
  await copyFile(join(root, 'resources', 'demo', 'treatment.md'), ownTreatment)
  return {
    song: values.song === undefined ? await ownSong(ffmpeg, values.short) : resolve(values.song),
    treatment: values.treatment === undefined ? ownTreatment : resolve(values.treatment),
    isShort: values.short,
    out: join(demoDir, values.song === undefined && !values.short ? 'one-long-morning.mp4' : 'film.mp4'),
  }
}

function report(result: MakeResult, pictures: { sheet: string; poster: string }, seconds: number): string {
  const here = (path: string): string => relative(process.cwd(), path) || path
  const [width, height] = result.size
  const stages = result.stages.map(
    stage =>
      `  ${stage.name.padEnd(9)} ${formatSeconds(stage.seconds).padStart(6)}   ${stage.made} made, ${stage.reused} reused`,
  )
  return [
    '',
    `Your film:      ${here(result.output)}  (${result.shots.length} shots, ${result.frames} frames, ${width}x${height}, checked)`,
    `Poster:         ${here(pictures.poster)}`,
    `Contact sheet:  ${here(pictures.sheet)}`,
    `Library:        ${here(join(demoDir, 'library'))}`,
    ...describeCompromises(result.compromises),
    ...result.warnings.map(warning => `Note:           ${warning}`),
    '',
    `Made in ${formatSeconds(seconds)} on ${cpus().length} cores:`,
    ...stages,
    '',
    'Next: your own song      npm run demo -- --song your.mp3',
    `      one prompt         edit ${here(join(root, 'resources', 'demo', 'treatment.md'))} and run it again: one take is made`,
    '      all commands       npm run -s flythrough -- --help',
  ].join('\n')
}

async function demo(): Promise<void> {
  const startMs = performance.now()
  const progress = progressPrinter(process.stderr)
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort(new StudioError('stopped', 'Stopped. The same command goes on from here.')))
  mkdirSync(demoDir, { recursive: true })
  const host = nodeHost(progress.line)
  const { ffmpeg } = await findFfmpeg({ settingPath: host.chosenFfmpeg ?? undefined })
  const options = await readOptions(ffmpeg)
  const studio = await createStudio({ libraryDir: join(demoDir, 'library'), host })
  try {
    const result = await studio.make(
      {
        songPath: options.song,
        treatmentPath: options.treatment,
        outputPath: options.out,
        takeSource: { kind: 'animatic' },
        model: null,
        size: options.isShort ? { width: 640, height: 360 } : null,
        rate: null,
        takesPerShot: 1,
        seed: null,
        shotCount: options.isShort ? 10 : null,
        transition: 'cut',
        span: { fromSeconds: null, toSeconds: null },
        preset: 'youtube-1080p',
        projectTitle: null,
        isNewVersion: false,
        verify: 'quick',
        isLinked: false,
      },
      { signal: stop.signal, onProgress: progress.show, log: progress.line },
    )
    const pictures = await makePictures(ffmpeg, result)
    process.stdout.write(`${report(result, pictures, (performance.now() - startMs) / 1000)}\n`)
  } finally {
    await studio.close()
  }
}

try {
  await demo()
} catch (error) {
  process.stderr.write(`${isStudioError(error) ? error.message : String(error)}\n`)
  process.exitCode = isStudioError(error, 'stopped') ? 130 : 1
}
