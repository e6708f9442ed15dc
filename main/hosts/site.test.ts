import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSite, type Site } from './site.ts'

let folder: string
let site: Site

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'site-'))
  await mkdir(join(folder, 'page', 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await mkdir(join(folder, 'page-secret'))
  await writeFile(join(folder, 'page-secret', 'secret.txt'), 'secret')
  await writeFile(join(folder, 'page', 'index.html'), '<h1>Library</h1>')
  await writeFile(join(folder, 'page', 'assets', 'main-1a2b.js'), 'go()')
  site = createSite(join(folder, 'page'), async () => null)
})
afterAll(() => rm(folder, { recursive: true }))

const get = (path: string, method = 'GET') => site(new Request(`http://127.0.0.1:1${path}`, { method }))

test('answers with the page and its parts', async () => {
  const page = await get('/')
  expect(page.status).toBe(200)
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('cache-control')).toBe('no-cache')
  expect(await page.text()).toBe('<h1>Library</h1>')

  const script = await get('/assets/main-1a2b.js')
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(script.headers.get('cache-control')).toContain('immutable')
})

test('answers HEAD with the length alone', async () => {
  const head = await get('/', 'HEAD')
  expect(head.headers.get('content-length')).toBe('16')
  expect(await head.text()).toBe('')
})

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/..%2fpage-secret%2fsecret.txt',
  '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
  '/%00',
  '/index.html%00.js',
  '/C:%5cWindows%5cwin.ini',
  '/%5c%5cserver%5cshare%5csecret.txt',
  '/%5c..%5csecret.txt',
  '/%252e%252e/secret.txt',
  `/${'a'.repeat(5000)}`,
  '/%zz',
  '/assets',
  '/nothing.js',
])('has nothing at %s', async path => {
  const response = await get(path)
  expect(response.status).toBe(404)
  expect(await response.text()).not.toContain('secret')
})

test('only reads', async () => {
  expect((await get('/', 'POST')).status).toBe(405)
})

test('lets a page load from its own address and nowhere else', async () => {
  const policy = (await get('/')).headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("connect-src 'self' ws://127.0.0.1:1")
  expect(policy).not.toMatch(/unsafe|\*|https:/)
  const inApp = await site(new Request('studio://app/'))
  expect(inApp.status).toBe(200)
  expect(inApp.headers.get('content-security-policy')).toContain("connect-src 'self';")
})
