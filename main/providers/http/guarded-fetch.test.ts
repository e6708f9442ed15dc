import { expect, onTestFinished, test } from 'vitest'
import { createGuardedFetch } from './guarded-fetch.ts'
import { createServiceHttp } from './service-http.ts'
import { serveHttp, serveSockets } from './testing/servers.ts'

type Resolve = NonNullable<Parameters<typeof createGuardedFetch>[1]>

/** A door of a service at `home`, for which names mean these addresses: the first list at the first question, and so on. */
function doorOf(home: string, ...answers: readonly (readonly string[])[]) {
  const asked: string[] = []
  const resolve: Resolve = (name, _options, callback) => {
    asked.push(name)
    const addresses = answers[Math.min(asked.length, answers.length) - 1] ?? []
    callback(
      null,
      addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  const door = createGuardedFetch(home, resolve)
  onTestFinished(() => door.close())
  const options = { baseUrl: new URL(home), fetch: door.fetch, headers: () => Promise.resolve({}) }
  const http = createServiceHttp({ ...options, redact: text => text })
  const get = (to: string, withinMs = 5000) =>
    http.call({ method: 'GET', to: new URL(to), signal: AbortSignal.timeout(withinMs) })
  return { asked, get }
}

const SERVICE = 'https://api.service.example/v1'

test.each([
  ...['http://cdn.example/clip.mp4', 'ftp://cdn.example/clip', 'file:///etc/passwd', 'data:text/plain,clip'],
  ...['https://user:word@cdn.example/', 'https://user@api.service.example/v1'],
  ...['http://api.service.example/v1/clip', 'https://api.service.example:8443/', 'https://api.service.example.:8443/'],
  ...[
    'https://localhost/',
    'https://localhost./',
    'https://a.localhost/',
    'https://intranet/',
    'https://printer.local/',
  ],
  ...['https://printer.LOCAL./', 'https://metadata.google.internal/'],
  ...['https://127.0.0.1/', 'https://127.0.0.1./', 'https://127.1/', 'https://2130706433/', 'https://0177.0.0.1/'],
  ...['https://0x7f.0.0.1/', 'https://0x7f000001/', 'https://①②⑦.0.0.1/', 'https://%31%32%37.0.0.1/', 'https://0/'],
  ...['https://0.0.0.0/', 'https://10.0.0.1/', 'https://192.168.1.1/', 'https://172.16.0.1/', 'https://100.64.0.1/'],
  ...['https://169.254.169.254/latest/meta-data/', 'https://224.0.0.1/', 'https://255.255.255.255/'],
  ...[
    'https://[::]/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::7f00:1]/',
  ],
  ...['https://[64:ff9b::7f00:1]/', 'https://[2002:7f00:1::]/', 'https://[fd00::1]/', 'https://[fe80::1]/'],
  ...['https://[ff02::1]/', 'https://[fec0::1]/'],
])('V12 %s is not fetched, nor is anybody asked where it is', async address => {
  const { asked, get } = doorOf(SERVICE, ['8.8.8.8'])
  await expect(get(address)).rejects.toMatchObject({ code: 'service/url-refused' })
  expect(asked).toEqual([])
})

test.each([
  [['127.0.0.1']],
  [['::1']],
  [['10.1.2.3']],
  [['169.254.169.254']],
  [['::ffff:127.0.0.1']],
  [['64:ff9b::7f00:1']],
  [['8.8.8.8', '192.168.1.1']],
  [[]],
])('V12 a name that leads to %j is not fetched', async addresses => {
  const { asked, get } = doorOf(SERVICE, addresses)
  await expect(get('https://cdn.example/clip.mp4')).rejects.toMatchObject({ code: 'service/url-refused' })
  expect(asked).toEqual(['cdn.example'])
})

test('V12 a name that changes its mind reaches nobody here: the address that was looked at is the one connected to', async () => {
  let count = 0
  const home = await serveSockets(() => (count += 1))
  const { port } = new URL(home)
  // Of a network that was given back: nobody is there.
  const { asked, get } = doorOf(SERVICE, ['3ffe::1'], ['127.0.0.1'])
  await expect(get(`https://cdn.example:${port}/`, 300)).rejects.toThrow(/timeout|Nobody answers/)
  expect(asked).toHaveLength(1)
  expect(count).toBe(0)
})

test('V12 ports of other protocols are not spoken to', async () => {
  const { asked, get } = doorOf(SERVICE, ['8.8.8.8'])
  await expect(get('https://mail.example:25/')).rejects.toThrow('bad port')
  expect(asked).toEqual([])
})

test('V12 the address the user has set may be anywhere, its other ports and schemes may not', async () => {
  const home = await serveHttp((_request, response) => response.end('"here"'))
  const other = await serveHttp((_request, response) => response.end('"there"'))
  const { get } = doorOf(home)
  expect(await get(`${home}/clip`)).toMatchObject({ status: 200, json: 'here' })
  for (const address of [other, home.replace('http:', 'https:'), home.replace('127.0.0.1', 'localhost')])
    await expect(get(address)).rejects.toMatchObject({ code: 'service/url-refused' })
})

test('Q14 what is sent goes over no connection that the service may be about to close', async () => {
  const sockets: unknown[] = []
  const home = await serveHttp((request, response) => {
    sockets.push(request.socket)
    request.resume().on('end', () => response.end('{}'))
  })
  const door = createGuardedFetch(home)
  onTestFinished(() => door.close())
  for (const method of ['GET', 'POST', 'POST']) await (await door.fetch(new URL(home), { method })).text()
  expect(new Set(sockets).size).toBe(3)
})

test('V12 a call follows no redirect', async () => {
  let count = 0
  const other = await serveHttp((_request, response) => response.end(String((count += 1))))
  const home = await serveHttp((_request, response) => response.writeHead(307, { location: other }).end())
  expect(await doorOf(home).get(home)).toMatchObject({ status: 307 })
  expect(count).toBe(0)
})
