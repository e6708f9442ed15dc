import { createORPCClient, DynamicLink } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '#model/contract/contract.ts'
import { electronTransport, type StudioBridge } from './electron-transport.ts'
import { websocketTransport } from './websocket-transport.ts'

/** The studio as the window sees it: the contract's methods, wherever they are answered. */
export type StudioClient = ContractRouterClient<typeof contract>

declare global {
  // A global can only be declared with var, and a bridge that is not there is undefined.
  var studioBridge: StudioBridge | undefined
}

/** True where `serve` shows the page: once stopped, it is found again only under a new link. */
export function isInBrowser(): boolean {
  return globalThis.studioBridge === undefined
}

/** Over the preload's bridge in the desktop app, over a WebSocket to this page's own server in a browser. */
export function connectStudio(): StudioClient {
  const transport = globalThis.studioBridge ? electronTransport(globalThis.studioBridge) : websocketTransport()
  return createORPCClient(new DynamicLink(transport))
}
