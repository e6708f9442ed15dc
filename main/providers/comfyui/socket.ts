import { WebSocket } from 'ws'

/** So long after a connection broke, or was not to be had, before the next is tried. */
const AGAIN_MS = 5_000
const CONNECT_TIMEOUT_MS = 10_000
const MAX_MESSAGE_BYTES = 16 * 1024 ** 2

/** A connection to the server's WebSocket that is there when it can be: nothing depends on it. */
export type Socket = {
  /** Connects where there is no connection and it is time to try. Tells nobody of a failure. */
  readonly connect: () => void
  readonly close: () => void
}

/**
 * `url` is the service's own address, which the user or the catalogue has set; redirects are not followed. No Origin header is
 * sent: the server takes one of another page for an attack. `headers` are those of the service's other calls.
 */
export function createSocket(
  url: URL,
  headers: () => Promise<Readonly<Record<string, string>>>,
  hear: (text: string) => void,
  nowMs: () => number = () => performance.now(),
): Socket {
  let current: WebSocket | 'opening' | null = null
  let notBeforeMs = -Infinity
  let isClosed = false

  const lost = (): void => {
    current = null
    notBeforeMs = nowMs() + AGAIN_MS
  }

  async function open(): Promise<void> {
    const sent = await headers()
    if (isClosed) return
    const socket = new WebSocket(url, {
      headers: sent,
      ...{ handshakeTimeout: CONNECT_TIMEOUT_MS, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false },
    })
    current = socket
    socket.on('message', (data, isBinary) => {
      // Pictures of the work in progress are binary.
      if (!isBinary) hear((data as Buffer).toString('utf8'))
    })
    socket.on('error', () => socket.terminate())
    socket.on('close', lost)
  }

  return {
    connect() {
      if (isClosed || current !== null || nowMs() < notBeforeMs) return
      current = 'opening'
      open().catch(lost)
    },
    close() {
      isClosed = true
      if (current instanceof WebSocket) current.terminate()
    },
  }
}
