import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { startServer } from '../server.ts'
import { runCommand, withCommonOptions, type CommonOptions } from '../run-command.ts'

export function serveCommand(): Command {
  const command = new Command('serve').description('show the studio in a browser on this machine')
  return withCommonOptions(command).action((options: CommonOptions) =>
    runCommand(options, async ({ studio, signal, progress }) => {
      const server = await startServer({
        projectCards: studio.projectCards,
        pageDir: fileURLToPath(new URL('../../../../out/renderer', import.meta.url)),
      })
      progress.line(`Open ${server.url} in a browser. Ctrl-C ends it.`)
      if (!signal.aborted) await once(signal, 'abort')
      await server.close()
      return { json: { url: server.url }, text: 'The studio is closed.' }
    }),
  )
}
