import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { startServer } from '../server.ts'
import { printAnswer, runInStudio, withCommonOptions, type CommonOptions } from '../run-command.ts'

export function serveCommand(): Command {
  const command = new Command('serve').description('show the studio in a browser on this machine')
  return withCommonOptions(command).action((options: CommonOptions) =>
    runInStudio(options, async ({ studio, signal }) => {
      const server = await startServer({
        projectCards: studio.projectCards,
        pageDir: fileURLToPath(new URL('../../../../out/renderer', import.meta.url)),
      })
      const text = `Open ${server.url} in a browser on this machine. Ctrl-C ends it.`
      await printAnswer({ json: { url: server.url }, text }, options)
      if (!signal.aborted) await once(signal, 'abort')
      await server.close()
      return null
    }),
  )
}
