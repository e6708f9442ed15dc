import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import type { MakeRequest, MakeResult } from '#main/make/make-request.ts'
import { PRESET_NAMES, type PresetName } from '#model/render-presets.ts'
import type { FrameRate } from '#model/time.ts'
import {
  parseOutput,
  parseProvider,
  parseRate,
  parseSeconds,
  parseSeed,
  parseShots,
  parseSize,
  parseTakes,
  type ProviderChoice,
} from '../option-values.ts'
import { runInStudio, withCommonOptions, type CommonOptions } from '../run-command.ts'
import { formatSeconds } from '../terminal.ts'

type MakeOptions = CommonOptions & {
  readonly song: string
  readonly treatment: string
  readonly out: string
  readonly provider: ProviderChoice
  readonly model?: string
  readonly size?: { width: number; height: number }
  readonly fps?: FrameRate
  readonly takes: number
  readonly seed?: number
  readonly shots?: number
  readonly transition: 'cut' | 'dissolve'
  readonly from?: number
  readonly to?: number
  readonly preset?: PresetName
  readonly project?: string
  readonly newVersion?: boolean
  readonly verify: 'quick' | 'full'
  readonly link?: boolean
}

const MOST_COMPROMISES_TOLD = 6

function takeSource(choice: ProviderChoice): MakeRequest['takeSource'] {
  return choice.kind === 'folder' ? { kind: 'folder', folder: resolve(choice.folder) } : choice
}

function requestFrom(options: MakeOptions): MakeRequest {
  return {
    songPath: resolve(options.song),
    treatmentPath: resolve(options.treatment),
    outputPath: resolve(options.out),
    takeSource: takeSource(options.provider),
    model: options.model ?? null,
    size: options.size ?? null,
    rate: options.fps ?? null,
    takesPerShot: options.takes,
    seed: options.seed ?? null,
    shotCount: options.shots ?? null,
    transition: options.transition,
    span: { fromSeconds: options.from ?? null, toSeconds: options.to ?? null },
    preset: options.preset ?? null,
    projectTitle: options.project ?? null,
    isNewVersion: options.newVersion ?? false,
    verify: options.verify,
    isLinked: options.link ?? false,
  }
}

/** What was given up, as lines for a person: the first few, and how many more there are. */
export function describeCompromises(compromises: MakeResult['compromises']): string[] {
  const told = compromises.slice(0, MOST_COMPROMISES_TOLD).map(compromise => `compromise: ${compromise.message}`)
  const rest = compromises.length - told.length
  return rest > 0 ? [...told, `and ${rest} more such compromises (--json lists them)`] : told
}

/** What a person reads when a film is made. */
export function describeMade(result: MakeResult): string {
  const [width, height] = result.size
  const tempo = result.tempoBpm === null ? '' : `, ${result.tempoBpm.toFixed(1)} bpm`
  const missing = result.shots.filter(shot => shot.takeFile === null).map(shot => shot.shot)
  return [
    result.output,
    `${result.shots.length} shots, ${result.frames} frames (${formatSeconds(result.durationSeconds)}), ${width}x${height}${tempo}`,
    ...(missing.length > 0 ? [`shots without a take: ${missing.join(', ')}`] : []),
    ...describeCompromises(result.compromises),
    ...result.warnings.map(warning => `note: ${warning}`),
    ...result.stages.map(
      stage =>
        `${stage.name.padEnd(9)} ${stage.seconds.toFixed(1).padStart(7)} s  ${stage.made} made, ${stage.reused} reused`,
    ),
  ].join('\n')
}

export function makeCommand(): Command {
  const command = new Command('make')
    .description('make a film: analyse the song, plan the shots, make takes, assemble, render')
    .requiredOption('--song <file>', 'the song (mp3, m4a, flac, wav, ogg, opus, aiff, or a video with sound)')
    .requiredOption('--treatment <file>', 'the prompts (text with one a line, Markdown list, CSV or JSON)')
    .requiredOption('--out <file>', 'the video to write (.mp4; .mov for a master)', parseOutput)
    .addOption(
      new Option('--provider <name>', 'who makes the takes: animatic, or folder:DIR for clips you have')
        .argParser(parseProvider)
        .default({ kind: 'animatic' } satisfies ProviderChoice, 'animatic'),
    )
    .option('--model <id>', 'a model of the catalogue')
    .option('--size <WxH>', "the film's size (default: the project's; 1920x1080 for a new one)", parseSize)
    .option(
      '--fps <rate>',
      "frames per second: 24, 23.976, 30000/1001 ... (default: the project's; 24 for a new one)",
      parseRate,
    )
    .option('--takes <n>', 'takes per shot', parseTakes, 1)
    .option(
      '--seed <n>',
      "the number that all takes and the plan come from (default: the project's; 1 for a new one)",
      parseSeed,
    )
    .option('--shots <n>', 'use only the first n prompts', parseShots)
    .addOption(new Option('--transition <kind>', 'between shots').choices(['cut', 'dissolve']).default('cut'))
    .option('--from <seconds>', 'render from here', parseSeconds)
    .option('--to <seconds>', 'render to here', parseSeconds)
    .addOption(
      new Option('--preset <name>', 'how to render (default: youtube-1080p; youtube-4k for a larger film)').choices(
        PRESET_NAMES,
      ),
    )
    .option('--project <name>', 'the project (default: named after song and treatment)')
    .option('--new-version', 'keep a cut that was edited by hand and put the new one beside it')
    .option('--link', 'leave song and clips where they are instead of copying them into the library')
    .addOption(new Option('--verify <how>', 'check the file').choices(['quick', 'full']).default('quick'))
  return withCommonOptions(command).action((options: MakeOptions) =>
    runInStudio(options, async ({ studio, signal, progress }) => {
      const result = await studio.make(requestFrom(options), { signal, onProgress: progress.show, log: progress.line })
      return { json: result, text: describeMade(result) }
    }),
  )
}
