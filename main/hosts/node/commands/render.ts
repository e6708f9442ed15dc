import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { PRESET_NAMES, type PresetName } from '#model/render-presets.ts'
import { parseOutput, parseSeconds } from '../option-values.ts'
import { runInStudio, withCommonOptions, type CommonOptions } from '../run-command.ts'
import { describeMade } from './make.ts'

type RenderOptions = CommonOptions & {
  readonly out: string
  readonly from?: number
  readonly to?: number
  readonly preset?: PresetName
  readonly verify: 'quick' | 'full'
}

export function renderCommand(): Command {
  const command = new Command('render')
    .description("render a project's newest cut")
    .argument('<project>', "the project's name")
    .requiredOption('--out <file>', 'the video to write (.mp4; .mov for a master)', parseOutput)
    .option('--from <seconds>', 'render from here', parseSeconds)
    .option('--to <seconds>', 'render to here', parseSeconds)
    .addOption(
      new Option('--preset <name>', 'how to render (default: youtube-1080p; youtube-4k for a larger film)').choices(
        PRESET_NAMES,
      ),
    )
    .addOption(new Option('--verify <how>', 'check the file').choices(['quick', 'full']).default('quick'))
  return withCommonOptions(command).action((project: string, options: RenderOptions) =>
    runInStudio({ ...options, mustExist: true }, async ({ studio, signal, progress }) => {
      const result = await studio.renderProject(
        {
          projectTitle: project,
          outputPath: resolve(options.out),
          span: { fromSeconds: options.from ?? null, toSeconds: options.to ?? null },
          preset: options.preset ?? null,
          verify: options.verify,
        },
        { signal, onProgress: progress.show, log: progress.line },
      )
      return { json: result, text: describeMade(result) }
    }),
  )
}
