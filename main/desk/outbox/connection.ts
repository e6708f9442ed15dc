import type { Network } from '#main/host.ts'

export type Connection = { readonly isOnline: boolean; readonly sinceMs: number | null }

/** Follows whether this machine is on a network, as its interfaces say: nobody is asked. Where nothing can tell, it counts as on one. */
export function followConnection(network: Network | undefined, closing: AbortSignal): () => Connection {
  let now: Connection = { isOnline: network?.isOnline() ?? true, sinceMs: null }
  function look(): Connection {
    const isOnline = network?.isOnline() ?? true
    if (isOnline !== now.isOnline) now = { isOnline, sinceMs: Date.now() }
    return now
  }
  const stop = network?.onChange(look)
  if (stop) closing.addEventListener('abort', stop, { once: true })
  return look
}
