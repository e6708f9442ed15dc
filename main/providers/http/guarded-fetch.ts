import { lookup, type LookupAddress, type LookupAllOptions } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, fetch, type RequestInit, type Response } from 'undici'
import { StudioError } from '#model/errors.ts'
import { isPublicAddress } from './public-address.ts'

/** Fetches one URL, following no redirect. Rejects with StudioError service/url-refused for one that it must not fetch. */
export type GuardedFetch = (url: URL, init?: RequestInit) => Promise<Response>

const CONNECT_TIMEOUT_MS = 15_000

/** Asks for all addresses of a name, as `dns.lookup` does. */
type Resolve = (
  name: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/**
 * The only door to the network, but for a WebSocket to a service's own address: what a service's answers name is fetched as https
 * from public addresses alone, as the name resolves at the very moment of connecting; only the origin of `baseUrl`, which the user
 * or the catalogue has set, may be anywhere.
 */
export function createGuardedFetch(
  baseUrl: string,
  resolve: Resolve = lookup,
): {
  readonly fetch: GuardedFetch
  readonly close: () => Promise<void>
} {
  const home = new URL(baseUrl)
  const own = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS } })
  // Each with a connection of its own: a kept one that is closed in this very moment, or dead since a sleep, would leave it in doubt.
  const sending = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS }, allowH2: false, pipelining: 0 })
  const others = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS, lookup: publicLookup(resolve) } })
  return {
    async fetch(url, init = {}) {
      if (url.username !== '' || url.password !== '') throw refused(url, 'it holds a name or password')
      const isOwn = url.origin === home.origin
      if (!isOwn) demandPublic(url, home.hostname)
      const ownDispatcher = (init.method ?? 'GET') === 'GET' ? own : sending
      return await fetch(url, { ...init, redirect: 'manual', dispatcher: isOwn ? ownDispatcher : others })
    },
    async close() {
      await Promise.all([own, sending, others].map(agent => agent.destroy()))
    },
  }
}

/** @throws StudioError service/url-refused */
function demandPublic(url: URL, ownName: string): void {
  if (url.protocol !== 'https:') throw refused(url, 'it is not https')
  const name = plainName(url.hostname)
  if (name === plainName(ownName)) throw refused(url, 'it is another port of the service')
  const isPublic =
    isIP(name) !== 0 ? isPublicAddress(name) : name.includes('.') && !/\.(local|internal|localhost)$/.test(name)
  if (!isPublic) throw refused(url, 'it is no public address')
}

/** Without the brackets of an IPv6 address, and the dot of a name that is written out to its root. */
function plainName(hostname: string): string {
  return hostname.replace(/^\[|\]$|\.$/g, '')
}

/** Resolves a name to its public addresses only; a name that has any other is refused whole. */
function publicLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0)
      const isSafe = addresses.length > 0 && addresses.every(({ address }) => isPublicAddress(address))
      if (!isSafe) return callback(refused(new URL(`https://${hostname}`), 'it leads to no public address'), '', 0)
      if (options.all) return callback(null, addresses)
      const [first] = addresses
      callback(null, first!.address, first!.family)
    })
  }
}

function refused(url: URL, why: string): StudioError {
  const message = `The service answered with an address that is not fetched for safety: ${url.protocol}//${url.host} (${why}).`
  return new StudioError('service/url-refused', message, { details: { host: url.host } })
}
