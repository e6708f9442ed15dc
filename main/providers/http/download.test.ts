import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { Response } from 'undici'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { download } from './download.ts'
import { createGuardedFetch, type GuardedFetch } from './guarded-fetch.ts'
import { createServiceHttp } from './service-http.ts'
import { serveHttp, serveSockets } from './testing/servers.ts'

const headers = () => Promise.resolve({ authorization: 'Bearer secret' })
const signal = new AbortController().signal

function clipFrom(home: string, fetch: GuardedFetch, idleMs?: number) {
  const http = createServiceHttp({ baseUrl: new URL(home), fetch, headers, redact: text => text })
  const toPath = join(temporaryFolder(), 'clip')
  const done = (): Promise<void> =>
    download(http, { from: '/clip', toPath, signal, ...(idleMs === undefined ? {} : { idleMs }) })
  return { toPath, done }
}

function guarded(home: string): GuardedFetch {
  const door = createGuardedFetch(home)
  onTestFinished(() => door.close())
  return door.fetch
}

test('V13 a key goes no further than the service, through how many hands ever the clip is sent', async () => {
  const hops: Readonly<Record<string, string>> = {
    'https://api.service.example/clip': 'https://cdn.example/clip',
    'https://cdn.example/clip': 'https://api.service.example/again',
    'https://api.service.example/again': '//other.example/clip',
  }
  const seen: [string, string | null][] = []
  const { toPath, done } = clipFrom('https://api.service.example', (url, init) => {
    seen.push([url.host, new Headers(init?.headers).get('authorization')])
    const location = hops[url.href]
    return Promise.resolve(
      location === undefined ? new Response('clip') : new Response(null, { status: 302, headers: { location } }),
    )
  })
  await done()
  expect(readFileSync(toPath, 'utf8')).toBe('clip')
  expect(seen).toEqual([
    ['api.service.example', 'Bearer secret'],
    ['cdn.example', null],
    ['api.service.example', 'Bearer secret'],
    ['other.example', null],
  ])
})

test.each(['http://169.254.169.254/', 'https://localhost/', 'https://[::ffff:7f00:1]/', 'file:///etc/passwd'])(
  'V12 a clip is not looked for at %s',
  async location => {
    const home = await serveHttp((_request, response) => response.writeHead(302, { location }).end())
    await expect(clipFrom(home, guarded(home)).done()).rejects.toMatchObject({ code: 'service/url-refused' })
  },
)

test.each([
  [302, { location: 'http://[bad/' }],
  [302, {}],
  [200, { 'content-encoding': 'gzip' }],
])('what cannot be fetched is told as such (%s %o)', async (status, answered) => {
  const body = gzipSync(Buffer.alloc(1024))
  const home = await serveHttp((_request, response) => response.writeHead(status, answered).end(body))
  await expect(clipFrom(home, guarded(home)).done()).rejects.toMatchObject({ code: 'service/no-download' })
})

test('a download that stands still is cut, and what came of it stays', async () => {
  const home = await serveSockets(socket => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'))
  const { toPath, done } = clipFrom(home, guarded(home), 200)
  writeFileSync(toPath, '')
  await expect(done()).rejects.toMatchObject({ code: 'service/cut-off' })
  expect(readFileSync(toPath, 'utf8')).toBe('half')
})

test('Q7 of a service that says nothing, or has a fault of its own, no clip is held to be cut off', async () => {
  const silent = await serveSockets(() => {})
  await expect(clipFrom(silent, guarded(silent), 200).done()).rejects.toMatchObject({ code: 'service/no-answer' })
  for (const status of [429, 500, 503]) {
    const home = await serveHttp((_request, response) => response.writeHead(status).end())
    await expect(clipFrom(home, guarded(home)).done()).rejects.toMatchObject({ code: 'service/no-answer' })
  }
})

test('one larger than any clip is not begun', async () => {
  const length = { 'content-length': 5 * 1024 ** 3 }
  const home = await serveHttp((_request, response) => response.writeHead(200, length).write('a'))
  await expect(clipFrom(home, guarded(home)).done()).rejects.toMatchObject({ code: 'service/too-large' })
})
