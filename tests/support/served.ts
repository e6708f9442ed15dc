import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { contract } from '#model/contract/contract.ts'
import { startCli } from './cli.ts'

export type Served = {
  /** The contract, as a window speaks it. */
  readonly studio: ContractRouterClient<typeof contract>
  /** Asks for what a page would load. */
  get(path: string): Promise<Response>
  /** As a power cut would end it. */
  kill(): Promise<void>
  /** As Ctrl-C ends it; resolves to the exit status. */
  stop(): Promise<number | null>
  /** All that it has printed, once it has ended. */
  readonly printed: Promise<string>
}

/** Starts `serve` as a process of its own and enters it as a browser does. Its home is `home`, so that no film leaves it. */
export async function startServed(library: string, home: string): Promise<Served> {
  const environment = { HOME: home, XDG_CONFIG_HOME: home }
  const { child, done } = startCli(['serve', '--json', '--library', library], { environment })
  const { url } = JSON.parse(await firstLine(child.stdout!)) as { url: string }
  const { origin } = new URL(url)
  const entered = await fetch(url, { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { cookie, origin } })
  // It breaks off when the process is killed, which is the very purpose.
  socket.on('error', () => {})
  await once(socket, 'open')
  return {
    studio: createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })),
    get: path => fetch(new URL(path, origin), { headers: { cookie } }),
    async kill() {
      child.kill('SIGKILL')
      await done
    },
    async stop() {
      socket.close()
      child.kill('SIGINT')
      return (await done).status
    },
    printed: done.then(({ stdout, stderr }) => stdout + stderr),
  }
}

function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  return new Promise(resolve => {
    let text = ''
    stream.on('data', (chunk: string) => {
      text += chunk
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')))
    })
  })
}
