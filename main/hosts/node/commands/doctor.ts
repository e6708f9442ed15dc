import { Command } from 'commander'
import { EXIT_FAILED, runCommand, withCommonOptions, type CommonOptions } from '../run-command.ts'

export function doctorCommand(): Command {
  const command = new Command('doctor').description(
    'check this machine and the library, and say what is missing and how to mend it',
  )
  return withCommonOptions(command).action((options: CommonOptions) =>
    runCommand(options, async ({ libraryDir, host, signal }) => {
      const { examine } = await import('#main/doctor.ts')
      const findings = await examine({ libraryDir, host, signal })
      if (findings.some(finding => finding.state === 'bad')) process.exitCode = EXIT_FAILED
      const lines = findings.map(finding => {
        const fix = finding.fix === null ? '' : `\n      ${finding.fix}`
        return `${finding.state.padEnd(5)} ${finding.name}: ${finding.found}${fix}`
      })
      return { json: { findings }, text: lines.join('\n') }
    }),
  )
}
