import { startCli, type CliRun } from './cli.ts'

export type Serving = {
  /** The link that `serve` prints. */
  readonly link: Promise<string>
  /** Ends it: politely, or as a power cut would. */
  stop(signal: 'SIGINT' | 'SIGKILL'): Promise<CliRun>
}

/** Serves a library by the command line, in a process of its own. */
export function serveLibrary(dir: string): Serving {
  const { child, done } = startCli(['serve', '--json', '--library', dir])
  const link = new Promise<string>(resolve => {
    let text = ''
    child.stdout!.on('data', (chunk: string) => {
      text += chunk
      const found = /\{"url":"([^"]+)"\}/.exec(text)
      if (found) resolve(found[1]!)
    })
  })
  return {
    link,
    stop(signal) {
      child.kill(signal)
      return done
    },
  }
}
