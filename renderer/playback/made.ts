/** Most things are made in an instant; asked again soon, then ever more seldom. */
const AGAIN_MS = [120, 200, 400, 800] as const
const SELDOM_MS = 1200
/** So many are asked about at a time: a browser has few connections to one address, and the song needs some. */
const AT_ONCE = 2

let asking = 0
const waiting: (() => void)[] = []

/**
 * Fetches what the studio makes on first wish (`/strip/…`, `/song/…`), and asks again until it is there.
 * Rejects with what fetch rejects with, with the signal's reason, or where the answer is that it cannot be made.
 */
export async function fetchMade(
  url: string,
  init: Omit<RequestInit, 'signal'>,
  signal: AbortSignal,
): Promise<Response> {
  for (let tries = 0; ; tries += 1) {
    const response = await fetch(url, { ...init, signal })
    if (response.status !== 202) {
      if (!response.ok) throw new Error(`${url} answered ${response.status}`)
      return response
    }
    await response.body?.cancel()
    await delay(AGAIN_MS[tries] ?? SELDOM_MS, signal)
  }
}

/** Resolves when `url` can be shown; rejects like fetchMade. Few are asked about at a time, in the order they were wished for. */
export async function whenMade(url: string, signal: AbortSignal): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    if (asking >= AT_ONCE) await new Promise<void>(resolve => waiting.push(resolve))
    asking += 1
    let response: Response
    try {
      response = await fetch(url, { method: 'HEAD', signal })
    } finally {
      asking -= 1
      waiting.shift()?.()
    }
    if (response.status === 200) return
    if (response.status !== 202) throw new Error(`${url} answered ${response.status}`)
    await delay(AGAIN_MS[tries] ?? SELDOM_MS, signal)
  }
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    signal.addEventListener('abort', stop, { once: true })
  })
}
