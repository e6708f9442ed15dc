import { Command } from 'commander'
import { runCommand, withCommonOptions, EXIT_FAILED, type CommonOptions } from '../run-command.ts'

export function doctorCommand(): Command {
  const command = new Command('doctor').description('check this machine and the library, and say what is missing and how to mend it')
  return withCommonOptions(command).action((options: CommonOptions) =>
    runCommand(options, async ({ studio, signal }) => {
      const findings = await studio.examine(signal)
      if (findings.some(finding => finding.state === 'bad')) process.exitCode = EXIT_FAILED
      const lines = findings.map(finding => {
        const fix = finding.fix === null ? '' : `\n        fix: ${finding.fix}`
        return `${finding.state.padEnd(5)} ${finding.name}: ${finding.found}${fix}`
      })
      return { json: { findings }, text: lines.join('\n') }
    }),
  )
}
