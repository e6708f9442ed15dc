import { RPCHandler } from '@orpc/server/ws'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Readable, type Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { WebSocketServer } from 'ws'
import type { Api } from '#main/api.ts'
import type { TroubledApi } from '#main/open-studio.ts'
import type { MediaRoutes } from '#main/proxies/media-routes.ts'
import { createSite, plain } from '#main/hosts/site.ts'
import { StudioError } from '#model/errors.ts'
import { createAccess } from './access.ts'
import { answerUpload, type ReceiveUpload } from './upload-route.ts'

/** Never anything else: the studio has no accounts, so it must not be reachable from another machine. */
const LOOPBACK = '127.0.0.1'
/** More than the longest text that the contract takes, however it is written. */
const MAX_MESSAGE_BYTES = 32 << 20

/** What is served: a studio, or what is wrong with one. */
export type ServedStudio = {
  readonly api: Api | TroubledApi
  readonly receiveUpload: ReceiveUpload
  readonly media: MediaRoutes
}

export type StudioServer = {
  /** For the browser; its key works once. */
  readonly url: string
  /** Serves this from now on: pages that are loaded again speak to it. */
  show(studio: ServedStudio): void
  /** Ends every connection, then the server. */
  close(): Promise<void>
}

type ServerOptions = ServedStudio & {
  /** Absolute path of the built page. */
  pageDir: string
  /** 0 lets the system choose a free one. */
  port: number
}

/**
 * Shows the studio in a browser on this machine: page files over HTTP, the contract over a WebSocket at `/rpc`,
 * files of the browser's by PUT at `/upload`.
 *
 * @throws StudioError serve/no-page when the page was not built | serve/port when the port cannot be had
 */
export async function startServer({
  api,
  receiveUpload,
  media,
  pageDir,
  port: wantedPort,
}: ServerOptions): Promise<StudioServer> {
  if (!existsSync(join(pageDir, 'index.html'))) {
    throw new StudioError('serve/no-page', `There is no page in ${pageDir}. Build it with: npm run build:page`)
  }
  // A long film takes its time to arrive; that it does not stop on the way is seen to where it arrives.
  const server = createServer({ requestTimeout: 0 })
  server.listen(wantedPort, LOOPBACK)
  await once(server, 'listening').catch((cause: unknown) => {
    const sentence = `Port ${wantedPort} cannot be used for the studio. Choose another one, or none to get a free one.`
    throw new StudioError('serve/port', sentence, { cause })
  })
  const { port } = server.address() as AddressInfo
  const access = createAccess(port)
  const origin = `http://${LOOPBACK}:${port}`
  let shown = shownAs({ api, receiveUpload, media })
  // One message after the other, each in its own turn: what a window asks all at once does not hold up everything else.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, allowSynchronousEvents: false })

  async function answer(request: IncomingMessage): Promise<Response> {
    const url = new URL(request.url ?? '/', origin)
    // A request may also name another host in its first line, where no header speaks of it.
    if (url.origin !== origin || !access.isAddressedToUs(request.headers)) {
      return plain(new URL(origin), 403, 'This address is not the studio.')
    }
    const key = url.searchParams.get('key')
    const cookie = key === null || request.method !== 'GET' ? null : access.admit(key)
    if (cookie !== null) return redirectHome({ 'set-cookie': cookie })
    if (!access.mayRead(request.headers)) {
      return plain(url, 403, 'The studio opens with the link that serve printed, once. Run serve again for a new one.')
    }
    if (key !== null) return redirectHome({})
    if (url.pathname === '/upload') {
      // As with the socket: the browser vouches that our own page sends it.
      if (!access.mayConnect(request.headers)) return plain(url, 403, 'Only the studio itself puts files here.')
      return answerUpload(request, url, shown.receiveUpload)
    }
    if (request.method === 'DELETE' && !access.mayConnect(request.headers))
      return plain(url, 403, 'Only the studio itself throws something away here.')
    return shown.site(new Request(url, { method: request.method ?? 'GET', headers: readingHeaders(request) }))
  }

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request)
      .then(reply => send(reply, response))
      .catch(() => (response.headersSent ? response.destroy() : response.writeHead(400).end()))
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // An unheard 'error' would end the process: a browser that went away, or a message over the limit.
    socket.on('error', () => socket.destroy())
    if (request.url !== '/rpc' || !access.mayConnect(request.headers)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, webSocket => {
      webSocket.on('error', () => webSocket.terminate())
      void shown.rpc.upgrade(webSocket)
    })
  })

  function shownAs(studio: ServedStudio) {
    const { receiveUpload } = studio
    return { receiveUpload, site: createSite(pageDir, studio.media), rpc: new RPCHandler(studio.api) }
  }

  return {
    url: `${origin}/?key=${access.key}`,
    show(studio) {
      shown = shownAs(studio)
    },
    close() {
      for (const webSocket of sockets.clients) webSocket.terminate()
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    },
  }
}

/** To the address without the key, so that it stays in no history, bookmark or screenshot. */
function redirectHome(headers: Record<string, string>): Response {
  return new Response(null, { status: 303, headers: { location: '/', 'cache-control': 'no-store', ...headers } })
}

/** Of what a browser tells, only what decides how a file is read. */
function readingHeaders({ headers }: IncomingMessage): Headers {
  const names = ['range', 'if-range', 'if-none-match'] as const
  return new Headers(
    names.flatMap(name => (headers[name] === undefined ? [] : [[name, [headers[name]].flat().join(', ')]])),
  )
}

/**
 * Sends a response as it is read: a film is larger than memory. A browser that goes away ends the reading; from one that has gone
 * already nothing is begun, for nobody would hear when it fails.
 */
async function send(reply: Response, response: ServerResponse): Promise<void> {
  if (response.destroyed) return await reply.body?.cancel()
  response.writeHead(reply.status, Object.fromEntries(reply.headers))
  if (reply.body === null) response.end()
  else await pipeline(Readable.fromWeb(reply.body), response)
}
