/**
 * The reference job from nothing: a song of four minutes and 55 prompts become a finished film in `demo/`.
 * `npm run demo -- --song your.mp3 --treatment prompts.txt` makes it of your own; `--short` is half a minute, small.
 */
import { Command, CommanderError } from 'commander'
import { constants, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { copyFile, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join, parse, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drawContactSheet, type SheetFrame } from '#main/captions/contact-sheet.ts'
import { describeCompromises } from '#main/hosts/node/commands/make.ts'
import { EXIT_USAGE, runInStudio } from '#main/hosts/node/run-command.ts'
import { formatSeconds } from '#main/hosts/node/terminal.ts'
import type { MakeResult } from '#main/make/make-request.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { secondsFromFrames } from '#model/time.ts'
import { makeDemoSong } from './demo/make-song.ts'

const demoDir = fileURLToPath(new URL('../demo', import.meta.url))
const ownTreatment = join(demoDir, 'treatment.md')
const SHEET_COLUMNS = 8
const SHEET_CELL_WIDTH = 320

type DemoOptions = { readonly song?: string; readonly treatment?: string; readonly short?: boolean }

type Tools = { readonly ffmpeg: FfmpegProgram; readonly signal: AbortSignal }

type Pictures = { readonly sheet: string; readonly poster: string }

/** One frame of a video as a JPEG file, scaled to `width`. */
async function grabFrame(tools: Tools, video: string, seconds: number, width: number, to: string): Promise<void> {
  const seek = ['-v', 'error', '-ss', seconds.toFixed(6), '-i', `file:${video}`]
  const picture = ['-frames:v', '1', '-vf', `scale=${width}:-2`, '-q:v', '2', '-y', `file:${to}`]
  await runFfmpeg(tools.ffmpeg, [...seek, ...picture], { signal: tools.signal })
}

/** The frame in the middle of every shot, without captions, and one of them large as the poster, beside the film. */
async function makePictures(tools: Tools, result: MakeResult): Promise<Pictures> {
  const scratch = mkdtempSync(join(tmpdir(), 'flythrough-sheet-'))
  const rate = { numerator: result.fps[0], denominator: result.fps[1] }
  const name = parse(result.output).name
  const sheet = join(demoDir, `${name}-contact-sheet.jpg`)
  const poster = join(demoDir, `${name}-poster.jpg`)
  try {
    const middles = result.shots.map(shot => secondsFromFrames((shot.startFrame + shot.endFrame) / 2, rate))
    const frames: SheetFrame[] = []
    for (const [index, seconds] of middles.entries()) {
      const path = join(scratch, `${index}.jpg`)
      await grabFrame(tools, result.output, seconds, SHEET_CELL_WIDTH, path)
      frames.push({ path })
    }
    const grid = { frames, columns: SHEET_COLUMNS, cellWidth: SHEET_CELL_WIDTH, format: 'jpeg' } as const
    await writeFile(sheet, await drawContactSheet(grid))
    await grabFrame(tools, result.output, middles[Math.floor(middles.length * 0.3)] ?? 0, result.size[0], poster)
    return { sheet, poster }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** The demo's own song, played once and kept. */
async function ownSong({ ffmpeg, signal }: Tools, isShort: boolean): Promise<string> {
  const song = join(demoDir, isShort ? 'one-long-morning-short.flac' : 'one-long-morning.flac')
  if (!existsSync(song)) await makeDemoSong(ffmpeg, song, { form: isShort ? 'short' : 'full', signal })
  return song
}

/** The demo's prompts beside the film, to be written in: a copy that is there stays as it is. */
async function ownPrompts(): Promise<string> {
  const tracked = fileURLToPath(new URL('../resources/demo/treatment.md', import.meta.url))
  await copyFile(tracked, ownTreatment, constants.COPYFILE_EXCL).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  return ownTreatment
}

/** Every song, and every treatment of one's own, has a film of its own. */
function filmPlace(songPath: string, treatment: string | undefined): string {
  const name = [songPath, ...(treatment === undefined ? [] : [treatment])].map(path => parse(path).name).join(' - ')
  return join(demoDir, `${name}.mp4`)
}

function report(result: MakeResult, pictures: Pictures, treatmentPath: string, seconds: number): string {
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
    `Next: one prompt         edit ${here(treatmentPath)} and run it again: one take is made`,
    '      your own song      npm run demo -- --song your.mp3',
    '      all commands       npm run -s flythrough -- --help',
  ].join('\n')
}

function demo(options: DemoOptions): Promise<void> {
  const startMs = performance.now()
  const isShort = options.short ?? false
  return runInStudio({ library: join(demoDir, 'library') }, async ({ studio, host, signal, progress }) => {
    const { ffmpeg } = await findFfmpeg({ settingPath: host.chosenFfmpeg ?? undefined })
    const tools = { ffmpeg, signal }
    const songPath = options.song === undefined ? await ownSong(tools, isShort) : resolve(options.song)
    const treatmentPath = options.treatment === undefined ? await ownPrompts() : resolve(options.treatment)
    const result = await studio.make(
      {
        songPath,
        treatmentPath,
        outputPath: filmPlace(songPath, options.treatment),
        takeSource: { kind: 'animatic' },
        model: null,
        size: isShort ? { width: 640, height: 360 } : null,
        rate: null,
        takesPerShot: 1,
        seed: null,
        shotCount: isShort ? 10 : null,
        transition: 'cut',
        span: { fromSeconds: null, toSeconds: null },
        preset: 'youtube-1080p',
        projectTitle: null,
        isNewVersion: false,
        verify: 'quick',
        isLinked: false,
      },
      { signal, onProgress: progress.show, log: progress.line },
    )
    const pictures = await makePictures(tools, result)
    return { json: result, text: report(result, pictures, treatmentPath, (performance.now() - startMs) / 1000) }
  })
}

mkdirSync(demoDir, { recursive: true })
const command = new Command('npm run demo --')
  .description('Make the demo film, or one of your own song and prompts, in demo/.')
  .option('--song <file>', 'your song in place of ours')
  .option('--treatment <file>', 'your prompts in place of ours')
  .option('--short', 'half a minute, 640x360, ten shots')
  .exitOverride()
  .action(demo)
try {
  await command.parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE
}
