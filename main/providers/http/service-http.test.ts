import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test, vi } from 'vitest'
import { FormData, Response } from 'undici'
import { createGuardedFetch, type GuardedFetch } from './guarded-fetch.ts'
import { createServiceHttp, type ServiceHttp } from './service-http.ts'
import { serveHttp, serveSockets } from './testing/servers.ts'

const headers = () => Promise.resolve({ authorization: 'Bearer secret' })
const redact = (text: string): string => text.replaceAll('secret', '•••')
const signal = new AbortController().signal

function httpOf(home: string): ServiceHttp {
  const door = createGuardedFetch(home)
  onTestFinished(() => door.close())
  return createServiceHttp({ baseUrl: new URL(home), fetch: door.fetch, headers, redact })
}

test.each([
  ['https://api.service.example/v1/clip', true],
  ['https://api.service.example:443/clip', true],
  ['http://api.service.example/v1/clip', false],
  ['https://api.service.example:8443/clip', false],
  ['https://api.service.example.evil.example/', false],
  ['https://cdn.service.example/', false],
  ['https://service.example/', false],
])('V13 %s sees the key: %s', async (to, isSeen) => {
  const seen: unknown[] = []
  const fetch: GuardedFetch = (_url, init) => {
    seen.push(new Headers(init?.headers).get('authorization'))
    return Promise.resolve(new Response('{}'))
  }
  const baseUrl = new URL('https://api.service.example/v1')
  const http = createServiceHttp({ baseUrl, fetch, headers, redact })
  await http.call({ method: 'GET', to: new URL(to), signal })
  await http.open({ method: 'GET', to: new URL(to), signal })
  expect(seen).toEqual(Array(2).fill(isSeen ? 'Bearer secret' : null))
})

test('a little that unpacks into much is read no further than the most', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 ** 2))
  const packed = { 'content-encoding': 'gzip', 'content-type': 'application/json' }
  const home = await serveHttp((_request, response) => response.writeHead(200, packed).end(bomb))
  const asked = httpOf(home).call({ method: 'GET', to: '/', signal })
  await expect(asked).rejects.toMatchObject({ code: 'service/too-large' })
})

test('headers without end are no answer', async () => {
  const home = await serveSockets(socket => {
    socket.write('HTTP/1.1 200 OK\r\n')
    const more = (): void => {
      while (!socket.destroyed && socket.write(`x-more: ${'a'.repeat(1000)}\r\n`));
    }
    socket.on('drain', more)
    more()
  })
  await expect(httpOf(home).call({ method: 'GET', to: '/', signal })).rejects.toMatchObject({
    code: 'service/no-answer',
  })
})

test.each([
  ['says nothing', () => ''],
  ['is about to answer for ever', () => 'HTTP/1.1 103 Early Hints\r\n\r\n'],
  ['drips', (count: number) => (count === 0 ? 'HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n' : 'a')],
])('of a service that %s nothing is waited for beyond its time', async (_how, piece) => {
  const home = await serveSockets(socket => {
    let count = 0
    const drip = setInterval(() => socket.write(piece(count++)), 10)
    socket.on('close', () => clearInterval(drip))
  })
  const asked = httpOf(home).call({ method: 'GET', to: '/', signal, timeoutMs: 150 })
  await expect(asked).rejects.toMatchObject({
    code: 'service/no-answer',
    message: expect.stringContaining('0.15 seconds') as string,
  })
})

test.each([
  [{}, 60_000],
  [{ json: { prompt: 'a bubble' } }, 60_000],
  [{ json: { image: 'a'.repeat(200_000) } }, 300_000],
  [{ form: new FormData() }, 300_000],
])('what may hold pictures is given the time of a slow connection: %#', async (sent, timeoutMs) => {
  const timeout = vi.spyOn(AbortSignal, 'timeout')
  onTestFinished(() => timeout.mockRestore())
  const fetch: GuardedFetch = () => Promise.resolve(new Response('{}'))
  const http = createServiceHttp({ baseUrl: new URL('https://api.service.example'), fetch, headers, redact })
  await http.call({ method: 'POST', to: '/videos', signal, ...sent })
  expect(timeout.mock.calls).toEqual([[timeoutMs]])
})

const failed = (code: string, syscall?: string) => Object.assign(new Error(code), { code, syscall })

test.each([
  [failed('ECONNREFUSED', 'connect'), 'service/not-sent'],
  [new AggregateError([failed('ETIMEDOUT', 'connect'), failed('ENETUNREACH', 'connect')]), 'service/not-sent'],
  [failed('ETIMEDOUT', 'read'), 'service/no-answer'],
  [failed('ECONNRESET', 'read'), 'service/no-answer'],
  [new AggregateError([failed('ETIMEDOUT', 'connect'), failed('ECONNRESET', 'read')]), 'service/no-answer'],
])('Q14 what fails before it is connected leaves nothing in doubt: %s', async (cause, code) => {
  const fetch: GuardedFetch = () => Promise.reject(new TypeError('fetch failed', { cause }))
  const http = createServiceHttp({ baseUrl: new URL('https://api.service.example'), fetch, headers, redact })
  await expect(http.call({ method: 'POST', to: '/videos', signal, json: {} })).rejects.toMatchObject({ code })
})
