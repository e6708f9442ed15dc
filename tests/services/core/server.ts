import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { json, type Answer } from './answer.ts'
import type { RequestEntry } from './books.ts'
import type { Call } from './call.ts'
import { withEcho } from './echo-key.ts'
import type { Desk } from './desk.ts'
import { FAMILIES, isFamily, type Family } from './family.ts'
import { sendAnswer } from './send.ts'
import { serveCall, type Outcome } from './serve-call.ts'
import type { Settings } from './settings.ts'
import type { Wire } from './wire.ts'

const HIGHEST_BODY_BYTES = 256 * 1024 * 1024

type Handling = {
  readonly desk: Desk
  readonly wires: Readonly<Record<Family, Wire>>
  /** Aborted when the server closes. */
  readonly signal: AbortSignal
  /** Answers what begins with `/_control/`; null for the second address, which has no such thing. */
  readonly control: ((method: string, path: string, body: Buffer) => Promise<Answer>) | null
  readonly onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
}

export type Listener = { readonly server: Server; readonly origin: string }

/** Listens on the loopback, under that name; `port` 0 takes a free one. Rejects when the port is taken. */
export async function listen(port: number, name: string): Promise<Listener> {
  const server = createServer()
  // A connection that the server closes while a client begins to use it again is a fault nobody asked for.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  return { server, origin: `http://${name}:${taken}` }
}

/** As when a cable is pulled: every connection breaks, and no new one is made. */
export function cut({ server }: Listener): void {
  server.close()
  server.closeAllConnections()
}

/** Listens again where it did. */
export async function mend({ server, origin }: Listener): Promise<void> {
  const mended = once(server, 'listening')
  server.listen(Number(new URL(origin).port), '127.0.0.1')
  await mended
}

/** Begins to answer. */
export function handle({ server, origin }: Listener, handling: Handling): void {
  server.on('request', (request, response) => {
    void respond(request, response, origin, handling).catch((error: unknown) => {
      if (handling.signal.aborted || response.destroyed) return
      // A mistake of these services themselves: a test is to see it, not to wait for an answer.
      if (!response.headersSent) response.writeHead(599, { 'content-type': 'text/plain' })
      response.end(error instanceof Error ? error.stack : String(error))
    })
  })
  server.on('upgrade', handling.onUpgrade)
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  origin: string,
  handling: Handling,
): Promise<void> {
  const { desk, signal } = handling
  const url = new URL(request.url ?? '/', origin)
  const body = await readBody(request)
  const [, first] = url.pathname.split('/')
  if (first === '_redirect') {
    response.writeHead(302, { location: url.searchParams.get('to') ?? '/_redirect' })
    response.end()
    return
  }
  if (first === '_control' && handling.control) {
    const answer = await handling.control(request.method ?? 'GET', url.pathname.slice('/_control'.length), body)
    return sendAnswer(request, response, answer, [], desk.clock, signal)
  }
  // The server of stable-diffusion.cpp gives links without a host, so its paths stand at the root.
  const rest = url.pathname.slice(`/${first}`.length)
  if (!isFamily(first))
    return sendAnswer(request, response, json(404, { error: 'no such service' }), [], desk.clock, signal)
  const path = first === 'sdcpp' ? url.pathname : rest
  const call: Call = {
    family: first,
    method: request.method ?? 'GET',
    path,
    query: url.searchParams,
    headers: request.headers,
    body,
    origin,
    isAtOther: origin === desk.origins.other,
    faults: [],
  }
  const atMs = desk.clock.nowMs()
  const served = await serveCall(desk, handling.wires[first], call, signal)
  const outcome = desk.settings[first].doesEchoKey ? withEcho(served, call) : served
  const entry = entryOf(call, outcome, path + url.search, atMs, desk.settings)
  desk.books.requests.push(entry)
  desk.books.changed()
  const writtenBefore = request.socket.bytesWritten
  await finish(request, response, outcome, desk, signal)
  entry.sentBytes = request.socket.bytesWritten - writtenBefore
  if (call.accepted && response.writableFinished && isTold(outcome)) {
    call.accepted.wasAnswered = true
    desk.books.changed()
  }
}

/** The answer says what the service wanted to say. */
function isTold(outcome: Outcome): boolean {
  if (outcome.kind !== 'answer' || outcome.answer.status >= 300 || outcome.answer.value === undefined) return false
  return !outcome.faults.some(({ kind }) => kind === 'invalid-json' || kind === 'huge-body')
}

async function finish(
  request: IncomingMessage,
  response: ServerResponse,
  outcome: Outcome,
  desk: Desk,
  signal: AbortSignal,
): Promise<void> {
  if (outcome.kind === 'drop') request.socket.resetAndDestroy()
  // What hangs stays open until the client or the server goes.
  else if (outcome.kind === 'answer')
    await sendAnswer(request, response, outcome.answer, outcome.faults, desk.clock, signal)
}

function entryOf(call: Call, outcome: Outcome, path: string, atMs: number, settings: Settings): RequestEntry {
  const { headers, query } = call
  return {
    family: call.family,
    operation: outcome.operation,
    method: call.method,
    path,
    atMs,
    status: outcome.kind === 'answer' ? outcome.answer.status : null,
    hasKey: headers.authorization !== undefined || headers['x-goog-api-key'] !== undefined || query.has('key'),
    keysSent: keysSent(call, settings),
    isAtOther: call.isAtOther,
    range: headers.range ?? null,
    sentBytes: 0,
  }
}

function keysSent({ headers }: Call, settings: Settings): RequestEntry['keysSent'] {
  return Object.entries(headers).flatMap(([header, value]) =>
    FAMILIES.filter(family => settings[family].keys.some(key => String(value).includes(key))).map(of => ({
      header,
      of,
    })),
  )
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > HIGHEST_BODY_BYTES) throw new Error('The body is too long')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
