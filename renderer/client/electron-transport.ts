import { RPCLink } from '@orpc/client/message-port'
import type { OwnFile } from '#model/contract/files-contract.ts'

/** What the preload hands to the page: messages to and from the main process, and what a hand does with files. */
export type StudioBridge = {
  post: (message: string | Uint8Array) => void
  receive: (listener: (message: string | Uint8Array) => void) => void
  /** Where a dropped file lies on this machine; empty for one that lies nowhere. */
  pathOf: (file: File) => string
  /** Begins to drag a film or take out of the window; to be called while a drag begins, in place of the page's own. */
  dragOut: (file: OwnFile) => void
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
