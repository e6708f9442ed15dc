import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, fetch, type RequestInit, type Response } from 'undici'
import { StudioError } from '#model/errors.ts'
import { isPublicAddress } from './public-address.ts'

/** Fetches one URL, following no redirect. Rejects with StudioError service/url-refused for one that it must not fetch. */
export type GuardedFetch = (url: URL, init?: RequestInit) => Promise<Response>

const CONNECT_TIMEOUT_MS = 15_000

/**
 * The only door to the network, but for a WebSocket to a service's own address: what a service's answers name is fetched as https from public addresses alone, as the name
 * resolves at the very moment of connecting; only `ownHost`, which the user or the catalogue has set, may be anywhere.
 * @param ownHost name and port, as in `URL.host`
 */
export function createGuardedFetch(ownHost: string): {
  readonly fetch: GuardedFetch
  readonly close: () => Promise<void>
} {
  const ownName = new URL(`http://${ownHost}`).hostname
  const own = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS } })
  const others = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS, lookup: publicLookup } })
  return {
    async fetch(url, init = {}) {
      const isOwn = url.host === ownHost
      if (!isOwn) demandPublic(url, ownName)
      return await fetch(url, { ...init, redirect: 'manual', dispatcher: isOwn ? own : others })
    },
    async close() {
      await Promise.all([own.destroy(), others.destroy()])
    },
  }
}

/** @throws StudioError service/url-refused */
function demandPublic(url: URL, ownName: string): void {
  if (url.protocol !== 'https:') throw refused(url, 'it is not https')
  if (url.username !== '' || url.password !== '') throw refused(url, 'it holds a name or password')
  const name = url.hostname.replace(/^\[|\]$/g, '')
  if (name === ownName) throw refused(url, 'it is another port of the service')
  const isPublic =
    isIP(name) !== 0 ? isPublicAddress(name) : name.includes('.') && !/\.(local|internal|localhost)\.?$/i.test(name)
  if (!isPublic) throw refused(url, 'it is no public address')
}

/** Resolves a name to its public addresses only; a name that has any other is refused whole. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0)
    const isSafe = addresses.length > 0 && addresses.every(({ address }) => isPublicAddress(address))
    if (!isSafe) return callback(refused(new URL(`https://${hostname}`), 'it leads to no public address'), '', 0)
    if (options.all) return callback(null, addresses)
    const [first] = addresses
    callback(null, first!.address, first!.family)
  })
}

function refused(url: URL, why: string): StudioError {
  const message = `The service answered with an address that is not fetched for safety: ${url.protocol}//${url.host} (${why}).`
  return new StudioError('service/url-refused', message, { details: { host: url.host } })
}
