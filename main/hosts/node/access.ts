import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Decides who may talk to the studio's server. One per server. */
export type Access = {
  /** The key for the first page load: `/?key=…`. Works once. */
  readonly key: string
  /** Trades the key for the `set-cookie` value of a session; null if it is wrong or was used before. */
  admit(key: string): string | null
  /** Whether a request comes from our own page in an admitted browser. */
  mayRead(headers: IncomingHttpHeaders): boolean
  /** As `mayRead`, and the browser vouches that our own page asked: sockets are not held back by the same-origin rule. */
  mayConnect(headers: IncomingHttpHeaders): boolean
  /** Whether the request was addressed to us by our own name; false under DNS rebinding. */
  isAddressedToUs(headers: IncomingHttpHeaders): boolean
}

/** @param port the port the server listens on, on 127.0.0.1 */
export function createAccess(port: number): Access {
  const own = `127.0.0.1:${port}`
  const key = randomBytes(32).toString('base64url')
  const session = randomBytes(32).toString('base64url')
  // Cookies do not tell ports apart: without the port in the name a second studio would sign out the first.
  const cookieName = `studio-${port}`
  let isKeyUsed = false

  const isAddressedToUs = (headers: IncomingHttpHeaders) => headers.host === own
  const mayRead = (headers: IncomingHttpHeaders) =>
    isAddressedToUs(headers) &&
    (headers.origin === undefined || headers.origin === `http://${own}`) &&
    isSame(cookieValue(headers.cookie, cookieName), session)

  return {
    key,
    admit(given) {
      if (isKeyUsed || !isSame(given, key)) return null
      isKeyUsed = true
      return `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`
    },
    mayRead,
    mayConnect: headers => mayRead(headers) && headers.origin === `http://${own}`,
    isAddressedToUs,
  }
}

/** Compares without telling by its duration how much of a guess was right. */
function isSame(given: string | null, wanted: string): boolean {
  const left = Buffer.from(given ?? '')
  const right = Buffer.from(wanted)
  return left.length === right.length && timingSafeEqual(left, right)
}

function cookieValue(header: string | undefined, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name && value !== undefined) return value
  }
  return null
}
