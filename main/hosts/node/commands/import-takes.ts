import { resolve } from 'node:path'
import { Command } from 'commander'
import { runInStudio, withCommonOptions, type CommonOptions } from '../run-command.ts'

export function importTakesCommand(): Command {
  const command = new Command('import-takes')
    .description('take the clips of a folder into a project, matched to its shots by number, name or embedded prompt')
    .argument('<project>', "the project's name")
    .argument('<dir>', 'the folder with the clips')
  return withCommonOptions(command).action((project: string, folder: string, options: CommonOptions) =>
    runInStudio(options, async ({ studio, signal, progress }) => {
      const report = await studio.importTakes(project, resolve(folder), { signal, onProgress: progress.show })
      const lines = [
        `${report.imported.length} clips taken in, ${report.alreadyThere.length} were there already`,
        ...report.unmatchedFiles.map(file => `no shot for: ${file}`),
        ...report.damagedFiles.map(damaged => `cannot be used: ${damaged.file} (${damaged.reason})`),
        ...(report.shotsWithoutTake.length > 0
          ? [`shots still without a take: ${report.shotsWithoutTake.join(', ')}`]
          : []),
      ]
      return { json: report, text: lines.join('\n') }
    }),
  )
}
