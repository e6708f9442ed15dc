import { once } from 'node:events'
import { Command } from 'commander'
import type { ServedStudio, StudioServer } from '../server.ts'
import { openInBrowser } from '../open-in-browser.ts'
import { parsePort } from '../option-values.ts'
import { printAnswer, runCommand, withCommonOptions, type CommandContext, type CommonOptions } from '../run-command.ts'

type ServeOptions = CommonOptions & { readonly port: number; readonly open?: boolean }

export function serveCommand(): Command {
  const command = new Command('serve')
    .description('show the studio in a browser on this machine')
    .option('--port <n>', 'the port to listen on (default: a free one)', parsePort, 0)
    .option('--open', 'open it in the browser at once')
  return withCommonOptions(command).action((options: ServeOptions) =>
    runCommand(options, async context => {
      await serve(options, context)
      return null
    }),
  )
}

/** Serves until it is stopped. A library that cannot be opened is shown as what it is, with the ways out. */
async function serve(options: ServeOptions, { libraryDir, host, signal, progress }: CommandContext): Promise<void> {
  const [{ openStudio }, { startServer }] = await Promise.all([import('#main/open-studio.ts'), import('../server.ts')])
  let server: StudioServer | undefined
  async function show(served: ServedStudio): Promise<void> {
    server = await startServer({ ...served, pageDir: host.pageDir ?? '', port: options.port })
    const isOpened = options.open === true && (await openInBrowser(server.url))
    const text = isOpened
      ? `The studio is open in your browser (${server.url}, once). Ctrl-C ends it.`
      : `Open ${server.url} in a browser on this machine. Ctrl-C ends it.`
    await printAnswer({ json: { url: server.url }, text }, options)
  }
  const stopped = signal.aborted ? Promise.resolve() : once(signal, 'abort')
  try {
    const opened = openStudio({ libraryDir, host }, async (api, error) => {
      progress.line(error.message)
      await show({ api, receiveUpload: () => Promise.reject(error), media: () => Promise.resolve(null) })
      return studio => server?.show(studio)
    })
    const studio = await Promise.race([opened, stopped.then(() => null)])
    if (!studio) return
    try {
      if (!server) await show(studio)
      studio.startWorking()
      await stopped
    } finally {
      await server?.close()
      server = undefined
      await studio.close()
    }
  } finally {
    await server?.close()
  }
}
