import type { ClientContext } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'

/** A socket is opened by the first call and again by the first call after it was lost; calls in between fail. */
export function websocketTransport() {
  let open: { socket: WebSocket; link: RPCLink<ClientContext> } | null = null
  return () => {
    if (open === null || open.socket.readyState >= WebSocket.CLOSING) {
      const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/rpc`)
      open = { socket, link: new RPCLink({ websocket: socket }) }
    }
    return open.link
  }
}
