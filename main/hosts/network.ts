import type { Network } from '#main/host.ts'

const LOOK_EVERY_MS = 2_000

/** Follows `look`, which asks this machine alone, for as long as somebody listens. */
export function followNetwork(look: () => boolean, everyMs = LOOK_EVERY_MS): Network {
  const listeners = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined

  function follow(): void {
    let seen = look()
    timer = setInterval(() => {
      const now = look()
      if (now === seen) return
      seen = now
      for (const listener of listeners) listener()
    }, everyMs)
    timer.unref()
  }

  return {
    isOnline: look,
    onChange(listener) {
      const entry = (): void => listener()
      listeners.add(entry)
      if (listeners.size === 1) follow()
      return () => {
        if (listeners.delete(entry) && listeners.size === 0) clearInterval(timer)
      }
    },
  }
}
