import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { RouterClient } from '@orpc/server'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { request, type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { createConnection } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Api } from '#main/api.ts'
import { receiveUpload, resolveUpload } from '#main/desk/files/uploads.ts'
import { createChangeFollower } from '#main/library/change-counts.ts'
import type { Library } from '#main/library/library.ts'
import { someProject, temporaryFolder, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import type { MediaRoutes } from '#main/proxies/media-routes.ts'
import { temporaryApi } from '#main/testing/temporary-studio.ts'
import { startServer, type StudioServer } from './server.ts'

let folder: string
let library: Library
let server: StudioServer
let origin: string

beforeEach(async () => {
  folder = temporaryFolder()
  mkdirSync(join(folder, 'page'))
  writeFileSync(join(folder, 'page', 'index.html'), 'the page')
  library = temporaryLibrary()
  server = await serve(join(folder, 'page'))
  origin = new URL(server.url).origin
})
afterEach(() => server.close())

const watching = new Set<object>()

function serve(pageDir: string, port = 0, media: MediaRoutes = async () => null) {
  const follow = createChangeFollower(library.db)
  const { api } = temporaryApi({
    library,
    followChanges(listener) {
      const stop = follow(listener)
      watching.add(stop)
      return () => {
        watching.delete(stop)
        stop()
      }
    },
  })
  return startServer({
    api,
    receiveUpload: upload => receiveUpload(library, upload),
    media,
    pageDir,
    port,
  })
}

/** A request as written, with no browser or URL parser making it good. */
function ask(path: string, headers: OutgoingHttpHeaders = {}): Promise<{ reply: IncomingMessage; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    request({ hostname, port, path, headers, agent: false }, reply => {
      let text = ''
      reply.setEncoding('utf8').on('data', (part: string) => (text += part))
      reply.on('end', () => resolve({ reply, text }))
    })
      .on('error', reject)
      .end()
  })
}

async function enter(): Promise<string> {
  const { reply } = await ask(server.url.slice(origin.length))
  return reply.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

/** How an attempt to open the socket ends. */
function connect(headers: Record<string, string>): Promise<number | 'open'> {
  return new Promise(resolve => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers })
    socket.on('unexpected-response', (_request, reply) => resolve(reply.statusCode ?? 0))
    socket.on('error', () => resolve(0))
    socket.on('open', () => {
      socket.close()
      resolve('open')
    })
  })
}

test('the link opens the page once and leaves no key in the address', async () => {
  const first = await ask(server.url.slice(origin.length))
  expect(first.reply.statusCode).toBe(303)
  expect(first.reply.headers.location).toBe('/')
  const cookie = first.reply.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  expect((await ask('/', { cookie })).text).toBe('the page')

  const stolen = await ask(server.url.slice(origin.length))
  expect(stolen.reply.statusCode).toBe(403)
  expect(stolen.reply.headers['set-cookie']).toBeUndefined()

  const again = await ask(server.url.slice(origin.length), { cookie })
  expect(again.reply.statusCode).toBe(303)
})

test('nothing is shown without the cookie, to a foreign name or a foreign page', async () => {
  const cookie = await enter()
  expect((await ask('/')).reply.statusCode).toBe(403)
  expect((await ask('/', { cookie, host: 'rebound.example' })).reply.statusCode).toBe(403)
  expect((await ask('/', { cookie, origin: 'https://elsewhere.example' })).reply.statusCode).toBe(403)
  expect((await ask('/', { cookie })).reply.statusCode).toBe(200)
})

test('a foreign name cannot use up the key', async () => {
  const stolen = await ask(server.url.slice(origin.length), { host: 'rebound.example' })
  expect(stolen.reply.statusCode).toBe(403)
  expect(await enter()).not.toBe('')
})

test('no path leaves the page folder', async () => {
  const cookie = await enter()
  for (const path of ['/../../etc/passwd', '/..%2f..%2f..%2fetc%2fpasswd', '/%5c..%5c']) {
    expect([path, (await ask(path, { cookie })).reply.statusCode]).toEqual([path, 404])
  }
  // Neither does a first line that names another host.
  for (const path of ['//etc/passwd', 'http://elsewhere.example/', `http://localhost:${new URL(origin).port}/`]) {
    const { reply, text } = await ask(path, { cookie })
    expect([path, reply.statusCode, text]).toEqual([path, 403, 'This address is not the studio.\n'])
    expect(reply.headers['content-security-policy']).not.toContain('elsewhere')
  }
})

test('every refusal is as protected as a page', async () => {
  const cookie = await enter()
  for (const headers of [{}, { cookie, host: 'rebound.example' }, { cookie }]) {
    const { reply } = await ask('/nothing.html', headers)
    expect(reply.statusCode).toBeGreaterThanOrEqual(400)
    expect(reply.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cache-control': 'no-store',
    })
  }
})

test('no other machine reaches it', async () => {
  const own = Object.values(networkInterfaces()).flat()
  const outward = own.find(address => address?.family === 'IPv4' && !address.internal)
  const refused = await new Promise(resolve => {
    const socket = createConnection({ host: outward?.address ?? '127.0.0.2', port: Number(new URL(origin).port) })
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    socket.on('connect', () => resolve('connected'))
  })
  expect(refused).toBe('ECONNREFUSED')
})

test('the longest text of the contract arrives; what is longer ends its own socket alone', async () => {
  const cookie = await enter()
  const open = async (): Promise<WebSocket> => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { cookie, origin } })
    await once(socket, 'open')
    return socket
  }
  const speak = (socket: WebSocket): RouterClient<Api> =>
    createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))
  const projectId = someProject(library, 'Sodium')
  const first = await open()
  const second = await open()
  const text = 'A street at night. '.repeat(200_000)
  await expect(speak(first).treatment.readPaste({ projectId, text, isNewVersion: false })).resolves.toBeDefined()

  const closed = once(first, 'close')
  first.send('x'.repeat(33 << 20))
  expect((await closed)[0]).toBe(1009)
  expect(await speak(second).projects.list()).toHaveLength(1)
  second.close()
})

test('the socket opens for our own page only', async () => {
  const cookie = await enter()
  expect(await connect({ cookie, origin })).toBe('open')
  expect(await connect({ origin })).toBe(403)
  expect(await connect({ cookie })).toBe(403)
  expect(await connect({ cookie, origin: 'https://elsewhere.example' })).toBe(403)
  expect(await connect({ cookie, origin, host: 'rebound.example' })).toBe(403)
})

test('the contract runs over the socket, and a change is heard once the stream is open', async () => {
  const cookie = await enter()
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { cookie, origin } })
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })
  const client: RouterClient<Api> = createORPCClient(link)

  const changes = await client.changes()
  expect(await client.projects.list()).toEqual([])
  const id = someProject(library, 'Sodium')
  const { value } = await changes.next()
  expect(value).toContainEqual({ topic: 'project', projectId: id })
  expect(await client.projects.list()).toMatchObject([{ title: 'Sodium', shotCount: 0, durationSeconds: null }])

  expect(watching.size).toBe(1)
  await changes.return()
  await expect.poll(() => watching.size).toBe(0)

  await client.changes()
  socket.close()
  await expect.poll(() => watching.size).toBe(0)
})

/** Puts a file as a page would; null for a body that breaks off in the middle. */
function put(
  path: string,
  body: string | null,
  headers: OutgoingHttpHeaders,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const sizes = body === null ? { 'content-length': 100 } : {}
    const options = { hostname, port, path, method: 'PUT', agent: false, headers: { ...sizes, ...headers } }
    const sent = request(options, reply => {
      let text = ''
      reply.setEncoding('utf8').on('data', (part: string) => (text += part))
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }))
    }).on('error', reject)
    if (body === null) sent.write('half', () => sent.destroy())
    else sent.end(body)
  })
}

test('a file of the browser is taken in, from our own page alone', async () => {
  const cookie = await enter()
  const path = `/upload?name=${encodeURIComponent('夜行バス.wav')}`
  const { status, text } = await put(path, 'music', { cookie, origin })
  expect(status).toBe(200)
  const { id } = JSON.parse(text) as { id: string }
  expect(readFileSync(resolveUpload(library, id), 'utf8')).toBe('music')

  for (const headers of [{ cookie }, { origin }, { cookie, origin: 'https://elsewhere.example' }]) {
    expect((await put(path, 'music', headers)).status).toBe(403)
  }
  expect((await ask('/upload?name=a.wav', { cookie, origin })).reply.statusCode).toBe(405)
  expect((await put(path, 'music', { cookie, origin, 'transfer-encoding': 'chunked' })).status).toBe(411)
  expect((await put(path, '', { cookie, origin, 'content-length': '99999999999999' })).text).toContain('too big')
})

test('a file that breaks off leaves nothing', async () => {
  const cookie = await enter()
  await expect(put('/upload?name=a.wav', null, { cookie, origin })).rejects.toThrow('socket hang up')
  await expect.poll(() => readdirSync(join(library.workDir, 'uploads'))).toEqual([])
})

test('without a built page it says how to build one', async () => {
  await expect(serve(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'serve/no-page' })
})

test('a port in use is said, and closing lets go of it', async () => {
  const pageDir = join(folder, 'page')
  const port = Number(new URL(origin).port)
  await expect(serve(pageDir, port)).rejects.toMatchObject({ code: 'serve/port' })
  await server.close()
  await (await serve(pageDir, port)).close()
})

/** A request for `/media/film` to a server of its own that answers it so; still to be sent. */
async function askForFilm(film: MediaRoutes, headers: OutgoingHttpHeaders = {}): Promise<ClientRequest> {
  await server.close()
  server = await serve(join(folder, 'page'), 0, film)
  origin = new URL(server.url).origin
  const { hostname, port } = new URL(origin)
  return request({ hostname, port, path: '/media/film', headers: { ...headers, cookie: await enter() }, agent: false })
}

test('what is long is sent as it is read, and a browser that goes away ends the reading', async () => {
  const pieces = { sent: 0, isCancelled: false }
  const film: MediaRoutes = async (_request, url, base) => {
    if (url.pathname !== '/media/film') return null
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pieces.sent += 1
        controller.enqueue(new Uint8Array(1 << 20))
      },
      cancel() {
        pieces.isCancelled = true
      },
    })
    return new Response(body, { headers: base })
  }
  const sending = await askForFilm(film, { range: 'bytes=0-' })
  const reply = await new Promise<IncomingMessage>((resolve, reject) => {
    sending.on('response', resolve).on('error', reject).end()
  })
  expect(reply.statusCode).toBe(200)
  await new Promise(resolve => reply.once('data', resolve))
  reply.pause()
  const held = pieces.sent
  // It waits for a reader who reads no more, instead of filling memory.
  expect(held).toBeLessThan(64)
  sending.destroy()
  await expect.poll(() => pieces.isCancelled).toBe(true)
})

test('what was asked for by a browser that has gone meanwhile is not read', async () => {
  const asked = Promise.withResolvers<void>()
  const gone = Promise.withResolvers<void>()
  let isCancelled = false
  const film: MediaRoutes = async (_request, url, base) => {
    if (url.pathname !== '/media/film') return null
    asked.resolve()
    await gone.promise
    const body = new ReadableStream<Uint8Array>({ cancel: () => void (isCancelled = true) })
    return new Response(body, { headers: base })
  }
  const sending = await askForFilm(film)
  sending.on('error', () => {}).end()
  await asked.promise
  sending.destroy()
  // Answered after the going away was heard.
  await ask('/')
  gone.resolve()
  await expect.poll(() => isCancelled).toBe(true)
})
