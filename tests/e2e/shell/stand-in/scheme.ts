import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'

type Handler = (request: Request) => Response | Promise<Response>

/**
 * Custom schemes without Electron: `studio://app/x` is shown as `http://app.studio.localhost:<port>/x`, which is a secure
 * context too, and answered by the app's own handler with its ranges and streams.
 */
export class Schemes {
  readonly #standard = new Set<string>()
  readonly #handlers = new Map<string, Handler>()
  #port = 0
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((error: unknown) => {
      if (!response.closed) console.error(error)
      response.destroy()
    })
  })

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, host = '', scheme = ''] = /^(.+)\.([^.]+)\.localhost:\d+$/.exec(request.headers.host ?? '') ?? []
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const headers = Object.entries(request.headers).filter(([name]) => name !== 'host' && name !== 'connection')
    const inner = new Request(`${scheme}://${host}${request.url}`, {
      method: request.method ?? 'GET',
      headers: headers as [string, string][],
      signal: gone.signal,
    })
    const reply = (await this.#handlers.get(scheme)?.(inner)) ?? new Response(null, { status: 404 })
    response.writeHead(reply.status, Object.fromEntries(reply.headers))
    if (reply.body) await pipeline(Readable.fromWeb(reply.body as ReadableStream), response)
    else response.end()
  }

  registerSchemesAsPrivileged = (list: { scheme: string; privileges?: { standard?: boolean } }[]): void => {
    for (const { scheme, privileges } of list) if (privileges?.standard) this.#standard.add(scheme)
  }

  handle = (scheme: string, handler: Handler): void => {
    if (!this.#standard.has(scheme)) throw new Error(`the stand-in for Electron only knows standard schemes: ${scheme}`)
    this.#handlers.set(scheme, handler)
  }

  async listen(): Promise<void> {
    await new Promise<void>(resolve => void this.#server.listen(0, '127.0.0.1', resolve))
    this.#port = (this.#server.address() as AddressInfo).port
  }

  close(): void {
    this.#server.closeAllConnections()
  }

  /** The address that Chromium is given for one of the app's. */
  outer(url: string): string {
    const { protocol, host, pathname, search, hash } = new URL(url)
    return `http://${host}.${protocol.slice(0, -1)}.localhost:${this.#port}${pathname}${search}${hash}`
  }

  /** The app's address for one that Chromium tells. */
  inner(url: string): string {
    return url.replace(/^http:\/\/(.+)\.([^.]+)\.localhost:\d+/, '$2://$1')
  }
}
