import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export type MeasuredStudio = {
  readonly url: string
  /** The longest that its main thread was held up since the last answer. */
  longestStallMs(): Promise<number>
  close(): Promise<void>
}

/** Serves a library from a process of its own. */
export async function serveMeasured(libraryDir: string): Promise<MeasuredStudio> {
  const child = fork(fileURLToPath(new URL('served.ts', import.meta.url)), [libraryDir], { stdio: 'inherit' })
  const [{ url }] = (await once(child, 'message')) as [{ url: string }]
  async function ask(message: 'reset' | 'stop'): Promise<number> {
    const answer = once(child, 'message') as Promise<[{ longestStallMs: number }]>
    child.send(message)
    return (await answer)[0].longestStallMs
  }
  await ask('reset')
  return {
    url,
    longestStallMs: () => ask('reset'),
    async close() {
      const exit = once(child, 'exit')
      await ask('stop')
      await exit
    },
  }
}
