import { RPCLink } from '@orpc/client/message-port'

/** What the preload hands to the page: messages to and from the main process, and nothing else. */
export type StudioBridge = {
  post: (message: string | Uint8Array) => void
  receive: (listener: (message: string | Uint8Array) => void) => void
}

/** The main process lives as long as the window does, so one link serves for good. */
export function electronTransport(bridge: StudioBridge) {
  const link = new RPCLink({
    port: {
      on(event: string, listener: (event?: { data: unknown }) => void) {
        if (event === 'message') bridge.receive(data => listener({ data }))
      },
      postMessage: (data: string | Uint8Array) => bridge.post(data),
    },
  })
  return () => link
}
