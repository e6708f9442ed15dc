import { Command, CommanderError } from 'commander'
import { ownVersion } from '#main/hosts/own-version.ts'
import { analyzeCommand } from './commands/analyze.ts'
import { doctorCommand } from './commands/doctor.ts'
import { importTakesCommand } from './commands/import-takes.ts'
import { makeCommand } from './commands/make.ts'
import { outboxCommand } from './commands/outbox.ts'
import { planCommand } from './commands/plan.ts'
import { projectsCommand } from './commands/projects.ts'
import { renderCommand } from './commands/render.ts'
import { servicesCommand } from './commands/services.ts'
import { serveCommand } from './commands/serve.ts'
import { syncCommand } from './commands/sync.ts'
import { EXIT_USAGE, runCommandsIn, type CreateHost } from './run-command.ts'

function program(): Command {
  const root = new Command('flythrough')
    .description('Make a music video: a song and a list of prompts in, a finished, beat-cut video out.')
    .version(ownVersion())
    .showHelpAfterError('(add --help for what can be said)')
    .exitOverride()
  const commands = [
    makeCommand(),
    planCommand(),
    analyzeCommand(),
    renderCommand(),
    projectsCommand(),
    importTakesCommand(),
    servicesCommand(),
    outboxCommand(),
    syncCommand(),
    serveCommand(),
    doctorCommand(),
  ]
  for (const command of commands) root.addCommand(command.exitOverride().showHelpAfterError('(see --help)'))
  return root
}

/**
 * Runs one command of the command line; `args` are those of the person. `createHost` says where it runs. It sets
 * process.exitCode: 0 done, 1 failed, 2 asked wrongly, 130 stopped.
 */
export async function runCommandLine(args: readonly string[], createHost?: CreateHost): Promise<void> {
  // A reader that goes away (`| head`) is no reason to fail: without one for the answer there is nothing left to do,
  // without one for progress and notes the work goes on.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit()
    throw error
  })
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  if (createHost) runCommandsIn(createHost)
  try {
    await program().parseAsync(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE
  }
}
