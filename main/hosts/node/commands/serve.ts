import { once } from 'node:events'
import { Command } from 'commander'
import { openInBrowser } from '../open-in-browser.ts'
import { parsePort } from '../option-values.ts'
import { printAnswer, runInStudio, withCommonOptions, type CommonOptions } from '../run-command.ts'

type ServeOptions = CommonOptions & { readonly port: number; readonly open?: boolean }

export function serveCommand(): Command {
  const command = new Command('serve')
    .description('show the studio in a browser on this machine')
    .option('--port <n>', 'the port to listen on (default: a free one)', parsePort, 0)
    .option('--open', 'open it in the browser at once')
  return withCommonOptions(command).action((options: ServeOptions) =>
    runInStudio(options, async ({ studio, host, signal }) => {
      const { startServer } = await import('../server.ts')
      const { api, receiveUpload, media } = studio
      const server = await startServer({ api, receiveUpload, media, pageDir: host.pageDir ?? '', port: options.port })
      studio.startWorking()
      const isOpened = options.open === true && (await openInBrowser(server.url))
      const text = isOpened
        ? `The studio is open in your browser (${server.url}, once). Ctrl-C ends it.`
        : `Open ${server.url} in a browser on this machine. Ctrl-C ends it.`
      await printAnswer({ json: { url: server.url }, text }, options)
      if (!signal.aborted) await once(signal, 'abort')
      await server.close()
      return null
    }),
  )
}
