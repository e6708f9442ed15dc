import { Command } from 'commander'
import type { OutboxRow } from '#model/contract/outbox-contract.ts'
import { needsPerson } from '#model/hold.ts'
import { requestLine, statusLines } from '../outbox-words.ts'
import { EXIT_FAILED, runInStudio, withCommonOptions, type CommonOptions } from '../run-command.ts'

export function syncCommand(): Command {
  const command = new Command('sync')
    .description(
      'send what waits and fetch what is made, until nothing can go on by itself; fails when something then needs a person',
    )
    .option('--wait', 'go on until nothing waits any more: for the connection, and for what is decided elsewhere')
  return withCommonOptions(command).action((options: CommonOptions & { readonly wait?: boolean }) =>
    runInStudio({ ...options, mustExist: true }, async ({ studio, signal, progress }) => {
      const settled: OutboxRow[] = []
      await studio.outbox.sync({
        ...{ signal, log: progress.line, isPatient: options.wait ?? false },
        onSettled(row) {
          settled.push(row)
          progress.line(requestLine(row))
        },
      })
      const status = studio.outbox.status(null)
      const isStuck = status.needsYou > 0 || status.held.some(({ hold }) => needsPerson(hold))
      if (isStuck) process.exitCode = EXIT_FAILED
      return { json: { settled, ...status }, text: statusLines(status).join('\n') }
    }),
  )
}
