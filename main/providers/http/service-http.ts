import type { RequestInit, Response } from 'undici'
import { StudioError } from '#model/errors.ts'
import type { GuardedFetch } from './guarded-fetch.ts'
import { readAtMost } from './read-at-most.ts'
import { retryAfterMs } from './retry-after.ts'

export type Call = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below the base URL, beginning with a slash, or a whole URL the service has named. */
  readonly to: string | URL
  /** Sent as JSON. */
  readonly json?: unknown
  readonly form?: RequestInit['body']
  readonly signal: AbortSignal
  /** All of it, from the first byte sent to the last one read; when missing, more where more is sent. */
  readonly timeoutMs?: number
  readonly maxBytes?: number
  /** Reads the body in its own way, in the place of `maxBytes`. */
  readonly read?: (response: Response) => Promise<string>
}

/** What a service has answered, whatever its status. `json` is undefined where the body is none. */
export type Answer = {
  readonly status: number
  readonly headers: Pick<Headers, 'get'>
  readonly text: string
  readonly json: unknown
  readonly retryAfterMs: number | undefined
}

/** Speaks with one service. */
export type ServiceHttp = {
  /**
   * Rejects with StudioError service/not-sent (it is certain that nothing arrived) | service/no-answer (it may have) |
   * service/url-refused | service/too-large, or with the signal's reason.
   */
  call(call: Call): Promise<Answer>
  /** An answer whose body is still to be read, for files; `to` as in `call`. Rejects as `call`. */
  open(
    call: Pick<Call, 'method' | 'to' | 'signal'> & { readonly headers?: Readonly<Record<string, string>> },
  ): Promise<Response>
  /** Takes what must be told nobody out of a text: keys above all. */
  readonly redact: (text: string) => string
  /** The URL that `to` means. */
  urlOf(to: string | URL): URL
}

export type ServiceHttpOptions = {
  readonly baseUrl: URL
  readonly fetch: GuardedFetch
  /** Sent to the service's own origin alone: what its answers name elsewhere never sees a key. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>
  readonly redact: (text: string) => string
  readonly nowMs?: () => number
}

const TIMEOUT_MS = 60_000
/** Of what may hold pictures: cut off on a slow way out, a create call would be in doubt. */
const LARGE_TIMEOUT_MS = 5 * 60_000
const LARGE_CHARS = 100_000
const MAX_BYTES = 16 * 1024 ** 2

export function createServiceHttp({
  baseUrl,
  fetch,
  headers,
  redact,
  nowMs = Date.now,
}: ServiceHttpOptions): ServiceHttp {
  const urlOf = (to: string | URL): URL => (to instanceof URL ? to : new URL(baseUrl.href.replace(/\/$/, '') + to))

  async function send(url: URL, init: RequestInit, own: Readonly<Record<string, string>>): Promise<Response> {
    // Not by host alone: what is named as http would carry the key in the open.
    const known = url.origin === baseUrl.origin ? await headers() : {}
    try {
      return await fetch(url, { ...init, headers: { ...known, ...own } })
    } catch (error) {
      init.signal?.throwIfAborted()
      throw asStudioError(error, url, redact)
    }
  }

  return {
    urlOf,
    redact,
    async call(call) {
      const url = urlOf(call.to)
      const { method, json, form, maxBytes = MAX_BYTES, read } = call
      const body = json === undefined ? form : JSON.stringify(json)
      const timeoutMs = call.timeoutMs ?? (isLarge(body) ? LARGE_TIMEOUT_MS : TIMEOUT_MS)
      const timeout = AbortSignal.timeout(timeoutMs)
      const signal = AbortSignal.any([call.signal, timeout])
      const type: Record<string, string> = json === undefined ? {} : { 'content-type': 'application/json' }
      try {
        const response = await send(url, { method, signal, ...(body === undefined ? {} : { body }) }, type)
        const text = await (read ? read(response) : readAtMost(response, maxBytes))
        const wish = retryAfterMs(response.headers, nowMs())
        return { status: response.status, headers: response.headers, text, json: parsed(text), retryAfterMs: wish }
      } catch (error) {
        call.signal.throwIfAborted()
        if (timeout.aborted) throw noAnswer(url, `nothing came within ${timeoutMs / 1000} seconds`)
        throw asStudioError(error, url, redact)
      }
    },
    async open(call) {
      const url = urlOf(call.to)
      return await send(url, { method: call.method, signal: call.signal }, call.headers ?? {})
    },
  }
}

/** Forms are for files. */
function isLarge(body: RequestInit['body']): boolean {
  return typeof body === 'string' ? body.length > LARGE_CHARS : body !== undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Codes of errors that come before anything was sent. */
const NOT_SENT = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'],
  ...['UND_ERR_CONNECT_TIMEOUT', 'ERR_INVALID_URL', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
])

function asStudioError(error: unknown, url: URL, redact: (text: string) => string): unknown {
  if (error instanceof StudioError) return error
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof StudioError) return cause
    // Several addresses of one name were tried.
    const causes = cause instanceof AggregateError ? (cause.errors as unknown[]) : [cause]
    if (causes.length > 0 && causes.every(isBeforeSending)) {
      const [first] = causes
      const message = `Nobody answers at ${url.host} (${codeOf(first)}). Check the address and the connection; nothing was sent.`
      return new StudioError('service/not-sent', message, { details: { host: url.host } })
    }
  }
  return noAnswer(url, redact(error instanceof Error ? innermost(error) : String(error)))
}

/** Not by the code alone: an address that is given up for the next one of the same name fails with ETIMEDOUT. */
function isBeforeSending(error: unknown): boolean {
  return NOT_SENT.has(codeOf(error)) || (error instanceof Error && 'syscall' in error && error.syscall === 'connect')
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function innermost(error: Error): string {
  return error.cause instanceof Error ? innermost(error.cause) : error.message
}

function noAnswer(url: URL, why: string): StudioError {
  return new StudioError('service/no-answer', `No answer came from ${url.host}: ${why}.`, {
    details: { host: url.host },
  })
}
