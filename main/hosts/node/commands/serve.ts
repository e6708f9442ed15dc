import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { parsePort } from '../option-values.ts'
import { printAnswer, runInStudio, withCommonOptions, type CommonOptions } from '../run-command.ts'

export function serveCommand(): Command {
  const command = new Command('serve')
    .description('show the studio in a browser on this machine')
    .option('--port <n>', 'the port to listen on (default: a free one)', parsePort, 0)
  return withCommonOptions(command).action((options: CommonOptions & { readonly port: number }) =>
    runInStudio(options, async ({ studio, signal }) => {
      const { startServer } = await import('../server.ts')
      const server = await startServer({
        api: studio.api,
        receiveUpload: studio.receiveUpload,
        pageDir: fileURLToPath(new URL('../../../../out/renderer', import.meta.url)),
        port: options.port,
      })
      const text = `Open ${server.url} in a browser on this machine. Ctrl-C ends it.`
      await printAnswer({ json: { url: server.url }, text }, options)
      if (!signal.aborted) await once(signal, 'abort')
      await server.close()
      return null
    }),
  )
}
