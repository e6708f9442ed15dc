import { resolve } from 'node:path'
import { Command } from 'commander'
import type { FrameRate } from '#model/time.ts'
import { parseRate, parseSeed, parseShots } from '../option-values.ts'
import { describeCompromises } from './make.ts'
import { runCommand, withCommonOptions, type CommonOptions } from '../run-command.ts'

type PlanOptions = CommonOptions & {
  readonly song: string
  readonly treatment: string
  readonly model?: string
  readonly fps?: FrameRate
  readonly seed?: number
  readonly shots?: number
}

export function planCommand(): Command {
  const command = new Command('plan')
    .description('lay the shots over the song and print their places; nothing is made')
    .requiredOption('--song <file>', 'the song')
    .requiredOption('--treatment <file>', 'the prompts')
    .option('--model <id>', 'the model whose clip lengths the plan must keep to')
    .option('--fps <rate>', 'frames per second (default 24)', parseRate)
    .option('--seed <n>', 'the number the variety comes from (default 1)', parseSeed)
    .option('--shots <n>', 'use only the first n prompts', parseShots)
  return withCommonOptions(command).action((options: PlanOptions) =>
    runCommand(options, async ({ libraryDir, host, signal, progress }) => {
      const { planUnkept } = await import('#main/make/plan-unkept.ts')
      const plan = await planUnkept({
        songPath: resolve(options.song),
        treatmentPath: resolve(options.treatment),
        model: options.model ?? null,
        rate: options.fps ?? null,
        seed: options.seed ?? null,
        shotCount: options.shots ?? null,
        libraryDir,
        host,
        signal,
        onProgress: progress.show,
      })
      const lines = plan.shots.map(
        shot =>
          `${String(shot.shot).padStart(3)}  ${String(shot.startFrame).padStart(6)} - ${String(shot.endFrame).padStart(6)}  ` +
          `${shot.askSeconds.toFixed(2).padStart(6)} s  ${shot.section.padEnd(7)} ${shot.prompt}`,
      )
      return { json: plan, text: [...lines, ...describeCompromises(plan.compromises)].join('\n') }
    }),
  )
}
