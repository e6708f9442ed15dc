import { resolve } from 'node:path'
import { Command } from 'commander'
import { importWarnings } from '#main/make/import-warnings.ts'
import { runInStudio, withCommonOptions, type CommonOptions } from '../run-command.ts'

export function importTakesCommand(): Command {
  const command = new Command('import-takes')
    .description('take the clips of a folder into a project, matched to its shots by number, name or embedded prompt')
    .argument('<project>', "the project's name")
    .argument('<dir>', 'the folder with the clips')
    .option('--link', 'leave the clips where they are instead of copying them into the library')
  return withCommonOptions(command).action(
    (project: string, folder: string, options: CommonOptions & { readonly link?: boolean }) =>
      runInStudio({ ...options, mustExist: true }, async ({ studio, signal, progress }) => {
        const report = await studio.importTakes(
          { projectTitle: project, folder: resolve(folder), isLinked: options.link ?? false },
          { signal, onProgress: progress.show, log: progress.line },
        )
        const lines = [
          `${report.imported.length} clips taken in, ${report.alreadyThere.length} were there already`,
          ...importWarnings(report),
          ...(report.shotsWithoutTake.length > 0
            ? [`shots still without a take: ${report.shotsWithoutTake.join(', ')}`]
            : []),
        ]
        return { json: report, text: lines.join('\n') }
      }),
  )
}
