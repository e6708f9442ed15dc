import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { RouterClient } from '@orpc/server'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createApi, type Api, type ProjectCards } from '#main/api'
import type { ProjectCard } from '#model/contract/project-card'
import { startServer, type StudioServer } from './server.ts'

const card: ProjectCard = {
  id: '1',
  title: 'Everything Left On',
  songTitle: 'Everything Left On',
  artist: 'Marlow Heights',
  durationSeconds: 231.5,
  shotCount: 55,
  circledCount: 38,
  openedAtMs: 1_700_000_000_000,
}

let pageDir: string
let cards: ProjectCard[]
let listeners: Set<() => void>
let server: StudioServer
let origin: string

beforeEach(async () => {
  pageDir = await mkdtemp(join(tmpdir(), 'page-'))
  await writeFile(join(pageDir, 'index.html'), 'the page')
  cards = [card]
  listeners = new Set()
  const projects: ProjectCards = {
    list: () => cards,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  server = await startServer({ api: createApi({ projects, reportBug: () => {} }), pageDir, port: 0 })
  origin = new URL(server.url).origin
})
afterEach(async () => {
  await server.close()
  await rm(pageDir, { recursive: true })
})

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
  for (const path of ['/../../etc/passwd', '/..%2f..%2f..%2fetc%2fpasswd', '//etc/passwd', '/%5c..%5c']) {
    expect([path, (await ask(path, { cookie })).reply.statusCode]).toEqual([path, 404])
  }
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
  expect(await client.projects.list()).toEqual([card])
  cards = [card, { ...card, id: '2' }]
  for (const listener of listeners) listener()
  expect(await changes.next()).toEqual({ done: false, value: { changed: 'projects' } })
  expect(await client.projects.list()).toHaveLength(2)

  await changes.return()
  await expect.poll(() => listeners.size).toBe(0)
  socket.close()
})

test('closing lets go of the address', async () => {
  await server.close()
  const again = await startServer({
    api: createApi({ projects: { list: () => [], onChange: () => () => {} }, reportBug: () => {} }),
    pageDir,
    port: Number(new URL(origin).port),
  })
  await expect(
    startServer({
      api: createApi({ projects: { list: () => [], onChange: () => () => {} }, reportBug: () => {} }),
      pageDir,
      port: Number(new URL(origin).port),
    }),
  ).rejects.toMatchObject({ code: 'serve/port' })
  await again.close()
})
